"""One poll of a source: its feeds are read, what they announce is written down, and each page becomes an article.

What is announced is durable before the first page is asked for, so a poll may be broken off anywhere: the next one
goes on with what is waiting.
"""

from __future__ import annotations

import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from monitor.domain.article import Entry
from monitor.domain.schedule import page_retry_at
from monitor.domain.source import Source
from monitor.domain.textformat import ArticleText
from monitor.domain.url import article_key, canonical_url
from monitor.errors import CausedError, FeedError, FetchError
from monitor.ports import (
    Announced,
    Announcement,
    Announcements,
    Clock,
    Extractor,
    FeedReader,
    FeedState,
    Fetch,
    Fetched,
    Offload,
    Waiting,
)
from monitor.usecases.ingest import Arrival, Ingest

_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of what a poll did. ``status`` is new, edited, unchanged, failed or waiting."""

    status: str
    url: str
    headline: str = ""
    cause: str = ""
    article_id: str = ""
    file_name: str = ""
    rules: tuple[str, ...] = ()
    count: int = 1
    text: ArticleText | None = None
    again_at: datetime | None = None
    """When the source should be polled again because of this row, where that is before its turn."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one poll may do: how many pages at most, none published before ``since``;
    ``page_as_feed`` takes an HTML page given as a feed for an article."""

    pages: int = 100
    since: datetime | None = None
    page_as_feed: bool = False


@dataclass(frozen=True, slots=True)
class Poll:
    """Polls sources. Every collaborator is a port."""

    fetch: Fetch
    read_feed: FeedReader
    extract: Extractor
    announcements: Announcements
    ingest: Ingest
    clock: Clock
    offload: Offload

    async def __call__(
        self, source: Source, limits: Limits = Limits(), expect: Callable[[int], None] = lambda _: None
    ) -> AsyncIterator[Line]:
        """Poll ``source`` once; a line for every feed that failed or brought nothing, and for every page.

        ``expect`` is told how many pages will be asked for. Raises ArchiveError; everything else that goes wrong is
        a line with its cause.
        """
        for feed in source.feeds:
            async for line in self._feed(source, feed, limits):
                yield line
        waiting = await self.offload(self.announcements.waiting, source.id, self.clock(), limits.pages + 1)
        more, waiting = len(waiting) > limits.pages, waiting[: limits.pages]
        chosen = [item for item in waiting if not _too_old(item, limits.since)]
        expect(len(chosen))
        for item in chosen:
            yield await self._page(source, item)
        for item in (item for item in waiting if _too_old(item, limits.since)):
            yield Line("waiting", item.announcement.url, item.announcement.entry.title, "published before --since")
        if more:
            cause = f"more pages wait; one poll fetches at most {limits.pages}"
            yield Line("waiting", source.homepage or source.feeds[0], cause=cause, again_at=self.clock())

    async def _feed(self, source: Source, feed: str, limits: Limits) -> AsyncIterator[Line]:
        state = await self.offload(self.announcements.feed_state, source.id, feed)
        try:
            fetched = await self.fetch(feed, etag=state.etag, last_modified=state.last_modified)
            entries = await self._entries(fetched, feed, state, limits)
        except (FetchError, FeedError) as error:
            await self.offload(self.announcements.feed_failed, source.id, feed, error.cause, error.detail, self.clock())
            yield Line("failed", feed, cause=str(error))
            return
        announced = await self._announce(source, feed, state, fetched, entries)
        if announced.known or not announced.new:
            yield Line("unchanged", feed, count=announced.known)

    async def _entries(self, fetched: Fetched, feed: str, state: FeedState, limits: Limits) -> tuple[Entry, ...]:
        """What the feed announces; nothing where its body has not changed."""
        if fetched.status == 304 or _digest(fetched.body) == state.body_hash:
            return ()
        try:
            return await self.offload(self.read_feed, fetched.body, fetched.url, fetched.content_type)
        except FeedError as error:
            if limits.page_as_feed and error.cause == "not a feed":
                return (Entry(url=feed),)
            raise

    async def _announce(
        self, source: Source, feed: str, state: FeedState, fetched: Fetched, entries: Sequence[Entry]
    ) -> Announced:
        now = self.clock()
        baseline, state = not state.polled, replace(state, polled=True)
        if fetched.status != 304:
            state = FeedState(fetched.etag, fetched.last_modified, _digest(fetched.body), polled=True)
        return await self.offload(
            lambda: self.announcements.announce(
                source.id, feed, state, announcements_of(entries, source), baseline=baseline, now=now
            )
        )

    async def _page(self, source: Source, item: Waiting) -> Line:
        announced = item.announcement
        try:
            fetched = await self.fetch(announced.entry.url)
            extraction = await self.extract(fetched.body, fetched.url, fetched.content_type, announced.entry)
        except CausedError as error:
            now = self.clock()
            retry_at = page_retry_at(now, item.attempts + 1, error.cause)
            await self.offload(self.announcements.entry_failed, item.id, error.cause, error.detail, now, retry_at)
            return Line("failed", announced.url, announced.entry.title, str(error), again_at=retry_at)
        done = await self.offload(self.ingest, Arrival(source, announced, extraction, item.baseline, item.id))
        version = done.kept.version
        return Line(
            done.kept.status,
            announced.url,
            version.text.headline,
            article_id=version.article_id,
            file_name=version.file_name,
            rules=tuple(match.rule.name for match in done.matches),
            text=version.text,
        )


def announcements_of(entries: Sequence[Entry], source: Source) -> list[Announcement]:
    """Entries as announcements, oldest first, each key once.

    Feeds list the newest first; where every entry has a time, that decides. An address that is none is announced as
    it stands, so that its failure is recorded.
    """
    ordered = list(reversed(entries))
    if all(entry.published for entry in entries):
        # Stable: what came out in the same second stays in the feed's order.
        ordered.sort(key=lambda entry: entry.published or _NEVER)
    found: dict[str, Announcement] = {}
    for entry in ordered:
        try:
            url = canonical_url(entry.url)
        except ValueError:
            url = entry.url
        key = article_key(url, source.article_url_pattern)
        found.setdefault(key, Announcement(key, url, entry))
    return list(found.values())


def _too_old(item: Waiting, since: datetime | None) -> bool:
    published = item.announcement.entry.published
    return since is not None and published is not None and published < since


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
