"""When a source is polled next, and why.

With a given number of requests the mean delay is shortest when polls are in proportion to sqrt(rate x weight), for
each source and each hour (Sia, Cho and Cho, "Efficient Monitoring Algorithm for Fast News Alerts", IEEE TKDE 19(7),
2007). So the interval is ``NATURAL / sqrt(rate x weight)``, times a pressure of 1 or more: the one number that makes
the polls of all sources fit the budget. Bounds, the feed's window, failures and the server's wishes come on top.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from math import inf, sqrt

from monitor.domain.rhythm import Rhythm, rate

NATURAL = timedelta(minutes=12)
"""The interval at one entry an hour, weight 1 and no pressure: then 2 to 60 minutes span 1,000 to 1 entries a day."""
LOOKS_PER_WINDOW = 3.0
"""Polls while a feed's window fills at the expected rate, so that one failed poll loses nothing."""
GIVES = 6.0
"""Up to this pressure the longest interval and the window hold; beyond it they stretch too: the budget comes first."""
OVERFLOW_MEMORY = timedelta(hours=6)
"""How long a source whose window overflowed is polled twice as often."""
SLOWEST_FAILING, SLOWEST_GONE = timedelta(hours=6), timedelta(days=1)
"""A source that fails, or whose feed is gone (410, 404), is still polled this often."""
LONGEST_WAIT = timedelta(days=1)
"""No server's Retry-After is obeyed for longer."""
JITTER = 0.1
"""Share of the interval by which polls are spread to each side."""

_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The shortest and the longest interval of a source that answers."""

    shortest: timedelta = timedelta(minutes=2)
    longest: timedelta = timedelta(minutes=60)

    def __post_init__(self) -> None:
        if not timedelta() < self.shortest <= self.longest:
            raise ValueError(f"found {self.shortest} to {self.longest}, expected 0 < shortest <= longest")


@dataclass(frozen=True, slots=True)
class Budget:
    """Requests for feeds in an hour, all together and for one site; both above 0. Articles' pages are not counted."""

    per_hour_overall: float = inf
    per_hour_per_site: float = inf

    def __post_init__(self) -> None:
        if not (self.per_hour_overall > 0 and self.per_hour_per_site > 0):
            raise ValueError(f"found {self}, expected budgets above 0")


@dataclass(frozen=True, slots=True)
class Watched:
    """What the policy knows of a source. ``weight`` (above 0) says how much a minute of delay matters, ``window`` how
    many entries its shortest feed holds (0: not known), ``requests`` how many requests a poll takes."""

    source_id: str
    site: str
    rhythm: Rhythm = field(default_factory=Rhythm)
    weight: float = 1.0
    window: int = 0
    requests: int = 1

    def __post_init__(self) -> None:
        if not 0 < self.weight < inf:
            raise ValueError(f"source {self.source_id}: found a weight of {self.weight}, expected one above 0")


@dataclass(frozen=True, slots=True)
class Standing:
    """How the last polls of a source went. ``failures`` are those in a row; ``gone``: the last one was a 410 or 404."""

    failures: int = 0
    gone: bool = False
    overflowed_at: datetime | None = None
    retry_not_before: datetime | None = None


@dataclass(frozen=True, slots=True)
class Pressure:
    """By how much intervals are stretched to fit the budget: 1 or more, overall and for sites that need more."""

    overall: float = 1.0
    sites: Mapping[str, float] = field(default_factory=dict)

    def of(self, site: str) -> float:
        """The pressure on one site's sources."""
        return max(self.overall, self.sites.get(site, 1.0))


@dataclass(frozen=True, slots=True)
class Plan:
    """When a source is polled next, and a sentence that says why."""

    at: datetime
    why: str


def interval(watched: Watched, at: datetime, bounds: Bounds, pressure: float = 1.0) -> timedelta:
    """Time between two polls of a source that answers, as of ``at``."""
    return _wish(watched, at).hours(bounds, pressure) * _HOUR


def pressure(sources: Iterable[Watched], at: datetime, bounds: Bounds, budget: Budget) -> Pressure:
    """The pressure under which the polls of an hour like the one at ``at`` fit the budget; 1 where they do anyway.

    The sources of a site share its budget first; what they then need counts in the overall one.
    """
    by_site: dict[str, list[_Wish]] = {}
    for source in sources:
        by_site.setdefault(source.site, []).append(_wish(source, at))
    sites = {
        site: _fitting(partial(_per_hour, wishes, bounds), budget.per_hour_per_site) for site, wishes in by_site.items()
    }
    overall = _fitting(
        lambda level: sum(_per_hour(wishes, bounds, max(level, sites[site])) for site, wishes in by_site.items()),
        budget.per_hour_overall,
    )
    return Pressure(overall, {site: level for site, level in sites.items() if level > 1})


def first_poll(source_id: str, now: datetime, spread: timedelta) -> Plan:
    """When a source that was never polled is: within ``spread``, at a place of its own."""
    return Plan(now + _phase(source_id) * spread, "never polled")


