"""A simulated day: outlets that publish, a clock that jumps from poll to poll, and the product's own policy in between.

The world is invented but shaped like the one outside: 1 to 1,000 entries a day (evenly spread over the logarithm), days
that rise and fall in the outlet's own time zone, quieter weekends (on different days), bursts of half an hour to two
hours with three to six times the rate, feeds that hold 10 to 100 entries, one poll in a hundred that fails, one feed in
five without dates. What an outlet will publish is known to the world alone: the policy learns from what its polls
brought. Time is in hours since ``START``.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from math import cos, exp, log, pi
from random import Random

from monitor.domain.polling import (
    Bounds,
    Budget,
    Pressure,
    Standing,
    Watched,
    first_poll,
    next_poll,
    pressure,
    window_overflow,
)
from monitor.domain.rhythm import learned

START = datetime(2026, 3, 2, tzinfo=UTC)
"""A Monday."""
DAY = 24.0
STEP = 0.25
"""Hours for which a publication rate is constant."""
FAILING = 0.01
"""Share of polls that fail."""
ZONES, WEEKENDS = (-5, -3, 0, 1, 3, 3.5, 8, 9), ((5, 6), (4, 5), (3, 4), (4,))


@dataclass(frozen=True, slots=True)
class Outlet:
    """What an outlet publishes (hours, rising) and how its feed shows it."""

    source_id: str
    times: Sequence[float]
    window: int
    dated: bool


def world(chance: Random, count: int, days: int, bursts: float = 0.3, dated: float = 0.8) -> list[Outlet]:
    """``count`` outlets over so many days, with so many bursts an outlet and day; ``dated`` is the share with dates."""
    outlets = []
    for number in range(count):
        a_day = exp((number + chance.random()) / count * log(1000))
        times = _published(chance, a_day, days, bursts)
        outlets.append(Outlet(f"outlet-{number}", times, chance.randint(10, 100), chance.random() < dated))
    return outlets


def _published(chance: Random, a_day: float, days: int, bursts: float) -> list[float]:
    zone, depth = chance.choice(ZONES), chance.uniform(0.3, 0.95)
    weekend, rest = chance.choice(WEEKENDS), chance.uniform(0.3, 1.0)
    rates = []
    for step in range(round(days * DAY / STEP)):
        local = step * STEP + zone
        quiet = rest if int(local // DAY) % 7 in weekend else 1.0
        rates.append(a_day / DAY * quiet * (1 + depth * cos(2 * pi * (local - 14) / DAY)))
    at = chance.expovariate(bursts / DAY) if bursts else days * DAY
    while at < days * DAY:
        times, length = chance.uniform(3, 6), chance.uniform(0.5, 2)
        for step in range(int(at / STEP), min(int((at + length) / STEP) + 1, len(rates))):
            rates[step] *= times
        at += length + chance.expovariate(bursts / DAY)
    return list(_drawn(chance, rates))


def _drawn(chance: Random, rates: Sequence[float]) -> Sequence[float]:
    """Times of a Poisson process with these rates."""
    until, found, due = 0.0, [], chance.expovariate(1)
    for step, rate in enumerate(rates):
        mass = rate * STEP
        while due < until + mass:
            found.append((step + (due - until) / mass) * STEP)
            due += chance.expovariate(1)
        until += mass
    return found


@dataclass(slots=True)
class Day:
    """What the measured day brought: requests, hours from publication to fetch, entries that were never fetched, and
    those of them that stood in the window at two or more polls (which then were polls that failed)."""

    requests: int = 0
    delays: list[float] = field(default_factory=list)
    lost: int = 0
    lost_twice: int = 0

    @property
    def mean(self) -> float:
        """Mean delay in minutes."""
        return 60 * sum(self.delays) / len(self.delays)

    def percentile(self, share: float) -> float:
        """Delay in minutes below which this share of the entries lies."""
        return 60 * sorted(self.delays)[int(share * (len(self.delays) - 1))]


@dataclass(slots=True)
class Reader:
    """The monitor's side of one outlet: how far it has read, and when it asked since."""

    outlet: Outlet
    read: int = 0
    asked: list[float] = field(default_factory=list)

    def poll(self, now: float, day: Day, measured: Callable[[float], bool]) -> tuple[list[float], bool]:
        """Read the feed: new entries and whether the window overflowed; what was lost is counted."""
        times = self.outlet.times
        published = bisect_right(times, now)
        oldest = max(published - self.outlet.window, 0)
        for lost in range(self.read, oldest):
            if measured(times[lost]):
                gone = times[lost + self.outlet.window]
                seen = bisect_left(self.asked, gone) - bisect_left(self.asked, times[lost])
                day.lost += 1
                day.lost_twice += seen >= 2
        first = max(self.read, oldest)
        new = list(times[first:published])
        day.delays += [now - time for time in new if measured(time)]
        overflow = window_overflow(first - oldest, len(new), first_read=not self.read)
        self.read, self.asked = published, []
        return new, overflow


