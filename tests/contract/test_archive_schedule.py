"""When sources are due."""

from __future__ import annotations

from datetime import timedelta

from monitor.archive import Archive
from monitor.testing import START

MINUTE = timedelta(minutes=1)


def test_never_polled_comes_first_then_the_longest_due(archive: Archive) -> None:
    schedule = archive.schedule
    schedule.polled("late", START, START + MINUTE, ok=True)
    schedule.polled("later", START, START + 2 * MINUTE, ok=True)
    schedule.polled("resting", START, START + 9 * MINUTE, ok=True)
    schedule.polled("not asked for", START, START, ok=True)
    asked = ["resting", "later", "late", "new"]
    assert schedule.due(asked, START + 2 * MINUTE) == ["new", "late", "later"]
    assert schedule.due(["late"], START) == []


def test_failures_in_a_row_are_counted_until_a_success(archive: Archive) -> None:
    schedule = archive.schedule
    for ok, failures in ((False, 1), (False, 2), (True, 0), (False, 1)):
        schedule.polled("coast-news", START, START + MINUTE, ok)
        [state] = schedule.states()
        assert state.failures == failures
    assert (state.succeeded_at, state.next_poll_at) == (START, START + MINUTE)
