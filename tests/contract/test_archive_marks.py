"""The desk's marks on matches: added, never changed, counted by rule; the newest of a match counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.archive import Archive
from monitor.domain.mark import Mark, Usefulness
from monitor.errors import NotFound
from monitor.testing import START, a_version, telling

HOUR = timedelta(hours=1)


def filled(archive: Archive) -> list[int]:
    """Three articles that the rule ``ports`` matched; the numbers of the matches, newest first."""
    for number in range(3):
        archive.articles.keep(a_version(str(number), seen_at=START + number * HOUR), telling())
    return [found.id for found in archive.marks.listed(everything(archive))]


def everything(archive: Archive) -> range:
    return archive.replay.numbers(START - HOUR, START + 9 * HOUR)


def a_mark(match_id: int, verdict: Usefulness, hours: int = 5) -> Mark:
    return Mark(match_id, verdict, "anna", "", START + hours * HOUR)


def test_marks_are_kept_in_order_and_the_newest_counts(archive: Archive) -> None:
    newest, _, oldest = filled(archive)
    archive.marks.add([a_mark(newest, "noise"), a_mark(oldest, "useful")])
    archive.marks.add([a_mark(newest, "useful", 6)])
    found = {one.id: one for one in archive.marks.listed(everything(archive))}
    assert [mark.verdict for mark in found[newest].marks] == ["noise", "useful"]
    assert [one.verdict for one in found.values()] == ["useful", "", "useful"]
    assert found[oldest].marks == (a_mark(oldest, "useful"),)
    (same,) = archive.marks.of_version(found[oldest].article_id, 1)
    assert same == found[oldest]


def test_a_mark_that_is_asked_for_again_changes_nothing(archive: Archive) -> None:
    newest, _, oldest = filled(archive)
    asked = [a_mark(newest, "noise"), a_mark(oldest, "useful")]
    archive.marks.add([*asked, *asked])
    archive.marks.add([a_mark(newest, "useful", 6)])
    archive.marks.add(asked)
    found = {one.id: one for one in archive.marks.listed(everything(archive))}
    assert found[newest].marks == (a_mark(newest, "noise"), a_mark(newest, "useful", 6))
    assert found[oldest].marks == (a_mark(oldest, "useful"),)


def test_a_mark_that_arrives_late_does_not_count_instead_of_a_newer_one(archive: Archive) -> None:
    newest = filled(archive)[0]
    archive.marks.add([a_mark(newest, "useful", 6)])
    archive.marks.add([a_mark(newest, "noise", 5)])
    assert archive.marks.listed(everything(archive))[0].verdict == "useful"
    assert archive.rule_stats.counts(everything(archive))["ports"].noise == 0
    archive.marks.add([a_mark(newest, "noise", 6)])
    assert archive.marks.listed(everything(archive))[0].verdict == "noise", "of one moment, the last that arrived"
    assert archive.rule_stats.counts(everything(archive))["ports"].noise == 1


def test_the_share_of_noise_is_that_of_the_marked_matches_of_the_time(archive: Archive) -> None:
    newest, middle, oldest = filled(archive)
    assert archive.rule_stats.counts(everything(archive))["ports"].noise_share is None
    archive.marks.add([a_mark(newest, "noise"), a_mark(middle, "useful"), a_mark(oldest, "noise")])
    archive.marks.add([a_mark(oldest, "useful", 6)])
    counted = archive.rule_stats.counts(everything(archive))["ports"]
    assert (counted.matches, counted.useful, counted.noise, counted.noise_share) == (3, 2, 1, 1 / 3)
    early = archive.rule_stats.counts(archive.replay.numbers(START - HOUR, START + HOUR / 2))["ports"]
    assert (early.useful, early.noise) == (1, 0)


def test_lists_are_narrowed_by_rule_mark_and_number(archive: Archive) -> None:
    newest, middle, oldest = filled(archive)
    archive.marks.add([a_mark(middle, "noise")])
    numbers = everything(archive)
    assert [one.id for one in archive.marks.listed(numbers, unmarked=True)] == [newest, oldest]
    assert [one.id for one in archive.marks.listed(numbers, limit=1)] == [newest]
    assert archive.marks.listed(numbers, "other") == []


def test_a_match_that_does_not_exist_is_refused_with_all_marks(archive: Archive) -> None:
    newest = filled(archive)[0]
    with pytest.raises(NotFound, match="no match 9999"):
        archive.marks.add([a_mark(newest, "noise"), a_mark(9999, "noise")])
    assert archive.marks.listed(everything(archive))[0].marks == ()


def test_what_a_rule_was_around_an_article_is_told_by_its_matches(archive: Archive) -> None:
    filled(archive)
    first, second, third = reversed(archive.marks.listed(everything(archive)))
    before, behind = archive.rule_stats.around("ports", second.article_id, 1)
    assert before
    assert (before.at, before.query) == (second.seen_at, "harbour")
    assert behind
    assert behind.at == third.seen_at
    assert archive.rule_stats.around("other", first.article_id, 1) == (None, None)
