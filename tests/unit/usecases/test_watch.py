"""What follows from a poll for its source, over a real archive: its next poll, its health, who is told."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from alerts.policy.matchers import Matcher
from alerts.policy.routes import Route
from monitor.archive import Archive, open_archive
from monitor.domain.article import Entry
from monitor.domain.feedmemory import FeedMemory, answered, brought, failed
from monitor.domain.flood import Notice, Why
from monitor.domain.notification import Target
from monitor.domain.polling import Bounds, Budget
from monitor.domain.rhythm import PRIOR_RATE, rate
from monitor.domain.source import Source
from monitor.ports import Announcement, FeedState
from monitor.testing import START, dispatcher
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.watch import Polled, Watch

FEED = "https://wire.example/rss"
SOURCE = Source("wire", "Harbour Wire", country="XN", feeds=(FEED,), homepage="https://wire.example/")
SECOND, HOUR, DAY = timedelta(seconds=1), timedelta(hours=1), timedelta(days=1)
OPS = Target("ops", "email", "ops@desk.example")


class Story:
    """A source's life, hour by hour."""

    def __init__(self, archive: Archive, source: Source = SOURCE) -> None:
        self.archive, self.source = archive, source
        self.now, self.memory, self.number = START, FeedMemory(), 0
        route = Route("desk", (), False, (Route("ops", (Matcher("kind", "=", "health"),)),))
        policy = AlertPolicy(route=route, targets={"ops": (OPS,)})
        self.watch = Watch(
            {source.id: source}, archive.schedule, archive.history, policy, Bounds(), Budget(), lambda url: url
        )

    def poll(
        self, new: int = 0, cause: str = "", notice: Notice | None = None,
        dates: Sequence[datetime] = (), known: int = 9,
    ) -> str:  # fmt: skip
        """One poll that brings ``new`` entries, or one of each date, or fails; the reason for the next one's time."""
        announced = self.archive.announcements
        if cause:
            self.memory = failed(self.memory, cause, self.now)
            announced.feed_failed(self.source.id, FEED, self.memory, cause, "", self.now)
        else:
            first = self.memory.last_success is None
            self.memory = answered(self.memory, self.now, conditional=False)
            times: list[datetime | None] = [*dates, *[None] * new]
            self.memory = brought(
                self.memory, self.now, known=known, new=len(times), first=first, flood=False,
                newest=max(dates, default=None),
            )  # fmt: skip
            items = []
            for time in times:
                self.number += 1
                url = f"https://wire.example/{self.number}"
                items.append(Announcement(url, url, Entry(url, published=time)))
            state = FeedState(polled=True, memory=self.memory)
            announced.announce(self.source.id, FEED, state, items, baseline=first, now=self.now)
        notices = ((FEED, notice),) if notice else ()
        why = self.watch.after_poll(self.source, Polled(not cause, notices=notices), self.now, 0.5).why
        dispatcher(self.archive, OPS)(self.now)
        return why

    def live(self, hours: int, new: int = 0, cause: str = "") -> None:
        for _ in range(hours):
            self.poll(new, cause)
            self.now += HOUR

    def told(self) -> list[str]:
        return [event.kind for event in reversed(self.archive.history.events())]


@pytest.fixture
def story(tmp_path: Path) -> Iterator[Story]:
    archive = open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)
    yield Story(archive)
    archive.close()


def next_poll(story: Story) -> datetime:
    return story.archive.schedule.states()[0].next_poll_at


def test_a_source_that_freezes_while_answering_is_told_once_and_its_recovery_too(story: Story) -> None:
    story.live(24 * 16, new=4)
    assert story.told() == []
    story.live(24)
    assert story.told() == ["silent"]
    story.live(12, new=4)
    assert story.told() == ["silent", "recovered"]
    told = [delivery.notification for delivery in story.archive.outbox.deliveries()]
    [recovered, silent] = [one for one in told if one.purpose != "catch-up"]  # nobody sends here: alerts grow old
    assert (silent.headline, silent.kind, silent.severity) == ("Harbour Wire: silent", "health", "high")
    assert "were expected since" in silent.lead
    assert recovered.severity == "info"


def test_a_source_that_fails_is_told_after_half_an_hour_not_at_the_first_hiccup(story: Story) -> None:
    story.live(24, new=4)
    story.live(1, cause="timeout")
    story.live(3, new=4)
    assert story.told() == []
    story.live(4, cause="http 500")
    assert story.told() == ["failing"]
    [event] = story.archive.history.events("wire")
    assert "http 500" in event.reason
    assert event.dispositions == ("notified ops",)


def test_block_pages_are_told_as_blocked(story: Story) -> None:
    story.live(24, new=4)
    story.live(4, cause="blocked")
    assert story.told() == ["blocked"]


def test_a_flood_is_told_through_the_same_routes(story: Story) -> None:
    story.live(2, new=4)
    notice = Notice(40, 41, ((Why.KNOWN, 40),), ("Old story",), "40 of 41 entries announced as new were held")
    story.poll(4, notice=notice)
    assert story.told() == ["flood"]
    assert story.archive.outbox.deliveries()[0].target == "ops@desk.example"


