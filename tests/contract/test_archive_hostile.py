"""What the web may put into a string, a key or a time does not stop an article, on either engine."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.archive import Archive
from monitor.domain.article import Entry, Extraction
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.notification import Outcome, Result, Target
from monitor.ports import Announcement, Ended, FeedState, Tried
from monitor.testing import START, a_text, a_version, dispatcher, telling

EVIL = "a\0b\ud800c\u2028d'\"\\;--<script>\u202e"
CLEAN = "a\ufffdb\ufffdc\u2028d'\"\\;--<script>\u202e"


def test_unstorable_characters_are_replaced_wherever_they_come(archive: Archive) -> None:
    entry = Entry(f"https://x.example/{EVIL}", EVIL, EVIL, START, EVIL, EVIL)
    state = FeedState(EVIL, EVIL, "", polled=True)
    for new in (1, 0):
        told = archive.announcements.announce(
            "coast-news", EVIL, state, [Announcement(EVIL, EVIL, entry)], baseline=False, now=START
        )
        assert told.new == new
    assert archive.announcements.feed_state("coast-news", EVIL).etag == CLEAN
    [waiting] = archive.announcements.waiting("coast-news", START, 10)
    assert (waiting.announcement.key, waiting.announcement.entry.title) == (CLEAN, CLEAN)
    archive.announcements.entry_failed(waiting.id, EVIL, EVIL, START, START)
    archive.announcements.feed_failed("coast-news", EVIL, FeedMemory(causes=(EVIL,)), EVIL, EVIL, START)
    [history] = archive.announcements.history(EVIL)
    assert history.failures[0].detail == CLEAN


def test_a_hostile_article_is_kept_found_and_told(archive: Archive) -> None:
    text = a_text("<!channel> \u202eevil' <script>", "x" * 5000)
    new = replace(
        a_version("1", text=text),
        key=EVIL,
        url=f"https://x.example/{EVIL}",
        extraction=Extraction(text, EVIL, EVIL, (EVIL,), EVIL),
        folded=f"evil {EVIL} \t  two\u00a0words",
    )
    kept = archive.articles.keep(new, telling(Target("desk", "email", "d@agency.example"))).version
    assert archive.articles.keep(new, telling()).status == "unchanged"
    assert archive.articles.article(kept.article_id)[0].version == kept
    assert archive.articles.ids_of(EVIL) == [kept.article_id]
    dispatcher(archive, Target("desk", "email", "d@agency.example"))(START)
    [delivery] = archive.outbox.claim(START, 60, 1)
    assert delivery.notification.url == kept.url
    tried = Tried(delivery, Outcome(Result.RETRY, EVIL), START, START, 0.1)
    assert archive.outbox.finish_all([tried]) == [Ended.RECORDED]
    assert archive.ways.delivery(delivery.id).attempts[0].detail == CLEAN


def test_addresses_and_keys_of_any_length_are_told_apart(archive: Archive) -> None:
    long = "k" * 20_000
    items = [Announcement(long + end, long + end, Entry(long + end)) for end in "ab"]
    told = archive.announcements.announce("s", "f", FeedState(), items, baseline=False, now=START)
    assert told.new == 2
    kept = archive.articles.keep(a_version(long), telling()).version
    assert archive.articles.ids_of(long) == [kept.article_id]


def test_times_from_the_first_to_the_last_are_kept(archive: Archive) -> None:
    times = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]
    for number, time in enumerate(times):
        new = replace(a_version(str(number)), published=time, day=time.date())
        kept = archive.articles.keep(new, telling()).version
        assert archive.articles.article(kept.article_id)[0].version.published == time
        assert kept.file_name.startswith(f"texts/coast-news/{time.year:04}/")
