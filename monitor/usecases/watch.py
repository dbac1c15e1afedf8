"""What follows from a poll for the source itself: its rhythm is learned, its next poll planned, its health judged.

An event of a source's health, and a notice of the flood guard, go through the same routes as matches.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import chain

from monitor.domain import health_events, polling
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.flood import Notice
from monitor.domain.health import Condition, Facts, Pages, judge
from monitor.domain.health_events import Event, health_labels
from monitor.domain.notification import Notification, RuleNote
from monitor.domain.polling import Bounds, Budget, Plan, Pressure, Watched
from monitor.domain.rhythm import dated_arrivals, learned
from monitor.domain.schedule import next_poll_at
from monitor.domain.silence import REACH, Habit, habit
from monitor.domain.source import Source
from monitor.domain.sourcememory import SourceMemory
from monitor.ports import History, Schedule, SourceEvent
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.report import event_notification, report_of

RULE = "source health"
"""The name under which events of sources are told."""
HABIT_HOLDS, RECENT = timedelta(days=1), timedelta(days=2)
"""How long a measured habit is kept, and how far before the last entry arrivals are looked at."""
FIRST_APART = timedelta(seconds=0.05)
"""How far sources that were never polled stand apart at first, as long as that is within the shortest interval."""
PAGES_HOLD = timedelta(minutes=30)
"""How long the count of a source's pages is kept while no page of it is fetched."""
PRESSURE_HOLDS = timedelta(minutes=5)
"""How long the share of the budget is kept before it is worked out anew."""


@dataclass(frozen=True, slots=True)
class Polled:
    """How a poll of a source ended: whether a feed answered, what to come back for early, what the guard held, and
    how many pages were asked for."""

    ok: bool
    again_at: tuple[datetime, ...] = ()
    notices: tuple[tuple[str, Notice], ...] = ()
    pages: int = 0


