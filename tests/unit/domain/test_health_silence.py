"""When a silence is too long to be chance."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.rhythm import Rhythm, learned
from monitor.domain.silence import LONGEST, SHORTEST, YOUNG, Habit, expected_gap, habit, lull, young

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
HOUR, DAY, WEEK = timedelta(hours=1), timedelta(days=1), timedelta(days=7)
LONG = 60 * DAY
OFFICE = [MONDAY + day * DAY + hour * HOUR for day in range(42) if day % 7 < 5 for hour in range(8, 18)]
MONDAY_AFTER = MONDAY + 42 * DAY


def steady(per_hour: float, typical: float = 0.0, spread: float = 1.0, days_per_week: float = 7.0) -> Habit:
    curve = tuple(per_hour * hour for hour in range(169))
    return Habit(curve, typical, spread, 30, days_per_week, 0.0, HOUR)


def habit_of(times: list[datetime]) -> Habit:
    found = habit(times, learned(Rhythm(), times, times[-1]), times[-1])
    assert found is not None
    return found


def test_of_a_poisson_source_the_alarm_is_the_poisson_tail() -> None:
    known = steady(10, typical=math.log(240))
    assert math.exp(-known.limit) * 240 * 7 == pytest.approx(1 / 1000)
    gap = expected_gap(known, MONDAY, LONG)
    assert gap / HOUR == pytest.approx(known.limit / 10, abs=1 / 60)


def test_the_week_goes_round() -> None:
    known = steady(2)
    for start in (MONDAY, MONDAY + 6.9 * DAY, MONDAY - 900 * DAY):
        assert known.expected(start, start + 10 * HOUR) == pytest.approx(20)
        assert known.expected(start, start + 3 * WEEK) == pytest.approx(2 * 168 * 3)
    assert known.expected(MONDAY, MONDAY - HOUR) == 0


def test_office_hours_make_nights_and_weekends_short() -> None:
    known = habit_of(OFFICE)
    friday_evening, monday_morning = MONDAY_AFTER - 55 * HOUR, MONDAY_AFTER + 8 * HOUR
    assert known.expected(friday_evening, monday_morning) < known.limit / 2
    assert known.expected(monday_morning, monday_morning + 10 * HOUR) == pytest.approx(10, rel=0.35)
    assert expected_gap(known, friday_evening, LONG) > monday_morning - friday_evening


def test_who_keeps_weekdays_free_may_keep_a_holiday() -> None:
    last = MONDAY_AFTER - 55 * HOUR
    tuesday_morning = MONDAY_AFTER + DAY + 8 * HOUR
    assert expected_gap(habit_of(OFFICE), last, LONG) > tuesday_morning - last
    assert habit_of([MONDAY + hour * HOUR for hour in range(24 * 40)]).holiday == 0


def test_outages_in_the_history_do_not_dull_it() -> None:
    times = [MONDAY + minutes * timedelta(minutes=20) for minutes in range(72 * 30)]
    outage = [time for time in times if not 10 * DAY < time - MONDAY < 12 * DAY]
    assert habit_of(outage).limit < 1.5 * habit_of(times).limit


def test_a_batch_a_day_is_measured_in_batches() -> None:
    times = [MONDAY + day * DAY + 6 * HOUR + (day % 3) * timedelta(minutes=20) for day in range(40) for _ in range(25)]
    gap = expected_gap(habit_of(times), times[-1], LONG)
    assert DAY + 40 * timedelta(minutes=1) < gap < 3 * DAY


def test_a_regular_weekly_source_is_missed_after_some_weeks() -> None:
    times = [MONDAY + week * WEEK + (9 + week % 3) * HOUR for week in range(10)]
    assert 2 * WEEK < expected_gap(habit_of(times), times[-1], LONG) < 5 * WEEK


def test_a_young_source_has_a_generous_limit() -> None:
    times = [MONDAY + hour * HOUR for hour in range(24 * 6)]
    known = habit_of(times)
    assert young(known, 6 * DAY)
    assert expected_gap(known, times[-1], 6 * DAY) == timedelta(hours=72)
    assert expected_gap(habit_of(times[:30]), times[29], 2 * DAY) == YOUNG


def test_a_slow_day_is_measured_by_what_still_comes() -> None:
    known = steady(10)
    usual = [MONDAY + n * timedelta(minutes=6) for n in range(240)]
    assert lull(known, usual) == pytest.approx(1.0, abs=0.02)
    assert lull(known, usual[::4]) == pytest.approx(0.27, abs=0.03)
    assert lull(known, usual + usual[-1:] * 90) == 1.0
    assert lull(known, []) == 1.0


def test_too_little_is_no_habit() -> None:
    assert habit([], Rhythm(), MONDAY) is None
    assert habit([MONDAY, MONDAY], Rhythm(), MONDAY) is None
    assert young(None, LONG)


@given(
    minutes=st.lists(st.integers(0, 60 * 24 * 60), min_size=2, max_size=60, unique=True),
    watched=st.integers(0, 100),
    slow=st.floats(0.1, 1.0),
)
def test_the_expected_gap_has_bounds_whatever_the_history(minutes: list[int], watched: int, slow: float) -> None:
    times = sorted(MONDAY + timedelta(minutes=minute) for minute in minutes)
    known = habit(times, learned(Rhythm(), times, times[-1]), times[-1])
    assert known is not None
    gap = expected_gap(known, times[-1], watched * DAY, slow)
    assert SHORTEST <= gap <= max(LONGEST, 4 * known.longest)
    assert known.limit > 0
