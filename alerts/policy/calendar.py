"""Hours, weekdays, days, months and years of a place: is it one of them at this moment?

The clock on the wall decides. An hour that comes twice when clocks are set back counts both times, one that is left out
when they are set forward does not count. A range of hours may cross midnight; what lies behind midnight belongs to the
day on which it began.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

DAY = timedelta(days=1)
UTC_ZONE = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True)
class Hours:
    """From ``start`` to before ``end``, in minutes of the day (0 to 1440); over midnight where the end is not later."""

    start: int
    end: int

    @property
    def crosses_midnight(self) -> bool:
        """Whether it ends on the day after the one on which it began."""
        return self.end <= self.start


@dataclass(frozen=True, slots=True)
class Numbers:
    """From ``first`` to ``last``, both included; over the end of week or year where the last is below the first."""

    first: int
    last: int

    def __contains__(self, number: int) -> bool:
        if self.first <= self.last:
            return self.first <= number <= self.last
        return number >= self.first or number <= self.last


@dataclass(frozen=True, slots=True)
class Calendar:
    """All kinds that are given must fit, of each kind one; weekdays count from Monday as 0.

    A negative day of the month counts from its end: -1 is the last.
    """

    times: tuple[Hours, ...] = ()
    weekdays: tuple[Numbers, ...] = ()
    days: tuple[Numbers, ...] = ()
    months: tuple[Numbers, ...] = ()
    years: tuple[Numbers, ...] = ()
    zone: ZoneInfo = UTC_ZONE

    def fits(self, at: datetime) -> bool:
        """Whether this moment is within."""
        local = at.astimezone(self.zone)
        day, minute = local.date(), local.hour * 60 + local.minute
        if not self.times:
            return self._is_day(day)
        return any(self._within(hours, day, minute) for hours in self.times)

    def marks(self, at: datetime) -> Iterator[datetime]:
        """Every moment of the next 24 hours after ``at`` at which ``fits`` may change."""
        before, after = (moment.astimezone(self.zone).utcoffset() for moment in (at, at + DAY))
        minutes = {0, *(minute for hours in self.times for minute in (hours.start, hours.end))}
        for offset in {before, after}:
            wall = at.replace(tzinfo=None) + (offset or timedelta(0))
            midnight = wall.replace(hour=0, minute=0, second=0, microsecond=0)
            for minute in minutes:
                passed = (midnight + timedelta(minutes=minute) - wall) % DAY
                yield at + (passed or DAY)
        if before != after:
            yield _clock_change(at, self.zone)

    def _within(self, hours: Hours, day: date, minute: int) -> bool:
        if not hours.crosses_midnight:
            return hours.start <= minute < hours.end and self._is_day(day)
        began_today = minute >= hours.start and self._is_day(day)
        return began_today or (minute < hours.end and self._is_day(day - DAY))

    def _is_day(self, day: date) -> bool:
        last = calendar.monthrange(day.year, day.month)[1]
        return (
            _any(self.weekdays, day.weekday())
            and (not self.days or any(_day_in(days, day.day, last) for days in self.days))
            and _any(self.months, day.month)
            and _any(self.years, day.year)
        )


def _any(ranges: tuple[Numbers, ...], number: int) -> bool:
    return not ranges or any(number in one for one in ranges)


def _day_in(days: Numbers, day: int, last: int) -> bool:
    first, end = (number if number > 0 else last + 1 + number for number in (days.first, days.last))
    return first <= day <= end


def _clock_change(at: datetime, zone: ZoneInfo) -> datetime:
    """When, within 24 hours after ``at``, the clocks of the zone are changed; to the second."""
    low, high = at, at + DAY
    before = low.astimezone(zone).utcoffset()
    while high - low > timedelta(seconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(zone).utcoffset() == before else (low, middle)
    return high.astimezone(UTC).replace(microsecond=0)
