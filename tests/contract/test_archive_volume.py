"""Volume rules in the archive: what counts once, what survives, what is told exactly once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from alerts.policy.routes import Route
from monitor.archive import Archive, open_archive
from monitor.domain.match import Hit, Match
from monitor.domain.source import Source
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.errors import ArchiveError
from monitor.ports import Consequences, Judged, Kept
from monitor.rules.text.document import document_for
from monitor.testing import START, a_text, a_version
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.volume import Configured, VolumeWatch
from monitor.usecases.volume_count import sightings_of

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOURCES = {name: Source(name, name.title(), country="XN", language="en") for name in ("coast-news", "bay-post")}
TELLING = AlertPolicy(route=Route("desk"))


class Desk:
    """An archive into which articles about harbours come, and the watch over its volume rules."""

    def __init__(self, archive: Archive, *rules: VolumeRule) -> None:
        self.archive, self.number = archive, 0
        self.configured = Configured({rule.name: rule for rule in rules}, sources=SOURCES, policy=TELLING)
        self.restart()

    def restart(self, now: datetime = START) -> None:
        self.watch = VolumeWatch(self.archive.volumes, self.archive.replay, self.archive.schedule)
        self.watch.begin(self.configured, now)

    def keep(
        self, seen_at: datetime, published: datetime | None = None, source: str = "coast-news",
        key: str = "", text: str = "The new harbour took its first ship.", raises: bool = True,
    ) -> Kept:  # fmt: skip
        """An article arrives; every rule's query is true of it."""
        self.number += 1
        new = a_version(key or str(self.number), source=source, text=a_text(body=text), seen_at=seen_at)
        new = replace(new, published=published or seen_at)
        rules = self.configured.rules

        def decide(version) -> Consequences:  # type: ignore[no-untyped-def]
            matches = [Match(rule.counted, (Hit("body", 8, 15, "harbour", "harbour"),)) for rule in rules.values()]
            document = document_for(version, SOURCES[source])
            found = sightings_of(rules, matches, version, SOURCES[source], document, raises=raises)
            return Consequences(sightings=found)

        return self.archive.articles.keep(new, decide)

    def told(self) -> list[tuple[str, str]]:
        """Kind and first words of each event, oldest first."""
        return [(event.kind, event.reason.split(":")[0]) for event in reversed(self.archive.history.volume_events())]


def frequency(**changed: object) -> VolumeRule:
    return replace(VolumeRule("rush", "harbour", "frequency", within=2 * HOUR, at_least=3), **changed)  # type: ignore[arg-type]


def test_an_event_is_told_once_and_over_after_its_cool_down(archive: Archive) -> None:
    desk = Desk(archive, frequency())
    for minute in range(5):
        desk.keep(START + minute * MINUTE)
        desk.watch.finish(START + minute * MINUTE)
    assert desk.told() == [("frequency", "3 articles in 2 h")]
    for hour in range(1, 8):
        desk.watch.finish(START + hour * HOUR)
    assert [kind for kind, _ in desk.told()] == ["frequency", "over"]
    (over, rise) = archive.history.volume_events()
    assert rise.dispositions
    assert over.dispositions == ("not told",)
    assert archive.history.events() == [], "these are of sources"


def test_nothing_is_lost_or_told_twice_by_a_restart_at_any_point(archive: Archive) -> None:
    desk = Desk(archive, frequency())
    desk.watch.finish(START)
    for minute in range(6):
        desk.keep(START + minute * MINUTE)
        desk.restart()
    assert desk.told() == []
    desk.watch.finish(START + 10 * MINUTE)
    assert desk.told() == [("frequency", "3 articles in 2 h")]
    desk.restart()
    desk.watch.finish(START + 11 * MINUTE)
    desk.keep(START + 12 * MINUTE)
    desk.watch.finish(START + 12 * MINUTE)
    assert desk.told() == [("frequency", "3 articles in 2 h")]


