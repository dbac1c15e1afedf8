"""Trying what announces articles, each address once: is it alive, and what does it hold?

A server's "200 OK" says little: a feed may be empty, frozen for years, blocked for robots, or have moved.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.domain.source import Feed, FeedKind, Source
from monitor.domain.url import canonical_url
from monitor.errors import CausedError, FeedError, FetchError
from monitor.ports import Clock, Feeds, Fetch, Fetched, Offload, Priority

SIDE_BY_SIDE = 8
"""Addresses that are asked at the same time; one site is asked for one at a time in any case."""
STALE_AFTER = timedelta(days=14)
"""A feed whose newest entry is older is stale, unless the caller knows better."""
_BLOCKED = ("blocked", "rate limited", "robots.txt", "http 401", "http 403", "http 406", "http 429", "http 451")


class Result(StrEnum):
    """What trying an address came to."""

    OK = "ok"
    STALE = "stale"
    EMPTY = "empty"
    BLOCKED = "blocked"
    DEAD = "dead"
    MOVED = "moved"
    """It answers, but from another address."""


@dataclass(frozen=True, slots=True)
class Probed:
    """One address that was tried at ``at``. ``newest`` is the newest entry's time; ``final`` where it has moved to."""

    source_id: str
    url: str
    kind: FeedKind
    result: Result
    at: datetime
    entries: int = 0
    newest: datetime | None = None
    cause: str = ""
    final: str = ""


@dataclass(frozen=True, slots=True)
class Probe:
    """Tries sources. Every collaborator is a port."""

    fetch: Fetch
    feeds: Feeds
    clock: Clock
    offload: Offload
    stale_after: timedelta = STALE_AFTER

    async def __call__(self, sources: Sequence[Source]) -> AsyncGenerator[Probed, None]:
        """Every address that the sources watch, as each one is through; stopping to iterate stops the work."""
        places = asyncio.Semaphore(SIDE_BY_SIDE)

        async def one(source: Source, feed: Feed) -> Probed:
            async with places:
                return await self._one(source, feed)

        tasks = [asyncio.ensure_future(one(source, feed)) for source in sources for feed in source.watched]
        try:
            for done in asyncio.as_completed(tasks):
                yield await done
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _one(self, source: Source, feed: Feed) -> Probed:
        try:
            fetched = await self.fetch(feed.url, priority=Priority.RECHECK)
            entries, newest = await self.offload(self._contents, source, feed, fetched)
        except (FetchError, FeedError) as error:
            return Probed(source.id, feed.url, feed.kind, failed(error), self.clock(), cause=str(error))
        now, final = self.clock(), fetched.url if _moved(feed.url, fetched.url) else ""
        if not entries:
            result = Result.EMPTY
        elif newest and newest < now - self.stale_after:
            result = Result.STALE
        else:
            result = Result.MOVED if final else Result.OK
        return Probed(source.id, feed.url, feed.kind, result, now, entries, newest, final=final)

    def _contents(self, source: Source, feed: Feed, fetched: Fetched) -> tuple[int, datetime | None]:
        """How many articles are announced, and when the newest came out. Raises FeedError."""
        inner = self.feeds.children(fetched, {}, self.clock().date())
        if inner is not None:
            return len(inner.listed), None
        entries = self.feeds.read(source, feed, fetched)
        return len(entries), max((entry.published for entry in entries if entry.published), default=None)


def failed(error: CausedError) -> Result:
    """What a failure is called: an empty feed, a server that will not talk to us, or a dead address."""
    if error.cause in ("empty feed", "no links"):
        return Result.EMPTY
    return Result.BLOCKED if error.cause in _BLOCKED else Result.DEAD


def _moved(asked: str, answered: str) -> bool:
    """Whether the answer came from elsewhere; the scheme, ``www.`` and a final slash are no other place."""

    def place(url: str) -> str:
        try:
            return canonical_url(url).partition("://")[2].removeprefix("www.").rstrip("/")
        except ValueError:
            return url

    return place(asked) != place(answered)
