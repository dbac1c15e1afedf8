"""Dates printed with the names of months, or in figures, in the languages and calendars of the outlets.

Read are whole dates only: year, month and day. Years of the Buddhist era, of the Republic of China, of Japan's reigns
and of the Juche count are given as the Gregorian year; a Jalali or Hijri date keeps its own year and names its
calendar.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from monitor.domain.monthnames import GREGORIAN, HIJRI, JALALI

Calendar = Literal["gregorian", "jalali", "hijri", ""]
"""The calendar a printed date names; empty where it is in figures and only the year tells."""

_LETTERS = str.maketrans({"ي": "ی", "ك": "ک", "ى": "ی", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ہ": "ه"})
_UNSAID = re.compile("[\u0640\u064b-\u0655\u0670\u0307\u200c-\u200f\u066c'’ʻʼ`.\\s_-]")
"""What some outlets write in a name and others do not."""


def _key(name: str) -> str:
    """A name as it is looked up: one spelling of Arabic and Persian letters, no marks, no case, no spaces."""
    name = unicodedata.normalize("NFC", name).translate(_LETTERS).casefold()
    return unicodedata.normalize("NFC", _UNSAID.sub("", name))


def _table() -> dict[str, tuple[Calendar, int]]:
    table: dict[str, tuple[Calendar, int]] = {}
    rows: tuple[tuple[Calendar, tuple[str, ...]], ...] = (
        ("gregorian", GREGORIAN), ("jalali", JALALI), ("hijri", HIJRI),
    )  # fmt: skip
    for calendar, languages in rows:
        for language in languages:
            for number, name in enumerate(language.split(), 1):
                if name != "-":
                    table.setdefault(_key(name), (calendar, number))
    return table


_MONTHS = _table()
_LETTER = (
    "(?:[^\\W\\d_]|[\u0300-\u036f\u064b-\u0655\u0670\u0900-\u0983\u09bc-\u09cd\u0e31-\u0e4e\u0eb1-\u0ecd"
    "\u102b-\u103e\u17b4-\u17d3'’ʻʼ\u200c])"
)
"""A letter, or a sign that stands on one: those are no letters to regular expressions."""
_SECOND = rf"(?:ال{_LETTER}+|القعدة|أول|ثاني|al[- ]{_LETTER}+|II?|قعدہ|القعده|q{_LETTER}+|hijjah)"
_NAME = rf"{_LETTER}+(?:\.{_LETTER}+)?(?:[ \u00a0]{_SECOND})?"
_OF = r"(?:de |of |d['’]|del |соли )?"
_GAP = r"[\s,،.\u200f/-]{1,3}"
_ORDINAL = r"(?:st|nd|rd|th|er|º|ª|-?(?:го|nji|njy|нчи|чи|ші))?"
_BEFORE_YEAR = r"(?:عام |سنة |سال |năm |พ\.ศ\. ?|ค\.ศ\. ?)?"
_AFTER_YEAR = r"(?:[\s-]?(?:yil|йил|жылғы|жылы|жыл|ж\.|г\.|года?|il|оны?))?"
_CLOCK = r"(?:[0-9]{1,2}:[0-9]{2}(?::[0-9]{2})?\s)?"
_Y, _M, _D, _N = r"(?P<y>[0-9]{4})(?![0-9])", r"(?P<m>[0-9]{1,2})", r"(?P<d>[0-9]{1,2})", rf"(?P<m>{_NAME})"
_FIGURE = re.compile("[0-9]")
_START = r"(?<![0-9])"
_SEP = r"\s?(?P<sep>[-/.])\s?"
_FORMS = tuple(
    re.compile(_START + form)
    for form in (
        rf"{_D}{_ORDINAL}{_GAP}{_OF}{_N}(?:\s*[/(]\s*{_NAME}\)?)?{_GAP}{_OF}{_BEFORE_YEAR}{_Y}",
        rf"{_N}{_GAP}{_D}(?:st|nd|rd|th)?{_GAP}{_CLOCK}{_Y}",
        rf"{_Y}{_AFTER_YEAR}{_GAP}{_N}{_GAP}{_D}(?![0-9])",
        rf"{_Y}{_AFTER_YEAR}{_GAP}{_D}[- ]{_N}",
        rf"{_Y}[)）]?\s*[年년]\s*{_M}\s*[月월]\s*{_D}\s*[日일號号]",
        rf"{_Y} оны? {_M}(?:-р| дугаар| дүгээр)? сарын {_D}",
        rf"{_D} tháng {_M},? (?:năm )?{_Y}",
        rf"{_Y}{_SEP}{_M}\s?(?P=sep)\s?{_D}(?![0-9])",
        rf"{_D}{_SEP}{_M}\s?(?P=sep)\s?{_Y}",
    )
)
_AMBIGUOUS = _FORMS[-1]
_ERA = re.compile(
    rf"(?P<era>民國|民国|令和|平成|주체|主体)\s*(?P<y>[0-9]{{1,3}}|元)\s*[年년]\s*{_M}\s*[月월]\s*{_D}\s*[日일]"
)
_ERA_STARTS = {"民": 1911, "令": 2018, "平": 1988, "주": 1911, "主": 1911}
"""The year before the first of the Republic of China, of the reigns Reiwa and Heisei, of Juche."""
_HAN = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})[日號号]"
)
_HAN_DIGITS = str.maketrans("〇○零一二三四五六七八九", "000123456789")
_SOLAR = re.compile("\\s*[(]?(?:هجر[یي]|ه[ـ\u200d]?)?[.\\s\u200c]?(?:شمس[یي]|خورشیدی|ش(?!\\w))")
_LUNAR = re.compile(r"\s*[(]?(?:هجر[یي]|هـ|ھ|ه(?!\w)|AH(?!\w)|H(?!\w))")
_FIRST_GREGORIAN = 1700
"""Below it a year is of the Jalali or Hijri calendar."""
_BUDDHIST_YEARS = range(2500, 2643)
"""No other calendar in use has these years; the Gregorian one is 543 less."""


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A whole date in a text, ``start`` to ``end``; ``day_first`` where day and month may be the other way round."""

    calendar: Calendar
    year: int
    month: int
    day: int
    start: int
    end: int
    day_first: bool