def next_poll(
    watched: Watched, standing: Standing, now: datetime, bounds: Bounds, pressure: Pressure, chance: float
) -> Plan:
    """When a source is polled after a poll that ended at ``now``; ``chance`` (0 to 1) spreads that by ``JITTER``."""
    stretch = pressure.of(watched.site)
    wait, why = _every(watched, now, bounds, stretch)
    reasons = [why]
    if stretch >= 1.05:
        reasons.append(f"budget stretches by {stretch:.1f}")
    if standing.overflowed_at and now - standing.overflowed_at < OVERFLOW_MEMORY:
        wait = max(wait / 2, bounds.shortest)
        reasons.append(f"window overflowed at {_clock(standing.overflowed_at)}: every {_span(wait)}")
    if standing.failures:
        wait = _after_failures(wait, standing, bounds)
        times = "once" if standing.failures == 1 else f"{standing.failures} times"
        reasons.append(f"{'gone' if standing.gone else 'failed'} {times}: after {_span(wait)}")
    at = now + wait * (1 + JITTER * (2 * chance - 1))
    asked = min(standing.retry_not_before or now, now + LONGEST_WAIT)
    if asked > at:
        # Spread behind the time that the server named, never before it.
        at = asked + wait * (JITTER * chance)
        reasons.append(f"the server asks to wait until {_clock(asked)}")
    return Plan(at, "; ".join(reasons))


def window_overflow(known: int, new: int, first_read: bool) -> bool:
    """Whether entries may have been lost: the body of a feed that was read before holds none that was known."""
    return not first_read and known == 0 and new > 0


@dataclass(frozen=True, slots=True)
class _Wish:
    """What a source would like, in hours: its interval at pressure 1, and no longer than its window allows."""

    rate: float
    natural: float
    window: float
    requests: int

    def hours(self, bounds: Bounds, pressure: float) -> float:
        """The interval. The longest one and the window give way to a pressure above ``GIVES``."""
        longest = min(bounds.longest / _HOUR, self.window) * max(1.0, pressure / GIVES)
        return max(min(self.natural * pressure, longest), bounds.shortest / _HOUR)


def _wish(watched: Watched, at: datetime) -> _Wish:
    entries = rate(watched.rhythm, at)
    window = watched.window / entries / LOOKS_PER_WINDOW if watched.window else inf
    return _Wish(entries, NATURAL / _HOUR / sqrt(entries * watched.weight), window, watched.requests)


def _per_hour(wishes: Iterable[_Wish], bounds: Bounds, pressure: float) -> float:
    return sum(wish.requests / wish.hours(bounds, pressure) for wish in wishes)


def _fitting(requests: Callable[[float], float], budget: float) -> float:
    """The smallest pressure from 1 at which ``requests`` (falling to 0) are within ``budget``, to 1 in 1,000."""
    if requests(1.0) <= budget:
        return 1.0
    low, high = 1.0, 2.0
    while requests(high) > budget:
        low, high = high, 2 * high
    while high > 1.001 * low:
        middle = sqrt(low * high)
        low, high = (low, middle) if requests(middle) <= budget else (middle, high)
    return high


def _every(watched: Watched, now: datetime, bounds: Bounds, stretch: float) -> tuple[timedelta, str]:
    """The interval, and in words what it follows from."""
    wish = _wish(watched, now)
    hours = wish.hours(bounds, stretch)
    wait, limit, pace = hours * _HOUR, "", _entries(wish.rate)
    if wait <= bounds.shortest:
        limit = ", the shortest"
    elif hours < wish.natural * stretch:
        limit = f", for its window holds {watched.window}" if wish.window < bounds.longest / _HOUR else ", the longest"
    return wait, f"{pace} at this time, weight {watched.weight:g}: every {_span(wait)}{limit}"


def _after_failures(wait: timedelta, standing: Standing, bounds: Bounds) -> timedelta:
    """A quarter of ``wait`` after the first failure, doubled for each one more in a row, up to the slowest.

    Most failures are gone at the next try, and the window goes on filling. A feed that is gone is not asked sooner than
    usual, and each further failure counts twice.
    """
    if standing.gone:
        return min(wait * 4.0 ** min(standing.failures - 1, 16), max(wait, SLOWEST_GONE))
    return max(min(wait * 2.0 ** min(standing.failures - 3, 16), max(wait, SLOWEST_FAILING)), bounds.shortest)


def _phase(source_id: str) -> float:
    """A number from 0 to 1 that is the source's own, on every machine and every day."""
    return int.from_bytes(hashlib.sha256(source_id.encode()).digest()[:4]) / 2**32


def _entries(number: float) -> str:
    """``12 entries an hour``, ``5.3 entries a day``."""
    number, unit = (number, "an hour") if number >= 1 else (24 * number, "a day")
    text = f"{number:.0f}" if number >= 9.95 else f"{number:.1f}".removesuffix(".0")
    return f"{text} {'entry' if text == '1' else 'entries'} {unit}"


def _span(time: timedelta) -> str:
    """``4 min 10 s``, ``2 h``, ``1 d 3 h``: the two largest units."""
    seconds, parts = round(time.total_seconds()), []
    for unit, name in ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s")):
        count, seconds = divmod(seconds, unit)
        parts.append(f"{count} {name}" if count else "")
    first = next((place for place, part in enumerate(parts) if part), 3)
    return " ".join(filter(None, parts[first : first + 2])) or "0 s"


def _clock(time: datetime) -> str:
    return f"{time:%Y-%m-%d %H:%M} UTC"
