"""What feeds announced: kept once, waited for in order, settled by an article or given up with a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from monitor.archive import Archive
from monitor.domain.article import Entry
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.flood import title_mark
from monitor.errors import NotFound
from monitor.ports import Announced, Announcement, FeedState, Gap
from monitor.testing import START, a_version, telling

SOURCE, FEED = "coast-news", "https://coast-news.example/rss"
LATER = START + timedelta(minutes=5)


def _announce(archive: Archive, *keys: str, baseline: bool = False) -> Announced:
    told = [Announcement(key, f"https://coast-news.example/{key}", Entry(f"https://x.example/{key}")) for key in keys]
    state = FeedState('"tag"', "Mon, 24 Nov 2025 08:00:00 GMT", "ab" * 32, polled=True)
    return archive.announcements.announce(SOURCE, FEED, state, told, baseline=baseline, now=START)


def _waiting(archive: Archive) -> list[str]:
    return [item.announcement.key for item in archive.announcements.waiting(SOURCE, START, 10)]


def test_feed_state_is_empty_before_the_first_poll_and_kept_after(archive: Archive) -> None:
    assert archive.announcements.feed_state(SOURCE, FEED) == FeedState()
    _announce(archive)
    assert archive.announcements.feed_state(SOURCE, FEED).etag == '"tag"'
    archive.announcements.announce(SOURCE, FEED, FeedState("2", polled=True), [], baseline=False, now=LATER)
    assert archive.announcements.feed_state(SOURCE, FEED) == FeedState("2", polled=True)


def test_only_what_is_not_known_is_announced_and_order_is_kept(archive: Archive) -> None:
    assert _announce(archive, "b", "a") == Announced(new=2, known=0)
    assert _announce(archive, "a", "c", "b", "c") == Announced(new=1, known=3)
    assert _waiting(archive) == ["b", "a", "c"]


def test_the_same_key_of_another_source_is_another_announcement(archive: Archive) -> None:
    _announce(archive, "a")
    item = Announcement("a", "https://hill-post.example/a", Entry("https://hill-post.example/a"))
    told = archive.announcements.announce("hill-post", "f", FeedState(), [item], baseline=False, now=START)
    assert told == Announced(new=1, known=0)


def test_waiting_gives_back_the_entry_as_it_was_announced(archive: Archive) -> None:
    entry = Entry("https://x.example/1", "Title", "Summary", START, "Mon, 24 Nov", "guid-1")
    item = Announcement("1", "https://x.example/1", entry)
    archive.announcements.announce(SOURCE, FEED, FeedState(), [item], baseline=True, now=START)
    [waiting] = archive.announcements.waiting(SOURCE, START, 10)
    assert (waiting.announcement, waiting.baseline, waiting.announced_at, waiting.attempts) == (item, True, START, 0)


def test_waiting_gives_no_more_than_asked_for(archive: Archive) -> None:
    _announce(archive, "a", "b", "c")
    assert len(archive.announcements.waiting(SOURCE, START, 2)) == 2


def test_a_failed_entry_waits_for_its_time(archive: Archive) -> None:
    _announce(archive, "a", "b")
    first = archive.announcements.waiting(SOURCE, START, 1)[0]
    archive.announcements.entry_failed(first.id, "timeout", "no answer in 30 s", START, LATER)
    assert _waiting(archive) == ["b"]
    assert [item.attempts for item in archive.announcements.waiting(SOURCE, LATER, 10)] == [1, 0]


def test_an_entry_that_is_given_up_keeps_every_failure(archive: Archive) -> None:
    _announce(archive, "a")
    waiting_id = archive.announcements.waiting(SOURCE, START, 1)[0].id
    archive.announcements.entry_failed(waiting_id, "timeout", "", START, LATER)
    archive.announcements.entry_failed(waiting_id, "http 404", "gone", LATER, None)
    [history] = archive.announcements.history("https://coast-news.example/a")
    assert history.state == "failed"
    assert [(f.cause, f.detail, f.failed_at, f.retry_at) for f in history.failures] == [
        ("timeout", "", START, LATER),
        ("http 404", "gone", LATER, None),
    ]
    assert _announce(archive, "a").known == 1
    assert _waiting(archive) == []


def test_only_what_waits_can_fail(archive: Archive) -> None:
    with pytest.raises(NotFound, match="no announcement 7 is waiting"):
        archive.announcements.entry_failed(7, "timeout", "", START, None)


def test_keeping_a_version_settles_its_announcement(archive: Archive) -> None:
    _announce(archive, "a", "b")
    first = archive.announcements.waiting(SOURCE, START, 1)[0]
    kept = archive.articles.keep(a_version("a", waiting_id=first.id), telling())
    assert _waiting(archive) == ["b"]
    assert archive.announcements.counts() == {"waiting": 1, "article": 1, "failed": 0}
    [history] = archive.announcements.history("a")
    assert (history.state, history.article_id) == ("article", kept.version.article_id)


def test_failed_polls_of_a_feed_are_listed_newest_first(archive: Archive) -> None:
    archive.announcements.feed_failed(SOURCE, FEED, FeedMemory(failures=1), "timeout", "", START)
    archive.announcements.feed_failed(SOURCE, FEED, FeedMemory(failures=2), "not a feed", "HTML", LATER)
    archive.announcements.feed_failed("hill-post", FEED, FeedMemory(failures=1), "http 500", "", LATER)
    failures = archive.announcements.feed_failures(SOURCE)
    assert [(failure.cause, failure.failed_at) for failure in failures] == [("not a feed", LATER), ("timeout", START)]


def test_what_is_remembered_of_a_feed_survives_failures_and_reads(archive: Archive) -> None:
    memory = FeedMemory(failures=1, causes=("timeout",), failing_since=START)
    archive.announcements.feed_failed(SOURCE, FEED, memory, "timeout", "", START)
    assert archive.announcements.feed_state(SOURCE, FEED) == FeedState(memory=memory)
    read = FeedState("1", polled=True, memory=FeedMemory(last_success=LATER, window=20))
    archive.announcements.announce(SOURCE, FEED, read, [], baseline=False, now=LATER)
    assert archive.announcements.feed_state(SOURCE, FEED) == read
    archive.announcements.feed_failed(SOURCE, FEED, memory, "timeout", "", LATER)
    assert archive.announcements.feed_state(SOURCE, FEED) == replace(read, memory=memory), "validators stay"


def test_known_keys_are_those_announced_or_kept_by_this_source(archive: Archive) -> None:
    items = [Announcement(key, f"https://x.example/{key}", Entry(f"https://x.example/{key}")) for key in "ab"]
    archive.announcements.announce(SOURCE, FEED, FeedState(), items, baseline=False, now=START)
    archive.articles.keep(a_version("kept", source=SOURCE), telling())
    many = [f"n{number}" for number in range(1200)]
    assert archive.announcements.known_keys(SOURCE, [*many, "a", "kept", "c"]) == {"a", "kept"}
    assert archive.announcements.known_keys("hill-post", ["a", "kept"]) == set()


def test_marks_are_those_of_what_was_announced_since(archive: Archive) -> None:
    for title, at in (("Old story", START), ("New story", LATER)):
        item = Announcement(title, f"https://x.example/{title[:3]}", Entry("https://x.example/", title))
        archive.announcements.announce(SOURCE, FEED, FeedState(), [item], baseline=False, now=at)
    titles, addresses = archive.announcements.marks(SOURCE, LATER)
    assert (titles, addresses) == (frozenset({title_mark("new STORY")}), frozenset({"/New?"}))


def test_why_an_announcement_is_held_is_kept_with_it(archive: Archive) -> None:
    item = Announcement("a", "https://x.example/a", Entry("https://x.example/a"), held="known: its title is known")
    archive.announcements.announce(SOURCE, FEED, FeedState(), [item], baseline=False, now=START)
    [waiting] = archive.announcements.waiting(SOURCE, START, 9)
    assert waiting.announcement == item


def test_what_was_known_at_an_earlier_time(archive: Archive) -> None:
    _announce(archive, "a")
    archive.announcements.announce(
        SOURCE, FEED, FeedState(polled=True), [Announcement("b", "https://x.example/b", Entry(""))],
        baseline=False, now=LATER,
    )  # fmt: skip
    assert archive.announcements.known_keys(SOURCE, ["a", "b", "c"]) == {"a", "b"}
    assert archive.announcements.known_keys(SOURCE, ["a", "b", "c"], START) == {"a"}


def test_gaps_are_kept_with_what_was_done_about_them(archive: Archive) -> None:
    first = Gap(SOURCE, FEED, START, LATER, 4, "1 older page read: closed")
    other = replace(first, source_id="hill-post", story="0 older pages read: no further one is named")
    for gap in (first, other):
        archive.announcements.found_gap(gap)
    assert archive.announcements.gaps() == [other, first]
    assert archive.announcements.gaps(SOURCE) == [first]
