"""What gets pages and feeds, and reads them; time, and work that blocks."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import Any, Protocol, TypeVar

from monitor.domain.article import Entry, Extraction
from monitor.domain.source import Feed, Source
from monitor.ports.evidence import Exchange

T = TypeVar("T")

Clock = Callable[[], datetime]
"""The time now, in UTC."""


class Offload(Protocol):
    """Runs a blocking function so that the event loop goes on, and returns its result or raises its error."""

    def __call__(self, function: Callable[..., T], /, *args: Any) -> Awaitable[T]:
        """Run it."""
        ...


class Priority(IntEnum):
    """What is asked for first where several things wait for one site."""

    FEED = 0
    ARTICLE = 1
    RECHECK = 2


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer: ``url`` is the last one after redirects, ``status`` 200 or 304, ``body`` decompressed.

    ``moved_to`` is the last address where every redirect on the way was a permanent one (301, 308), else empty.
    """

    url: str
    status: int
    body: bytes = b""
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    moved_to: str = ""


class Fetch(Protocol):
    """Asks for a URL politely (robots.txt, one request at a time per domain, address guard, size and time limits).

    Raises FetchError with a cause for everything that is not a usable 200 or 304.
    """

    def __call__(
        self, url: str, *, etag: str = "", last_modified: str = "", priority: Priority = Priority.ARTICLE,
        exchanges: list[Exchange] | None = None,
    ) -> Awaitable[Fetched]:  # fmt: skip
        """Fetch ``url``, conditionally where validators are given; among what waits for its site by priority.

        To ``exchanges`` what went over the wire is added, request by request, once the last answer is whole: also
        where that is no usable one.
        """
        ...


class FeedReader(Protocol):
    """Bytes of a feed to its entries, in the feed's order. Raises FeedError (``not a feed``, ``empty feed``)."""

    def __call__(self, body: bytes, url: str, content_type: str = "") -> tuple[Entry, ...]:
        """Read the feed that ``url`` gave."""
        ...


@dataclass(frozen=True, slots=True)
class Children:
    """Sitemaps of an index: the addresses to read now, and every one that was listed with its last change."""

    read: tuple[str, ...]
    listed: dict[str, str]


class Feeds(Protocol):
    """Bytes of feeds of every kind to entries. Pure."""

    def read(self, source: Source, feed: Feed, fetched: Fetched) -> tuple[Entry, ...]:
        """The entries, in the feed's order. Raises FeedError: ``not a feed``, ``empty feed``, ``no links``."""
        ...

    def children(self, fetched: Fetched, seen: Mapping[str, str], today: date) -> Children | None:
        """Which sitemaps of an index are to be read; None where the body is no index. Raises FeedError."""
        ...

    def older(self, feed: Feed, fetched: Fetched) -> str:
        """The address of the feed's next older page, named by it or usual for its software; empty where none is."""
        ...

    def hash(self, body: bytes) -> str:
        """A digest of what matters in a feed's body: equal where nothing was announced since."""
        ...


class Extractor(Protocol):
    """A page's bytes to an article, in a process that can be killed. Raises ExtractionError."""

    def __call__(
        self, body: bytes, url: str, content_type: str = "", entry: Entry | None = None
    ) -> Awaitable[Extraction]:
        """Extract the article; what ``entry`` announced fills in what the page does not say."""
        ...
