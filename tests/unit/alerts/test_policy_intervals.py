"""Time intervals: the clock on the wall decides, over midnight and over both clock changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.policy.calendar import Calendar, Hours, Numbers
from alerts.policy.intervals import FURTHEST, TimeInterval, pause
from alerts.policy.routes import Quiet, Resolved
from tests.unit.alerts.policy_desk import BERLIN, NIGHT, WEEKEND

MINUTE = timedelta(minutes=1)
ZONES = [ZoneInfo(name) for name in ("Europe/Berlin", "UTC", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Havana")]
CHANGES = [datetime.fromisoformat(f"2026-{day}+00:00") for day in ("03-28T18", "10-24T18", "04-04T08", "11-01T02")]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


def end_of(interval: TimeInterval, moment: datetime) -> datetime:
    """When a route is quiet no more that is muted by the interval, which holds at the moment."""
    found = pause(Resolved(mute=Quiet((interval.name,))), {interval.name: interval}, moment)
    assert found is not None
    return found.until


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        ("2026-03-04 21:59", None),
        ("2026-03-04 22:00", "2026-03-05 06:30"),
        ("2026-03-05 06:29", "2026-03-05 06:30"),
        ("2026-03-05 06:30", None),
        ("2026-03-28 23:00", "2026-03-29 06:30"),
        ("2026-10-24 23:00", "2026-10-25 06:30"),
    ],
)
def test_a_night_crosses_midnight_and_ends_by_the_clock_on_the_wall(moment: str, ends: str | None) -> None:
    assert NIGHT.is_active(at(moment)) == (ends is not None)
    if ends:
        assert end_of(NIGHT, at(moment)) == at(ends)


def test_a_night_is_shorter_and_longer_when_clocks_change() -> None:
    nights = {day: end_of(NIGHT, at(f"{day} 22:00")) - at(f"{day} 22:00").astimezone(UTC)
              for day in ("2026-03-27", "2026-03-28", "2026-10-24")}  # fmt: skip
    assert [night / timedelta(hours=1) for night in nights.values()] == [8.5, 7.5, 9.5]


def test_behind_midnight_is_the_day_on_which_it_began() -> None:
    friday = TimeInterval("friday night", (Calendar((Hours(22 * 60, 2 * 60),), (Numbers(4, 4),), zone=BERLIN),))
    moments = ("2026-03-06 01:00", "2026-03-06 23:00", "2026-03-07 01:59", "2026-03-07 02:00", "2026-03-07 23:00")
    assert [friday.is_active(at(moment)) for moment in moments] == [False, True, True, False, False]


@pytest.mark.parametrize(
    ("calendar", "days"),
    [
        (Calendar(days=(Numbers(1, 2),)), ["2026-02-01", "2026-02-02"]),
        (Calendar(days=(Numbers(-1, -1),)), ["2026-01-31", "2026-02-28"]),
        (Calendar(days=(Numbers(27, -1),), months=(Numbers(2, 2),)), ["2026-02-27", "2026-02-28"]),
        (Calendar(days=(Numbers(31, 31),), months=(Numbers(2, 2),)), []),
        (Calendar(weekdays=(Numbers(6, 0),), days=(Numbers(1, 9),), years=(Numbers(2026, 2026),)),
         ["2026-02-01", "2026-02-02", "2026-02-08", "2026-02-09"]),
        (Calendar(months=(Numbers(12, 1),), days=(Numbers(30, 31),)), ["2026-01-30", "2026-01-31"]),
    ],
)  # fmt: skip
def test_kinds_of_days_must_all_fit(calendar: Calendar, days: list[str]) -> None:
    every = [datetime(2026, 1, 30, 12, tzinfo=UTC) + timedelta(days=number) for number in range(30)]
    assert [f"{day:%Y-%m-%d}" for day in every if calendar.fits(day)] == days


def test_an_interval_without_an_end_is_asked_about_again() -> None:
    always = TimeInterval("always", (Calendar(),))
    assert end_of(always, at("2026-03-04 12:00")) == at("2026-03-04 12:00").astimezone(UTC) + FURTHEST


hours = st.builds(Hours, st.sampled_from([0, 90, 120, 150, 180, 600, 1320]), st.sampled_from([90, 150, 170, 390, 1440]))
weekdays = st.builds(Numbers, st.integers(0, 6), st.integers(0, 6))
calendars = st.builds(
    Calendar,
    times=st.lists(hours, max_size=2).map(tuple),
    weekdays=st.lists(weekdays, max_size=1).map(tuple),
    zone=st.sampled_from(ZONES),
)


@given(st.lists(calendars, min_size=1, max_size=2), st.sampled_from(CHANGES), st.integers(0, 36 * 3600))
def test_the_end_is_the_first_minute_at_which_it_does_not_hold(
    parts: list[Calendar], day: datetime, second: int
) -> None:
    interval = TimeInterval("any", tuple(parts))
    moment = day + timedelta(seconds=second)
    if not interval.is_active(moment):
        return
    minute = moment.replace(second=0) + MINUTE
    last = minute + timedelta(hours=36)
    while minute < last and interval.is_active(minute):
        minute += MINUTE
    end = end_of(interval, moment)
    assert end == minute if minute < last else end >= last


def test_a_weekend_ends_on_monday() -> None:
    assert end_of(WEEKEND, at("2026-03-28 12:00")) == at("2026-03-30 00:00")
