"""Days, months, years and ranges of them, as they stand behind ``published:``."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

from monitor.errors import QueryError
from monitor.rules.query.syntax import Published

EXPECTED = "a day such as 2026-01-31, a month such as 2026-01 or a year"
_DAY = re.compile(r"([12][0-9]{3})(?:-?([0-9]{2})(?:-?([0-9]{2}))?)?")
_RANGE = re.compile(r"(?P<low>[\[{])\s*(?P<first>\S+)\s+TO\s+(?P<last>\S+?)\s*(?P<high>[\]}])", re.IGNORECASE)
_COMPARED = re.compile(r"(?P<sign>[<>]=?)\s*(?P<day>.*)")
_ONE = timedelta(days=1)


def published(text: str, column: int) -> Published:
    """What a day, a comparison or a range says. Raises QueryError."""
    if text[0] in "[{":
        return _range(text, column)
    if text[0] in "<>":
        return _compared(text, column)
    first, last = _period(text, column)
    return Published(first, last, column)


def _range(text: str, column: int) -> Published:
    found = _RANGE.fullmatch(text)
    if found is None:
        raise QueryError(column, f"“{text[:60]}”", "a range such as [2026-01-01 TO 2026-01-31] or [2026-01 TO *]")
    first = last = None
    if found["first"] != "*":
        limits = _period(found["first"], column + found.start("first"))
        first = limits[0] if found["low"] == "[" else limits[1] + _ONE
    if found["last"] != "*":
        limits = _period(found["last"], column + found.start("last"))
        last = limits[1] if found["high"] == "]" else limits[0] - _ONE
    return Published(first, last, column)


def _compared(text: str, column: int) -> Published:
    found = _COMPARED.fullmatch(text)
    if found is None or not found["day"]:
        raise QueryError(column, f"“{text}” without a day", f"{EXPECTED}, right behind it")
    first, last = _period(found["day"], column + found.start("day"))
    match found["sign"]:
        case ">":
            return Published(last + _ONE, None, column)
        case ">=":
            return Published(first, None, column)
        case "<":
            return Published(None, first - _ONE, column)
        case _:
            return Published(None, last, column)


def _period(text: str, column: int) -> tuple[date, date]:
    """The first and the last day of a day, month or year."""
    if text.lower().startswith("now") or "||" in text:
        hint = f"{EXPECTED}; a rule looks at every new article, and --since says how far back to look"
        raise QueryError(column, f"“{text[:60]}”, a day that moves", hint)
    found = _DAY.fullmatch(text)
    if found is None:
        raise QueryError(column, f"“{text[:60]}”, which is not a day", EXPECTED)
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        raise QueryError(column, f"“{text}”, which is in no calendar", EXPECTED) from None
    if day:
        return first, first
    return first, first.replace(month=month or 12, day=monthrange(first.year, month or 12)[1])
