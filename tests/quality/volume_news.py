"""Months of invented matches of a topic: a daily cycle, free weekends, bursts, and what is to be noticed in them."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.domain.volume.sighting import Sighting

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
BEGAN = datetime(2025, 1, 6, tzinfo=UTC)
"""A Monday."""
LEARNED, WATCHED = 56, 30
"""Days before anything is judged, and days that are judged."""
EVENTS, EVENT_HOURS = 3, 4
OUTLETS = 5


@dataclass(frozen=True, slots=True)
class Topic:
    """``rate`` matches an hour; ``weekend`` is the share of Saturdays and Sundays, ``spread`` the variance in units of
    the mean (1 for independent articles)."""

    rate: float
    weekend: float = 1.0
    spread: float = 1.0

    def expected(self, hour: int) -> float:
        """Matches expected in an hour, counted from the beginning."""
        cycle = 1 + 0.9 * math.sin((hour % 24 - 9) / 24 * 2 * math.pi)
        return self.rate * cycle * (self.weekend if hour // 24 % 7 >= 5 else 1)


def matches(topic: Topic, chance: random.Random, days: int = LEARNED + WATCHED) -> list[datetime]:
    """When the topic's articles match, in order."""
    found: list[datetime] = []
    for hour in range(days * 24):
        mean = topic.expected(hour)
        if topic.spread > 1:
            mean = chance.gammavariate(mean / (topic.spread - 1), topic.spread - 1)
        found += [BEGAN + (hour + chance.random()) * HOUR for _ in range(_poisson(mean, chance))]
    return sorted(found)


def event_hours(chance: random.Random) -> list[int]:
    """The hours in which something happens, spread over the days that are judged."""
    each = WATCHED * 24 // EVENTS
    return [LEARNED * 24 + number * each + each // 2 + chance.randrange(24) for number in range(EVENTS)]


def with_spikes(topic: Topic, times: list[datetime], hours: list[int], chance: random.Random) -> list[datetime]:
    """Four times as many as are usual for four hours, ten articles at least."""
    more = [
        BEGAN + (hour + EVENT_HOURS * chance.random()) * HOUR
        for hour in hours
        for _ in range(max(10, int(3 * sum(map(topic.expected, range(hour, hour + EVENT_HOURS))))))
    ]
    return sorted(times + more)


def with_silences(times: list[datetime], hours: list[int]) -> list[datetime]:
    """A day without a match from each of these hours on."""
    gone = [(BEGAN + hour * HOUR, BEGAN + (hour + 24) * HOUR) for hour in hours]
    return [time for time in times if not any(start <= time < end for start, end in gone)]


def sightings(times: list[datetime]) -> list[Sighting]:
    """One for each, seen at once."""
    return [
        Sighting("topic", (), str(number), f"outlet-{number % OUTLETS}", time, time, True, str(number), 1)
        for number, time in enumerate(times)
    ]


def _poisson(mean: float, chance: random.Random) -> int:
    """Knuth's method, good for small means."""
    number, product, least = 0, chance.random(), math.exp(-mean)
    while product > least:
        number += 1
        product *= chance.random()
    return number
