"""Simulated outlets: when each kind publishes, and when a poll would first see it."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

START = datetime(2026, 1, 5, tzinfo=UTC)  # a Monday
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of outlet: entries on a full day, the share of each hour and weekday, and its habits."""

    name: str
    per_day: float
    hours: Callable[[int], float]
    weekdays: Callable[[int], float] = lambda _: 1.0
    holiday: float = 0.4
    """Share of a normal day that is published on a public holiday."""
    poll: timedelta = timedelta(minutes=15)
    batch: int = 0
    """How many entries appear together, once on each day that has any; 0 for outlets that publish one by one."""


def day_shift(hour: int) -> float:
    """Six in the morning to six in the evening, two busy hours."""
    return 0.0 if not 6 <= hour < 18 else 2.0 if hour in (8, 14) else 1.0


def round_the_clock(hour: int) -> float:
    """Always, at night less."""
    return 0.3 if hour < 5 else 1.0


def office_hours(hour: int) -> float:
    """Eight to four."""
    return float(8 <= hour < 16)


def office_days(weekday: int) -> float:
    """Monday to Friday."""
    return 0.0 if weekday > 4 else 1.0


def friday_off(weekday: int) -> float:
    """Closed on Friday, slow on Thursday."""
    return {4: 0.0, 3: 0.5}.get(weekday, 1.0)


def slow_weekend(weekday: int) -> float:
    """A third on weekends."""
    return 0.35 if weekday > 4 else 1.0


KINDS = (
    Kind("agency", 250, round_the_clock, slow_weekend, holiday=0.6, poll=timedelta(minutes=5)),
    Kind("newspaper", 60, day_shift, slow_weekend),
    Kind("ministry", 15, day_shift, office_days, holiday=0.0),
    Kind("friday-off daily", 40, day_shift, friday_off, holiday=0.2),
    Kind("one batch a day", 20, lambda hour: float(hour == 6), holiday=1.0, batch=20),
    Kind("small", 3, day_shift, holiday=0.5, poll=HOUR),
    Kind("weekly", 1, office_hours, lambda day: float(day == 1), holiday=1.0, poll=HOUR, batch=1),
    Kind("now and then", 0.3, day_shift, poll=HOUR),
)


def published(kind: Kind, days: int, chance: random.Random, holidays: frozenset[int] = frozenset()) -> list[datetime]:
    """Publication times over so many days; busy and slow days and hours come on top of the kind's own habits."""
    times: list[datetime] = []
    for day in range(days):
        share = kind.weekdays(day % 7) * (kind.holiday if day in holidays else 1.0)
        times += _batch(kind, day, share, chance) if kind.batch else _spread(kind, day, share, chance)
    return sorted(times)


def _batch(kind: Kind, day: int, share: float, chance: random.Random) -> list[datetime]:
    if not share:
        return []
    hour = chance.choices(range(24), [kind.hours(hour) for hour in range(24)])[0]
    at = START + day * DAY + (hour + chance.gauss(0.5, 0.7)) * HOUR
    return [at] * max(1, round(chance.gauss(kind.batch, kind.batch / 5)))


def _spread(kind: Kind, day: int, share: float, chance: random.Random) -> list[datetime]:
    times: list[datetime] = []
    of_day = kind.per_day * share * chance.lognormvariate(0, 0.25)
    whole = sum(map(kind.hours, range(24)))
    for hour in range(24):
        mean = of_day * kind.hours(hour) / whole * chance.lognormvariate(0, 0.35)
        at = chance.expovariate(mean) if mean else 1.0
        while at < 1:
            times.append(START + day * DAY + (hour + at) * HOUR)
            at += chance.expovariate(mean)
    return times


def seen(times: list[datetime], poll: timedelta) -> list[datetime]:
    """When polls first see what was published."""
    return [START + -(-(time - START) // poll) * poll for time in times]
