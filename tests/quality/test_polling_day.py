"""A simulated day: what the policy learned from its own polls shortens the delay, at the same number of requests.

The full world (500 outlets, three budgets, each ingredient alone) is in ``tests/bench/bench_polling.py``.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from monitor.domain.polling import Budget, Watched
from monitor.domain.rhythm import Rhythm
from tests.quality.polling_day import DAY, Outlet, Policy, adaptive, fixed, world

OUTLETS, DAYS = 60, 4
"""Three days to learn, the fourth is measured."""
AN_HOUR = OUTLETS * 60 / 15
"""A budget of one request in fifteen minutes for each outlet, on average."""


def outlets(seed: int, count: int = OUTLETS, days: int = DAYS) -> list[Outlet]:
    return world(Random(seed), count, days)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_entries_are_fetched_at_least_forty_per_cent_sooner_than_with_fixed_intervals(seed: int) -> None:
    publishing = outlets(seed)
    learned = adaptive(publishing, DAYS, Policy(Budget(AN_HOUR)), Random(seed))
    same = fixed(publishing, DAYS, learned.requests, Random(seed))
    assert learned.requests == pytest.approx(AN_HOUR * DAY, rel=0.04)
    assert same.requests == pytest.approx(learned.requests, rel=0.01)
    assert learned.mean < 0.6 * same.mean
    assert learned.lost_twice == 0
    assert learned.lost <= same.lost


def test_the_gain_comes_from_what_was_learned() -> None:
    """Were the simulation to favour the policy in some other way, it would here too."""

    def forgetful(watched: Watched) -> Watched:
        return replace(watched, rhythm=Rhythm(), window=0)

    publishing = outlets(1)
    blind = adaptive(publishing, DAYS, Policy(Budget(AN_HOUR), sees=forgetful), Random(1))
    same = fixed(publishing, DAYS, blind.requests, Random(1))
    assert blind.mean == pytest.approx(same.mean, rel=0.1)


def test_a_day_is_the_same_every_time() -> None:
    days = [adaptive(outlets(4, 20, 2), 2, Policy(Budget(80)), Random(4)) for _ in range(2)]
    assert days[0] == days[1]


@pytest.mark.parametrize("requests", [10, 400])
def test_what_is_published_is_fetched_or_counted_as_lost(requests: int) -> None:
    publishing = outlets(5, 20, 2)
    published = sum(DAY <= time < 2 * DAY for outlet in publishing for time in outlet.times)
    learned = adaptive(publishing, 2, Policy(Budget(requests)), Random(5))
    same = fixed(publishing, 2, learned.requests, Random(5))
    assert len(learned.delays) + learned.lost == published == len(same.delays) + same.lost
    assert min(learned.delays) >= 0
    assert (learned.lost > 0) == (requests == 10)
