"""Steps of the clock that were missed while the monitor was away are judged when the sources have been read again."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from monitor.archive import open_archive
from monitor.domain.health import State
from monitor.domain.volume.rule import STEP
from monitor.domain.volume.standing import VolumeEvent
from monitor.ports import Gap
from monitor.testing import START
from monitor.usecases.volume_steps import steps_behind
from monitor.usecases.volume_tell import notification_of
from tests.unit.usecases.volume_story import ABSENCE, DAY, HOUR, MINUTE, NAMES, SOURCES, Story

BACK = START + 10 * HOUR
ABSENT = ("absence", "2 outlets report, bay does not", 3 + 10 / 60)
OVER = ("over", "absence is over", 5 + 55 / 60)


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    """The monitor ran up to the start, and was away for ten hours in which two outlets reported and one did not."""
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    story = Story(archive, ABSENCE)
    story.judge(START)
    story.restart(BACK)
    yield story
    archive.close()


def bring(story: Story, *reading: str) -> None:
    """These sources are read again, and what two of them published two hours after the start is seen."""
    story.polled(BACK, *reading)
    for minutes, source in enumerate(("cape", "coast")):
        story.count(START + 2 * HOUR + 10 * minutes * MINUTE, source, seen_at=BACK + MINUTE)


def advance(story: Story, first: int, last: int) -> None:
    """The rules are judged every minute, so many after the monitor is back."""
    for minute in range(first, last + 1):
        story.watch.advance(BACK + minute * MINUTE)


def test_what_was_so_meanwhile_is_told_once_for_the_time_at_which_it_was(story: Story, tmp_path: Path) -> None:
    story.watch.advance(BACK)
    bring(story, *NAMES)
    for second in range(2):
        story.watch.advance(BACK + MINUTE + second * MINUTE / 60)
    assert story.archive.volumes.stepped() == START + 2 * HOUR
    advance(story, 2, 17)
    assert story.told() == [ABSENT, OVER]
    story.restart(BACK + HOUR)
    story.watch.finish(BACK + HOUR)
    assert story.told() == [ABSENT, OVER]
    with sqlite3.connect(tmp_path / "archive.db") as archive:
        owed = archive.execute("SELECT min(at) FROM disposition").fetchone()
    assert str(owed[0]) > f"{BACK:%Y-%m-%d %H:%M}", "alerts reckon from when it was found"


def test_its_message_says_when_that_was() -> None:
    event = VolumeEvent(ABSENCE, (), "absence", START, START, "2 outlets report", "they did", "medium")
    late = notification_of(event, [], SOURCES, START + 6 * HOUR)
    assert late.lead == "they did; that was so at 2025-11-24 08:30 UTC, and could be told only 6 h later"
    assert notification_of(event, [], SOURCES, START + MINUTE).lead == "they did"


def test_missed_steps_wait_until_the_sources_are_read_but_not_for_one_that_is_known_to_fail(story: Story) -> None:
    advance(story, 0, 5)
    assert story.archive.volumes.stepped() == START
    bring(story, "cape", "coast")
    advance(story, 6, 10)
    assert story.archive.volumes.stepped() == START, "the third one is still to be read"
    story.polled(START, "bay", told=State.FAILING)
    advance(story, 11, 25)
    assert story.archive.volumes.stepped() == BACK + 25 * MINUTE
    assert story.told() == [], "nothing is known of the outlet that would be absent"


def test_they_wait_for_an_hour_at_most(story: Story) -> None:
    bring(story, "bay", "cape")
    advance(story, 0, 59)
    assert story.archive.volumes.stepped() == START
    advance(story, 60, 60)
    assert story.archive.volumes.stepped() == START + HOUR, "an hour of steps in one round"
    advance(story, 61, 75)
    assert story.told() == [ABSENT, OVER]


def test_a_source_that_may_have_lost_entries_meanwhile_is_left_out(story: Story) -> None:
    gap = Gap("bay", "https://bay.example/feed", START - HOUR, BACK, 0, "nothing older was found")
    story.archive.announcements.found_gap(gap)
    bring(story, *NAMES)
    story.watch.finish(BACK + MINUTE)
    assert story.told() == []


def test_a_rule_is_not_judged_for_the_time_before_it_was_there(story: Story) -> None:
    story.restart(BACK, replace(ABSENCE, name="later"))
    bring(story, *NAMES)
    story.watch.finish(BACK + MINUTE)
    told = [event.rule for event in story.archive.history.volume_events()]
    assert told == ["absent", "absent"]


def test_an_event_from_before_is_not_over_because_nobody_looked(story: Story) -> None:
    """It was true until the monitor went away, and is true when the sources have been read again."""
    for hour in range(-1, 10):
        for source in ("cape", "coast"):
            story.count(START + hour * HOUR, source, seen_at=START if hour < 0 else BACK + MINUTE)
    story.restart(START + STEP)
    story.watch.advance(START + STEP)
    assert [kind for kind, _, _ in story.told()] == ["absence"]
    story.restart(BACK)
    story.watch.advance(BACK)
    story.polled(BACK + MINUTE, *NAMES)
    advance(story, 2, 17)
    assert [kind for kind, _, _ in story.told()] == ["absence"]


@pytest.mark.parametrize(
    ("judged", "now", "steps"),
    [
        (None, START + 7 * MINUTE, [START + STEP]),
        (START, START + 4 * MINUTE, []),
        (START, START + 11 * MINUTE, [START + STEP, START + 2 * STEP]),
        (START + HOUR, START + MINUTE, [START]),
        (START - 30 * DAY, START, [START - DAY + (number + 1) * STEP for number in range(288)]),
    ],
    ids=["the first ever", "none yet", "one was missed", "the clock was set back", "a day at most"],
)
def test_the_steps_that_are_due(judged: datetime | None, now: datetime, steps: list[datetime]) -> None:
    assert steps_behind(judged, now) == steps


def test_what_missed_steps_ask_about_is_kept(story: Story) -> None:
    story.watch.finish(BACK)
    longest = ABSENCE.reach
    assert longest is not None
    for age in (longest + DAY - HOUR, longest + DAY + HOUR):
        story.count(BACK - age, "cape")
    assert story.watch.forget(BACK) == 1
