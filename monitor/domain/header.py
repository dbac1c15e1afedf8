"""What the lines above a headline are: breadcrumb, standfirst, news id, publish date.

The same tests serve the extractor, which looks for such lines in a page, and the reader of text files, which names
them again. Labels are those that outlets print; a label counts only at the start of a line, before a colon.
"""

from __future__ import annotations

import re
from enum import StrEnum

_ID_LABELS = (
    "news id|news code|news no|article id|article code|item code|story id|code|id|"  # English
    "کد خبر|کدخبر|شناسه خبر|شماره خبر|کد مطلب|"  # Persian
    "رمز الخبر|رقم الخبر|معرف الخبر|کود الخبر|كود الخبر|رقم|"  # Arabic
    "код новости|код|номер новости|номер|id новости|ид|"  # Russian
    "código de noticia|código de la noticia|código|id de noticia|id de la noticia|nota|número|"  # Spanish
    "id de la nouvelle|code de l'info|numéro|nachrichten-id|artikel-id|código da notícia|id da notícia|"
    "haber kodu|haber no|xəbər id|mã tin|kode berita|"
    "新闻编号|新闻id|新闻号|稿件编号|文章编号|编号|新聞編號|編號|ニュースid|記事id|記事番号|기사번호|기사 번호|뉴스 id"
)
_DATE_LABELS = (
    "publish date|publication date|published|published on|date published|posted|posted on|release date|date|updated|"
    "تاریخ انتشار|تاریخ|زمان انتشار|منتشر شده|"
    "تاريخ النشر|تاريخ الإصدار|تاريخ|نشر في|نُشر|"
    "дата публикации|дата выхода|опубликовано|дата|"
    "fecha de publicación|fecha|publicado|publicado el|publicada el|data de publicação|data|"
    "date de publication|publié le|veröffentlicht am|veröffentlicht|datum|"
    "yayın tarihi|yayınlanma tarihi|tarih|dərc tarixi|ngày đăng|tanggal terbit|"
    "发布时间|发布日期|发稿时间|时间|日期|發布時間|發佈時間|公開日|配信日|掲載日|日付|게시일|등록일|입력|작성일|송고시간"
)
NEWS_ID = re.compile(rf"(?:{_ID_LABELS})\s*[:：]\s*(?P<id>[\w][\w/.*-]{{0,39}})", re.IGNORECASE)
"""A whole line that prints the outlet's own number of the article."""
DATE_LABEL = re.compile(rf"(?:{_DATE_LABELS})\s*[:：]\s*(?=.*\d)", re.IGNORECASE)
"""The start of a line that prints the date of publication."""
_BARE_DATE = re.compile(
    r"(?=.{6,60}$)(?=.*\d)"
    r"(?:\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\d{4}\s*[年년]\s*\d{1,2}\s*[月월]\s*\d{1,2}\s*[日일])"
    r"(?:[\s,|–-]+.*\d{1,2}[:：]\d{2}.*)?"
)
SEPARATORS = "»›>→/»«‹|·•"
_BETWEEN = re.compile(rf"\s+[{re.escape(SEPARATORS)}]+\s+|\s*[»›→«‹]+\s*")
_SENTENCE_END = re.compile(r"[.!?。！？؟…][\"'”’»)]*$")


class Kind(StrEnum):
    """What a header line is."""

    BREADCRUMB = "breadcrumb"
    STANDFIRST = "standfirst"
    NEWS_ID = "news id"
    PUBLISH_DATE = "publish date"
    HEADLINE = "headline"


def is_news_id(line: str) -> bool:
    """Whether the whole line is a labelled number of the article."""
    found = NEWS_ID.fullmatch(line.strip())
    return bool(found) and any(ch.isdigit() for ch in found["id"]) if found else False


def is_publish_date(line: str) -> bool:
    """Whether the line prints a date of publication: a labelled one, or nothing but a date in figures."""
    line = line.strip()
    return len(line) <= 80 and bool(DATE_LABEL.match(line) or _BARE_DATE.fullmatch(line))


def is_breadcrumb(line: str) -> bool:
    """Whether the line is a path of short section names between separators."""
    line = line.strip()
    steps = [step for step in _BETWEEN.split(line) if step]
    return (
        len(line) <= 160
        and len(steps) >= 2
        and all(len(step) <= 50 for step in steps)
        and not _SENTENCE_END.search(line)
    )


def kind_of(line: str) -> Kind:
    """The kind of a header line that is not the headline."""
    if is_news_id(line):
        return Kind.NEWS_ID
    if is_publish_date(line):
        return Kind.PUBLISH_DATE
    return Kind.BREADCRUMB if is_breadcrumb(line) else Kind.STANDFIRST
