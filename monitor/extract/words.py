"""The words by which markup and lines of text say what they are, in the languages of the outlets that are watched.

Words of class and id names are single words, or pairs of neighbouring words with a space between; see ``furniture``.
"""

from __future__ import annotations

import re


def _words(text: str) -> frozenset[str]:
    return frozenset(word.strip() for word in text.split("|"))


SITE = _words(
    "nav|navbar|navigation|menu|submenu|megamenu|footer|sidebar|masthead|topbar|clock|ticker|banner|popular|trending|"
    "latest|recommended|recommendation|recommendations|recommend|related|relatednews|similar|outbrain|taboola|comments|"
    "comment|commentlist|disqus|respond|newsletter|subscribe|subscription|cookie|cookies|consent|gdpr|modal|popup|"
    "overlay|login|signin|search|advert|adverts|advertisement|advertising|ads|ad|adsense|sponsor|sponsored|promo|"
    "promoted|widget|pagination|pager|mostread|mostviewed|mostvisited|hidden|offcanvas|noprint|print"
)
"""The frame around articles: navigation, other stories, comments, notices, advertising."""

OTHER_STORIES = SITE - _words("nav|navigation|print|noprint|widget|banner|menu")
"""Where a labelled date or number belongs to something else. Some outlets name the place of their own so: news_nav."""

TRIMMINGS = _words(
    "share|sharing|shares|sharebar|sharethis|addtoany|social|socials|follow|tag|tags|taglist|tagcloud|keywords|keyword|"
    "hashtag|hashtags|byline|author|authors|authorbox|reporter|bio|caption|captions|photocaption|credit|credits|"
    "copyright|disclaimer|tools|toolbar|breadcrumb|breadcrumbs|crumb|crumbs|newspath|readmore|readalso|seealso|morenews|"
    "photo|image|img|picture|figure|lightbox|slideshow|slider|carousel|toc|shortlink|shorturl|rating|vote|poll|feedback|"
    "donate|donation|read more|see also|read also|also read|more news|news path|short link|short url|most read|"
    "most viewed|most visited|post meta|entry meta|article meta|news code|news id|item code|item nav|item date|"
    "publish date|other news|next news|prev news"
)
"""What stands on an article's page and is no text of it."""

HIDDEN = _words("sr only|visually hidden|screen reader|visible print|print header")
"""What readers of the page do not see."""

POST = _words("post|hentry|type-post|single-post|single")
"""Whole class names by which WordPress marks the element of an article."""

CRUMBS = _words(
    "breadcrumb|breadcrumbs|bread crumb|bread crumbs|crumb|crumbs|news path|newspath|path way|pathway|nav path|"
    "page path|section path|location path|you are"
)
STANDFIRST = _words(
    "subtitle|sub title|subheadline|sub headline|lead|lede|leadtext|introtext|intro|summary|standfirst|stand first|"
    "deck|dek|excerpt|abstract|announce|anons|synopsis|description|chapo|chapeau|entradilla|bajada|sumario|copete|"
    "vorspann|teaser|spot|ozet|sapo"
)
HEADLINE = _words("headline|title|heading")
BODY = _words(
    "article body|news body|item body|story body|post body|entry content|article content|post content|news content|"
    "item text|news text|article text|story text|story content|body text|body content|detail content|articlebody|"
    "full text|fulltext|bodytext|newsbody|newstext|articletext|articlecontent"
)

_NOTICES = (
    # English
    r"read (?:more|also|next|the full)|also read|see also|related(?: \w+)?|more (?:on|from|about)\b.{0,40}$|"
    r"recommended|you may (?:also )?like|don['’]t miss|watch(?: also)?:|listen:|follow us|join us|sign up|subscribe|"
    r"share (?:this|on|via)|share\s*:|tags?\s*:|keywords\s*:|photos? (?:by|credit)|image (?:credit|source)|copyright|"
    r"all rights reserved|click here|advertisement|comments?\s*(?:\(|$)|print this|source link|short link|download our|"
    r"most (?:read|viewed)\b",
    # Persian
    r"بیشتر بخوانید|بیشتر بدانید|همچنین بخوانید|مطالب مرتبط|اخبار مرتبط|خبرهای مرتبط|برچسب|لینک کوتاه|ما را در|"
    r"کپی لینک|اشتراک[ \u200c]گذاری|نظر شما|نظرات|دیدگاه|تمامی حقوق|کلیه حقوق|انتشار مطالب|پربازدید",
    # Arabic
    r"[اإ]قرأ أيض|[اإ]قرأ المزيد|اقرأ:|شاهد أيض|(?:مواضيع |أخبار )?ذات صلة|الكلمات المفتاحية|كلمات دلالية|"
    r"تابعنا|تابعونا|جميع الحقوق|حقوق النشر|التعليقات|شارك\b|الأكثر قراءة|للمزيد",
    # Russian
    r"читайте (?:также|по теме|нас|ещ[её])|смотрите также|материалы по теме|по теме\b|подпис(?:ывайтесь|аться)|"
    r"теги\s*:|фото\s*:|источник фото|поделиться|комментарии|все права|подробнее\s*:|самое читаемое",
    # Spanish, French, German, Portuguese, Turkish
    r"(?:lea|lee|leer|ver|vea|mire|mira) (?:también|más|además)|[tl]e puede interesar|noticias? relacionad|síguenos|"
    r"suscríb|etiquetas\s*:|compart(?:ir|e)\b|todos los derechos|comentarios|foto\s*:|lire aussi|à lire|voir aussi|"
    r"abonnez|suivez|mots[- ]clés|partager|lesen sie (?:auch|mehr)|mehr zum thema|teilen\b|schlagworte|"
    r"leia (?:também|mais)|veja também|ayrıca oku|ilgili haber|etiketler|takip edin",
    # Chinese, Japanese, Korean
    r"相关(?:阅读|新闻|报道|链接|推荐)|延伸阅读|推荐阅读|热门|更多新闻|责任编辑|責任編輯|责编|编辑[:：]|审核[:：]|"
    r"校对[:：]|分享|扫一扫|扫码|版权|关键词|标签|评论|評論|免责声明|原标题|相關(?:閱讀|新聞)|延伸閱讀|関連記事|あわせて読みたい|"
    r"続きを読む|シェア|コメント|タグ|관련\s?(?:기사|뉴스)|무단\s?전재|저작권|ⓒ|구독|공유|댓글|태그|많이 본",
    r"©|\(c\) ?\d{4}",
)
NOTICE = re.compile(rf"[-–—•▪*»>\[(【（\s]*(?:{'|'.join(_NOTICES)})", re.IGNORECASE)
"""How a short line begins that leads elsewhere, or says who may do what with the text."""

BYLINE = re.compile(
    r"(?:by|reported by|written by|editing by|author|reporter|par|por|von|yazar|автор|текст|نویسنده|خبرنگار|"
    r"گزارش از|كتب|کاتب|بقلم|المصدر|منبع|источник|source|fuente|来源|作者|记者|文[/／]|기자)"
    r"\s*(?:[:：]|(?<=by)\s)\s*.{2,50}",
    re.IGNORECASE,
)
"""A whole line that names who wrote the text, or where it comes from."""
