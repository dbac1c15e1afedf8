"""One feed of a source: asked for, read, and what it announces written down before any page is fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.domain.article import Entry
from monitor.domain.feedmemory import FeedMemory, answered, believable, brought, failed, lies
from monitor.domain.flood import FEWEST, Known, Notice, hold
from monitor.domain.rhythm import Rhythm, expected
from monitor.domain.source import Feed, Source
from monitor.errors import CausedError, FeedError, FetchError
from monitor.ports import (
    Announcement,
    Announcements,
    Children,
    Clock,
    Feeds,
    FeedState,
    Fetch,
    Fetched,
    Gap,
    Offload,
    Priority,
)
from monitor.usecases.entries import announcements_of
from monitor.usecases.older_pages import OlderPages, Walk

REMEMBERED = timedelta(days=30)
"""How far back titles and addresses are compared when a feed announces much at once."""
CHILDREN = 5
"""Sitemaps of an index that one poll reads at most."""
WALKS_APART = timedelta(hours=1)
"""After older pages were read in vain they are left alone for so long: all ids may be new at every poll."""
SETTLED = timedelta(days=7)
"""A source must be watched for so long before a burst is held for its missing or equal dates."""


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What came of reading a feed once."""

    feed: Feed
    new: int = 0
    known: int = 0
    error: CausedError | None = None
    notice: Notice | None = None
    gap: Gap | None = None
    """Where the body held nothing that was known: what may have been lost, and what older pages brought of it."""
    gap_closed: bool = False


