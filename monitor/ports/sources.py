"""The archive: when sources are polled, how they are, what was told about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from alerts.policy.decide import Decided
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.health import Pages
from monitor.domain.notification import Notification
from monitor.domain.sourcememory import SourceMemory


class Schedule(Protocol):
    """When each source is polled next."""

    def due(self, source_ids: Sequence[str], now: datetime) -> list[str]:
        """Those of the sources whose time has come or that were never polled, longest due first."""
        ...

    def memory(self, source_id: str) -> SourceMemory:
        """What is remembered of the source; nothing of one that was never polled."""
        ...

    def polled(
        self, source_id: str, now: datetime, next_at: datetime, ok: bool, *, memory: SourceMemory, why: str
    ) -> None:
        """Record that a poll ended, when the next one is due and why then, and what to remember.

        A loss of power may undo it: then the source is polled again.
        """
        ...

    def states(self) -> list[SourceState]:
        """Every source that was ever polled, by id."""
        ...


@dataclass(frozen=True, slots=True)
class SourceState:
    """The polls of a source; ``failures`` counts those that failed in a row, up to now."""

    source_id: str
    polled_at: datetime
    succeeded_at: datetime | None
    next_poll_at: datetime
    failures: int
    memory: SourceMemory
    why: str


@dataclass(frozen=True, slots=True)
class SourceEvent:
    """Something that was told about a source; ``dispositions`` say what became of that, and to whom it is owed."""

    source_id: str
    feed_url: str
    kind: str
    severity: str
    reason: str
    since: datetime
    at: datetime
    dispositions: tuple[str, ...] = ()
    rule: str = ""
    """The volume rule, with its group, that an event without a source is of."""


@dataclass(frozen=True, slots=True)
class Report:
    """An event, what is told of it, and to whom: from ``owed_at`` on, where that is later than the event."""

    event: SourceEvent
    told: Notification
    decided: Decided
    owed_at: datetime | None = None


class History(Protocol):
    """What a source did, for judging how it is."""

    def arrivals(self, source_id: str, since: datetime) -> list[datetime]:
        """When each entry that was not part of a baseline was first seen, in order."""
        ...

    def published(self, source_id: str, since: datetime) -> dict[str, list[datetime]]:
        """By feed, the dates of its entries that were first seen after then, a baseline's too; not held ones.

        A feed with an entry that bears no date is left out.
        """
        ...

    def pages(self, source_id: str, now: datetime) -> Pages:
        """How the fetching and extracting of its pages went in the last day, against its history."""
        ...

    def per_day(self, source_id: str, days: int, now: datetime) -> list[int]:
        """Articles first seen on each of the last ``days`` days (UTC), oldest first, today last."""
        ...

    def feed_memories(self, source_id: str) -> dict[str, FeedMemory]:
        """What is remembered of each feed of the source that was ever polled."""
        ...

    def record_event(self, report: Report) -> None:
        """Keep an event with what is told of it and to whom, in one transaction."""
        ...

    def events(self, source_id: str = "", limit: int = 50) -> list[SourceEvent]:
        """Events of sources, newest first, of one or of all."""
        ...
