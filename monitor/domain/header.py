"""What the lines above a headline are: breadcrumb, standfirst, news id, publish date.

The same tests serve the extractor, which looks for such lines in a page, and the reader of text files, which names
them again. A label counts only at the start of a line; a label that is also an everyday word needs its colon.
"""

from __future__ import annotations

import re
from enum import StrEnum

from monitor.domain.months import printed_dates

_PLAIN_ID_LABELS = (
    "news id|news code|news no|news number|article id|article code|article no|item code|story id|"  # English
    "کد خبر|کدخبر|شناسه خبر|شماره خبر|کد مطلب|شناسه مطلب|"  # Persian
    "رمز الخبر|رقم الخبر|معرف الخبر|معرّف الخبر|کود الخبر|كود الخبر|"  # Arabic
    "код новости|номер новости|id новости|№ новости|код материала|номер публикации|"  # Russian
    "código de (?:la )?noticia|id de (?:la )?noticia|número de (?:la )?noticia|"  # Spanish
    "id de la nouvelle|code de l['’]info|id de l['’]article|nachrichten-id|artikel-id|artikelnummer|"
    "código da notícia|id da notícia|haber kodu|haber no|haber numarası|xəbər id|mã tin|kode berita|"
    "خبر کا کوڈ|समाचार आईडी|código da matéria|"
    "新闻编号|新闻id|新闻号|稿件编号|文章编号|新聞編號|文章編號|ニュースid|記事id|記事番号|"
    "기사번호|기사 번호|기사 id|뉴스 id|뉴스 번호"
)
_ID_LABELS = (
    _PLAIN_ID_LABELS + "|id|code|no|ref|№|کد|شناسه|رقم|رمز|المعرف|код|номер|ид|código|nota|número|编号|編號|번호|コード"
)
_DATE_LABELS = (
    "publish date|publishing date|publication date|date of publication|published|published on|published at|"
    "date published|news date|posted|posted on|release date|released|date|"
    "تاریخ انتشار|تاریخ خبر|تاریخ|زمان انتشار|ساعت انتشار|منتشر شده|منتشر شده در|انتشار|"
    "تاريخ النشر|تأريخ النشر|تاريخ الإصدار|تاريخ الخبر|تاريخ|التاريخ|وقت النشر|نشر في|نشر بتاريخ|نُشر|نُشر في|"
    "дата публикации|дата выхода|дата новости|время публикации|опубликовано|дата|"
    "fecha de publicación|fecha de la noticia|fecha|publicado|publicada|publicado el|publicada el|"
    "data de publicação|data da publicação|publicado em|data|data di pubblicazione|pubblicato|"
    "date de publication|publié|publié le|veröffentlicht am|veröffentlicht|veröffentlichungsdatum|datum|"
    "yayın tarihi|yayınlanma tarihi|yayımlanma tarihi|tarih|dərc tarixi|ngày đăng|tanggal terbit|tanggal|"
    "تاریخ اشاعت|प्रकाशन तिथि|प्रकाशित|"
    "发布时间|发布日期|发稿时间|发表时间|发表日期|出版日期|时间|日期|發布時間|發佈時間|發布日期|發佈日期|"
    "公開日|公開日時|配信日|配信日時|掲載日|日付|発行日|게시일|게재일|등록일|입력|작성일|송고시간|발행일|보도일|날짜"
)
_UPDATE_LABELS = (
    "updated|updated on|last updated|last update|modified|last modified|"
    "به ?روز ?رسانی|آخرین به‌?روزرسانی|آخرین ویرایش|"
    "آخر تحديث|تاريخ التحديث|تم التحديث|"
    "обновлено|дата обновления|изменено|actualizado|actualizada|última actualización|"
    "mis à jour|aktualisiert|atualizado|güncelleme|güncellenme tarihi|"
    "更新时间|更新日期|更新|更新日|更新日時|수정|최종수정"
)
_COLON = r"\s*[:：]\s*"
NEWS_ID = re.compile(
    rf"(?:(?:{_PLAIN_ID_LABELS})(?:{_COLON}|\s+(?=[\W_]*\d))|(?:{_ID_LABELS}){_COLON})(?P<id>[#№]?\s?\w[\w/.*-]{{0,39}})",
    re.IGNORECASE,
)
"""A whole line that prints the outlet's own number of the article."""
DATE_LABEL = re.compile(rf"(?:{_DATE_LABELS}|{_UPDATE_LABELS}){_COLON}(?=.*\d)", re.IGNORECASE)
"""The start of a line that prints the date of publication, or of an update."""
_UPDATE = re.compile(rf"(?:{_UPDATE_LABELS})(?!\w)", re.IGNORECASE)
_PLAIN_DATE_LABEL = re.compile(rf"(?:{_DATE_LABELS}|{_UPDATE_LABELS})\s+", re.IGNORECASE)
LABEL = re.compile(rf"(?<!\w)(?:{_ID_LABELS}|{_DATE_LABELS}|{_UPDATE_LABELS}){_COLON}(?=\S)", re.IGNORECASE)
"""A label and its colon anywhere in a line: where one line of a page holds several, each starts with one."""
_LABEL_ALONE = re.compile(rf"(?:{_ID_LABELS}|{_DATE_LABELS}|{_UPDATE_LABELS}){_COLON}", re.IGNORECASE)
_TIME = re.compile(
    r"\d{1,2}\s*[:：.h時时시]\s*\d{2}(?:\s*[:：分분]\s*\d{0,2})?|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?", re.IGNORECASE
)
_WORDS_BESIDE_DATE = 4
"""A date alone may stand with its day of the week, its time of day and a word between them."""
_LONGEST_DATE_LINE = 80
SEPARATORS = "»›>→/»«‹<|·•＞"
_BETWEEN = re.compile(rf"\s+[{re.escape(SEPARATORS)}]+\s+|\s*[»›→«‹＞>]+\s*")
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
    """Whether the line prints a date of publication: a labelled one, or a date and nothing but its day and time."""
    line = line.strip()
    return len(line) <= _LONGEST_DATE_LINE and (is_labelled_date(line) or is_bare_date(line))


