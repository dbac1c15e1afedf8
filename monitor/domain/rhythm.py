"""When a source publishes, as far as its arrivals tell: its level, its hours, its weekdays, and whether it is busy now.

The entries expected at a time are ``prior x level x hour x weekday x burst``. Each factor is what was seen divided by
what the other factors led to expect, both fading with age, and both begun with a few imagined entries that say "as
expected" (a Laplace prior), so that little evidence moves little. So a weekend does not look like a falling level, and
a source that rests at night is not silent. Hours and weekdays are those of UTC: an outlet's zone need not be known.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import inf
from typing import Any

LEVEL_HALF_LIFE = timedelta(days=3)
"""How fast the level forgets: short, since old averages do not tell what a small source does this week."""
SHAPE_HALF_LIFE = timedelta(days=14)
"""How fast hours and weekdays forget: a habit is steadier than a level, and a weekday comes once a week."""
BURST_HALF_LIFE = timedelta(minutes=30)
"""How fast a burst, or a lull, is forgotten."""
HORIZON = timedelta(days=28)
"""What is older tells nothing."""
LATE = timedelta(days=1)
"""An entry dated longer than this before the last look was published again, or its date is wrong: it is not counted."""

UNDATED = timedelta(minutes=1)
"""An arrival so close to the look that found it may be one without a date: it does not say since when all is known."""

PRIOR_RATE = 1.0
"""Entries an hour of a source of which nothing is known."""

_HOUR, _NOTHING = timedelta(hours=1), timedelta()
_LEVEL_DOUBT, _HOUR_DOUBT, _DAY_DOUBT, _BURST_DOUBT = 1.0, 4.0, 8.0, 3.0
"""Entries imagined in each bin."""


@dataclass(frozen=True, slots=True)
class Tally:
    """Entries seen and entries expected, for one bin or for several."""

    seen: tuple[float, ...]
    expected: tuple[float, ...]

    @classmethod
    def empty(cls, size: int = 1) -> Tally:
        """A tally of nothing."""
        return cls((0.0,) * size, (0.0,) * size)

    def added(self, keep: float, index: int, seen: float, expected: float) -> Tally:
        """The tally after all of it faded to the share ``keep`` and one bin grew."""
        have, want = [n * keep for n in self.seen], [n * keep for n in self.expected]
        have[index] += seen
        want[index] += expected
        return Tally(tuple(have), tuple(want))

    def factor(self, doubt: float) -> float:
        """Seen to expected of the first bin; ``doubt`` is the number of imagined entries."""
        return (self.seen[0] + doubt) / (self.expected[0] + doubt)

    def shape(self, doubt: float) -> list[float]:
        """Seen to expected of every bin, with the mean of 1."""
        factors = [(seen + doubt) / (expected + doubt) for seen, expected in zip(self.seen, self.expected, strict=True)]
        scale = len(factors) / sum(factors)
        return [factor * scale for factor in factors]


_NONE, _NO_HOURS, _NO_DAYS = Tally.empty(), Tally.empty(24), Tally.empty(7)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """What is learned of a source until ``as_of`` (None: nothing yet). ``prior`` is in entries an hour, above 0."""

    prior: float = PRIOR_RATE
    as_of: datetime | None = None
    level: Tally = _NONE
    burst: Tally = _NONE
    hours: Tally = _NO_HOURS
    days: Tally = _NO_DAYS

    def to_json(self) -> list[Any]:
        """Plain lists and numbers, under a kilobyte; ``from_json`` reads them."""
        as_of = self.as_of.isoformat() if self.as_of else None
        tallies = (self.level, self.burst, self.hours, self.days)
        return [self.prior, as_of, *([_rounded(tally.seen), _rounded(tally.expected)] for tally in tallies)]

    @classmethod
    def from_json(cls, data: Sequence[Any]) -> Rhythm:
        """What ``to_json`` wrote. Raises ValueError for anything else."""
        try:
            prior, as_of, *pairs = data
            tallies = [Tally(tuple(map(float, seen)), tuple(map(float, expected))) for seen, expected in pairs]
            level, burst, hours, days = tallies
            rhythm = cls(float(prior), datetime.fromisoformat(as_of) if as_of else None, level, burst, hours, days)
        except (TypeError, ValueError) as error:
            raise ValueError(f"found {data!r}, expected a rhythm") from error
        values = [value for tally in tallies for value in (*tally.seen, *tally.expected)]
        sizes = [len(tally.seen) for tally in tallies] + [len(tally.expected) for tally in tallies]
        if sizes != [1, 1, 24, 7] * 2 or not all(0 <= value < inf for value in values):
            raise ValueError(f"found {data!r}, expected tallies of 24 hours and 7 days, none below 0")
        return rhythm

    def __post_init__(self) -> None:
        if not 0 < self.prior < inf:
            raise ValueError(f"found a prior of {self.prior}, expected a rate above 0")

    def usual(self, at: datetime) -> float:
        """Entries an hour expected at ``at``, whether the source is bursting now or not."""
        return self.prior * self._level() * self._hours()[at.hour] * self._days()[at.weekday()]

    def _level(self) -> float:
        return self.level.factor(_LEVEL_DOUBT)

    def _hours(self) -> list[float]:
        return self.hours.shape(_HOUR_DOUBT)

    def _days(self) -> list[float]:
        return self.days.shape(_DAY_DOUBT)

    def _burst(self, at: datetime) -> float:
        """How much busier than usual the source is at ``at``: what it was when last seen, fading towards 1."""
        if self.as_of is None:
            return 1.0
        return 1 + (self.burst.factor(_BURST_DOUBT) - 1) * _kept(max(at - self.as_of, _NOTHING), BURST_HALF_LIFE)


def dated_arrivals(windows: Iterable[Sequence[datetime]]) -> list[datetime]:
    """What the dates in the first bodies of a source's feeds tell of its arrivals.

    A body ends somewhere: only the time since the oldest date of every one is known in full, so what is older in one
    of them does not count.
    """
    whole = [window for window in windows if window]
    since = max(map(min, whole), default=None)
    return sorted(time for window in whole for time in window if since is not None and time >= since)


def learned(rhythm: Rhythm, arrivals: Sequence[datetime], now: datetime, *, gap: bool = False) -> Rhythm:
    """``rhythm`` after a look at ``now`` that found new entries of these times: published, else first seen (``now``).

    Times are in UTC. Only looks that succeeded count. The time since the last one is watched, also when nothing came;
    at the first look, and after a ``gap`` (the window overflowed), only the time since the oldest dated arrival is, and
    that arrival merely opens it: what came before is not known. An arrival dated before the last look came after it,
    since it was not there; one dated in the future came now. A clock that jumps fades what is known, or stands still.
    """
    since, arrivals = _watched_since(rhythm, arrivals, now, gap)
    times = sorted(min(max(time, since), now) for time in arrivals if time >= since - LATE)
    for begin, end in tuple(_hours_of(since, now)) or ((now, now),):
        seen = len(times) if end == now else bisect_left(times, end)
        rhythm, times = _added(rhythm, seen, begin, end), times[seen:]
    return rhythm


def rate(rhythm: Rhythm, at: datetime) -> float:
    """Entries an hour expected at ``at``, now that the source is as busy as it is. Above 0."""
    return rhythm.usual(at) * rhythm._burst(at)


def expected(rhythm: Rhythm, start: datetime, end: datetime) -> float:
    """Entries usually expected between two times; 0 where ``end`` is not after ``start``."""
    level, hours, days = rhythm.prior * rhythm._level(), rhythm._hours(), rhythm._days()
    return level * sum(
        hours[begin.hour] * days[begin.weekday()] * ((until - begin) / _HOUR) for begin, until in _hours_of(start, end)
    )


def _watched_since(
    rhythm: Rhythm, arrivals: Sequence[datetime], now: datetime, gap: bool
) -> tuple[datetime, Sequence[datetime]]:
    """Since when every arrival until ``now`` is known, and which arrivals count."""
    oldest = min((time for time in arrivals if time < now - UNDATED), default=now)
    since = min(max(rhythm.as_of or oldest, now - HORIZON), now)
    if rhythm.as_of and not (gap and oldest < now):
        return since, arrivals
    since = max(since, oldest)
    # Without any date a first look tells nothing: its entries may be of any age.
    return since, [time for time in arrivals if time > since] if since < now else []


def _added(rhythm: Rhythm, seen: int, begin: datetime, end: datetime) -> Rhythm:
    """``rhythm`` after the time from ``begin`` to ``end``, which lies within one hour, brought ``seen`` entries."""
    elapsed = end - begin
    hour, day = rhythm._hours()[begin.hour], rhythm._days()[begin.weekday()]
    base = rhythm.prior * (elapsed / _HOUR)
    level = rhythm.level.added(_kept(elapsed, LEVEL_HALF_LIFE), 0, seen, base * hour * day)
    usual = base * level.factor(_LEVEL_DOUBT)
    keep = _kept(elapsed, SHAPE_HALF_LIFE)
    return Rhythm(
        rhythm.prior,
        end,
        level=level,
        burst=rhythm.burst.added(_kept(elapsed, BURST_HALF_LIFE), 0, seen, usual * hour * day),
        hours=rhythm.hours.added(keep, begin.hour, seen, usual * day),
        days=rhythm.days.added(keep, begin.weekday(), seen, usual * hour),
    )


def _hours_of(start: datetime, end: datetime) -> Iterator[tuple[datetime, datetime]]:
    """The time between, cut at full hours."""
    while start < end:
        until = min(start.replace(minute=0, second=0, microsecond=0) + _HOUR, end)
        yield start, until
        start = until


def _kept(elapsed: timedelta, half_life: timedelta) -> float:
    share: float = 2.0 ** -(elapsed / half_life)
    return share


def _rounded(values: Iterable[float]) -> list[float]:
    # Digits that count, not decimal places: a small value must still fade from one poll to the next.
    return [float(f"{value:.8g}") for value in values]