def test_a_busy_source_is_polled_more_often_than_a_quiet_one_and_says_why(tmp_path: Path, story: Story) -> None:
    story.live(48, new=20)
    why = story.poll(20)
    busy = next_poll(story) - story.now
    archive = open_archive(f"sqlite:///{tmp_path}/quiet.db", write=True)
    quiet = Story(archive)
    for hour in range(48):
        quiet.live(1, new=int(hour % 24 == 0))
    quiet.poll()
    assert busy * 5 < next_poll(quiet) - quiet.now <= timedelta(minutes=66)
    assert "an hour at this time" in why
    archive.close()


def test_what_the_server_asks_for_is_granted(story: Story) -> None:
    story.live(3, new=4)
    story.memory = failed(story.memory, "http 429", story.now, 3 * 3600)
    story.archive.announcements.feed_failed("wire", FEED, story.memory, "http 429", "", story.now)
    plan = story.watch.after_poll(SOURCE, Polled(False), story.now, 0.5)
    assert plan.at >= story.now + 3 * HOUR
    assert "the server asks to wait" in plan.why


def test_a_fixed_interval_is_kept_and_an_early_retry_comes_first(tmp_path: Path) -> None:
    archive = open_archive(f"sqlite:///{tmp_path}/fixed.db", write=True)
    story = Story(archive, Source("wire", "W", feeds=(FEED,), interval=timedelta(minutes=10)))
    assert story.poll(3) == "fixed interval of 0:10:00"
    assert next_poll(story) == START + timedelta(minutes=10)
    soon = START + timedelta(seconds=15)
    assert story.watch.after_poll(story.source, Polled(True, (soon,)), START, 0.5).at == soon
    archive.close()


def test_nobody_is_told_when_alerts_are_off_but_the_event_is_kept(tmp_path: Path) -> None:
    archive = open_archive(f"sqlite:///{tmp_path}/off.db", write=True)
    story = Story(archive)
    story.watch.policy = AlertPolicy(route=Route("desk"), off=True)
    story.live(24, new=4)
    story.live(4, cause="http 500")
    assert [event.dispositions for event in archive.history.events()] == [("alerts off",)]
    assert archive.outbox.deliveries() == []
    archive.close()


def test_sources_that_were_never_polled_do_not_come_at_once_and_a_few_need_not_wait(story: Story) -> None:
    story.poll(3)
    many = {f"s{number}": Source(f"s{number}", "S", feeds=(FEED,)) for number in range(4_000)}
    story.watch.sources = {"wire": SOURCE} | many
    first = story.watch.first_polls(START)
    assert first.keys() == many.keys()
    busiest = max(sum(START + n * SECOND <= at < START + (n + 1) * SECOND for at in first.values()) for n in range(120))
    assert busiest < 80, "4,000 are spread over the shortest interval: 33 a second, by chance some more"
    assert max(first.values()) < START + story.watch.bounds.shortest
    story.watch.sources = {"s1": many["s1"], "often": Source("often", "O", feeds=(FEED,), interval=SECOND)}
    assert max(story.watch.first_polls(START).values()) <= START + SECOND


def test_pages_that_fail_are_counted_when_they_were_tried(story: Story) -> None:
    story.live(24 * 6, new=4)
    story.poll()
    waiting = story.archive.announcements.waiting("wire", story.now, 2_000)
    for again_at in (story.now, story.now, None):
        for item in waiting:
            story.archive.announcements.entry_failed(item.id, "no text", "", story.now, again_at)
    minute = story.now + timedelta(minutes=1)
    story.watch.after_poll(SOURCE, Polled(True), minute, 0.5)
    assert story.told() == [], "no page was tried in this poll, so they are not counted again"
    story.watch.after_poll(SOURCE, Polled(True, pages=len(waiting)), minute, 0.5)
    assert story.told() == ["layout changed"]


def usual(story: Story) -> float:
    """Entries an hour that are expected of the source now."""
    return rate(story.archive.schedule.memory("wire").rhythm, story.now)


def test_a_feed_that_was_abandoned_is_silent_at_its_first_poll(story: Story) -> None:
    story.poll(dates=[story.now - month * 30 * DAY for month in range(4, 9)])
    assert story.told() == ["silent"]
    assert "no new entry for 120 d" in story.archive.history.events("wire")[0].reason


@pytest.mark.parametrize("age", [-DAY, timedelta(), 40 * DAY, 20_000 * DAY])
def test_a_feed_with_fresh_dates_or_dates_that_cannot_be_true_is_not(story: Story, age: timedelta) -> None:
    story.poll(dates=[story.now - age])
    assert story.told() == []


def test_the_dates_of_the_first_body_teach_a_first_rhythm(story: Story) -> None:
    story.poll(dates=[story.now - minutes * timedelta(minutes=6) for minutes in range(1, 60)])
    assert 6 < usual(story) < 12


def test_a_first_body_without_dates_teaches_nothing(story: Story) -> None:
    story.poll(new=59)
    assert usual(story) == PRIOR_RATE


def test_after_an_overflow_the_dates_in_the_body_tell_the_rate_not_its_size(tmp_path: Path, story: Story) -> None:
    archive = open_archive(f"sqlite:///{tmp_path}/undated.db", write=True)
    rates = []
    for source, dated in ((story, True), (Story(archive), False)):
        source.live(48, new=2)
        source.now += 11 * HOUR
        dates = [source.now - minute * timedelta(minutes=2) for minute in range(20)]
        source.poll(known=0, **({"dates": dates} if dated else {"new": len(dates)}))
        rates.append(source.archive.schedule.memory("wire").rhythm.usual(source.now))
    archive.close()
    assert rates[0] > 1.5 * rates[1], "twenty in forty minutes, not in twelve hours"
