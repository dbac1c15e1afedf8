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
    "autor|auteur|autore|autores|share|sharing|shares|sharebar|sharethis|addtoany|social|socials|follow|tag|tags|taglist|tagcloud|keywords|keyword|"
    "hashtag|hashtags|byline|author|authors|authorbox|reporter|bio|caption|captions|photocaption|credit|credits|"
    "copyright|disclaimer|tools|toolbar|breadcrumb|breadcrumbs|crumb|crumbs|newspath|readmore|readalso|seealso|morenews|"
    "photo|image|img|picture|figure|lightbox|slideshow|slider|carousel|toc|shortlink|shorturl|rating|vote|poll|feedback|"
    "donate|donation|read more|see also|read also|also read|more news|news path|short link|short url|most read|"
    "most viewed|most visited|post meta|entry meta|article meta|news code|news id|item code|item nav|item date|"
    "publish date|other news|next news|prev news|postprofile|post profile|user profile|userinfo|user info"
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
HEADLINE = _words("headline|title|heading|hed")
KICKER = _words("kicker|overline|eyebrow|dachzeile|topline|preheadline|pretitle|rutitr|roofline|supertitle|sup title")
"""A line above a headline."""
BADGES = _words("badge|label|flag|premium")
"""Words within a heading that are not the headline's."""
DATES = _words(
    "publish date|published date|publication date|pub date|pubdate|post date|posted on|entry date|article date|"
    "news date|story date|item date|date published|date publish|publish time|published time|pub time|pubtime|"
    "article time|news time|post time|release date|byline date|publishdate|publishtime|newsdate|article datetime"
)
"""Names of the place where an article's date of publication is printed."""
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
    r"follow\b.{0,40}\bon (?:facebook|twitter|x|instagram|telegram)\b|.{0,60}\b(?:in|meet) your inbox\b|"
    r".{0,60}\baffiliate commission|"
    r"this (?:post|article|page|story) (?:may )?contains? affiliate",
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
    r"leia (?:também|mais)|veja também|ayrıca oku|ilgili haber|etiketler|takip edin|"
    r"(?:tüm|her) hakk?(?:ı|ları) saklıdır",
    # Chinese, Japanese, Korean
    r"相关(?:阅读|新闻|报道|链接|推荐)|延伸阅读|推荐阅读|热门|更多新闻|责任编辑|責任編輯|责编|编辑[:：]|审核[:：]|"
    r"校对[:：]|分享|扫一扫|扫码|版权|关键词|标签|(?:欢迎)?(?:订阅|訂閱|关注)|评论|評論|免责声明|原标题|"
    r"相關(?:閱讀|新聞)|延伸閱讀|関連記事|あわせて読みたい|"
    r"続きを読む|シェア|コメント|タグ|관련\s?(?:기사|뉴스)|무단\s?전재|저작권|ⓒ|구독|공유|댓글|태그|많이 본",
    # Vietnamese, Indonesian and Malay, Hindi, Urdu, Bengali, Thai
    r"xem thêm|đọc thêm|tin liên quan|từ khóa\s*:|chia sẻ|bình luận|bản quyền|baca (?:juga|lagi)|"
    r"(?:artikel|berita) terkait|bagikan|"
    r"kongsi(?:kan)?\b|komentar|hak cipta|ikuti kami|यह भी पढ़ें|ये भी पढ़ें|और पढ़ें|संबंधित ख|शेयर करें|टैग|"
    r"یہ بھی پڑھیں|مزید پڑھیں|متعلقہ خبر|"
    r"আরও পড়ুন|আরো পড়ুন|อ่านเพิ่มเติม|อ่านต่อ|ข่าวที่เกี่ยวข้อง|แท็ก|แชร์",
    # other languages of Europe, Hebrew, Azerbaijani
    r"читайте (?:також|також:)|поділитися|усі права|прочетете (?:още|също)|сподел|етикети|прочитајте|"
    r"pročitajte (?:još|i)\b|povezane (?:v|t)|podel[ij]|"
    r"czytaj (?:także|też|więcej)|zobacz (?:także|też)|udostępnij|tagi\s*:|čtěte také|související|sdílet|citește și|"
    r"distribuie|etichete|olvassa el|"
    r"kapcsolódó|megosztás|leggi anche|condividi|lees ook|deel dit|διαβάστε (?:επίσης|ακόμ)|σχετικά άρθρα|ετικέτες|"
    r"קראו (?:גם|עוד)|תגיות|שתפו|"
    r"həmçinin oxu|paylaş",
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

POSTED = _words("tweet|twitter|instagram|tiktok|telegram|facebook|bluesky|mastodon|threads|reddit")
"""The networks whose posts articles quote, as their own markup for that names them."""

