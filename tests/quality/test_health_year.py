"""Months of simulated outlets: how often a healthy one is called silent, and how soon a sick one is noticed.

The outlets have nights, weekends, holidays, slow and busy days, batches and long pauses; the product's own rhythm,
habit, judgement and transition watch them. Run with ``-s`` to see the figures that docs/health.md quotes.
"""

from __future__ import annotations

import random
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cache
from itertools import pairwise

import pytest

from monitor.domain.health import Condition, Facts, Pages, alarm_after, judge
from monitor.domain.health_events import CALM, Event, Standing, transition
from monitor.domain.rhythm import Rhythm, learned
from monitor.domain.silence import REACH, Habit, habit, young
from tests.quality.outlets_year import DAY, HOUR, KINDS, START, Kind, published, seen

HEALTHY, WHOLE = 78, 150
"""Days that are watched before anything happens, and days that are simulated."""
HOLIDAYS = frozenset({24, 52, 73})
SEEDS = (1, 2, 3)
TUESDAY_MORNING, SATURDAY_NIGHT = START + 78.4 * DAY, START + 75.1 * DAY

PATIENCE = {
    "agency": 5 * HOUR,
    "newspaper": 8 * HOUR,
    "ministry": 4 * DAY,
    "friday-off daily": 4 * DAY,
    "one batch a day": 5 * DAY,
    "small": 5 * DAY,
    "weekly": 33 * DAY,
    "now and then": 33 * DAY,
}
"""How long a stop on a Tuesday morning may stay unnoticed."""


@dataclass(frozen=True, slots=True)
class Watched:
    """An outlet as the monitor knows it after the healthy days."""

    kind: Kind
    times: list[datetime]
    known: Habit
    false_alarms: list[Condition]

    def facts(self, now: datetime, times: list[datetime]) -> Facts:
        """What a poll at ``now`` that succeeded knows when the outlet's entries are ``times``."""
        return facts(self.kind, times[: bisect_right(times, now)], self.known, now)


def facts(kind: Kind, times: list[datetime], known: Habit | None, now: datetime) -> Facts:
    last = times[-1]
    recent = tuple(times[bisect_left(times, last - DAY) :])
    return Facts(kind.name, START, last_success=now, last_entry=last, arrivals=recent, habit=known)


@cache
def watched(kind: Kind, seed: int) -> Watched:
    """Watch a healthy outlet; each silence is judged at its longest, by the last poll before it ended."""
    times = seen(published(kind, WHOLE, random.Random(f"{kind.name} {seed}"), HOLIDAYS), kind.poll)
    rhythm, known, renewed, alarms = Rhythm(), None, START, []
    for before, after in pairwise(sorted({time for time in times if time < START + HEALTHY * DAY})):
        if before - renewed >= 2 * DAY:
            begin, end = bisect_right(times, renewed), bisect_right(times, before)
            rhythm, renewed = learned(rhythm, times[begin:end], before), before
            known = habit(times[bisect_left(times, before - REACH) : end], rhythm, before)
        last_poll = after - kind.poll
        # A shortcut: below its limit no silence is judged to be one (the slowness of a day only raises it).
        if known and not young(known, last_poll - START) and known.expected(before, last_poll) < known.limit:
            continue
        found = judge(facts(kind, times[: bisect_right(times, before)], known, last_poll), last_poll)
        alarms += [found] if found.problem else []
    assert known is not None
    return Watched(kind, times, known, alarms)


def story(steps: Iterator[tuple[datetime, Facts]]) -> Iterator[tuple[datetime, Event]]:
    """What is told while polls bring these facts."""
    standing: Standing | None = None
    for now, known in steps:
        standing, event = transition(standing, judge(known, now), now)
        if event:
            yield now, event


def report(*lines: str) -> None:
    """Figures for people."""
    sys.stdout.write("\n  ".join(("", *lines)))


