"""The archive: what feeds announced, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from monitor.domain.article import Entry
from monitor.domain.feedmemory import FeedMemory


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between two polls; ``body_hash`` is the SHA-256 of its last body, in hex."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    polled: bool = False
    """Whether the feed was ever read with success: before that, what it announces is the baseline."""
    memory: FeedMemory = field(default_factory=FeedMemory)


@dataclass(frozen=True, slots=True)
class Announcement:
    """An entry on its way to become an article. ``key`` is the article key, ``url`` the canonical address."""

    key: str
    url: str
    entry: Entry
    held: str = ""
    """Why its matches alert nobody, where the flood guard holds it."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """An announcement in the archive that is neither an article nor given up yet; ``attempts`` counts failures."""

    id: int
    announcement: Announcement
    baseline: bool
    announced_at: datetime
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Announced:
    """What an ``announce`` found: how many announcements were new, and how many were known before."""

    new: int
    known: int


@dataclass(frozen=True, slots=True)
class Gap:
    """Entries of a feed may have been lost between two reads of it.

    ``filled`` counts what older pages and other feeds brought for it, ``story`` says how it was closed or how far that
    got.
    """

    source_id: str
    feed_url: str
    since: datetime
    until: datetime
    filled: int
    story: str


class Announcements(Protocol):
    """What feeds announced, and what became of it. Nothing announced is forgotten before it is settled."""

    def feed_state(self, source_id: str, feed_url: str) -> FeedState:
        """The feed's state; an empty one for a feed that was never read."""
        ...

    def announce(
        self, source_id: str, feed_url: str, state: FeedState, announcements: Sequence[Announcement],
        *, baseline: bool, now: datetime,
    ) -> Announced:  # fmt: skip
        """Keep the feed's new state and every announcement whose (source, key) is not known, in one transaction.

        Order is kept: what stands later in ``announcements`` is waited for later. A feed read without change is
        announced with an empty sequence; a loss of power may undo that, since there is nothing in it to lose.
        """
        ...

    def feed_failed(
        self, source_id: str, feed_url: str, memory: FeedMemory, cause: str, detail: str, now: datetime
    ) -> None:
        """Record that a poll of the feed failed, with its cause, and what is remembered of it from now on."""
        ...

    def known_keys(self, source_id: str, keys: Sequence[str], by: datetime | None = None) -> set[str]:
        """Those of the article keys that were announced before, or are kept; with ``by``, that were announced then."""
        ...

    def marks(self, source_id: str, since: datetime) -> tuple[frozenset[str], frozenset[str]]:
        """Title marks and address marks of what was announced since then (see domain/flood.py)."""
        ...

    def found_gap(self, gap: Gap) -> None:
        """Record that entries may have been lost, and what was done about it."""
        ...

    def waiting(self, source_id: str, now: datetime, limit: int) -> list[Waiting]:
        """Announcements of the source that are due to be fetched, oldest first, at most ``limit``."""
        ...

    def entry_failed(self, waiting_id: int, cause: str, detail: str, now: datetime, retry_at: datetime | None) -> None:
        """Record a failed fetch or extraction; ``retry_at`` None means it is given up, with the cause kept."""
        ...
