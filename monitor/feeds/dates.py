"""The time that a feed prints for an entry, in whatever shape.

Read are ISO 8601, RFC 822 and printed dates of many languages with digits of any script; without a zone it is UTC.
Days of the Jalali calendar are taken where the year or the month's name leaves no doubt, and without a zone in the time
of Tehran. ``03/04/2026`` may be two days and is none.
"""

from __future__ import annotations

import calendar
import re
import time
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import jdatetime

from monitor.domain.months import PrintedDate, ascii_digits, printed_dates

_ISO = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?=$|[T\s])")
_ISO_MONTH = re.compile(r"(\d{4})-(\d{2})$")
_TIME = re.compile(r"(?<!\d)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?(?:\s*([ap])\.?m\b\.?)?", re.IGNORECASE)
_COMPACT_TIME = re.compile(r"T(\d{2})(\d{2})(\d{2})?()")
_OFFSET = re.compile(r"^\s*\(?(?:UTC|GMT)?\s*([+\-−])\s?(\d{1,2})(?::?(\d{2}))?(?!\d)", re.IGNORECASE)
_FIGURES = re.compile(r"\d{1,4}[-/.]\d{1,2}(?:[-/.]\d|$)")
_ZONE = re.compile(r"^\s*\(?([A-Z]{1,5})\b")
_TEHRAN = timezone(timedelta(hours=3, minutes=30))
_HOURS = {
    "Z": 0, "UT": 0, "UTC": 0, "GMT": 0, "WET": 0, "WEST": 1, "BST": 1, "CET": 1, "MET": 1, "CEST": 2, "MEST": 2,
    "EET": 2, "SAST": 2, "EEST": 3, "MSK": 3, "TRT": 3, "EAT": 3, "IRST": 3.5, "IRDT": 4.5, "GST": 4, "AFT": 4.5,
    "PKT": 5, "UZT": 5,
    "ICT": 7, "WIB": 7, "HKT": 8, "SGT": 8, "PHT": 8, "JST": 9, "KST": 9, "AST": -4, "ADT": -3, "EST": -5, "EDT": -4,
    "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7,
}  # fmt: skip
"""Zones by name, in hours from UTC; those of RFC 822 mean what it says."""
_YEARS = range(1970, 2100)
_JALALI_YEARS = range(1348, 1479)
_MOST_CHARACTERS = 100


def read_time(text: str) -> datetime | None:
    """The time in UTC that ``text`` prints; None where it prints none, or one that can be read two ways."""
    digits = ascii_digits(text.strip()[:_MOST_CHARACTERS])
    if found := _ISO.match(digits):
        year, month, day = (int(part) for part in found.groups())
        if year not in _JALALI_YEARS:
            return _at(_gregorian(year, month, day), digits[found.end() :], UTC)
    if found := _ISO_MONTH.match(digits):
        return _at(_gregorian(int(found[1]), int(found[2]), 1), "", UTC)
    for printed in printed_dates(digits):
        # Only where points part the figures does the day always come first.
        points = "." in digits[printed.start : printed.end]
        known, zone = _day(replace(printed, day_first=printed.day_first and not points))
        return _at(known, f"{digits[printed.end :]} {digits[: printed.start]}", zone)
    return None


def settled_time(text: str, parsed: time.struct_time | None) -> datetime | None:
    """The time of ``text``, else what a feed parser (in UTC) made of it, unless its figures mislead parsers."""
    known = read_time(text)
    if known or parsed is None or _FIGURES.match(text.strip()):
        return known
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=calendar.timegm(parsed))
    except (OverflowError, ValueError):
        return None


def _day(printed: PrintedDate) -> tuple[date | None, timezone]:
    if printed.calendar == "jalali" or printed.year in _JALALI_YEARS:
        return _jalali(printed), _TEHRAN
    if printed.day_first and printed.month != printed.day:
        readings = [
            _gregorian(printed.year, *pair) for pair in ((printed.month, printed.day), (printed.day, printed.month))
        ]
        known = [day for day in readings if day]
        return known[0] if len(known) == 1 else None, UTC
    return _gregorian(printed.year, printed.month, printed.day), UTC


def _jalali(printed: PrintedDate) -> date | None:
    if printed.year not in _JALALI_YEARS or (printed.day_first and printed.day <= 12 and printed.month != printed.day):
        return None
    try:
        day: date = jdatetime.date(printed.year, printed.month, printed.day).togregorian()
    except ValueError:
        return None
    return day


def _gregorian(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in _YEARS else None
    except ValueError:
        return None


def _at(day: date | None, rest: str, zone: timezone) -> datetime | None:
    """``day`` at the time and in the zone that the rest of the text prints, in UTC."""
    if day is None:
        return None
    found = _COMPACT_TIME.match(rest) or _TIME.search(rest)
    if not found:
        return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if found[4] in "pP" else 0)
    if hour > 24 or minute > 59 or second > 60:
        return None
    # Adding lets 24:00 and leap seconds be what they mean.
    after = timedelta(hours=hour, minutes=minute, seconds=second)
    written = datetime(day.year, day.month, day.day, tzinfo=_zone(rest[found.end() :], zone)) + after
    return written.astimezone(UTC)


def _zone(text: str, otherwise: timezone) -> timezone:
    if found := _OFFSET.match(text):
        minutes = int(found[2]) * 60 + int(found[3] or 0)
        if minutes <= 14 * 60:
            return timezone(timedelta(minutes=minutes if found[1] == "+" else -minutes))
    if (found := _ZONE.match(text)) and found[1] in _HOURS:
        return timezone(timedelta(hours=_HOURS[found[1]]))
    return otherwise