def is_labelled_date(line: str) -> bool:
    """Whether the line starts with a label for a date, and a date follows."""
    plain = _PLAIN_DATE_LABEL.match(line)
    return bool(DATE_LABEL.match(line)) or bool(plain and is_bare_date(line[plain.end() :]))


def is_bare_date(line: str) -> bool:
    """Whether the line is a whole date with at most its day of the week and its time."""
    for found in printed_dates(line):
        beside = _TIME.sub(" ", line[: found.start] + " " + line[found.end :])
        words = re.findall(r"\w+", beside)
        if len(words) <= _WORDS_BESIDE_DATE and not any(ch.isdigit() for ch in beside) and len("".join(words)) <= 24:
            return True
    return False


def is_update(line: str) -> bool:
    """Whether the line prints when the article was changed last, which is not when it was published."""
    return bool(_UPDATE.match(line.strip()))


def is_label(line: str) -> bool:
    """Whether the line is a label alone, as where a table or a list holds its number or date."""
    return bool(_LABEL_ALONE.fullmatch(line.strip()))


def is_breadcrumb(line: str) -> bool:
    """Whether the line is a path of short section names between separators."""
    line = line.strip()
    steps = [step for step in _BETWEEN.split(line) if step]
    return len(line) <= 160 and len(steps) >= 2 and all(len(step) <= 50 for step in steps) and not ends_sentence(line)


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_SENTENCE_END.search(line.rstrip()))


def kind_of(line: str) -> Kind:
    """The kind of a header line that is not the headline."""
    if is_news_id(line):
        return Kind.NEWS_ID
    if is_publish_date(line):
        return Kind.PUBLISH_DATE
    return Kind.BREADCRUMB if is_breadcrumb(line) else Kind.STANDFIRST
