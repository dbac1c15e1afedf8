"""What time alone brings about: a topic falls silent, an outlet does not report; and what the health of sources has to
do with it. Over a real archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.archive import Archive, open_archive
from monitor.domain.health import State
from monitor.testing import START
from tests.unit.usecases.volume_story import ABSENCE, HOUR, MINUTE, NAMES, SILENCE, Story


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    yield archive
    archive.close()


def test_a_topic_that_falls_silent_is_told_and_that_it_is_back(archive: Archive) -> None:
    story = Story(archive, SILENCE)
    story.habit("cape", "coast")
    story.pass_time(16, "cape", "coast")
    ((kind, words, after),) = story.told()
    assert kind == "silence"
    assert words.endswith("are usual")
    assert 8 < after < 14
    for minutes in range(0, 9 * 60, 20):
        story.count(START + 17 * HOUR + minutes * MINUTE, "cape")
    story.pass_time(12, "cape", "coast", since=START + 16 * HOUR)
    assert [kind for kind, _, _ in story.told()] == ["silence", "over"]


def test_no_topic_is_silent_while_its_sources_are(archive: Archive) -> None:
    story = Story(archive, SILENCE)
    story.habit("cape", "coast")
    story.pass_time(2, "cape", "coast")
    story.pass_time(20, since=START + 2 * HOUR)
    assert story.told() == [], "nobody was read"
    story.polled(START + 22 * HOUR, "cape", "coast", told=State.SILENT)
    story.watch.finish(START + 22 * HOUR)
    assert story.told() == [], "they are known to be silent"


def test_a_silent_source_is_left_out_on_both_sides(archive: Archive) -> None:
    story = Story(archive, SILENCE)
    story.habit("cape", "coast")
    for hour in range(24):
        story.count(START + hour * HOUR, "coast")
    story.polled(START, "cape", told=State.SILENT)
    story.pass_time(20, "coast")
    assert story.told() == [], "the other one goes on as usual"


def test_an_outlet_is_absent_once_what_others_report_is_an_hour_old(archive: Archive) -> None:
    story = Story(archive, ABSENCE)
    story.pass_time(0, *NAMES, since=START - HOUR)
    story.count(START, "cape")
    story.count(START + 10 * MINUTE, "coast")
    story.pass_time(3, *NAMES)
    assert story.told() == [("absence", "2 outlets report, bay does not", 70 / 60)]
    story.count(START + 3 * HOUR, "bay")
    story.pass_time(3, *NAMES, since=START + 3 * HOUR)
    assert [kind for kind, _, _ in story.told()] == ["absence", "over"]


@pytest.mark.parametrize("bay", ["reports", "is not read"])
def test_an_outlet_that_reports_or_is_not_read_is_not_absent(archive: Archive, bay: str) -> None:
    story = Story(archive, ABSENCE)
    story.polled(START - 5 * HOUR, "bay")
    story.pass_time(0, "cape", "coast", since=START - HOUR)
    story.count(START, "cape")
    story.count(START + 10 * MINUTE, "coast")
    if bay == "reports":
        story.count(START + 70 * MINUTE, "bay")
    story.pass_time(4, "cape", "coast", *(["bay"] if bay == "reports" else []))
    assert story.told() == []
