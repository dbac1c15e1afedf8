"""Versions in bulk: by time of arrival, by what the index says, newest first, every version of an article."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from alerts.policy.ledger import Change, Kind
from monitor.archive import Archive
from monitor.domain.notification import Target
from monitor.domain.search import Phrase
from monitor.testing import START, a_text, a_version, telling
from monitor.usecases.telling import Composer

HOUR = timedelta(hours=3)


def filled(archive: Archive) -> None:
    for number in range(6):
        new = a_version(str(number // 2), text=a_text(body=f"Text {number}."), seen_at=START + number * HOUR)
        archive.articles.keep(replace(new, folded="even" if number % 2 == 0 else "odd"), telling())


def test_versions_of_a_time_come_newest_first(archive: Archive) -> None:
    filled(archive)
    since, until = START + HOUR, START + 3.5 * HOUR
    numbers = archive.replay.numbers(since, until)
    found = list(archive.replay.versions(numbers, None, since, until))
    assert [item.version.first_seen for item in found] == [START + number * HOUR for number in (3, 2, 1)]
    assert [(item.version.number, item.baseline, item.held) for item in found] == [
        (2, False, ""),
        (1, False, ""),
        (2, False, ""),
    ]
    assert archive.replay.count(numbers, None) == 3


def test_the_index_narrows_them_and_so_does_a_source(archive: Archive) -> None:
    filled(archive)
    until = START + 9 * HOUR
    numbers = archive.replay.numbers(START, until)
    odd = list(archive.replay.versions(numbers, Phrase(("odd",)), START, until))
    assert [item.version.text.body for item in odd] == ["Text 5.", "Text 3.", "Text 1."]
    assert archive.replay.count(numbers, Phrase(("odd",))) == 3
    assert list(archive.replay.versions(numbers, None, START, until, ["another"])) == []
    assert len(list(archive.replay.versions(numbers, None, START, until, ["coast-news"]))) == 6


def test_an_empty_archive_and_a_time_without_versions_have_none(archive: Archive) -> None:
    assert list(archive.replay.numbers(START, START + HOUR)) == []
    filled(archive)
    assert list(archive.replay.numbers(START - 9 * HOUR, START - 8 * HOUR)) == []
    assert list(archive.replay.numbers(START + 90 * HOUR, START + 91 * HOUR)) == []


def test_matches_and_alerts_are_counted_by_rule(archive: Archive) -> None:
    filled(archive)
    count = archive.rule_stats.counts(archive.replay.numbers(START, START + 1.5 * HOUR))["ports"]
    assert (count.matches, count.alerts, count.last) == (2, 0, START + HOUR)
    use = archive.rule_stats.use("ports", archive.replay.numbers(START, START + 9 * HOUR))
    assert (use.sources, use.terms) == ({"coast-news": 6}, {"harbour": 6})


def test_what_a_digest_tells_is_alerted_and_a_version_counts_once(archive: Archive) -> None:
    desk, duty = Target("desk", "email", "desk@agency.example"), Target("duty", "slack", "C1")
    for key, targets in (("1", (desk, duty)), ("2", (desk,)), ("3", (desk,))):
        archive.articles.keep(a_version(key), telling(*targets))
    kinds = (Kind.DIGESTED, Kind.NOTIFIED, Kind.DIGESTED)
    with archive.alerts.turn(Composer({}), {}) as ledger:
        changes = [Change(item, kind, "") for item, kind in zip(ledger.arrived(10), kinds, strict=False)]
        ledger.change(changes, START + HOUR)
    count = archive.rule_stats.counts(archive.replay.numbers(START, START + HOUR))["ports"]
    assert (count.matches, count.alerts, count.undecided) == (3, 2, 0)


def test_languages_are_those_of_the_texts_of_other_sources(archive: Archive) -> None:
    filled(archive)
    assert archive.articles.languages() == {"en"}
    assert archive.articles.languages(["coast-news"]) == set()
