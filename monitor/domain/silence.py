"""How long a source is usually silent, and when a silence is too long to be chance.

Time is counted in entries: a silence is as long as the number of entries that the source's rhythm (hours and weekdays)
leads to expect in it, so a quiet night is short and a quiet morning long. If entries came independently (Poisson), a
silence of ``m`` expected entries would have the chance ``exp(-m)``. Real sources publish in bursts, so the
allowance for that is measured: the longest silence of each day gives a typical value and a spread, and the tail beyond
is that of the longest of many (Gumbel): ``exp(-(m - typical) / spread)``. For a Poisson source the spread is 1 and the
typical value the logarithm of the entries a day, which is the plain Poisson tail again.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate, pairwise

from monitor.domain.rhythm import Rhythm, expected

CHANCE = 1 / 1000
"""A silence is an alarm when it happens by chance less than once in so many weeks (or times, if that is rarer)."""
SHORTEST = timedelta(minutes=30)
LONGEST = timedelta(days=45)
"""No alarm before the one, none after the other (unless the source was once silent for longer than this)."""
DAYS, REACH = 30, timedelta(days=90)
"""The habit is measured on so many days with entries, going back so far."""
YOUNG = timedelta(days=14)
FEWEST_DAYS = 5
"""Watched for less time, or seen on fewer days, a source is too young to have habits."""
YOUNG_SILENCE, YOUNG_TIMES = timedelta(hours=72), 4
"""A young source is silent after this time, or after so many times its longest silence, whichever is longer;
seen on fewer than ``FEWEST_DAYS`` days it is given ``YOUNG``."""
PRIOR_DAYS = 5.0
"""The Poisson spread of 1 counts as much as so many days of evidence."""
NARROWEST, NARROWEST_SLOW, SLOW_PER_WEEK = 1.0, 0.35, 3.0
"""Least spread; below it only for regular sources seen on less than three days a week, where waiting costs most."""
FREE_DAY_SHARE = 0.1
"""A weekday with less than this share of an average one is a free day of the source."""
_HOUR, _WEEK = timedelta(hours=1), timedelta(days=7)
_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)  # a Monday


@dataclass(frozen=True, slots=True)
class Habit:
    """What is known of a source's silences, measured in expected entries.

    ``curve`` has 169 values: entries expected from Monday 00:00 UTC to each full hour of a week. ``days`` is the number
    of days that were measured, ``days_per_week`` how many days of a week have entries, ``holiday`` a whole
    day's entries where the source keeps weekdays free, because it will keep holidays too; else 0.
    """

    curve: tuple[float, ...]
    typical: float
    spread: float
    days: int
    days_per_week: float
    holiday: float
    longest: timedelta

    def expected(self, start: datetime, end: datetime) -> float:
        """Entries expected between two times."""
        return max(0.0, self._until(end) - self._until(start))

    @property
    def limit(self) -> float:
        """Expected entries without one that are too many to be chance."""
        trials = max(1.0, self.days_per_week)
        by_chance = self.typical + self.spread * math.log(trials / CHANCE)
        return max(by_chance, self.holiday + self.typical + 3 * self.spread if self.holiday else 0.0)

    def _until(self, at: datetime) -> float:
        weeks, rest = divmod(at - _EPOCH, _WEEK)
        hour, part = divmod(rest, _HOUR)
        before, after = self.curve[hour], self.curve[hour + 1]
        return weeks * self.curve[-1] + before + (after - before) * (part / _HOUR)


def habit(arrivals: Sequence[datetime], rhythm: Rhythm, now: datetime) -> Habit | None:
    """The habit that the times of new entries (first seen) show; None for fewer than two different times.

    To be renewed about once a day, and not while the source is silent. Only the shape of ``rhythm`` is used: its level
    follows the last days, while a silence is measured against the whole time.
    """
    times = _last_days(sorted(time for time in arrivals if now - REACH <= time <= now))
    if len(set(times)) < 2:
        return None
    shape = _shape(rhythm)
    plain = Habit(shape, 0.0, 1.0, 0, 0.0, 0.0, timedelta())
    scale = (len(times) - 1) / plain.expected(times[0], times[-1])
    curve = tuple(value * scale for value in shape)
    days = sorted(_longest_by_day(times, replace(plain, curve=curve)).values())
    per_week = min(7.0, len(days) * (_WEEK / max(times[-1] - times[0], _HOUR)))
    typical, spread = _gumbel(days, NARROWEST_SLOW if per_week < SLOW_PER_WEEK else NARROWEST)
    longest = max(end - start for start, end in pairwise(times))
    return Habit(curve, typical, spread, len(days), per_week, _holiday(times, curve), longest)


def expected_gap(known: Habit, last_entry: datetime, watched: timedelta, lull: float = 1.0) -> timedelta:
    """How long after ``last_entry`` the silence becomes an alarm.

    ``watched`` is how long the source is watched; ``lull`` (up to 1) how busy it was of late compared with its habit.
    """
    if young(known, watched):
        return max(YOUNG if known.days < FEWEST_DAYS else YOUNG_SILENCE, YOUNG_TIMES * known.longest)
    low, high = SHORTEST, max(LONGEST, 1.5 * known.longest)
    while high - low > timedelta(minutes=1):
        middle = low + (high - low) / 2
        if known.expected(last_entry, last_entry + middle) * lull >= known.limit:
            high = middle
        else:
            low = middle
    return high


def young(known: Habit | None, watched: timedelta) -> bool:
    """Whether the source is too young to have habits."""
    return known is None or watched < YOUNG or known.days < FEWEST_DAYS


def lull(known: Habit, arrivals: Sequence[datetime]) -> float:
    """How busy the source was up to its last entry compared with its habit: 0.1 to 1.

    A holiday or a slow day is seen in what still came. Three imagined entries "as expected" keep chance small.
    ``arrivals`` are in time order and cover at least the day before the last one.
    """
    if not arrivals:
        return 1.0
    end, factors = arrivals[-1], [1.0]
    for span in (timedelta(hours=6), timedelta(hours=24)):
        seen = len(arrivals) - bisect_right(arrivals, end - span)
        factors.append((seen + 3) / (known.expected(end - span, end) + 3))
    return max(0.1, min(factors))


def _last_days(times: Sequence[datetime]) -> Sequence[datetime]:
    days = sorted({time.date() for time in times})[-DAYS - 1 :]
    return [time for time in times if time.date() >= days[0]]


def _longest_by_day(times: Sequence[datetime], known: Habit) -> dict[date, float]:
    """The longest silence that ended on each day with entries."""
    found: dict[date, float] = {}
    for start, end in pairwise(times):
        if end > start:
            found[end.date()] = max(found.get(end.date(), 0.0), known.expected(start, end))
    return found


def _shape(rhythm: Rhythm) -> tuple[float, ...]:
    """The rhythm's week as a running sum."""
    hours: Iterator[datetime] = (_EPOCH + hour * _HOUR for hour in range(168))
    return tuple(accumulate((expected(rhythm, at, at + _HOUR) for at in hours), initial=0.0))


def _gumbel(sizes: Sequence[float], narrowest: float) -> tuple[float, float]:
    """Typical value and spread of the longest silences, from their median and 90th percentile.

    A few outages among them change neither.
    """
    median, high = _quantile(sizes, 0.5), _quantile(sizes, 0.9)
    measured = (high - median) / (-math.log(-math.log(0.9)) + math.log(math.log(2)))
    spread = max(narrowest, (len(sizes) * measured + PRIOR_DAYS) / (len(sizes) + PRIOR_DAYS))
    return median + math.log(math.log(2)) * spread, spread


def _quantile(ordered: Sequence[float], share: float) -> float:
    place = share * (len(ordered) - 1)
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (ordered[high] - ordered[low]) * (place - low)


def _holiday(times: Sequence[datetime], curve: Sequence[float]) -> float:
    """A busy day's entries for a source that keeps weekdays free, else nothing."""
    counts = Counter(time.weekday() for time in times)
    average = len(times) / 7
    if average < 1 or min(counts[day] for day in range(7)) > FREE_DAY_SHARE * average:
        return 0.0
    return max(curve[24 * (day + 1)] - curve[24 * day] for day in range(7))
