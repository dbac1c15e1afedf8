"""One feed of a source: asked for, read, and what it announces written down before any page is fetched."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from urllib.parse import quote

from monitor.domain.article import Entry
from monitor.domain.feedmemory import FeedMemory, answered, believable, brought, failed, lies
from monitor.domain.flood import FEWEST, Known, Notice, hold
from monitor.domain.redirects import unwrapped
from monitor.domain.rhythm import Rhythm, expected
from monitor.domain.source import Feed, Source
from monitor.domain.url import article_key, canonical_url
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
    Offload,
    Priority,
)

REMEMBERED = timedelta(days=30)
"""How far back titles and addresses are compared when a feed announces much at once."""
CHILDREN = 5
"""Sitemaps of an index that one poll reads at most."""
SETTLED = timedelta(days=7)
"""A source must be watched for so long before a burst is held for its missing or equal dates."""
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FeedRead:
    """What came of reading a feed once."""

    feed: Feed
    new: int = 0
    known: int = 0
    error: CausedError | None = None
    notice: Notice | None = None
    overflowed_since: datetime | None = None
    """Where the body held nothing that was known: when it was read before."""


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
            entries, memory = await self._entries(source, feed, state, fetched, page_as_feed)
        except (FetchError, FeedError) as error:
            now, rest = self.clock(), getattr(error, "retry_after", None)
            memory = failed(state.memory, error.cause, now, rest)
            await self.offload(
                self.announcements.feed_failed, source.id, feed.url, memory, error.cause, error.detail, now
            )
            return FeedRead(feed, error=error)
        return await self._write(source, feed, state, replace(state, memory=memory), fetched, entries, conditional)

    async def _ask(self, feed: Feed, state: FeedState) -> tuple[Fetched, bool]:
        memory = state.memory
        etag, modified = (state.etag, state.last_modified) if memory.asks_conditionally else ("", "")
        address = memory.address or feed.url
        fetched = await self.fetch(address, etag=etag, last_modified=modified, priority=Priority.FEED)
        return fetched, bool(etag or modified)

    async def _entries(
        self, source: Source, feed: Feed, state: FeedState, fetched: Fetched, page_as_feed: bool
    ) -> tuple[tuple[Entry, ...], FeedMemory]:
        """What the feed announces; nothing where its body has not changed."""
        memory = state.memory
        if fetched.status == 304:
            return (), memory
        children = await self.offload(self.feeds.children, fetched, memory.children, self.clock().date())
        if children is not None:
            return await self._read_children(source, feed, memory, children)
        if await self.offload(self.feeds.hash, fetched.body) == state.body_hash:
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
        memory = self._remembered(feed, before, state.memory, fetched, conditional, now)
        if announced:
            memory = brought(memory, now, known=len(known), new=len(fresh), first=first, flood=notice is not None)
        if notice:
            memory = replace(memory, flood_told_at=now)
        state = replace(state, memory=memory, polled=True)
        if fetched.status != 304:
            digest = await self.offload(self.feeds.hash, fetched.body)
            modified = believable(fetched.last_modified, now)
            state = replace(state, etag=fetched.etag, last_modified=modified, body_hash=digest)
        # What was known is announced too: the archive notes that this feed shows it.
        items = [*(item for item in announced if item.key in known), *fresh]
        counted = await self.offload(
            lambda: self.announcements.announce(source.id, feed.url, state, items, baseline=first, now=now)
        )
        overflowed = memory.overflowed_at == now and bool(announced)
        since = before.memory.last_success if overflowed else None
        return FeedRead(feed, counted.new, counted.known, notice=notice, overflowed_since=since)

    def _remembered(
        self, feed: Feed, before: FeedState, memory: FeedMemory, fetched: Fetched, conditional: bool, now: datetime
    ) -> FeedMemory:
        changed = fetched.status == 200 and self.feeds.hash(fetched.body) != before.body_hash
        lied = not conditional and lies(
            fetched.etag, fetched.last_modified, before.etag, before.last_modified, changed=changed
        )
        same = not fetched.moved_to or self.same_site(feed.url, fetched.moved_to)
        return answered(memory, now, conditional=conditional, lied=lied, moved_to=fetched.moved_to, same_site=same)

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


def announcements_of(entries: Sequence[Entry], source: Source) -> list[Announcement]:
    """Entries as announcements, oldest first, each key once.

    Feeds list the newest first; where every entry has a time, that decides. An address that is none is announced as
    it stands, so that its failure is recorded; an entry without one is known by its guid or title.
    """
    ordered = list(reversed(entries))
    if all(entry.published for entry in entries):
        # Stable: what came out in the same second stays in the feed's order.
        ordered.sort(key=lambda entry: entry.published or _NEVER)
    found: dict[str, Announcement] = {}
    for entry in ordered:
        entry = replace(entry, url=unwrapped(entry.url))
        try:
            url = canonical_url(entry.url, source.aliases)
        except ValueError:
            url = entry.url
        key = article_key(url, source.article_url_pattern) or entry.guid or entry.title
        found.setdefault(key, Announcement(key, url or _made_up(source, key), entry))
    return list(found.values())


def _made_up(source: Source, key: str) -> str:
    """An address for what has none, since every article has an id: the feed's, with what it is known by."""
    return f"{source.watched[0].url}#{quote(key)}" if source.watched else key
