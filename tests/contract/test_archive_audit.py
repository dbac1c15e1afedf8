"""What an audit asks the archive: which keys are known, since when a source is watched, and in which state."""

from __future__ import annotations

from datetime import timedelta

from monitor.archive import Archive
from monitor.domain.article import Entry
from monitor.ports import Announcement, FeedState
from monitor.testing import START, a_version, telling

HOUR = timedelta(hours=1)


def announce(archive: Archive, source: str, *keys: str, hours: int = 0) -> None:
    items = [
        Announcement(key, f"https://{source}.example/{key}", Entry(f"https://{source}.example/{key}")) for key in keys
    ]
    archive.announcements.announce(
        source, "https://x.example/rss", FeedState(), items, baseline=False, now=START + hours * HOUR
    )


def test_keys_of_a_period_and_the_first_announcement(archive: Archive) -> None:
    assert archive.announcements.watched_since("coast-news") is None
    announce(archive, "coast-news", "2", "1")
    announce(archive, "hill-news", "9")
    announce(archive, "coast-news", "3", "1", hours=2)
    assert archive.announcements.watched_since("coast-news") == START
    assert archive.announcements.keys_of("coast-news", START) == ["2", "1", "3"]
    assert archive.announcements.keys_of("coast-news", START + HOUR) == ["3"]


def test_states_of_many_keys_at_once(archive: Archive) -> None:
    announce(archive, "coast-news", *(str(number) for number in range(1200)))
    kept, given_up, *_ = archive.announcements.waiting("coast-news", START, 3)
    archive.articles.keep(a_version(kept.announcement.key, waiting_id=kept.id), telling())
    archive.announcements.entry_failed(given_up.id, "http 410", "", START, None)
    states = archive.announcements.states_of("coast-news", [*(str(number) for number in range(1300)), "x" * 5000])
    assert len(states) == 1200
    assert states[kept.announcement.key] == "article"
    assert states[given_up.announcement.key] == "failed"
    assert sum(state == "waiting" for state in states.values()) == 1198
    assert archive.announcements.states_of("hill-news", ["1"]) == {}
    assert archive.announcements.states_of("coast-news", []) == {}