@dataclass(slots=True)
class Watch:
    """Blocking; may be called from several threads. ``site`` names whose servers answer an address."""

    sources: Mapping[str, Source]
    schedule: Schedule
    history: History
    policy: AlertPolicy
    bounds: Bounds
    budget: Budget
    site: Callable[[str], str]
    _pressure: Pressure = field(default_factory=Pressure)
    _pressed_at: datetime | None = None
    _habits: dict[str, tuple[datetime, Habit | None]] = field(default_factory=dict)
    _pages: dict[str, tuple[datetime, Pages]] = field(default_factory=dict)

    def after_poll(self, source: Source, polled: Polled, now: datetime, chance: float) -> Plan:
        """Learn, judge, tell, and set the next poll; ``chance`` (0 to 1) spreads polls. Raises ArchiveError."""
        if polled.pages:
            self._pages.pop(source.id, None)
        memory, feeds = self.schedule.memory(source.id), self.history.feed_memories(source.id)
        if polled.ok:  # what could not be read says nothing of what was published
            memory = self._learned(source, memory, feeds, now)
        memory = self._judged(source, memory, feeds, now)
        for feed_url, notice in polled.notices:
            self._tell(source, Event("flood", source.id, now, notice.text, "low", feed_url), now)
        plan = self._plan(source, memory, feeds, polled, now, chance)
        self.schedule.polled(source.id, now, plan.at, polled.ok, memory=memory, why=plan.why)
        return plan

    def condition(self, source: Source, now: datetime) -> tuple[Facts, Condition]:
        """How the source is now, without telling anybody."""
        memory, feeds = self.schedule.memory(source.id), self.history.feed_memories(source.id)
        facts = self._facts(source, memory, feeds, now)
        return facts, judge(facts, now)

    def tell(self, about: Source, event: Event, now: datetime) -> None:
        """Keep an event of something that is watched like a source, with what is told of it. Raises ArchiveError."""
        self._tell(about, event, now)

    # --- when to poll ---

    def first_polls(self, now: datetime) -> dict[str, datetime]:
        """When each source that was never polled is: spread, so that many new ones do not come at once."""
        known = {state.source_id for state in self.schedule.states()}
        new = [source for source in self.sources.values() if source.id not in known]
        spread = min(self.bounds.shortest, len(new) * FIRST_APART)
        return {
            source.id: polling.first_poll(source.id, now, min(spread, source.interval or spread)).at for source in new
        }

    def _learned(
        self, source: Source, memory: SourceMemory, feeds: Mapping[str, FeedMemory], now: datetime
    ) -> SourceMemory:
        since = memory.rhythm.as_of
        overflowed = any(feed.overflowed_at and since and feed.overflowed_at > since for feed in feeds.values())
        arrivals = self._arrivals(source.id, since, now, overflowed)
        return replace(memory, rhythm=learned(memory.rhythm, arrivals, now, gap=overflowed))

    def _arrivals(self, source_id: str, since: datetime | None, now: datetime, overflowed: bool) -> Sequence[datetime]:
        """When entries came since the last look: as first seen, but by their dates where a whole body came at once."""
        if since is None:
            return dated_arrivals(self.history.published(source_id, now - timedelta(days=1)).values())
        dated = self.history.published(source_id, since) if overflowed else {}
        return sorted(chain(*dated.values())) or self.history.arrivals(source_id, since)

    def _plan(
        self, source: Source, memory: SourceMemory, feeds: Mapping[str, FeedMemory], polled: Polled,
        now: datetime, chance: float,
    ) -> Plan:  # fmt: skip
        standing = _standing(_primary(source, feeds))
        if source.interval is not None:
            at = max(next_poll_at(now, source.interval, standing.failures, chance), standing.retry_not_before or now)
            plan = Plan(at, f"fixed interval of {source.interval}")
        else:
            watched = _watched(source, memory, feeds, self.site)
            plan = polling.next_poll(watched, standing, now, self.bounds, self._pressed(now), chance)
        sooner = max(min(polled.again_at, default=plan.at), standing.retry_not_before or now)
        if sooner < plan.at and not standing.failures:
            return Plan(sooner, "a page is tried again, or waits beyond the limit of one poll")
        return plan

    def _pressed(self, now: datetime) -> Pressure:
        """How far intervals are stretched to fit the budget."""
        if self._pressed_at is None or now - self._pressed_at >= PRESSURE_HOLDS:
            self._pressed_at = now  # before the work: other threads go on with the pressure as it was
            known = {state.source_id: state.memory for state in self.schedule.states()}
            adaptive = [source for source in self.sources.values() if source.interval is None]
            watched = [_watched(source, known.get(source.id, SourceMemory()), {}, self.site) for source in adaptive]
            self._pressure = polling.pressure(watched, now, self.bounds, self.budget)
        return self._pressure

    # --- how it is ---

    def _facts(self, source: Source, memory: SourceMemory, feeds: Mapping[str, FeedMemory], now: datetime) -> Facts:
        primary = _primary(source, feeds) or [FeedMemory()]
        best = min(primary, key=lambda feed: feed.failures)
        entries = [feed.last_entry for feed in feeds.values() if feed.last_entry]
        last = max(entries, default=now)
        arrivals = tuple(self.history.arrivals(source.id, last - RECENT))
        moved = next((feed.moved_to for feed in primary if feed.moved_to and not feed.address), "")
        return Facts(
            source=source.id,
            watched_since=min((feed.watched_since for feed in primary if feed.watched_since), default=now),
            last_success=max((feed.last_success for feed in primary if feed.last_success), default=None),
            last_entry=max([*arrivals[-1:], *entries], default=None),
            arrivals=arrivals,
            habit=self._habit(source.id, memory, last, now),
            failures=best.failures,
            failing_since=best.failing_since,
            causes=best.causes,
            blocked=best.blocked,
            moved_to=moved,
            linkless=max(feed.linkless for feed in primary),
            linkless_since=next((feed.linkless_since for feed in primary if feed.linkless_since), None),
            pages=self._pages_of(source.id, now),
        )

    def _pages_of(self, source_id: str, now: datetime) -> Pages:
        """How the source's pages fared; counted anew when one was fetched, and now and then since old ones drop out."""
        counted_at, pages = self._pages.get(source_id, (None, Pages()))
        if counted_at is None or now - counted_at >= PAGES_HOLD:
            pages = self.history.pages(source_id, now)
            self._pages[source_id] = now, pages
        return pages

    def _habit(self, source_id: str, memory: SourceMemory, last_entry: datetime, now: datetime) -> Habit | None:
        """How long the source is usually silent; measured once a day, and not while it is silent."""
        measured_at, known = self._habits.get(source_id, (None, None))
        if measured_at is None or min(now, last_entry) - measured_at >= HABIT_HOLDS:
            known = habit(self.history.arrivals(source_id, now - REACH), memory.rhythm, now)
            self._habits[source_id] = now, known
        return known

    def _judged(
        self, source: Source, memory: SourceMemory, feeds: Mapping[str, FeedMemory], now: datetime
    ) -> SourceMemory:
        condition = judge(self._facts(source, memory, feeds, now), now)
        standing, event = health_events.transition(memory.standing, condition, now)
        if event:
            self._tell(source, event, now)
        return replace(memory, standing=standing)

    def _tell(self, source: Source, event: Event, now: datetime) -> None:
        labels = health_labels(event.kind, event.severity, source)
        record = SourceEvent(source.id, event.feed, event.kind, event.severity, event.reason, event.since, now)
        told = _notification(source, event, labels, now)
        self.history.record_event(report_of(self.policy, record, told, labels))


def _primary(source: Source, feeds: Mapping[str, FeedMemory]) -> list[FeedMemory]:
    """Memories of the feeds that every poll reads."""
    urls = source.feeds or (*source.sitemaps, *source.sections)
    return [feeds[url] for url in urls if url in feeds]


def _standing(primary: Sequence[FeedMemory]) -> polling.Standing:
    if not primary:
        return polling.Standing()
    best = min(primary, key=lambda feed: feed.failures)
    return polling.Standing(
        failures=best.failures,
        gone=best.gone,
        overflowed_at=max((feed.overflowed_at for feed in primary if feed.overflowed_at), default=None),
        retry_not_before=max((feed.retry_not_before for feed in primary if feed.retry_not_before), default=None),
    )


def _watched(
    source: Source, memory: SourceMemory, feeds: Mapping[str, FeedMemory], site: Callable[[str], str]
) -> Watched:
    primary = _primary(source, feeds)
    return Watched(
        source_id=source.id,
        site=site(source.watched[0].url) if source.watched else source.id,
        rhythm=memory.rhythm,
        weight=source.weight,
        window=min((feed.window for feed in primary if feed.window), default=0),
        requests=max(1, len(source.feeds or (*source.sitemaps, *source.sections))),
    )


def _notification(source: Source, event: Event, labels: dict[str, str], now: datetime) -> Notification:
    return event_notification(
        "health",
        RuleNote(RULE, event.severity, labels, ()),
        now,
        story=f"source-{source.id}",
        headline=f"{source.name}: {event.kind}",
        lead=event.reason,
        url=event.feed or source.homepage or (source.watched[0].url if source.watched else ""),
        source_id=source.id,
        source_name=source.name,
        country=source.country,
    )
