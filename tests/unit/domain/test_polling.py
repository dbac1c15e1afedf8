"""When a source is polled next, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from math import inf, sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.polling import (
    SLOWEST_FAILING,
    SLOWEST_GONE,
    Bounds,
    Budget,
    Pressure,
    Standing,
    Watched,
    first_poll,
    interval,
    next_poll,
    pressure,
    window_overflow,
)
from monitor.domain.rhythm import Rhythm

NOW = datetime(2026, 3, 2, 13, 10, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
WIDE = Bounds(timedelta(seconds=1), timedelta(days=365))
FREE = Pressure()


def source(per_hour: float, name: str = "example-tv", site: str = "", weight: float = 1.0, window: int = 0) -> Watched:
    """A source with this rate at all hours."""
    return Watched(name, site or name, Rhythm(prior=per_hour), weight, window)


def plan_after(standing: Standing, per_hour: float = 1, chance: float = 0.5) -> timedelta:
    return next_poll(source(per_hour), standing, NOW, Bounds(), FREE, chance).at - NOW


def polls(sources: list[Watched], found: Pressure, bounds: Bounds) -> float:
    """Requests in an hour."""
    return sum(each.requests * HOUR / interval(each, NOW, bounds, found.of(each.site)) for each in sources)


# --- the interval ---


def test_polls_are_in_proportion_to_the_root_of_rate_and_weight() -> None:
    usual = interval(source(1), NOW, WIDE)
    assert usual / interval(source(16), NOW, WIDE) == pytest.approx(4)
    assert usual / interval(source(1, weight=9), NOW, WIDE) == pytest.approx(3)
    assert interval(source(1), NOW, WIDE, 2.5) / usual == pytest.approx(2.5)


def test_the_bounds_span_one_to_a_thousand_entries_a_day() -> None:
    assert interval(source(1 / 24), NOW, WIDE) == pytest.approx(60 * MINUTE, rel=0.05)
    assert interval(source(1000 / 24), NOW, WIDE) == pytest.approx(2 * MINUTE, rel=0.1)
    assert interval(source(1e-9), NOW, Bounds()) == 60 * MINUTE
    assert interval(source(1e9), NOW, Bounds()) == 2 * MINUTE


def test_a_short_window_is_read_three_times_while_it_fills() -> None:
    assert interval(source(30, window=12), NOW, Bounds(), 5) == 8 * MINUTE
    assert interval(source(30, window=1), NOW, Bounds(), 5) == 2 * MINUTE


def test_beyond_a_pressure_of_six_the_longest_interval_gives_way() -> None:
    assert interval(source(0.01), NOW, Bounds(), 6) == 60 * MINUTE
    assert interval(source(0.01), NOW, Bounds(), 9) == 90 * MINUTE


@pytest.mark.parametrize(("shortest", "longest"), [(0, 60), (-1, 60), (10, 9)])
def test_bounds_that_make_no_sense_are_refused(shortest: int, longest: int) -> None:
    with pytest.raises(ValueError, match="expected"):
        Bounds(shortest * MINUTE, longest * MINUTE)


def test_a_budget_or_weight_of_nothing_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0"):
        Budget(0, 60)
    with pytest.raises(ValueError, match="above 0"):
        source(1, weight=0)


# --- the budget ---

MANY = [source(rate, f"outlet-{number}") for number, rate in enumerate((0.05, 0.3, 1, 4, 12, 30, 40))]


def test_without_need_nothing_is_stretched() -> None:
    assert pressure(MANY, NOW, Bounds(), Budget()) == Pressure(1.0, {})
    assert pressure([], NOW, Bounds(), Budget(1, 1)) == Pressure(1.0, {})


@pytest.mark.parametrize("budget", [1, 5, 20, 50])
def test_the_polls_fill_the_budget_and_no_more(budget: float) -> None:
    found = pressure(MANY, NOW, Bounds(), Budget(budget))
    assert 0.99 * budget <= polls(MANY, found, Bounds()) <= budget


def test_sources_of_one_site_share_its_budget_and_leave_the_others_alone() -> None:
    twins = [source(30, name, site="paper.example") for name in ("paper-en", "paper-ar", "paper-fr")]
    found = pressure([*twins, *MANY], NOW, Bounds(), Budget(per_hour_per_site=30))
    assert polls(twins, found, Bounds()) == pytest.approx(30, rel=0.01)
    assert found.of("paper.example") > 1 == found.of("outlet-6")


def test_a_site_that_takes_little_leaves_more_to_the_others() -> None:
    twins = [source(30, name, site="paper.example") for name in ("paper-en", "paper-ar", "paper-fr")]
    tight, loose = (pressure([*twins, *MANY], NOW, Bounds(), Budget(50, each)) for each in (10, inf))
    assert 1 < tight.overall < loose.overall
    assert polls([*twins, *MANY], tight, Bounds()) == pytest.approx(50, rel=0.01)


def test_a_poll_that_takes_several_requests_counts_as_several() -> None:
    costly = [replace(each, requests=3) for each in MANY]
    assert pressure(costly, NOW, Bounds(), Budget(60)) == pressure(MANY, NOW, Bounds(), Budget(20))


rates = st.floats(1e-6, 1e6)
listed = st.lists(st.builds(source, rates, weight=st.floats(0.01, 100), window=st.integers(0, 500)), max_size=8)


@settings(deadline=None)
@given(listed, st.floats(0.01, 1e4), st.floats(0.01, 1e4))
def test_whatever_the_sources_the_budget_is_kept(sources: list[Watched], overall: float, site: float) -> None:
    spread = [replace(each, site=f"site-{number % 3}") for number, each in enumerate(sources)]
    found = pressure(spread, NOW, Bounds(), Budget(overall, site))
    assert found.overall >= 1
    assert polls(spread, found, Bounds()) <= overall * 1.0001
    for name in {each.site for each in spread}:
        assert polls([each for each in spread if each.site == name], found, Bounds()) <= site * 1.0001


def test_the_root_is_the_best_way_to_spend_a_budget() -> None:
    """Mean delay is half the sum of rate x interval; nothing else that takes as many polls is shorter."""
    found = pressure(MANY, NOW, WIDE, Budget(20))
    delay = sum(each.rhythm.prior * (interval(each, NOW, WIDE, found.overall) / HOUR) for each in MANY)
    for power in (0, 0.3, 0.7, 1):
        scale = 20 / sum(each.rhythm.prior**power for each in MANY)
        other = sum(each.rhythm.prior / (scale * each.rhythm.prior**power) for each in MANY)
        assert delay < other
    assert delay == pytest.approx(sum(sqrt(each.rhythm.prior) for each in MANY) ** 2 / 20, rel=0.01)


# --- the next poll ---


@pytest.mark.parametrize(("chance", "minutes"), [(0.0, 10.8), (0.5, 12), (1.0, 13.2)])
def test_polls_are_spread_by_a_tenth_to_each_side(chance: float, minutes: float) -> None:
    assert plan_after(Standing(), chance=chance) == minutes * MINUTE


def test_first_polls_are_spread_and_each_source_keeps_its_place() -> None:
    waits = [first_poll(f"outlet-{number}", NOW, 2 * MINUTE).at - NOW for number in range(100)]
    assert len(set(waits)) == 100
    assert timedelta() <= min(waits) < 0.1 * max(waits) < max(waits) < 2 * MINUTE
    assert waits[7] == first_poll("outlet-7", NOW, 2 * MINUTE).at - NOW


def test_a_source_that_fails_is_soon_tried_again_then_less_and_less_often() -> None:
    waits = [plan_after(Standing(failures=number)) for number in (1, 2, 3, 4, 60, 6_000)]
    assert waits == [3 * MINUTE, 6 * MINUTE, 12 * MINUTE, 24 * MINUTE, SLOWEST_FAILING, SLOWEST_FAILING]
    assert plan_after(Standing(failures=1), per_hour=1000) == 2 * MINUTE


def test_a_feed_that_is_gone_is_asked_for_once_a_day_and_never_given_up() -> None:
    waits = [plan_after(Standing(failures=number, gone=True)) for number in (1, 2, 3, 6_000)]
    assert waits == [12 * MINUTE, 48 * MINUTE, 192 * MINUTE, SLOWEST_GONE]


def test_after_a_window_overflow_the_source_is_polled_twice_as_often_for_six_hours() -> None:
    assert plan_after(Standing(overflowed_at=NOW - 5 * HOUR)) == 6 * MINUTE
    assert plan_after(Standing(overflowed_at=NOW - 7 * HOUR)) == 12 * MINUTE
    assert plan_after(Standing(overflowed_at=NOW), per_hour=1000) == 2 * MINUTE


@pytest.mark.parametrize("chance", [0.0, 0.5, 1.0])
def test_what_the_server_asks_for_is_never_undercut(chance: float) -> None:
    wait = plan_after(Standing(failures=1, retry_not_before=NOW + 3 * HOUR), chance=chance)
    assert 3 * HOUR <= wait <= 3 * HOUR + 2 * MINUTE
    assert plan_after(Standing(retry_not_before=NOW + MINUTE)) == 12 * MINUTE
    assert plan_after(Standing(retry_not_before=NOW - HOUR)) == 12 * MINUTE


def test_no_server_is_waited_for_longer_than_a_day() -> None:
    assert timedelta(days=1) <= plan_after(Standing(retry_not_before=NOW + timedelta(days=300))) < timedelta(hours=25)


@pytest.mark.parametrize(
    ("watched", "standing", "found", "why"),
    [
        (source(12), Standing(), Pressure(1.3),
         "12 entries an hour at this time, weight 1: every 4 min 30 s; budget stretches by 1.3"),
        (source(0.2, weight=2.5), Standing(), FREE,
         "4.8 entries a day at this time, weight 2.5: every 16 min 58 s"),
        (source(1 / 24), Standing(), Pressure(1.0, {"example-tv": 2}),
         "1 entry a day at this time, weight 1: every 1 h, the longest; budget stretches by 2.0"),
        (source(100), Standing(failures=1), FREE,
         "100 entries an hour at this time, weight 1: every 2 min, the shortest; failed once: after 2 min"),
        (source(30, window=12), Standing(overflowed_at=NOW), Pressure(5),
         "30 entries an hour at this time, weight 1: every 8 min, for its window holds 12; budget stretches by 5.0; "
         "window overflowed at 2026-03-02 13:10 UTC: every 4 min"),
        (source(1), Standing(3, gone=True, retry_not_before=NOW + 5 * HOUR), FREE,
         "1 entry an hour at this time, weight 1: every 12 min; gone 3 times: after 3 h 12 min; "
         "the server asks to wait until 2026-03-02 18:10 UTC"),
    ],
)  # fmt: skip
def test_a_plan_says_why(watched: Watched, standing: Standing, found: Pressure, why: str) -> None:
    assert next_poll(watched, standing, NOW, Bounds(), found, 0.5).why == why


@pytest.mark.parametrize(
    ("known", "new", "first_read", "overflow"),
    [(0, 30, False, True), (1, 29, False, False), (0, 30, True, False), (0, 0, False, False)],
)
def test_a_window_overflowed_when_nothing_in_it_was_known(
    known: int, new: int, first_read: bool, overflow: bool
) -> None:
    assert window_overflow(known, new, first_read) is overflow
