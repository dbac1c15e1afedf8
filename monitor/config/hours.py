"""Values of the configuration that tell times of clock and calendar. Each function returns the value or raises Wrong.

Ranges are written ``first:last``, as in Prometheus Alertmanager: ``monday:friday``, ``1:5``, ``-3:-1``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo, available_timezones

from alerts.policy.calendar import Numbers
from alerts.policy.digests import check_schedule
from alerts.policy.routes import ALL_LABELS
from monitor.config.fault import Wrong, did_you_mean, shown
from monitor.config.values import kind_of, unquoted

_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})")
_LABEL = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*")
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip


def minute_of_day(value: object) -> int:
    """``22:30`` as minutes since midnight; ``24:00`` is the end of the day."""
    found = _TIME.fullmatch(unquoted(value)) if isinstance(value, str) else None
    minute = int(found[1]) * 60 + int(found[2]) if found and int(found[2]) < 60 else -1
    if not 0 <= minute <= 24 * 60:
        what = shown(value) if isinstance(value, str) else kind_of(value)
        hint = "" if isinstance(value, str) else "write it in quotes"
        raise Wrong(what, "a time from 00:00 to 24:00, such as 22:30", hint)
    return minute


def weekdays(value: object) -> Numbers:
    """``monday`` or ``monday:friday``."""
    names = {name: number for number, name in enumerate(_WEEKDAYS)}
    return _range(value, lambda text: _named(text, names), "a weekday or a range, such as monday:friday", names)


def months(value: object) -> Numbers:
    """``may``, ``5``, ``may:august`` or ``5:8``."""
    names = {name: number for number, name in enumerate(_MONTHS, 1)}
    numbers = {str(number): number for number in range(1, 13)}
    return _range(value, lambda text: _named(text, names | numbers), "a month or a range, such as may:august", names)


def days_of_month(value: object) -> Numbers:
    """``15``, ``1:5`` or, counted from the month's end, ``-3:-1``."""
    expected = "a day from 1 to 31 or -31 to -1 or a range, such as 1:5"
    found = _range(value, lambda text: _number(text, -31, 31), expected)
    same_end = (found.first < 0) == (found.last < 0)
    if 0 in (found.first, found.last) or (same_end and found.first > found.last) or found.first < 0 < found.last:
        raise Wrong(shown(str(value)), expected)
    return found


def years(value: object) -> Numbers:
    """``2027`` or ``2026:2028``."""
    expected = "a year or a range, such as 2026:2028"
    found = _range(value, lambda text: _number(text, 1970, 9999), expected)
    if found.first > found.last:
        raise Wrong(shown(str(value)), expected)
    return found


def _range(
    value: object, end: Callable[[str], int | None], expected: str, known: Mapping[str, int] | None = None
) -> Numbers:
    text = str(value) if type(value) is int else unquoted(value)
    first, _, last = text.strip().lower().partition(":")
    low, high = end(first.strip()), end((last or first).strip())
    if low is None or high is None or text.strip().endswith(":"):
        wrong = first if low is None else last
        raise Wrong(shown(text), expected, did_you_mean(wrong, known or ()))
    return Numbers(low, high)


def _named(text: str, names: Mapping[str, int]) -> int | None:
    return names.get(text)


def _number(text: str, low: int, high: int) -> int | None:
    return int(text) if re.fullmatch(r"-?[0-9]{1,4}", text) and low <= int(text) <= high else None


def zone(value: object) -> ZoneInfo:
    """A place of the time zone database, such as ``Europe/Berlin``."""
    name = unquoted(value)
    known = available_timezones()
    if name not in known:
        places = {place.casefold(): place for place in known}
        hint = did_you_mean(name, places)
        for folded, place in places.items():
            hint = hint.replace(f'"{folded}"', f'"{place}"')
        raise Wrong(shown(name), "a time zone such as Europe/Berlin", hint)
    return ZoneInfo(name)


def schedule(text: str) -> str:
    """A cron expression of five fields."""
    try:
        check_schedule(text)
    except ValueError as error:
        raise Wrong(shown(text), str(error), 'as in "30 7 * * 1-5": half past seven from Monday to Friday') from None
    return text


def label(text: str) -> str:
    """The name of a label, or ``...`` for all."""
    if text != ALL_LABELS and not _LABEL.fullmatch(text):
        raise Wrong(shown(text), "the name of a label, such as story")
    return text