def polls(outlet: Watched, start: datetime) -> Iterator[datetime]:
    first = START + -(-(start - START) // outlet.kind.poll) * outlet.kind.poll
    return (first + n * outlet.kind.poll for n in range((START + WHOLE * DAY - first) // outlet.kind.poll))


def test_a_healthy_source_is_called_silent_less_than_once_in_twenty_months() -> None:
    months = HEALTHY * len(SEEDS) / 30
    alarms = {kind.name: [alarm for seed in SEEDS for alarm in watched(kind, seed).false_alarms] for kind in KINDS}
    figures = (f"{name}: {len(told) / months:.3f} {[alarm.reason for alarm in told]}" for name, told in alarms.items())
    report("false alarms per source and month", *figures)
    assert sum(map(len, alarms.values())) / (months * len(KINDS)) <= 0.05


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_feed_that_freezes_is_told_within_the_expected_gap_and_so_is_its_return(kind: Kind) -> None:
    delays = []
    for seed in SEEDS:
        outlet = watched(kind, seed)
        for stop in (SATURDAY_NIGHT, TUESDAY_MORNING):
            frozen = outlet.times[: bisect_right(outlet.times, stop)]
            gap = alarm_after(outlet.facts(stop, frozen), stop)
            at, event = next(story((now, outlet.facts(now, frozen)) for now in polls(outlet, stop)))
            assert (event.kind, event.since) == ("silent", frozen[-1])
            assert timedelta() <= at - (frozen[-1] + gap) < kind.poll + timedelta(minutes=2)
            if stop is TUESDAY_MORNING:
                delays.append(at - stop)
            back = frozen + outlet.times[bisect_right(outlet.times, at) :]
            later = story((now, outlet.facts(now, back)) for now in polls(outlet, at))
            told, (well_at, recovered) = next(later), next(later)
            assert (told, recovered.kind) == ((at, event), "recovered")
            first_back = back[len(frozen)]
            assert first_back <= well_at <= first_back + max(CALM + 2 * kind.poll, gap)
    report(f"{kind.name}: noticed after " + ", ".join(f"{delay / HOUR:.1f} h" for delay in sorted(delays)))
    assert max(delays) <= PATIENCE[kind.name]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_source_that_stops_answering_is_told_within_two_hours_of_polls(kind: Kind) -> None:
    outlet = watched(kind, 1)
    away = TUESDAY_MORNING, TUESDAY_MORNING + 12 * HOUR

    def facts_at(now: datetime) -> Facts:
        if not away[0] <= now < away[1]:
            return outlet.facts(now, outlet.times)
        failures = (now - away[0]) // kind.poll + 1
        before = replace(outlet.facts(away[0], outlet.times), failures=failures, failing_since=away[0])
        return replace(before, causes=("connection refused",) * failures)

    (at, failing), (well_at, recovered) = story(
        (now, facts_at(now)) for now in polls(outlet, away[0]) if now < away[1] + DAY
    )
    assert (failing.kind, recovered.kind) == ("failing", "recovered")
    assert at - away[0] <= max(timedelta(minutes=30), 2 * kind.poll) + kind.poll
    assert CALM <= well_at - away[1] <= CALM + 2 * kind.poll


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_layout_that_changes_is_told_after_few_pages(kind: Kind) -> None:
    outlet = watched(kind, 2)
    arrivals = outlet.times[bisect_right(outlet.times, TUESDAY_MORNING) :]
    until = arrivals[5]
    broken, mended = (arrivals[: bisect_right(arrivals, until)], arrivals[bisect_right(arrivals, until) :])

    def facts_at(now: datetime) -> Facts:
        bad, good = bisect_right(broken, now), bisect_right(mended, now)
        day = [time for time in outlet.times[: bisect_right(outlet.times, now)] if time > now - DAY]
        failed = sum(time in broken for time in day)
        pages = Pages(len(day) - failed, failed, 0, 0 if good else bad, good or (0 if bad else 50), 0.02)
        return replace(outlet.facts(now, outlet.times), pages=pages)

    events = list(story((now, facts_at(now)) for now in polls(outlet, TUESDAY_MORNING) if now <= mended[2] + 3 * HOUR))
    assert [event.kind for _, event in events] == ["layout changed", "recovered"]
    assert events[0][0] <= broken[5]
    assert events[1][0] >= mended[1]
    assert events[0][1].severity == "high"


def test_the_figures_are_about_sources_that_differ() -> None:
    gaps = [alarm_after(outlet.facts(TUESDAY_MORNING, outlet.times), TUESDAY_MORNING) for outlet in map(first, KINDS)]
    assert min(gaps) < 4 * HOUR
    assert max(gaps) > 10 * DAY


def first(kind: Kind) -> Watched:
    return watched(kind, SEEDS[0])
