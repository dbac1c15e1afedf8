"""When sources are due."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from monitor.archive import Archive
from monitor.domain.health import State
from monitor.domain.health_events import Standing, Told
from monitor.domain.rhythm import Rhythm, learned
from monitor.domain.sourcememory import SourceMemory
from monitor.testing import START

MINUTE = timedelta(minutes=1)
PLAIN: dict[str, Any] = {"memory": SourceMemory(), "why": "every minute"}


def test_never_polled_comes_first_then_the_longest_due(archive: Archive) -> None:
    schedule = archive.schedule
    schedule.polled("late", START, START + MINUTE, ok=True, **PLAIN)
    schedule.polled("later", START, START + 2 * MINUTE, ok=True, **PLAIN)
    schedule.polled("resting", START, START + 9 * MINUTE, ok=True, **PLAIN)
    schedule.polled("not asked for", START, START, ok=True, **PLAIN)
    asked = ["resting", "later", "late", "new"]
    assert schedule.due(asked, START + 2 * MINUTE) == ["new", "late", "later"]
    assert schedule.due(["late"], START) == []


def test_failures_in_a_row_are_counted_until_a_success(archive: Archive) -> None:
    schedule = archive.schedule
    for ok, failures in ((False, 1), (False, 2), (True, 0), (False, 1)):
        schedule.polled("coast-news", START, START + MINUTE, ok, **PLAIN)
        [state] = schedule.states()
        assert state.failures == failures
    assert (state.succeeded_at, state.next_poll_at) == (START, START + MINUTE)


def test_what_is_remembered_of_a_source_comes_back_as_it_was(archive: Archive) -> None:
    schedule = archive.schedule
    assert schedule.memory("coast-news") == SourceMemory()
    rhythm = learned(Rhythm(), [START + n * MINUTE for n in range(40)], START + 60 * MINUTE)
    memory = SourceMemory(rhythm, Standing((Told(State.SILENT, START, START + MINUTE), Told(State.BLOCKED, START))))
    schedule.polled("coast-news", START, START + MINUTE, ok=True, memory=memory, why="because")
    found = schedule.memory("coast-news")
    assert found == SourceMemory.from_json(memory.to_json())
    assert (found.standing, found.rhythm.as_of) == (memory.standing, rhythm.as_of)
    assert [state.why for state in schedule.states()] == ["because"]
