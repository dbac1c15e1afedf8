"""What time alone brings about: a topic falls silent, an outlet does not report; and what the health of sources has to
do with it. Over a real archive."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alerts.policy.routes import Route
from monitor.archive import Archive, open_archive
from monitor.domain.health import State
from monitor.domain.health_events import Standing, Told
from monitor.domain.source import Source
from monitor.domain.sourcememory import SourceMemory
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.ports import Consequences
from monitor.testing import START, a_version
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.volume import Configured, VolumeWatch
from monitor.usecases.volume_backtest import events_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SILENCE = VolumeRule("talk", "q", "silence", within=12 * HOUR, recovery=True)
ABSENCE = VolumeRule("absent", "q", "absence", outlet="bay", at_least=2, within=2 * HOUR, recovery=True)
NAMES = ("bay", "cape", "coast")
SOURCES = {name: Source(name, name.title()) for name in NAMES}
LEARNED = 28


class Story:
    """An archive that began four weeks ago, with what was counted in it since."""

    def __init__(self, archive: Archive, *rules: VolumeRule) -> None:
        self.archive, self.rules = archive, {rule.name: rule for rule in rules}
        kept = archive.articles.keep(a_version(seen_at=START - LEARNED * DAY), lambda _: Consequences())
        self.article, self.number, self.now = kept.version.article_id, 0, START
        self.watch = VolumeWatch(archive.volumes, archive.replay, archive.schedule)
        configured = Configured(self.rules, sources=SOURCES, policy=AlertPolicy(route=Route("desk")))
        self.watch.begin(configured, START - LEARNED * DAY)

    def count(self, at: datetime, source: str, rule: str = "") -> None:
        """An article of the source matches."""
        self.number += 1
        names = [rule] if rule else list(self.rules)
        self.archive.volumes.fill(
            [Sighting(name, (), str(self.number), source, at, at, True, self.article, 1) for name in names]
        )

    def habit(self, *sources: str) -> None:
        """Four weeks with an article of each source every hour."""
        hours = LEARNED * 24
        found = [
            Sighting(name, (), f"{source} {hour}", source, at, at, False, self.article, 1)
            for name in self.rules for source in sources for hour in range(1, hours)
            if (at := START - hour * HOUR)
        ]  # fmt: skip
        self.archive.volumes.fill(found)

    def polled(self, now: datetime, *sources: str, told: State | None = None) -> None:
        """The sources are read; ``told`` is what is known to be wrong with them."""
        standing = Standing((Told(told, now),)) if told else Standing()
        for source in sources:
            memory = SourceMemory(standing=standing)
            self.archive.schedule.polled(source, now, now + HOUR, True, memory=memory, why="")

    def pass_time(self, hours: int, *reading: str, since: datetime = START) -> None:
        """Every half hour the sources are read and the rules are judged."""
        for half in range(2 * hours + 1):
            now = since + half * HOUR / 2
            self.polled(now, *reading)
            self.watch.finish(now)

    def judge(self, now: datetime) -> None:
        """All sources were just read; the rules are judged."""
        self.now = now
        self.polled(now, *NAMES)
        self.watch.finish(now)

    def told(self) -> list[tuple[str, str, float]]:
        """Kind, beginning of the reason, and hours after the start."""
        events = reversed(self.archive.history.volume_events())
        return [(event.kind, event.reason.split(":")[0], (event.at - START) / HOUR) for event in events]


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
    assert story.told() == [("absence", "2 outlets report, bay does not", 1.5)]
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


@pytest.mark.parametrize(
    "rule",
    [
        VolumeRule("rush", "q", "frequency", within=HOUR, at_least=5, cooldown=10 * MINUTE),
        VolumeRule("debut", "q", "first", after=15 * MINUTE),
        replace(ABSENCE, within=HOUR, cooldown=10 * MINUTE),
    ],
    ids=lambda rule: rule.kind,
)
def test_a_backtest_says_what_was_told_live(archive: Archive, rule: VolumeRule) -> None:
    chance = random.Random(rule.kind)
    story = Story(archive, rule)
    arrivals = sorted(START + chance.random() * 8 * HOUR for _ in range(40))
    sources = chance.choices(NAMES, (1, 9, 9), k=40)
    waiting = [
        Sighting(
            rule.name, (), str(number), source, seen - max(0, chance.randrange(-200, 100)) * MINUTE, seen,
            chance.random() < 0.9, story.article, 1,
        )
        for number, (seen, source) in enumerate(zip(arrivals, sources, strict=True))
    ]  # fmt: skip
    for new in waiting:
        for step in (START + number * 5 * MINUTE for number in range(8 * 12)):
            if story.now < step <= new.seen_at:
                story.judge(step)
        archive.volumes.fill([new])
        story.judge(new.seen_at)
    live = [(event.kind, event.at, event.reason) for event in reversed(archive.history.volume_events(500))]
    tried = [
        (event.kind, event.at, f"{event.words}: {event.reason}")
        for event in events_of(rule, waiting, archive.volumes.begins(), START, story.now)
    ]
    assert tried == live
    assert len(live) > 1
