"""The day of publication: the day the outlet prints, else what its metadata, its address or the feed says.

A day is the outlet's own calendar day; nothing is converted to another time zone. Days are never taken from images'
addresses or from the site's clock, and a date without its year is no date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from email.utils import parsedate
from urllib.parse import urlsplit

import dateparser
import jdatetime

from monitor.domain.article import Entry
from monitor.domain.header import DATE_LABEL
from monitor.domain.months import PrintedDate, ascii_digits, printed_dates

_ISO = re.compile(r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_URL_DAY = re.compile(r"/((?:19|20)\d{2})[/-](\d{1,2})[/-](\d{1,2})(?=[/_-])|[/_-](20\d{2})(\d{2})(\d{2})(?=[/_.-]|$)")
_YEARS = range(1990, 2100)
_JALALI_YEARS = range(1369, 1479)
_TOLERANCE = timedelta(days=1)
_STRICT = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
_MONTH_FIRST = "en-us"

Day = tuple[date | None, str]


def publication_day(
    printed: Sequence[str], stated: Sequence[tuple[str, str]], url: str, entry: Entry | None, locale: str = ""
) -> Day:
    """The day of publication and where it comes from (see ``Extraction.date_origin``).

    ``printed`` are lines of the page, ``stated`` pairs of origin and text from its metadata, best first.
    """
    said = next(((day, origin) for origin, text in stated if (day := stated_day(text, locale))), None)
    near = said[0] if said else None
    for line in printed:
        day = printed_day(line, locale, near)
        # A printed date far from the stated one was misread, or belongs to something else on the page.
        if day and (near is None or abs(day - near) <= _TOLERANCE):
            return day, "printed"
    if said:
        return said
    if day := url_day(url):
        return day, "url"
    if entry and (day := _entry_day(entry)):
        return day, "feed"
    return None, ""


def printed_day(line: str, locale: str = "", near: date | None = None) -> date | None:
    """The first whole date in a printed line. Figures that may be read two ways are read as nearest to ``near``, else
    day first, but month first in the United States' English."""
    for found in printed_dates(line):
        readings = [day for day in _readings(found, locale) if day]
        if readings:
            return min(readings, key=lambda day: abs(day - near)) if near else readings[0]
    return _parsed_day(line, locale)


def stated_day(text: str, locale: str = "") -> date | None:
    """The day of a timestamp, in the offset it is written with."""
    if found := _ISO.match(ascii_digits(text)):
        return _day(*(int(part) for part in found.groups()))
    return _mail_day(text) or printed_day(text, locale)


def url_day(url: str) -> date | None:
    """The day in a page's address, as ``/2025/11/24/`` or ``20251124``."""
    found = _URL_DAY.search(urlsplit(url).path)
    return _day(*(int(part) for part in found.groups() if part)) if found else None


def _readings(found: PrintedDate, locale: str) -> Iterator[date | None]:
    year, month, number = found.year, found.month, found.day
    if found.calendar == "jalali":
        yield _jalali(year, month, number)
        return
    ways = [(month, number), (number, month)] if found.day_first else [(month, number)]
    if locale == _MONTH_FIRST:
        ways.reverse()
    for month_, day_ in ways:
        yield _day(year, month_, day_)


def _day(year: int, month: int, number: int) -> date | None:
    if year in _JALALI_YEARS:
        return _jalali(year, month, number)
    try:
        return date(year, month, number) if year in _YEARS else None
    except ValueError:
        return None


def _jalali(year: int, month: int, number: int) -> date | None:
    try:
        return jdatetime.date(year, month, number).togregorian() if year in _JALALI_YEARS else None
    except ValueError:
        return None


def _parsed_day(line: str, locale: str) -> date | None:
    """A date in a language whose months we do not list."""
    text = DATE_LABEL.sub("", ascii_digits(line).strip(), count=1)
    language = locale.split("-")[0]
    if not language or not any(ch.isdigit() for ch in text):
        return None
    try:
        parsed = dateparser.parse(text, languages=[language], settings=_STRICT)
    except ValueError:  # dateparser does not know the language
        return None
    return _day(parsed.year, parsed.month, parsed.day) if parsed else None


def _mail_day(text: str) -> date | None:
    parts = parsedate(text)
    return _day(*parts[:3]) if parts else None


def _entry_day(entry: Entry) -> date | None:
    written = stated_day(entry.published_text) if entry.published_text else None
    return written or (entry.published.date() if entry.published else None)
