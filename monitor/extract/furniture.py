"""What stands on a page and is not the article: navigation, related stories, comments, share buttons, notices.

Judged by what the markup calls itself (tags, roles, the words in class and id names) and by how a line begins. Words
are compared whole: ``share`` is a word of ``share-box``, not of ``shareholders``.
"""

from __future__ import annotations

import re

from lxml.html import HtmlElement

from monitor.extract.lines import Line

_SITE_TAGS = frozenset(("nav", "aside", "footer", "menu", "dialog"))
_SITE_ROLES = frozenset("navigation complementary contentinfo search dialog alertdialog menu menubar toolbar".split())
_SITE_WORDS = frozenset(
    "nav navbar navigation menu submenu megamenu footer sidebar masthead topbar clock ticker banner popular trending "
    "latest recommended recommendation recommendations recommend related relatednews similar outbrain taboola comments "
    "comment commentlist disqus respond newsletter subscribe subscription cookie cookies consent gdpr modal popup "
    "overlay login signin search advert adverts advertisement advertising ads ad adsense sponsor sponsored promo "
    "promoted widget pagination pager mostread mostviewed mostvisited hidden offcanvas noprint print".split()
)
_OTHER_STORIES = _SITE_WORDS - frozenset(("nav", "navigation", "print", "noprint", "widget", "banner", "menu"))
_PAGE_TAGS = frozenset(("form", "figcaption", "address", "label"))
_PAGE_WORDS = frozenset(
    "share sharing shares sharebar sharethis addtoany social socials follow tag tags taglist tagcloud keywords keyword "
    "hashtag hashtags byline author authors authorbox reporter bio caption captions photocaption credit credits "
    "copyright disclaimer tools toolbar breadcrumb breadcrumbs crumb crumbs newspath readmore readalso seealso "
    "morenews photo image img picture figure lightbox slideshow slider carousel toc shortlink shorturl rating vote poll feedback donate donation".split()
)
_PAGE_WORD_PAIRS = frozenset(
    "read more|see also|read also|also read|more news|news path|short link|short url|most read|most viewed|"
    "most visited|post meta|entry meta|article meta|news code|news id|item code|item nav|item date|publish date|"
    "other news|next news|prev news".split("|")
)
_PAGE_RELS = frozenset(("author", "tag"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_HIDDEN_WORD_PAIRS = frozenset(("sr only", "visually hidden", "screen reader", "visible print", "print header"))
_POST = frozenset(("post", "hentry", "type-post", "single-post", "single"))
_TAXONOMY = ("tag-", "category-", "author-", "keyword-")
"""On the element of an article itself, WordPress names what the article is about, not what the element is."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")

_BEGINNINGS = re.compile(
    r"(?:[-–—•▪*»>\[(【（\s]*)(?:"
    r"(?:read (?:more|also|next|the full)|also read|see also|related(?: \w+)?|more (?:on|from|about)\b.{0,40}$|"
    r"recommended|you may (?:also )?like|don['’]t miss|watch(?: also)?:|listen:|follow us|join us|sign up|subscribe|"
    r"share (?:this|on|via)|share\s*[:：]|tags?\s*:|keywords\s*:|photos? (?:by|credit)|image (?:credit|source)|copyright|all rights "
    r"reserved|click here|advertisement|comments?\s*(?:\(|$)|print this|source link|short link|download our|most (?:read|viewed)\b)|"
    r"بیشتر بخوانید|بیشتر بدانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|برچسب|لینک کوتاه|ما را در|کپی لینک|"
    r"اشتراک گذاری|اشتراک‌گذاری|نظر شما|نظرات|دیدگاه|تمامی حقوق|کلیه حقوق|انتشار مطالب|پربازدید|"
    r"اقرأ أيض|إقرأ أيض|اقرأ المزيد|اقرأ:|شاهد أيض|مواضيع ذات صلة|أخبار ذات صلة|ذات صلة|الكلمات المفتاحية|كلمات دلالية|تابعنا|تابعونا|"
    r"جميع الحقوق|حقوق النشر|التعليقات|شارك|الأكثر قراءة|للمزيد|"
    r"читайте (?:также|по теме|нас|ещ[её])|смотрите также|материалы по теме|по теме\b|подпис(?:ывайтесь|аться)|теги\s*:|"
    r"фото\s*:|источник фото|поделиться|комментарии|все права|подробнее\s*:|самое читаемое|"
    r"(?:lea|lee|leer|ver|vea|mire|mira) (?:también|más|además)|te puede interesar|le puede interesar|noticias? relacionad|"
    r"síguenos|suscríb|etiquetas\s*:|compart(?:ir|e)\b|todos los derechos|comentarios|foto\s*:|"
    r"lire aussi|à lire|voir aussi|abonnez|suivez|mots[- ]clés|partager|"
    r"lesen sie (?:auch|mehr)|mehr zum thema|teilen\b|schlagworte|leia (?:também|mais)|veja também|"
    r"ayrıca oku|ilgili haber|etiketler|takip edin|"
    r"相关(?:阅读|新闻|报道|链接|推荐)|延伸阅读|推荐阅读|热门|更多新闻|責任編輯|责任编辑|责编|编辑[:：]|审核[:：]|校对[:：]|分享|扫一扫|扫码|"
    r"版权|关键词|标签|評論|评论|免责声明|原标题|相關(?:閱讀|新聞)|延伸閱讀|"
    r"관련\s?(?:기사|뉴스)|무단\s?전재|저작권|ⓒ|구독|공유|댓글|태그|많이 본|"
    r"関連記事|あわせて読みたい|続きを読む|シェア|コメント|タグ|"
    r"©|\(c\) ?\d{4})",
    re.IGNORECASE,
)
_LONGEST_NOTICE = 160
_BYLINE = re.compile(
    r"(?:by|reported by|written by|editing by|author|reporter|par|por|von|yazar|автор|текст|"
    r"نویسنده|خبرنگار|گزارش از|كتب|کاتب|بقلم|المصدر|منبع|источник|source|fuente|来源|来源于|作者|记者|文[/／]|기자)"
    r"\s*(?:[:：]|(?<=by)\s)\s*.{2,50}",
    re.IGNORECASE,
)


class Furniture:
    """Judges the elements of one page, each once. ``site`` is the frame around articles, ``page`` also their trimmings."""

    def __init__(self) -> None:
        self._words: dict[HtmlElement, frozenset[str]] = {}

    def words(self, element: HtmlElement) -> frozenset[str]:
        """The words, and pairs of neighbouring words, in the element's class and id names."""
        known = self._words.get(element)
        if known is None:
            known = self._words[element] = _words_of(element)
        return known

    def is_hidden(self, element: HtmlElement) -> bool:
        """Whether readers of the page cannot see the element."""
        return (
            element.get("hidden") is not None
            or bool(_HIDDEN.search(element.get("style", "")))
            or bool(self.words(element) & _HIDDEN_WORD_PAIRS)
        )

    def is_site(self, element: HtmlElement) -> bool:
        """Whether the element is part of the frame around articles, or hidden."""
        return (
            element.tag in _SITE_TAGS
            or element.get("role") in _SITE_ROLES
            or bool(self.words(element) & _SITE_WORDS)
            or self.is_hidden(element)
        )

    def is_page(self, element: HtmlElement) -> bool:
        """Whether the element is no text of the article: part of the frame, or one of the article's trimmings."""
        return (
            self.is_site(element)
            or element.tag in _PAGE_TAGS
            or element.get("rel") in _PAGE_RELS
            or bool(self.words(element) & (_PAGE_WORDS | _PAGE_WORD_PAIRS))
        )

    def is_elsewhere(self, line: Line, outside: frozenset[HtmlElement]) -> bool:
        """Whether the line stands where not even a label makes it this article's: hidden, or with other stories."""
        return any(
            element.tag in ("aside", "footer")
            or bool(self.words(element) & _OTHER_STORIES)
            or self.is_hidden(element)
            for element in (line.element, *line.element.iterancestors())
            if element not in outside
        )

    def holds(self, line: Line, outside: frozenset[HtmlElement], *, site_only: bool = False) -> bool:
        """Whether the line stands in furniture; the elements in ``outside`` are not asked."""
        judge = self.is_site if site_only else self.is_page
        above = (line.element, *line.element.iterancestors())
        return any(judge(element) for element in above if element not in outside)


def is_notice(line: Line) -> bool:
    """Whether the line's words say that it is no text of the article, whatever the markup says."""
    text = line.text.strip()
    if len(text) > _LONGEST_NOTICE:
        return False
    return bool(_BEGINNINGS.match(text) or _BYLINE.fullmatch(text))


def is_link(line: Line) -> bool:
    """Whether the line is nothing but a link, as to a related story."""
    return line.links > 0.9 and line.size > 0


def _words_of(element: HtmlElement) -> frozenset[str]:
    found: set[str] = set()
    names = f"{element.get('class', '')} {element.get('id', '')}".split()
    if _POST & set(names):
        names = [name for name in names if not name.startswith(_TAXONOMY)]
    for name in names:
        words = [word.lower() for word in _WORD.findall(name)]
        found.update(words)
        found.update(f"{one} {two}" for one, two in zip(words, words[1:], strict=False))
    return frozenset(found)