@dataclass(slots=True)
class Policy:
    """The product's policy with a budget. ``sees`` takes away what a plan must not know, for comparisons."""

    budget: Budget
    bounds: Bounds = field(default_factory=Bounds)
    sees: Callable[[Watched], Watched] = lambda watched: watched
    reckons: float = 0.5
    """Hours between two reckonings of the pressure."""


def adaptive(outlets: Sequence[Outlet], days: int, policy: Policy, chance: Random) -> Day:
    """The last of ``days`` under the policy, after it has learned on those before; then each feed is read once more."""
    day, end, begin = Day(), days * DAY, (days - 1) * DAY
    readers = {outlet.source_id: Reader(outlet) for outlet in outlets}
    watched = {outlet.source_id: Watched(outlet.source_id, outlet.source_id) for outlet in outlets}
    standing = dict.fromkeys(readers, Standing())
    queue = [(hours(first_poll(name, START, policy.bounds.shortest).at), name) for name, source in watched.items()]
    heapq.heapify(queue)
    force, reckoned = Pressure(), -1.0
    while queue:
        now, name = heapq.heappop(queue)
        at, reader = START + timedelta(hours=now), readers[name]
        if now > reckoned + policy.reckons:
            force, reckoned = pressure(map(policy.sees, watched.values()), at, policy.bounds, policy.budget), now
        day.requests += begin <= now < end
        if chance.random() < FAILING:
            reader.asked.append(now)
            standing[name] = replace(standing[name], failures=standing[name].failures + 1)
        else:
            new, overflow = reader.poll(now, day, lambda time: begin <= time < end)
            watched[name] = told(watched[name], reader, new, at, overflow)
            lately = at if overflow else standing[name].overflowed_at
            standing[name] = Standing(overflowed_at=lately)
        if now < end or standing[name].failures:
            plan = next_poll(policy.sees(watched[name]), standing[name], at, policy.bounds, force, chance.random())
            heapq.heappush(queue, (hours(plan.at), name))
    return day


def told(source: Watched, reader: Reader, new: Sequence[float], at: datetime, overflow: bool) -> Watched:
    """What is known of a source after a poll; a feed without dates says only what is new."""
    dated = reader.outlet.dated
    times = [START + timedelta(hours=time) if dated else at for time in new]
    rhythm = learned(source.rhythm, times, at, gap=overflow)
    return replace(source, rhythm=rhythm, window=reader.outlet.window)


def fixed(outlets: Sequence[Outlet], days: int, requests: int, chance: Random) -> Day:
    """The last of ``days`` with one interval for all, such that it takes so many requests."""
    day, end, begin = Day(), days * DAY, (days - 1) * DAY
    every = DAY * len(outlets) / requests
    for outlet in outlets:
        reader, now = Reader(outlet), begin - every * (2 + chance.random())
        reader.poll(now, day, lambda time: False)
        while now < end or reader.asked:
            now += every
            day.requests += begin <= now < end
            if chance.random() < FAILING:
                reader.asked.append(now)
            else:
                reader.poll(now, day, lambda time: begin <= time < end)
    return day


def hours(at: datetime) -> float:
    """Hours since ``START``."""
    return (at - START) / timedelta(hours=1)
