"""Back through the older pages of a feed whose window overflowed, until something known is met.

Every page is asked for politely, as a feed is; what it announces is not written down here. The walk ends at the first
page with an entry that was known when the feed was read last, at a page that brings nothing new, at another site's
door, at a failure, or at its limit. What other feeds announced meanwhile closes nothing: it may lie within the gap.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.article import Entry
from monitor.domain.source import Feed, Source
from monitor.errors import FeedError, FetchError
from monitor.ports import Announcement, Announcements, Feeds, Fetch, Fetched, Offload, Priority
from monitor.usecases.entries import announcements_of

MOST_PAGES = 10
"""Older pages that one walk reads."""


@dataclass(frozen=True, slots=True)
class Walk:
    """What older pages announce, oldest first, and in words how far that got; ``closed``: up to what was known."""

    story: str
    fresh: tuple[Announcement, ...] = ()
    known: tuple[Announcement, ...] = ()
    closed: bool = False


@dataclass(frozen=True, slots=True)
class OlderPages:
    """Walks back. ``same_site`` says whether two addresses lie on one registrable domain."""

    fetch: Fetch
    feeds: Feeds
    announcements: Announcements
    same_site: Callable[[str, str], bool]
    offload: Offload

    async def __call__(self, source: Source, feed: Feed, newest: Fetched, keys: Iterable[str], since: datetime) -> Walk:
        """Walk back from the page ``newest``, whose entries have these keys, to what was known at ``since``.

        Raises ArchiveError; every other failure ends the walk.
        """
        entries: list[Entry] = []
        page, seen, met = newest, set(keys), set[str]()
        end, read = f"the most that are read at once are {MOST_PAGES}", 0
        while read < MOST_PAGES and not met:
            try:
                page, found = await self._older(source, feed, page)
            except _Ended as ended:
                end = ended.why
                break
            read += 1
            here = {item.key for item in announcements_of(found, source)}
            if here <= seen:
                end = "the last one brings nothing new"
                break
            seen |= here
            entries += found
            met = await self.offload(self.announcements.known_keys, source.id, sorted(here), since)
        story = f"{read} older page{'' if read == 1 else 's'} read: {'closed' if met else end}"
        return await self._brought(source, entries, met, story)

    async def _brought(self, source: Source, entries: Sequence[Entry], met: set[str], story: str) -> Walk:
        """``entries`` are the newest first. What lies behind the last one of ``met`` was there before."""
        keys = [announcements_of((entry,), source)[0].key for entry in entries]
        behind = next((place for place in range(len(keys), 0, -1) if keys[place - 1] in met), len(keys))
        items = announcements_of(entries[:behind], source)
        known = await self.offload(self.announcements.known_keys, source.id, [item.key for item in items])
        fresh, old = [item for item in items if item.key not in known], [item for item in items if item.key in known]
        return Walk(story, tuple(fresh), tuple(old), closed=bool(met))

    async def _older(self, source: Source, feed: Feed, page: Fetched) -> tuple[Fetched, tuple[Entry, ...]]:
        try:
            address = await self.offload(self.feeds.older, feed, page)
            if not address:
                raise _Ended("no further one is named")
            if not self.same_site(page.url, address):
                raise _Ended(f"the next one is on another site, {address}")
            older = await self.fetch(address, priority=Priority.FEED)
            if not self.same_site(page.url, older.url):
                raise _Ended(f"the next one leads to another site, {older.url}")
            return older, await self.offload(self.feeds.read, source, feed, older)
        except (FetchError, FeedError) as error:
            raise _Ended(f"then {error}") from error


class _Ended(Exception):
    """There is no further page, for this reason."""

    def __init__(self, why: str) -> None:
        self.why = why
        super().__init__(why)
