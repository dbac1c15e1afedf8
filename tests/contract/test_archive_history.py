"""What a source did, and what was told about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from alerts.policy.decide import Decided
from alerts.policy.ledger import Owed
from monitor.archive import Archive
from monitor.domain.article import Entry
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.notification import Disposition, Target
from monitor.ports import Announcement, FeedState, Report, SourceEvent
from monitor.testing import START, a_notification, a_text, a_version, dispatcher, telling

SOURCE, FEED = "coast-news", "https://coast-news.example/rss"
DAY = timedelta(days=1)
DESK = Target("desk", "email", "editor@desk.example")


def announce(archive: Archive, *keys: str, baseline: bool = False, held: str = "", days: int = 0) -> None:
    items = [Announcement(key, f"https://x.example/{key}", Entry("https://x.example/"), held) for key in keys]
    archive.announcements.announce(SOURCE, FEED, FeedState(), items, baseline=baseline, now=START + days * DAY)


def test_dates_are_those_of_feeds_that_date_every_entry_the_baseline_too(archive: Archive) -> None:
    items: dict[str, list[datetime | None]] = {"rss": [START - DAY, START], "top": [START, None], "all": [START]}
    for name, dates in items.items():
        announced = [
            Announcement(
                f"{name}{number}", f"https://x.example/{name}{number}", Entry("https://x.example/", published=at)
            )
            for number, at in enumerate(dates)
        ]
        archive.announcements.announce(SOURCE, name, FeedState(), announced, baseline=name == "rss", now=START)
    assert archive.history.published(SOURCE, START - DAY) == {"rss": [START, START - DAY], "all": [START]}
    assert archive.history.published(SOURCE, START) == {}


def test_what_was_given_up_waits_again_as_if_it_had_never_been_tried(archive: Archive) -> None:
    announce(archive, "a", "b")
    for item in archive.announcements.waiting(SOURCE, START, 9):
        archive.announcements.entry_failed(item.id, "http 404", "", START, None)
    assert archive.announcements.waiting(SOURCE, START, 9) == []
    assert archive.announcements.retry(SOURCE, ["a", "never"]) == 1
    assert [(one.announcement.key, one.attempts) for one in archive.announcements.waiting(SOURCE, START, 9)] == [
        ("a", 0)
    ]


def test_arrivals_leave_out_the_baseline_and_what_was_held(archive: Archive) -> None:
    announce(archive, "old", baseline=True)
    announce(archive, "again", held="known")
    announce(archive, "a", "b", days=1)
    announce(archive, "c", days=2)
    assert archive.history.arrivals(SOURCE, START) == [START + DAY, START + DAY, START + 2 * DAY]
    assert archive.history.arrivals(SOURCE, START + 2 * DAY) == [START + 2 * DAY]
    assert archive.history.arrivals("hill-post", START) == []


def test_pages_of_the_last_day_are_told_apart_from_history(archive: Archive) -> None:
    for number in range(12):
        body = "short" if number >= 2 else "a long text " * 50
        kept = a_version(str(number), text=a_text(body=body), seen_at=START + timedelta(minutes=number))
        archive.articles.keep(kept, telling())
    announce(archive, "x", "y", "z")
    for waiting, cause in zip(
        archive.announcements.waiting(SOURCE, START + DAY, 9), ("timeout", "no text", "no text"), strict=True
    ):
        archive.announcements.entry_failed(waiting.id, cause, "", START + timedelta(hours=1), None)
    pages = archive.history.pages(SOURCE, START + timedelta(hours=2))
    assert (pages.extracted, pages.failed, pages.unfetched) == (12, 2, 1)
    assert (pages.failed_in_row, pages.extracted_in_row) == (2, 0)
    assert (pages.measured, round(pages.usual_failed, 2)) == (10, 0.14)
    assert pages.length < pages.usual_length / 3
    assert archive.history.pages(SOURCE, START + 3 * DAY).extracted == 0


def test_pages_of_a_busy_source_are_those_of_its_newest_announcements(archive: Archive) -> None:
    announce(archive, "old")
    [waiting] = archive.announcements.waiting(SOURCE, START, 9)
    archive.announcements.entry_failed(waiting.id, "no text", "", START, None)
    announce(archive, *map(str, range(499)), days=1)
    assert archive.history.pages(SOURCE, START + DAY).usual_failed == 1.0
    announce(archive, "500 newer ones", days=1)
    assert archive.history.pages(SOURCE, START + DAY).usual_failed == 0.0


def test_articles_are_counted_by_day(archive: Archive) -> None:
    for key, day in (("a", 0), ("b", 2), ("c", 2)):
        archive.articles.keep(a_version(key, seen_at=START + day * DAY), telling())
    assert archive.history.per_day(SOURCE, 4, START + 3 * DAY) == [1, 0, 2, 0]


def test_feed_memories_are_those_of_the_source(archive: Archive) -> None:
    announce(archive, "a")
    archive.announcements.feed_failed(SOURCE, "other", FeedMemory(failures=3), "timeout", "", START)
    assert archive.history.feed_memories(SOURCE) == {FEED: FeedMemory(), "other": FeedMemory(failures=3)}


def test_an_event_is_kept_with_what_is_told_of_it(archive: Archive) -> None:
    event = SourceEvent(
        SOURCE, FEED, "silent", "high", "nothing for 5 h", START, START + DAY, ("no route", "notified desk")
    )
    told = a_notification(archive.articles.keep(a_version("a"), telling(DESK)).version)
    labels = {"story": "source-coast-news", "kind": "health", "severity": "high"}
    nobody = Disposition("source health", "", "no route", "nobody wants it")
    owed = Decided((nobody,), (Owed("source health", "desk", "root", labels),))
    for _ in range(2):
        archive.history.record_event(Report(event, replace(told, kind="health"), owed))
    dispatcher(archive, DESK)(START + DAY)
    assert archive.history.events() == [event, event]
    assert archive.history.events("hill-post") == []
    about_events, about_article = archive.outbox.deliveries()
    assert about_article.notification.kind == "match"
    assert [brief.headline for brief in about_events.notification.briefs] == [told.headline] * 2
