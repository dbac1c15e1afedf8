"""What days and moments texts name: timestamps, addresses, printed lines, in the calendars of the outlets.

A day is the outlet's own calendar day: nothing is converted to another time zone. A date without its year is no date,
nor is one that is told from now ("two hours ago").
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz
from urllib.parse import urlsplit

import dateparser
import jdatetime
from hijridate import Hijri

from monitor.domain.header import DATE_LABEL
from monitor.domain.months import PrintedDate, ascii_digits, printed_dates

_STAMP = re.compile(
    r"\s*(\d{4})-?(\d{2})-?(\d{2})(?!\d)"
    r"(?:[T\s]+(\d{2}):?(\d{2})(?::?(\d{2})(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?(?![\d:]))?"
)
_EPOCH = re.compile(r"\s*(1\d{9})(?:\d{3})?\s*")
_Y, _M, _D = r"((?:19|20)\d{2})", r"(\d{1,2})", r"(\d{1,2})"
_URL_DAY = re.compile(
    rf"/{_Y}[/-]{_M}[/-]{_D}(?=[/_-])"
    rf"|[/_-]t?{_Y}(\d{{2}})(\d{{2}})(?=[/_.-]|$)"
    rf"|/{_Y}/?(\d{{2}})/?(\d{{2}})/"
    rf"|[/_-]{_Y}-(\d{{2}})-(\d{{2}})(?=\D|$)"
)
_YEARS = range(1990, 2070)
"""Further years are of other calendars: 2082 is one in Nepal."""
_JALALI_YEARS = range(1369, 1448)
_HIJRI_YEARS = range(1410, 1493)
_HIJRI_FROM = 1430
"""Years in figures from here on are Hijri (2009): as Jalali ones they are far ahead (2051)."""
_RANK = {"gregorian": 0, "": 0, "jalali": 1, "hijri": 2}
"""Of several calendars in a line the first counts; the Hijri one differs by a day from country to country."""
_WHOLE_YEAR = re.compile(r"\d{4}")
_STRICT = {"STRICT_PARSING": True, "PARSERS": ["absolute-time"], "REQUIRE_PARTS": ["day", "month", "year"]}
_MONTH_FIRST = ("en-us", "en-ph", "fil")
_HIJRI_FIRST = ("ar", "ur", "ms")


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a timestamp says: its ``day`` as written, and its ``moment`` (with the zone it is written in) where it names
    a time of day with a zone; ``precision`` is ``day``, ``minute`` or ``second``, ``time`` of day as written."""

    day: date
    moment: datetime | None = None
    precision: str = "day"

    @property
    def is_local(self) -> bool:
        """Whether it is written in a zone that a publisher chose, and not in the common one."""
        return self.moment is not None and bool(self.moment.utcoffset())


def read_stamp(text: str, locale: str = "") -> Stamp | None:
    """What a timestamp of the page's metadata says: ISO 8601, RFC 822, seconds since 1970, or a printed date."""
    digits = ascii_digits(text)
    if found := _STAMP.match(digits):
        day = _day(int(found[1]), int(found[2]), int(found[3]), locale)
        return _timed(day, (found[4], found[5], found[6]), _zone(found[7])) if day else None
    if found := _EPOCH.fullmatch(digits):
        moment = datetime.fromtimestamp(int(found[1]), UTC)
        return Stamp(moment.date(), moment, "second")
    if parts := parsedate_tz(digits):
        day = _day(*parts[:3], locale)
        zone = None if parts[9] is None else timezone(timedelta(seconds=parts[9]))
        return _timed(day, (str(parts[3]), str(parts[4]), str(parts[5])), zone) if day else None
    day = printed_day(text, locale)
    return Stamp(day) if day else None


def printed_day(line: str, locale: str = "", near: date | None = None) -> date | None:
    """The first whole date in a printed line. Figures that may be read two ways are read as nearest to ``near``, else
    day first, but month first in the United States' English."""
    known = list(readings(line, locale))
    if known:
        first = known[0]
        return min(first, key=lambda day: abs(day - near)) if near else first[0]
    return _parsed_day(line, locale)