_BUTTONS = (
    r"close|caption|(?:hide|show|toggle|view) caption|adverts?|ads?|topics?|(?:text|font) size|print|e-?mail|save|"
    r"listen|play|pause|mute|"
    r"loading|next|previous|back to top|(?:view|open) gallery|embed|share|tweet|pin|like|copy link|enlarge|"
    r"(?:article )?continues below|"
    r"(?:image|photo|slide|picture) \d+(?: of|/)? ?\d*|\d+(?: ?[-–] ?\d+)? of \d+|\d+ ?/ ?\d+",
    r"بستن|تبلیغات|آگهی|اندازه متن|چاپ|پرینت|ذخیره|ارسال|إغلاق|إعلان|إعلانات|طباعة|حجم الخط|استمع|نسخ الرابط|مشاركة",
    r"реклама|закрыть|печать|распечатать|размер шрифта|слушать|скопировать ссылку|читать далее|друкувати",
    r"publicidad|anuncio|cerrar|imprimir|escuchar|copiar enlace|publicité|fermer|imprimer|écouter|anzeige|werbung|"
    r"schließen|drucken|"
    r"anhören|publicidade|fechar|ouvir|pubblicità|chiudi|stampa|reklam|yazdır|kapat|dinle|quảng cáo|đóng|in bài",
    r"广告|關閉|关闭|打印(?:本页)?|字号|字體|大 ?中 ?小|收藏|返回(?:首页|顶部)|複製連結|広告|閉じる|印刷|文字サイズ|"
    r"保存|광고|닫기|글자 ?크기|인쇄|스크랩|목록",
)
BUTTON = re.compile(rf"\W*(?:{'|'.join(_BUTTONS)})\W*", re.IGNORECASE)
"""A whole line that is a button, or a label of one."""

_CLOSINGS = (
    # English
    r"\b(?:subscribe|sign up|newsletters?|follow (?:us|him|her|them|me|@|our|ap|on)|on (?:twitter|facebook|mastodon)|"
    r"e-?mail (?:him|her|us|me)\b|"
    r"reach the reporters?|contact (?:the (?:author|reporter|writer)|us)|have a (?:tip|story)|send (?:us )?tips?|"
    r"join our|whatsapp|telegram channel|"
    r"contributed to this (?:report|story|article)|contributed reporting|"
    r"is a (?:staff )?(?:writer|reporter|correspondent|columnist|journalist) (?:for|at|with|based)|"
    r"this (?:article|story) (?:was )?(?:first |originally )?(?:appeared|published) (?:on|in|by|at)|republish|"
    r"may not be (?:published|reproduced)|"
    r"(?:all )?rights reserved|moderat(?:ing|ed) all comments|full coverage)\b",
    r"^[(\[]?(?:additional |with )?"
    r"(?:reporting|writing|editing|edited|compiled|translated|written|reported) (?:and \w+ )?by\b",
    # Persian, Arabic
    r"عضو (?:کانال|خبرنامه)|خبرنامه|کانال (?:تلگرام|ایتا|بله|روبیکا)|دنبال کنید|انتهای پیام|پایان پیام|کد خبرنگار",
    r"نشرتنا|النشرة البريدية|اشترك|تابعوا? (?:قناتنا|صفحتنا|آخر)|قناتنا على|للاشتراك|للمزيد من الأخبار|تحرير\s*:|"
    r"\(?انتهى\)?$",
    # Russian, Ukrainian
    r"подпи(?:сы|ши)\w*|рассылк|наш(?:ем|его)? (?:телеграм|telegram)|telegram-канал|читайте нас|при цитировании|"
    r"использование материалов|"
    r"розсилк|підпи(?:су|ш)\w*",
    # Spanish, Portuguese, French, German, Italian, Turkish, Vietnamese
    r"suscríb\w*|suscripci\w*|boletín|síg(?:a|ue)nos|nuestro canal|inscreva-se|assine|siga-nos|abonnez|newsletter|"
    r"infolettre|suivez|"
    r"abonnieren|iscriviti|bülten\w*|abone ol\w*|kanalımız\w*|đăng ký nhận|theo dõi (?:chúng tôi|báo)",
    # Chinese, Japanese, Korean
    r"订阅|訂閱|关注(?:我们|微信)|公众号|电子报|下载.{0,8}客户端|(?:责任)?编辑[:：]|責任編輯|记者[:：]|完）$|"
    r"[(（]完[)）]$|メルマガ|フォロー|購読|購讀|"
    r"뉴스레터|구독|무단\s?전재|재배포|[\w.]+@[\w.]+$|기자\s*$",
)
CLOSING = re.compile("|".join(_CLOSINGS), re.IGNORECASE)
"""What a line at the end of a text says that is no longer the text: who wrote it, how to get more."""