def ascii_digits(text: str) -> str:
    """``text`` with the decimal digits of every script as 0 to 9; its length stays."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.decimal(ch)) if ch > "\x7f" and ch.isdecimal() else ch for ch in text)


def printed_dates(text: str) -> Iterator[PrintedDate]:
    """The whole dates (year, month, day) in the text, those with a month's name first."""
    digits = ascii_digits(text)
    if "年" in digits or "년" in digits:
        yield from _east_asian(digits)
    if not _FIGURE.search(digits):
        return
    for form in _FORMS:
        for found in form.finditer(digits):
            calendar, month = _month(found["m"])
            if month:
                year = int(found["y"])
                year -= 543 if year in _BUDDHIST_YEARS else 0
                if not calendar and year < _FIRST_GREGORIAN:
                    calendar = _named_calendar(digits[found.end() :])
                yield PrintedDate(calendar, year, month, int(found["d"]), *found.span(), form is _AMBIGUOUS)


def _east_asian(text: str) -> Iterator[PrintedDate]:
    """Dates of a reign or era, and those in Chinese numerals."""
    for found in _ERA.finditer(text):
        year = _ERA_STARTS[found["era"][0]] + (1 if found["y"] == "元" else int(found["y"]))
        yield PrintedDate("gregorian", year, int(found["m"]), int(found["d"]), *found.span(), day_first=False)
    for found in _HAN.finditer(text):
        year, month, day = int(found[1].translate(_HAN_DIGITS)), _han_number(found[2]), _han_number(found[3])
        yield PrintedDate("gregorian", year, month, day, *found.span(), day_first=False)


def _han_number(text: str) -> int:
    """A number below 100 in Chinese numerals, as ``二十四``."""
    tens, ten, ones = text.rpartition("十")
    figures = int((ones or "0").translate(_HAN_DIGITS)[:2])
    return figures + (10 * int((tens or "一").translate(_HAN_DIGITS)[:1].replace("十", "1")) if ten else 0)


def _named_calendar(after: str) -> Calendar:
    """The calendar that is named behind a date in figures."""
    if _SOLAR.match(after):
        return "jalali"
    return "hijri" if _LUNAR.match(after) else ""


def _month(text: str) -> tuple[Calendar, int]:
    if text.isdecimal():
        return "", int(text)
    known = _MONTHS.get(_key(text)) or _MONTHS.get(_key(re.split("[ \u00a0]", text)[0]))
    return known or ("", 0)