def readings(line: str, locale: str = "") -> Iterator[list[date]]:
    """For each date in the line the days that it may mean, the likeliest first; dates that are most sure first."""
    for found in sorted(printed_dates(line), key=lambda found: _RANK[found.calendar]):
        if days := [day for day in _readings(found, locale) if day]:
            yield days


def url_day(url: str) -> date | None:
    """The day in a page's address, as ``/2025/11/24/``, ``20251124`` or ``t20251124_``."""
    found = _URL_DAY.search(urlsplit(url).path)
    return _gregorian(*(int(part) for part in found.groups() if part)) if found else None


def _timed(day: date, clock: tuple[str | None, str | None, str | None], zone: timezone | None) -> Stamp:
    """The stamp of a day and a time; a time that cannot be, and midnight sharp, which stands for none, are left out."""
    hour, minute, second = (int(part or 0) for part in clock)
    if zone is None or hour + minute + second == 0:
        return Stamp(day)
    try:
        moment = datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return Stamp(day)
    return Stamp(day, moment, "second" if clock[2] else "minute")


def _zone(text: str | None) -> timezone | None:
    """The zone of an offset as ``+03:30``; None where there is none."""
    if not text:
        return None
    if text[0] not in "+-":
        return UTC
    minutes = int(text[1:3]) * 60 + int(text[3:].strip(":") or 0)
    return timezone(timedelta(minutes=minutes if text[0] == "+" else -minutes)) if minutes < 24 * 60 else None


def _readings(found: PrintedDate, locale: str) -> Iterator[date | None]:
    year, month, number = found.year, found.month, found.day
    match found.calendar:
        case "jalali":
            yield _jalali(year, month, number)
        case "hijri":
            yield _hijri(year, month, number)
        case _:
            ways = [(month, number), (number, month)] if found.day_first else [(month, number)]
            if locale in _MONTH_FIRST:
                ways.reverse()
            for month_, day_ in ways:
                yield from _days(year, month_, day_, locale)


def _day(year: int, month: int, number: int, locale: str) -> date | None:
    return next((day for day in _days(year, month, number, locale) if day), None)


def _days(year: int, month: int, number: int, locale: str) -> Iterator[date | None]:
    """What a date in figures may mean, the likeliest first."""
    if year in _YEARS:
        yield _gregorian(year, month, number)
        return
    both = (_jalali(year, month, number), _hijri(year, month, number))
    yield from reversed(both) if locale.split("-")[0] in _HIJRI_FIRST or year >= _HIJRI_FROM else both


def _gregorian(year: int, month: int, number: int) -> date | None:
    try:
        return date(year, month, number) if year in _YEARS else None
    except ValueError:
        return None


def _jalali(year: int, month: int, number: int) -> date | None:
    try:
        return jdatetime.date(year, month, number).togregorian() if year in _JALALI_YEARS else None
    except ValueError:
        return None


def _hijri(year: int, month: int, number: int) -> date | None:
    """A day of the Umm al-Qura calendar."""
    try:
        return (
            date.fromisoformat(Hijri(year, month, number).to_gregorian().isoformat()) if year in _HIJRI_YEARS else None
        )
    except (ValueError, OverflowError):
        return None


def _parsed_day(line: str, locale: str) -> date | None:
    """A date in a language whose months we do not list."""
    text = DATE_LABEL.sub("", ascii_digits(line).strip(), count=1)
    language = locale.split("-")[0]
    if not language or not _WHOLE_YEAR.search(text):
        return None
    try:
        parsed = dateparser.parse(text, languages=[language], settings=_STRICT)
    except ValueError:  # dateparser does not know the language
        return None
    return _gregorian(parsed.year, parsed.month, parsed.day) if parsed else None
