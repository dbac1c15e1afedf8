"""What the lines above a headline are: breadcrumb, standfirst, news id, publish date.

The same tests serve the extractor, which looks for such lines in a page, and the reader of text files, which names
them again. A label counts only at the start of a line; a label that is also an everyday word needs its colon.
"""

from __future__ import annotations

import re
from enum import StrEnum
from itertools import pairwise

from monitor.domain import labels
from monitor.domain.months import ascii_digits, printed_dates

_ID_LABELS = f"{labels.NEWS_ID}|{labels.ID}"
_DATE_LABELS = f"{labels.DATE}|{labels.UPDATE}"
_COLONS = ":：∶﹕"
_FIGURE = re.compile(r"[\d〇一二三四五六七八九]")
_MARGIN = " \u00a0\u200e\u200f\u3000"
_MARKS = r"[\s\u200e\u200f]*"
_COLON = rf"{_MARKS}[{_COLONS}]{_MARKS}"
NEWS_ID = re.compile(
    rf"(?:(?:{labels.NEWS_ID})(?:{_COLON}|{_MARKS}[-–—]{_MARKS}|\s+(?=[\W_]*\d))|(?:{_ID_LABELS}){_COLON})"
    r"(?P<id>[#№]?\s?\w[\w/.*-]{0,39})",
    re.IGNORECASE,
)
"""A whole line that prints the outlet's own number of the article."""
DATE_LABEL = re.compile(rf"(?:{_DATE_LABELS}){_COLON}(?=.*[\d〇一二三四五六七八九])", re.IGNORECASE)
"""The start of a line that prints the date of publication, or of an update."""
_UPDATE = re.compile(rf"(?:{labels.UPDATE})(?!\w)", re.IGNORECASE)
_PLAIN_DATE_LABEL = re.compile(rf"(?:{_DATE_LABELS})(?:\s+[-–—]?\s*|(?<=[\u3040-\ud7ff]))", re.IGNORECASE)
LABEL = re.compile(rf"(?<!\w)(?:{_ID_LABELS}|{_DATE_LABELS}){_COLON}(?=\S)", re.IGNORECASE)
"""A label and its colon anywhere in a line: where one line of a page holds several, each starts with one."""
_LABEL_ALONE = re.compile(rf"(?:(?:{_ID_LABELS}|{_DATE_LABELS}){_COLON}|{labels.NEWS_ID})", re.IGNORECASE)
_DATE_LABEL_ALONE = re.compile(labels.DATE, re.IGNORECASE)
_COUNT = re.compile(r"[^\W\d][^\d:：]{1,30}[:：]\s*[\d.,٬٫ \u00a0]{1,12}\s*\w{0,5}")
_TIME = re.compile(
    r"\d{1,2}\s*[:：.h時时시]\s*\d{2}(?:\s*[:：分분]\s*\d{0,2})?|(?:UTC|GMT)?\s*[+-]\d{1,2}(?::?\d{2})?", re.IGNORECASE
)
_WORDS_BESIDE_DATE = 4
"""A date alone may stand with its day of the week, its time of day and a word between them."""
_BETWEEN_WORDS = re.compile(r"[\s,،;|/()（）\[\].:·\-–—\u200e\u200f]+")
_LONGEST_DATE_LINE = 80
_LONGEST_LABEL = 40
_LONGEST_IMPRINT = 200
SEPARATORS = "»›>→/»«‹<|·•＞"
BETWEEN_STEPS = re.compile(rf"\s+[{re.escape(SEPARATORS)}]+\s+|\s*[»›→«‹＞>]+\s*")
_QUOTATION = re.compile(r"«(\S(?:[^«»]*\S)?)»")
_SENTENCE_END = re.compile(r"[.!?。！？؟…।۔။។።][\"'”’»)]*$")
SHORTEST_STANDFIRST = 20
"""A standfirst holds at least so many letters; an East Asian one counts three."""
_EAST_ASIAN = "\u2e80"


class Kind(StrEnum):
    """What a header line is."""

    BREADCRUMB = "breadcrumb"
    STANDFIRST = "standfirst"
    NEWS_ID = "news id"
    PUBLISH_DATE = "publish date"
    HEADLINE = "headline"


def has_figures(line: str) -> bool:
    """Whether the line may hold a number or a date; most lines do not, and are told by this at once."""
    return bool(_FIGURE.search(line))


