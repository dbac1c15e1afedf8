"""What is learned of when a source publishes."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from math import isfinite

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.rhythm import LEVEL_HALF_LIFE, PRIOR_RATE, Rhythm, dated_arrivals, expected, learned, rate

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HOUR, MINUTE, DAY = timedelta(hours=1), timedelta(minutes=1), timedelta(days=1)


def watched(rhythm: Rhythm, start: datetime, days: float, per_hour: Callable[[datetime], float]) -> Rhythm:
    """``rhythm`` after polls every half hour of a source that publishes evenly at the rate of the hour."""
    debt, at = 0.0, start
    rhythm = learned(rhythm, [], at)
    while at < start + days * DAY:
        debt += per_hour(at) / 2
        at += HOUR / 2
        rhythm, debt = learned(rhythm, [at - MINUTE] * int(debt), at), debt % 1
    return rhythm


def steady(number: float) -> Callable[[datetime], float]:
    return lambda at: number


def by_day(at: datetime) -> float:
    return 8.0 if 6 <= at.hour < 18 else 1.0


def on_weekdays(at: datetime) -> float:
    return 1.0 if at.weekday() >= 5 else 6.0


def a_week(rhythm: Rhythm, start: datetime) -> float:
    """Entries an hour expected in the week from ``start``."""
    return expected(rhythm, start, start + 7 * DAY) / (7 * 24)


def test_of_an_unknown_source_the_prior_is_expected() -> None:
    assert rate(Rhythm(), MONDAY) == PRIOR_RATE
    assert rate(Rhythm(prior=7), MONDAY) == 7
    assert expected(Rhythm(prior=7), MONDAY, MONDAY + 90 * MINUTE) == pytest.approx(10.5)


@pytest.mark.parametrize(("number", "near"), [(1 / 24, 0.6), (1, 0.1), (12, 0.1), (40, 0.1)])
def test_a_steady_rate_is_learned_within_days(number: float, near: float) -> None:
    rhythm = watched(Rhythm(), MONDAY, 5, steady(number))
    assert a_week(rhythm, MONDAY + 5 * DAY) == pytest.approx(number, rel=near)


@pytest.mark.parametrize("factor", [10, 0.1])
def test_a_tenfold_change_is_followed_within_two_half_lives(factor: float) -> None:
    before = watched(Rhythm(), MONDAY, 14, steady(4))
    change, now = MONDAY + 14 * DAY, MONDAY + 14 * DAY + 2 * LEVEL_HALF_LIFE
    rhythm = watched(before, change, 2 * LEVEL_HALF_LIFE / DAY, steady(4 * factor))
    assert 0.7 < (a_week(rhythm, now) - 4) / (4 * factor - 4) < 1


def test_busy_hours_are_learned() -> None:
    rhythm = watched(Rhythm(), MONDAY, 10, by_day)
    tomorrow = MONDAY + 11 * DAY
    assert rhythm.usual(tomorrow + 12 * HOUR) == pytest.approx(8, rel=0.25)
    assert rhythm.usual(tomorrow + 2 * HOUR) < 2


def test_weekends_are_learned_and_are_no_falling_level() -> None:
    rhythm = watched(Rhythm(), MONDAY, 28, on_weekdays)
    monday, saturday = MONDAY + 28 * DAY, MONDAY + 33 * DAY
    assert expected(rhythm, saturday, saturday + DAY) < 0.4 * expected(rhythm, monday, monday + DAY)
    assert a_week(rhythm, monday) == pytest.approx((5 * 6 + 2 * 1) / 7, rel=0.15)


def test_many_entries_at_once_make_the_next_ones_likely_for_a_while() -> None:
    usual = watched(Rhythm(), MONDAY, 7, steady(2))
    now = MONDAY + 7 * DAY
    burst = learned(usual, [now + MINUTE] * 8, now + 2 * MINUTE)
    assert rate(burst, now + 2 * MINUTE) > 2 * rate(usual, now)
    assert rate(burst, now + 6 * HOUR) == pytest.approx(burst.usual(now + 6 * HOUR), rel=0.01)
    assert a_week(burst, now) < 1.1 * a_week(usual, now)


def test_the_first_look_learns_from_the_dates_in_the_window() -> None:
    dated = [MONDAY - number * 10 * MINUTE for number in range(40)]
    assert rate(learned(Rhythm(), dated, MONDAY), MONDAY) == pytest.approx(6, rel=0.4)


def test_a_first_look_without_dates_tells_nothing() -> None:
    assert rate(learned(Rhythm(), [MONDAY] * 40, MONDAY), MONDAY) == PRIOR_RATE


def test_after_a_gap_the_time_that_nobody_saw_does_not_count() -> None:
    usual = watched(Rhythm(), MONDAY, 7, steady(6))
    back = MONDAY + 10 * DAY
    window = [back - number * 10 * MINUTE for number in range(30)]
    assert a_week(learned(usual, window, back, gap=True), back) == pytest.approx(6, rel=0.1)
    assert a_week(learned(usual, window, back), back) < 4


def test_an_archive_that_is_published_again_is_not_counted() -> None:
    usual = watched(Rhythm(), MONDAY, 7, steady(2))
    now = MONDAY + 7 * DAY + HOUR
    old = [now - number * DAY for number in range(3, 200)]
    assert learned(usual, old, now) == learned(usual, [], now)


def test_late_and_future_arrivals_count_as_of_this_look() -> None:
    usual = watched(Rhythm(), MONDAY, 7, steady(2))
    now = MONDAY + 7 * DAY + HOUR
    assert learned(usual, [now - 5 * HOUR], now) == learned(usual, [now - HOUR], now)
    assert learned(usual, [now + 400 * DAY], now) == learned(usual, [now], now)


@pytest.mark.parametrize("jump", [timedelta(hours=-5), timedelta(days=-900), timedelta(days=900)])
def test_a_clock_that_jumps_does_not_stop_the_learning(jump: timedelta) -> None:
    rhythm = watched(Rhythm(), MONDAY, 7, steady(5))
    rhythm = learned(rhythm, [], MONDAY + 7 * DAY + jump)
    rhythm = watched(rhythm, MONDAY + 7 * DAY, 7, steady(5))
    assert a_week(rhythm, MONDAY + 14 * DAY) == pytest.approx(5, rel=0.2)


times = st.integers(-13_000, 13_000).map(lambda days: MONDAY + days * DAY + 7 * HOUR)
near = st.integers(-3_000, 3_000).map(lambda minutes: MONDAY + minutes * MINUTE)
looks = st.lists(st.tuples(st.lists(near | times, max_size=8), near | times, st.booleans()), max_size=4)
briefly = settings(max_examples=40, deadline=None)


def after(seen: list[tuple[list[datetime], datetime, bool]]) -> Rhythm:
    rhythm = Rhythm()
    for arrivals, now, gap in seen:
        rhythm = learned(rhythm, arrivals, now, gap=gap)
    return rhythm


@briefly
@given(looks, times)
def test_whatever_comes_rates_are_finite_and_above_zero(
    seen: list[tuple[list[datetime], datetime, bool]], at: datetime
) -> None:
    rhythm = after(seen)
    assert rate(rhythm, at) > 0
    assert isfinite(rate(rhythm, at))
    assert expected(rhythm, at, at) == 0 == expected(rhythm, at, at - HOUR)
    assert isfinite(expected(rhythm, at, at + DAY))


@briefly
@given(looks, st.lists(st.integers(0, 5_000), min_size=2, max_size=5))
def test_what_is_expected_adds_up(seen: list[tuple[list[datetime], datetime, bool]], minutes: list[int]) -> None:
    rhythm, cuts = after(seen), [MONDAY + number * MINUTE for number in sorted(minutes)]
    parts = [expected(rhythm, start, end) for start, end in pairwise(cuts)]
    assert min(parts) >= 0
    assert sum(parts) == pytest.approx(expected(rhythm, cuts[0], cuts[-1]))


@briefly
@given(looks)
def test_a_rhythm_goes_through_json(seen: list[tuple[list[datetime], datetime, bool]]) -> None:
    rhythm = after(seen)
    text = json.dumps(rhythm.to_json())
    assert len(text) < 1_400
    back = Rhythm.from_json(json.loads(text))
    assert back.as_of == rhythm.as_of
    assert rate(back, MONDAY) == pytest.approx(rate(rhythm, MONDAY), rel=1e-6)
    assert Rhythm.from_json(back.to_json()) == back


def test_what_is_stored_keeps_fading_from_one_short_poll_to_the_next() -> None:
    rhythm = learned(Rhythm(), [MONDAY - HOUR, MONDAY - HOUR / 2], MONDAY)
    for number in range(1, 200):
        rhythm = Rhythm.from_json(learned(rhythm, [], MONDAY + number * MINUTE).to_json())
    exact = learned(learned(Rhythm(), [MONDAY - HOUR, MONDAY - HOUR / 2], MONDAY), [], MONDAY + 199 * MINUTE)
    assert sum(rhythm.hours.seen) == pytest.approx(sum(exact.hours.seen), rel=1e-4)


@pytest.mark.parametrize(
    "data",
    [
        [],
        [1.0, None],
        [1.0, "yesterday", [[0], [0]], [[0], [0]], [[0] * 24] * 2, [[0] * 7] * 2],
        [1.0, None, [[0], [0]], [[0], [0]], [[0] * 23] * 2, [[0] * 7] * 2],
        [1.0, None, [["x"], [0]], [[0], [0]], [[0] * 24] * 2, [[0] * 7] * 2],
        [1.0, None, [[float("nan")], [0]], [[0], [0]], [[0] * 24] * 2, [[0] * 7] * 2],
        [0.0, None, [[0], [0]], [[0], [0]], [[0] * 24] * 2, [[0] * 7] * 2],
    ],
)
def test_what_is_no_rhythm_is_refused(data: list[object]) -> None:
    with pytest.raises(ValueError, match="found"):
        Rhythm.from_json(data)


def test_dates_count_from_where_every_first_body_is_whole() -> None:
    busy = [MONDAY - minutes * MINUTE for minutes in range(20)]
    slow = [MONDAY - days * DAY for days in range(1, 21)]
    assert dated_arrivals([busy]) == sorted(busy)
    assert dated_arrivals([busy, [], slow]) == sorted(busy)
    assert dated_arrivals([]) == dated_arrivals([[]]) == []


def test_a_busy_feed_beside_a_slow_one_is_known_for_busy_at_once() -> None:
    windows = [[MONDAY - minutes * MINUTE for minutes in range(1, 61)], [MONDAY - days * DAY for days in range(20)]]
    assert rate(learned(Rhythm(), dated_arrivals(windows), MONDAY + MINUTE), MONDAY) > 10
