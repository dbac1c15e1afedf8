"""What the use cases need of the world, as small protocols with written contracts.

Shared by all: times are aware datetimes in UTC; methods of the archive are blocking, may be called from any thread,
and raise ArchiveError; every writing method is one transaction that is durable when it returns.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Protocol, TypeVar

from monitor.domain.article import Entry, Extraction, Version
from monitor.domain.match import Match
from monitor.domain.notification import Delivery, Disposition, Notification, Outcome, Target
from monitor.domain.search import Preselect
from monitor.domain.source import Source

T = TypeVar("T")

Clock = Callable[[], datetime]
"""The time now, in UTC."""


class Offload(Protocol):
    """Runs a blocking function so that the event loop goes on, and returns its result or raises its error."""

    def __call__(self, function: Callable[..., T], /, *args: Any) -> Awaitable[T]:
        """Run it."""
        ...


# --- fetching and reading ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``url`` is the last one after redirects, ``status`` 200 or 304, ``body`` decompressed."""

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


class Fetch(Protocol):
    """Asks for a URL politely (robots.txt, one request at a time per domain, address guard, size and time limits).

    Raises FetchError with a cause for everything that is not a usable 200 or 304.
    """

    def __call__(self, url: str, *, etag: str = "", last_modified: str = "") -> Awaitable[Fetched]:
        """Fetch ``url``, conditionally where validators are given."""
        ...


class FeedReader(Protocol):
    """Bytes of a feed to its entries, in the feed's order. Raises FeedError (``not a feed``, ``empty feed``)."""

    def __call__(self, body: bytes, url: str, content_type: str = "") -> tuple[Entry, ...]:
        """Read the feed that ``url`` gave."""
        ...


class Extractor(Protocol):
    """A page's bytes to an article, in a process that can be killed. Raises ExtractionError."""

    def __call__(
        self, body: bytes, url: str, content_type: str = "", entry: Entry | None = None
    ) -> Awaitable[Extraction]:
        """Extract the article; what ``entry`` announced fills in what the page does not say."""
        ...


# --- the archive: what was announced -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class FeedState:
    """What is remembered of a feed between two polls; ``body_hash`` is the SHA-256 of its last body, in hex."""

    etag: str = ""
    last_modified: str = ""
    body_hash: str = ""
    polled: bool = False
    """Whether the feed was ever read with success: before that, what it announces is the baseline."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """An entry on its way to become an article. ``key`` is the article key, ``url`` the canonical address."""

    key: str
    url: str
    entry: Entry


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
        announced with an empty sequence.
        """
        ...

    def feed_failed(self, source_id: str, feed_url: str, cause: str, detail: str, now: datetime) -> None:
        """Record that a poll of the feed failed, with its cause."""
        ...

    def waiting(self, source_id: str, now: datetime, limit: int) -> list[Waiting]:
        """Announcements of the source that are due to be fetched, oldest first, at most ``limit``."""
        ...

    def entry_failed(self, waiting_id: int, cause: str, detail: str, now: datetime, retry_at: datetime | None) -> None:
        """Record a failed fetch or extraction; ``retry_at`` None means it is given up, with the cause kept."""
        ...


class Schedule(Protocol):
    """When each source is polled next."""

    def due(self, source_ids: Sequence[str], now: datetime) -> list[str]:
        """Those of the sources whose time has come or that were never polled, longest due first."""
        ...

    def polled(self, source_id: str, now: datetime, next_at: datetime, ok: bool) -> None:
        """Record that a poll ended and when the next one is due."""
        ...


# --- the archive: articles -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version about to be kept. ``day`` is its publication day, or the day (UTC) it was first seen."""

    source: Source
    key: str
    article_id: str
    url: str
    extraction: Extraction
    day: date
    published: datetime | None
    seen_at: datetime
    folded: str
    """The text's folded tokens between single spaces: what full-text search looks in."""
    waiting_id: int | None = None
    """The announcement that this settles, if one."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a version leads to, committed with it."""

    matches: tuple[Match, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    notifications: tuple[tuple[Notification, tuple[Target, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """What ``keep`` did: ``status`` is ``new``, ``edited`` (a further version) or ``unchanged``."""

    status: str
    version: Version


@dataclass(frozen=True, slots=True)
class Found:
    """An article as search and lists show it: its newest version, its source, the rules it matched."""

    version: Version
    key: str
    rules: tuple[str, ...] = ()


class Articles(Protocol):
    """Articles and their versions; a version is never overwritten."""

    def keep(self, new: NewVersion, decide: Callable[[Version], Consequences]) -> Kept:
        """Keep a version with all that follows from it, and settle its announcement, in one transaction.

        Text equal to the newest version's is ``unchanged``: only the announcement is settled and ``decide`` is not
        called. Otherwise ``decide`` (pure) is given the version with its number and file name, and its matches,
        dispositions, notifications and one delivery per target are committed with the version. A delivery's key is
        made of article id, version number, receiver, channel and target, so it never differs between two tries.
        """
        ...

    def unfiled(self) -> list[Version]:
        """Versions whose text file is not known to be on disk, oldest first."""
        ...

    def filed(self, article_id: str, number: int) -> None:
        """Remember that the version's text file is on disk."""
        ...

    def article(self, article_id: str) -> list[Found]:
        """All versions of the article, first one first. Raises NotFound. ``article_id`` may be a unique prefix."""
        ...

    def candidates(self, preselect: Preselect | None, limit: int, before: int | None = None) -> list[tuple[int, Found]]:
        """Newest version of each article whose folded text fits, newest first, each with a cursor for ``before``;
        ``None`` means all. May give more than fit (an index preselects, the caller decides), never fewer."""
        ...


# --- the archive: outbox -------------------------------------------------------------------------------------------


class Outbox(Protocol):
    """Deliveries. At most one delivery per lane (receiver, channel, target) is out at a time, oldest first."""

    def claim(self, now: datetime, lease_seconds: float, limit: int) -> list[Delivery]:
        """Take due deliveries, at most one per free lane, and lease them: state ``sending`` with a fresh lease token.

        A lane's oldest unsent delivery holds it, also while it waits for its next attempt, so what a target gets is
        in time order; a delivery that failed ``STEP_ASIDE`` times no longer holds its lane. A lease that ran out is
        claimed again.
        """
        ...

    def finish(
        self, delivery: Delivery, outcome: Outcome, now: datetime, retry_at: datetime | None, seconds: float
    ) -> bool:
        """Record one attempt. Accepted: ``sent``. ``retry_at`` given: ``pending`` until then. Else: ``dead``.

        False, and nothing changed, where the lease token is no longer the row's.
        """
        ...

    def release(self) -> int:
        """Give back every lease, for a process that knows it is the only sender; how many there were."""
        ...

    def deliveries(self, states: Sequence[str] = (), limit: int = 100) -> list[Delivery]:
        """Deliveries, newest first, of these states (all when empty)."""
        ...

    def retry(self, delivery_id: int, now: datetime) -> None:
        """Make a dead or waiting delivery due now. Raises NotFound."""
        ...


STEP_ASIDE = 20
"""After so many failed attempts a delivery lets the ones behind it in its lane pass."""


class Channel(Protocol):
    """Sends, and says how that ended; it never retries, waits or records, and raises nothing but programming errors.

    Called from worker threads. No secret appears in an Outcome's detail.
    """

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt."""
        ...