@dataclass(frozen=True, slots=True)
class _Back:
    """What lies behind a body that overflowed, as far as older pages tell; nothing where none did."""

    items: tuple[Announcement, ...] = ()
    gap: Gap | None = None
    closed: bool = False
    notice: Notice | None = None
    in_vain_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Announce:
    """Reads feeds. ``same_site`` says whether two addresses lie on one registrable domain."""

    fetch: Fetch
    feeds: Feeds
    announcements: Announcements
    rhythm: Callable[[str], Rhythm]
    same_site: Callable[[str, str], bool]
    max_age: timedelta
    clock: Clock
    offload: Offload

    async def __call__(self, source: Source, feed: Feed, *, page_as_feed: bool = False) -> FeedRead:
        """Read ``feed`` and write down what it announces. Raises ArchiveError; other failures are in the result.

        With ``page_as_feed`` an HTML page that is given as a feed announces itself.
        """
        state = await self.offload(self.announcements.feed_state, source.id, feed.url)
        try:
            fetched, conditional = await self._ask(feed, state)
            digest = await self.offload(self.feeds.hash, fetched.body) if fetched.status != 304 else state.body_hash
            entries, memory = await self._entries(source, feed, state, fetched, digest, page_as_feed)
        except (FetchError, FeedError) as error:
            now, rest = self.clock(), getattr(error, "retry_after", None)
            memory = failed(state.memory, error.cause, now, rest)
            await self.offload(
                self.announcements.feed_failed, source.id, feed.url, memory, error.cause, error.detail, now
            )
            return FeedRead(feed, error=error)
        after = replace(state, memory=memory, body_hash=digest)
        return await self._write(source, feed, state, after, fetched, entries, conditional)

    async def _ask(self, feed: Feed, state: FeedState) -> tuple[Fetched, bool]:
        memory = state.memory
        etag, modified = (state.etag, state.last_modified) if memory.asks_conditionally else ("", "")
        address = memory.address or feed.url
        fetched = await self.fetch(address, etag=etag, last_modified=modified, priority=Priority.FEED)
        return fetched, bool(etag or modified)

    async def _entries(
        self, source: Source, feed: Feed, state: FeedState, fetched: Fetched, digest: str, page_as_feed: bool
    ) -> tuple[tuple[Entry, ...], FeedMemory]:
        """What the feed announces; nothing where its body has not changed."""
        memory = state.memory
        if fetched.status == 304:
            return (), memory
        children = await self.offload(self.feeds.children, fetched, memory.children, self.clock().date())
        if children is not None:
            return await self._read_children(source, feed, memory, children)
        if digest == state.body_hash:
            return (), memory
        try:
            return await self.offload(self.feeds.read, source, feed, fetched), memory
        except FeedError as error:
            if page_as_feed and error.cause == "not a feed":
                return (Entry(url=feed.url),), memory
            raise

    async def _read_children(
        self, source: Source, feed: Feed, memory: FeedMemory, children: Children
    ) -> tuple[tuple[Entry, ...], FeedMemory]:
        """Entries of an index's sitemaps; one that fails, or is one too many, is read at the next poll."""
        entries: list[Entry] = []
        seen, error = dict(children.listed), None
        for url in children.read[:CHILDREN]:
            try:
                fetched = await self.fetch(url, priority=Priority.FEED)
                entries += await self.offload(self.feeds.read, source, feed, fetched)
            except (FetchError, FeedError) as failure:
                error = failure
                seen.pop(url, None)
        if error is not None and not entries:
            raise error
        for url in children.read[CHILDREN:]:
            seen.pop(url, None)
        return tuple(entries), replace(memory, children=seen)

    async def _write(
        self, source: Source, feed: Feed, before: FeedState, state: FeedState, fetched: Fetched,
        entries: Sequence[Entry], conditional: bool,
    ) -> FeedRead:  # fmt: skip
        now, first = self.clock(), not before.polled
        announced = announcements_of(entries, source)
        keys = [item.key for item in announced]
        known = await self.offload(self.announcements.known_keys, source.id, keys) if keys else set()
        fresh = [item for item in announced if item.key not in known]
        fresh, notice = await self._guarded(source, before, fresh, len(known), now)
        memory = self._remembered(feed, before, state, fetched, conditional, now)
        if announced:
            newest = max((item.entry.published for item in announced if item.entry.published), default=None)
            memory = brought(
                memory, now, known=len(known), new=len(fresh), first=first, flood=notice is not None, newest=newest
            )
        if notice:
            memory = replace(memory, flood_told_at=now)
        state = replace(state, memory=memory, polled=True)
        if fetched.status != 304:
            modified = believable(fetched.last_modified, now)
            state = replace(state, etag=fetched.etag, last_modified=modified)
        back = _Back()
        if announced and memory.overflowed_at == now:
            back = await self._look_back(source, feed, before, fetched, fresh, now)
            told_at = now if back.notice else memory.flood_told_at
            memory = replace(memory, older_in_vain_at=back.in_vain_at, flood_told_at=told_at)
            notice, state = notice or back.notice, replace(state, memory=memory)
        # What was known is announced too: the archive notes that this feed shows it.
        items = [*back.items, *(item for item in announced if item.key in known), *fresh]
        counted = await self.offload(
            lambda: self.announcements.announce(source.id, feed.url, state, items, baseline=first, now=now)
        )
        # A body that has not changed was not read, yet all of it is known.
        known_now = counted.known if announced else memory.window
        return FeedRead(feed, counted.new, known_now, notice=notice, gap=back.gap, gap_closed=back.closed)

    async def _look_back(
        self, source: Source, feed: Feed, before: FeedState, fetched: Fetched, fresh: Sequence[Announcement],
        now: datetime,
    ) -> _Back:  # fmt: skip
        """What older pages bring for a body that held nothing known. The guard judges it apart from that body."""
        since, vain = before.memory.last_success, before.memory.older_in_vain_at
        if since is None:
            return _Back(in_vain_at=vain)
        if any(item.held for item in fresh):
            walk = Walk("the feed was published anew: its older pages were not asked for")
        elif vain is not None and now - vain < WALKS_APART:
            walk = Walk("older pages were read in vain less than an hour ago")
        else:
            walk_back = OlderPages(self.fetch, self.feeds, self.announcements, self.same_site, self.offload)
            walk = await walk_back(source, feed, fetched, {item.key for item in fresh}, since)
            vain = None if walk.closed else now
        older, notice = await self._guarded(source, before, list(walk.fresh), len(walk.known), now)
        gap = Gap(source.id, feed.url, since, now, len(older), walk.story)
        return _Back((*walk.known, *older), gap, walk.closed, notice, vain)

    def _remembered(
        self, feed: Feed, before: FeedState, state: FeedState, fetched: Fetched, conditional: bool, now: datetime
    ) -> FeedMemory:
        changed = state.body_hash != before.body_hash
        lied = not conditional and lies(
            fetched.etag, fetched.last_modified, before.etag, before.last_modified, changed=changed
        )
        same = not fetched.moved_to or self.same_site(feed.url, fetched.moved_to)
        return answered(
            state.memory, now, conditional=conditional, lied=lied, moved_to=fetched.moved_to, same_site=same
        )

    async def _guarded(
        self, source: Source, before: FeedState, fresh: list[Announcement], present: int, now: datetime
    ) -> tuple[list[Announcement], Notice | None]:
        """Which of the new ones the flood guard holds, and its notice."""
        if len(fresh) < FEWEST or not before.polled:
            return fresh, None
        titles, addresses = await self.offload(self.announcements.marks, source.id, now - REMEMBERED)
        memory, rhythm = before.memory, await self.offload(self.rhythm, source.id)
        last, since = memory.last_success, memory.watched_since
        # Of a young source nobody can say what a burst is: only what is known by title or address is held there.
        settled = rhythm.as_of is not None and since is not None and now - since >= SETTLED
        known = Known(
            titles=titles,
            addresses=addresses,
            present=present,
            last_success=last,
            expected=expected(rhythm, last, now) if last and settled else None,
            most=memory.most or None,
            told_at=memory.flood_told_at,
        )
        result = hold([item.entry for item in fresh], known, now, self.max_age)
        decided = [
            replace(item, held=f"{decision.held.value}: {decision.reason}") if decision.held else item
            for item, decision in zip(fresh, result.decisions, strict=True)
        ]
        return decided, result.notice