def test_a_round_that_is_broken_off_is_done_again(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(archive, frequency())
    desk.watch.finish(START)
    for minute in range(3):
        desk.keep(START + minute * MINUTE)
    with monkeypatch.context() as broken:
        broken.setattr("monitor.archive.volume.keep_event", _fail)
        with pytest.raises(ArchiveError):
            desk.watch.finish(START + 5 * MINUTE)
    assert desk.told() == []
    desk.watch.finish(START + 5 * MINUTE)
    assert desk.told() == [("frequency", "3 articles in 2 h")]


def _fail(*_: object) -> None:
    raise ArchiveError("the disk is full")


def test_two_processes_do_not_judge_the_same_twice(archive: Archive) -> None:
    desk = Desk(archive, frequency())
    desk.watch.finish(START)
    late = Judged(before=0, up_to=0, active={}, reports=())
    desk.keep(START)
    desk.watch.finish(START)
    with pytest.raises(ArchiveError, match="another process"):
        archive.volumes.settle(late)


def test_an_article_counts_once_however_often_it_is_edited(archive: Archive) -> None:
    desk = Desk(archive, frequency())
    desk.watch.finish(START)
    for minute in range(5):
        desk.keep(START + minute * MINUTE, key="same", text=f"The new harbour took ship {minute}.")
    desk.watch.finish(START + 5 * MINUTE)
    assert desk.told() == []


def test_a_late_article_counts_when_it_was_published(archive: Archive) -> None:
    desk = Desk(archive, frequency())
    desk.watch.finish(START)
    for minute in range(4):
        desk.keep(START + minute * MINUTE, published=START - 9 * HOUR)
    desk.watch.finish(START + 5 * MINUTE)
    assert desk.told() == []
    (counted,) = archive.volumes.counts("rush", (), [(START - 10 * HOUR, START - 9 * HOUR)], START + HOUR)
    assert counted == 4


def test_what_alerts_nobody_by_itself_raises_no_alarm_but_counts(archive: Archive) -> None:
    desk = Desk(archive, frequency())
    desk.watch.finish(START)
    for minute in range(4):
        desk.keep(START + minute * MINUTE, raises=False)
    desk.watch.finish(START + 4 * MINUTE)
    assert desk.told() == []
    desk.keep(START + 5 * MINUTE)
    desk.watch.finish(START + 5 * MINUTE)
    assert desk.told() == [("frequency", "5 articles in 2 h")]


def test_groups_are_counted_apart_and_named(archive: Archive) -> None:
    desk = Desk(archive, frequency(by=("source",)))
    desk.watch.finish(START)
    for minute, source in enumerate(["coast-news", "bay-post"] * 2 + ["bay-post"]):
        desk.keep(START + minute * MINUTE, source=source)
    desk.watch.finish(START + 5 * MINUTE)
    (event,) = archive.history.volume_events()
    assert event.rule == "rush, source bay-post"


def test_the_events_of_one_rule_are_not_those_of_one_whose_name_begins_alike(archive: Archive) -> None:
    desk = Desk(archive, frequency(by=("source",)), frequency(name="rush, source bay-post"))
    desk.watch.finish(START)
    for day in (0, 1):
        for minute in range(3):
            desk.keep(START + day * DAY + minute * MINUTE, source="bay-post")
        desk.watch.finish(START + day * DAY + 3 * MINUTE)
        desk.watch.finish(START + day * DAY + 5 * HOUR)
    both = [(event.rule, event.kind) for event in archive.history.volume_events("rush")]
    assert both == [("rush, source bay-post", "over"), ("rush, source bay-post", "frequency")] * 2
    assert len(archive.history.volume_events("rush, source bay-post")) == 4
    assert len(archive.history.volume_events("rush", START + DAY)) == 2
    assert len(archive.history.volume_events(since=START + DAY)) == 4
    assert archive.history.volume_events("source") == []


def test_a_new_rule_counts_what_the_archive_held_before_and_raises_nothing_by_it(archive: Archive) -> None:
    before = Desk(archive)
    for day in (2, 1, 0):
        before.keep(START - day * DAY)
    desk = Desk(archive, VolumeRule("debut", "harbour", "first"), frequency(name="rush", at_least=2))
    desk.keep(START + MINUTE, source="bay-post")
    desk.watch.finish(START + 2 * MINUTE)
    assert desk.told() == [("frequency", "2 articles in 2 h")], "the article of today, and one of the filling"
    desk.restart()
    desk.watch.finish(START + 3 * MINUTE)
    assert len(desk.told()) == 1


def test_another_query_begins_anew_and_a_rule_that_is_gone_is_forgotten(archive: Archive) -> None:
    desk = Desk(archive, frequency(), VolumeRule("debut", "harbour", "first"))
    desk.keep(START)
    desk.watch.finish(START)
    changed = Desk(archive, frequency(over="quay"))
    assert archive.volumes.counts("debut", (), [(START - DAY, START)], START) == [0]
    changed.watch.finish(START + MINUTE)
    assert archive.volumes.counts("rush", (), [(START - DAY, START)], START) == [0]


def test_the_first_match_is_told_and_no_other(archive: Archive) -> None:
    desk = Desk(archive, VolumeRule("debut", "harbour", "first", after=3 * DAY))
    desk.watch.finish(START)
    for hours in (0, 1, 24, 120):
        desk.keep(START + hours * HOUR)
    desk.watch.finish(START + 121 * HOUR)
    assert desk.told() == [("first", "first match in 3 d"), ("first", "first match in 4 d")]


def test_what_no_rule_asks_about_any_more_is_dropped(archive: Archive) -> None:
    desk = Desk(archive, frequency(), VolumeRule("debut", "harbour", "first"))
    desk.keep(START)
    desk.watch.finish(START)
    assert desk.watch.forget(START + 30 * DAY) == 1
    span = [(START - DAY, START)]
    assert archive.volumes.counts("rush", (), span, START) == [0]
    assert archive.volumes.counts("debut", (), span, START) == [1], "ever is for ever"


def test_what_is_written_is_read_again(archive: Archive, url: str) -> None:
    desk = Desk(archive, frequency(by=("country", "language")))
    kept = desk.keep(START, published=START - MINUTE)
    other = open_archive(url, write=False)
    span = (START - HOUR, START)
    (found,) = other.volumes.sightings("rush", ("XN", "en"), span, START)
    assert found == Sighting(
        "rush", ("XN", "en"), kept.version.article_id, "coast-news", START - MINUTE, START, True,
        kept.version.article_id, 1, found.id,
    )  # fmt: skip
    assert other.volumes.groups("rush", START - DAY, START) == [("XN", "en")]
    assert other.volumes.sources("rush", START - DAY) == {"coast-news"}
    assert other.volumes.times("rush", ("XN", "en"), span, START) == [START - MINUTE]
    assert [brief.source for brief in other.volumes.briefs([found])] == ["coast-news"]
    assert other.volumes.before(replace(found, id=found.id + 1, unit="other")) == found
    other.close()
