"""What discovery and audit have asked an outlet for: each address once, and not more than it may cost."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime

from monitor.domain.article import Entry
from monitor.domain.source import Feed, FeedKind, Source
from monitor.errors import FetchError
from monitor.ports import Feeds, Fetch, Fetched, Priority

MOST_REQUESTS = 80
"""Requests that one discovery or audit of one outlet makes, at most."""
ENOUGH = "not asked"
"""Cause of what was left out because the requests were used up."""


@dataclass(frozen=True, slots=True)
class Tried:
    """An address that was tried: what spoke for it, what came of it, and whether it belongs in the source file.

    ``cause`` is empty where it was read; ``note`` says why it is or is not ``chosen``.
    """

    kind: FeedKind
    url: str
    evidence: str
    cause: str = ""
    entries: tuple[Entry, ...] = ()
    chosen: bool = False
    note: str = ""

    @property
    def newest(self) -> datetime | None:
        """When the newest entry came out, where any entry says so."""
        return max((entry.published for entry in self.entries if entry.published), default=None)


@dataclass(slots=True)
class Visits:
    """Asks for each address of one outlet at most once, and reads the answers. ``say`` is told of each request."""

    fetch: Fetch
    feeds: Feeds
    source: Source
    now: datetime
    say: Callable[[str], object] = lambda _: None
    left: int = MOST_REQUESTS
    _answers: dict[str, Fetched | FetchError] = field(default_factory=dict)

    async def get(self, url: str) -> Fetched:
        """The answer. Raises FetchError as the port does, and with the cause ``ENOUGH``."""
        if url not in self._answers:
            if not self.left:
                raise FetchError(ENOUGH, "the requests for one outlet are used up")
            self.left -= 1
            self.say(url)
            try:
                self._answers[url] = await self.fetch(url, priority=Priority.RECHECK)
            except FetchError as error:
                self._answers[url] = error
        answer = self._answers[url]
        if isinstance(answer, FetchError):
            raise answer
        return answer

    async def read(self, url: str, kind: FeedKind) -> tuple[Entry, ...]:
        """What is announced there with an address. Raises FetchError, FeedError."""
        entries = self.feeds.read(self.source, Feed(url, kind), await self.get(url))
        return tuple(entry for entry in entries if entry.url)

    async def children(self, url: str) -> list[tuple[str, str]]:
        """The sitemaps that an index names, each with its last change; nothing for anything else. Raises FetchError."""
        inner = self.feeds.children(await self.get(url), {}, self.now.date())
        return [(child, inner.listed.get(child, "")) for child in inner.read] if inner else []