def has_label(line: str) -> bool:
    """Whether a label and its colon stand somewhere in the line."""
    return any(colon in line for colon in _COLONS) and bool(LABEL.search(line))


def is_news_id(line: str) -> bool:
    """Whether the whole line is a labelled number of the article."""
    found = NEWS_ID.fullmatch(line.strip(_MARGIN)) if has_figures(line) else None
    return bool(found) and any(ch.isdigit() for ch in found["id"]) if found else False


def is_publish_date(line: str) -> bool:
    """Whether the line prints a date of publication: a labelled one, or a date and nothing but its day and time."""
    line = line.strip(_MARGIN)
    return len(line) <= _LONGEST_DATE_LINE and has_figures(line) and (is_labelled_date(line) or is_bare_date(line))


def is_labelled_date(line: str) -> bool:
    """Whether the line starts with a label for a date, and a date follows."""
    plain = _PLAIN_DATE_LABEL.match(line)
    return bool(DATE_LABEL.match(line)) or bool(plain and is_bare_date(line[plain.end() :]))


def is_bare_date(line: str) -> bool:
    """Whether the line is a whole date with at most its day of the week and its time."""
    beside = line
    for found in printed_dates(line):
        beside = beside[: found.start] + " " * (found.end - found.start) + beside[found.end :]
    if beside == line:
        return False
    words = [word for word in _BETWEEN_WORDS.split(_TIME.sub(" ", ascii_digits(beside))) if word]
    return (
        len(words) <= _WORDS_BESIDE_DATE and not has_figures(beside_text := "".join(words)) and len(beside_text) <= 24
    )


def is_update(line: str) -> bool:
    """Whether the line prints when the article was changed last, which is not when it was published."""
    return bool(_UPDATE.match(line.strip()))


def labelled_pieces(line: str) -> list[str]:
    """The line cut before each of its labels."""
    starts = [0, *(found.start() for found in LABEL.finditer(line)), len(line)]
    pieces = (line[start:end] for start, end in pairwise(starts))
    return [stripped for piece in pieces if (stripped := piece.strip(f" \u00a0\u3000,،;/-–—{SEPARATORS}"))]


def is_imprint(line: str) -> bool:
    """Whether the line is nothing but numbers and dates of the article, or a count of its readers or comments."""
    if not has_figures(line) or len(line) > _LONGEST_IMPRINT:
        return False
    if _COUNT.fullmatch(line.strip(_MARGIN)):
        return True
    pieces = labelled_pieces(line) if has_label(line) else [line]
    return all(is_news_id(piece) or is_publish_date(piece) for piece in pieces)


def is_labelled_by(label: str, line: str) -> bool:
    """Whether ``label``, which stands alone in the line before, says what ``line`` is: a number or a date."""
    label = label.strip(_MARGIN)
    if len(label) > _LONGEST_LABEL or not has_figures(line):
        return False
    return bool(_LABEL_ALONE.fullmatch(label)) or (bool(_DATE_LABEL_ALONE.fullmatch(label)) and is_bare_date(line))


def is_breadcrumb(line: str) -> bool:
    """Whether the line is a path of short section names between separators."""
    line = unquoted(line.strip())
    steps = [step for step in BETWEEN_STEPS.split(line) if step]
    return len(line) <= 160 and len(steps) >= 2 and all(len(step) <= 50 for step in steps) and not ends_sentence(line)


def unquoted(line: str) -> str:
    """``line`` with plain marks around quotations: ``«`` and ``»`` also separate the steps of a path."""
    return _QUOTATION.sub(r'"\1"', line)


def is_step(line: str) -> bool:
    """Whether the line is too short to introduce an article: above a headline it is a breadcrumb of one step."""
    letters = sum(3 if ch >= _EAST_ASIAN else 1 for ch in line if ch.isalnum())
    is_plain = not has_figures(line) and not any(colon in line for colon in _COLONS)
    return 0 < letters < SHORTEST_STANDFIRST and is_plain and not ends_sentence(line)


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return bool(_SENTENCE_END.search(line.rstrip()))


def kind_of(line: str) -> Kind:
    """The kind of a header line that is not the headline."""
    if is_news_id(line):
        return Kind.NEWS_ID
    if is_publish_date(line):
        return Kind.PUBLISH_DATE
    return Kind.BREADCRUMB if is_breadcrumb(line) or is_step(line) else Kind.STANDFIRST
