"""A month of invented topics: how many events volume rules notice, and how often they are wrong.

The product's own counting, baseline, judgement and transition watch them, eight weeks after the archive began. Run with
``-s`` to see the figures that docs/volume.md quotes.
"""

from __future__ import annotations

import random
import sys
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest

from monitor.domain.volume.rule import LATE, VolumeRule
from monitor.domain.volume.standing import OVER
from monitor.usecases.volume_backtest import events_of
from tests.quality.volume_news import (
    BEGAN,
    DAY,
    EVENT_HOURS,
    HOUR,
    LEARNED,
    WATCHED,
    Topic,
    event_hours,
    matches,
    sightings,
    with_silences,
    with_spikes,
)

SPIKE = VolumeRule("topic", "q", "spike", within=3 * HOUR, at_least=5)
SILENCE = VolumeRule("topic", "q", "silence", within=12 * HOUR)
SINCE, UNTIL = BEGAN + LEARNED * DAY, BEGAN + (LEARNED + WATCHED) * DAY


@dataclass(frozen=True, slots=True)
class Result:
    """Of all events how many were noticed, after how long on average; false alarms in a month of one rule."""

    noticed: float
    after: timedelta
    false: float


def result(rule: VolumeRule, topic: Topic, rules: int, lasts: timedelta) -> Result:
    false, delays, happened = 0, list[timedelta](), 0
    for number in range(rules):
        chance = random.Random(f"{rule.kind} {topic} {number}")
        times, hours = matches(topic, chance), event_hours(chance)
        happened += len(hours)
        changed = with_spikes(topic, times, hours, chance) if rule.kind == "spike" else with_silences(times, hours)
        starts = [BEGAN + hour * HOUR for hour in hours]
        noticed: dict[datetime, timedelta] = {}
        for event in events_of(rule, sightings(changed), BEGAN, SINCE, UNTIL):
            if event.kind == OVER:
                continue
            start = next((start for start in starts if start <= event.at <= start + lasts), None)
            if start is None:
                false += 1
            else:
                noticed.setdefault(start, event.at - start)
        delays += noticed.values()
    mean = sum(delays, timedelta()) / max(1, len(delays))
    shown = Result(len(delays) / happened, mean, false / rules)
    words = f"noticed {shown.noticed:.0%} after {shown.after / HOUR:.1f} h, false {shown.false:.2f}"
    sys.stdout.write(f"\n{rule.kind} {topic}: {words}")
    return shown


@pytest.mark.parametrize(
    ("topic", "rules", "noticed", "false"),
    [
        (Topic(0.05), 20, 0.85, 0.1),
        (Topic(0.3), 20, 0.8, 0.1),
        (Topic(1.0), 8, 0.7, 0.2),
        (Topic(5.0), 2, 0.8, 0.5),
        (Topic(0.3, weekend=0.4, spread=2.0), 20, 0.3, 0.4),
    ],
    ids=str,
)
def test_a_spike_is_noticed_and_chance_is_not(topic: Topic, rules: int, noticed: float, false: float) -> None:
    found = result(SPIKE, topic, rules, EVENT_HOURS * HOUR + SPIKE.within)
    assert found.noticed >= noticed
    assert found.false <= false


@pytest.mark.parametrize(("topic", "noticed"), [(Topic(2.0), 1.0), (Topic(2.0, weekend=0.4, spread=2.0), 0.6)], ids=str)
def test_a_day_of_silence_is_noticed_and_a_night_is_none(topic: Topic, noticed: float) -> None:
    found = result(SILENCE, topic, 1, DAY + LATE)
    assert found.noticed >= noticed
    assert found.false == 0


def test_what_arrives_late_neither_makes_a_spike_nor_hides_one() -> None:
    chance = random.Random("late")
    topic = Topic(1.0)
    times = matches(topic, chance)
    (hour, *_) = event_hours(chance)
    late = BEGAN + (hour - 30) * HOUR
    old = [
        (BEGAN + (hour - 60 + number / 20) * HOUR, late + number * timedelta(seconds=9)) for number in range(200)
    ]  # an outlet that was away brings what it published the day before, all at once
    spiked = sightings(with_spikes(topic, times, [hour], chance))
    brought = [
        type(spiked[0])("topic", (), f"old-{number}", "away", at, seen, True)
        for number, (at, seen) in enumerate(old)
    ]  # fmt: skip
    alone = [event.at for event in events_of(SPIKE, spiked, BEGAN, SINCE, UNTIL) if event.kind != OVER]
    with_late = [event.at for event in events_of(SPIKE, spiked + brought, BEGAN, SINCE, UNTIL) if event.kind != OVER]
    assert any(BEGAN + hour * HOUR <= at <= BEGAN + (hour + 7) * HOUR for at in alone)
    assert with_late == alone
