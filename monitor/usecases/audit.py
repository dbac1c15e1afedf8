"""Did we miss anything? What an outlet lists elsewhere now, against what was captured.

Listed are the entries of its sitemaps, section pages and feeds that came out within the period; an entry without a
date, where neither its address nor its id shows that it is older, counts as listed now. An address that the source's
pattern does not fit is told apart: nobody knows whether it is an article. Gaps in numeric ids are a second witness
where ids are dense.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

from monitor.domain.source import Source
from monitor.ports import Announced, Announcement, Clock, Feeds, FeedState, Fetch, Offload
from monitor.usecases.audit_gaps import Run, is_number, runs_of
from monitor.usecases.audit_listing import Listing, ReadListings
from monitor.usecases.discover_visits import Visits
from monitor.usecases.entries import announcements_of

_DATE = re.compile(r"/((?:19|20)\d\d)[/-]?(0?[1-9]|1[0-2])[/-]?(0?[1-9]|[12]\d|3[01])(?=[/_-])")
PERIOD = timedelta(days=7)
CAPTURED, FAILED, NEVER = "article", "failed", "never announced"
"""States of a listed address; between them lie ``waiting`` and ``failed``."""


class Records(Protocol):
    """What the archive knows of a source's announcements."""

    def states_of(self, source_id: str, keys: Sequence[str]) -> dict[str, str]:
        """The state of each key that was ever announced: ``waiting``, ``article`` or ``failed``."""
        ...

    def retry(self, source_id: str, keys: Sequence[str]) -> int:
        """Let what was given up wait for a fetch again; how many that are."""
        ...

    def keys_of(self, source_id: str, since: datetime) -> list[str]:
        """Keys announced since then, oldest first."""
        ...

    def watched_since(self, source_id: str) -> datetime | None:
        """When the source's first announcement was written down; None where there is none."""
        ...

    def feed_state(self, source_id: str, feed_url: str) -> FeedState:
        """See the port ``Announcements``."""
        ...

    def announce(
        self, source_id: str, feed_url: str, state: FeedState, announcements: Sequence[Announcement],
        *, baseline: bool, now: datetime,
    ) -> Announced:  # fmt: skip
        """See the port ``Announcements``."""
        ...


@dataclass(frozen=True, slots=True)
class Listed:
    """An address that the outlet lists: under which key it would be kept, where it stands, what we have of it."""

    announcement: Announcement
    where: tuple[str, ...]
    state: str = NEVER


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit of a source found. ``listed`` fit its pattern, ``unknown`` do not; ``runs`` are ids in a row."""

    source: Source
    since: datetime
    listings: tuple[Listing, ...] = ()
    listed: tuple[Listed, ...] = ()
    unknown: tuple[Listed, ...] = ()
    runs: tuple[Run, ...] = ()

    @property
    def captured(self) -> int:
        """How many of the listed addresses are kept as articles."""
        return sum(one.state == CAPTURED for one in self.listed)

    @property
    def rate(self) -> float | None:
        """Captured of listed, from 0 to 1; None where nothing is listed."""
        return self.captured / len(self.listed) if self.listed else None

    @property
    def missing(self) -> tuple[Listed, ...]:
        """Listed addresses of which there is no article."""
        return tuple(one for one in self.listed if one.state != CAPTURED)

    @property
    def never(self) -> tuple[Listed, ...]:
        """Missing addresses that no feed of ours ever announced."""
        return tuple(one for one in self.listed if one.state == NEVER)

    @property
    def given_up(self) -> tuple[Listed, ...]:
        """Missing addresses that were announced, and given up after too many failures."""
        return tuple(one for one in self.listed if one.state == FAILED)


@dataclass(frozen=True, slots=True)
class Auditor:
    """Audits sources. Every collaborator is a port; ``say`` is told of each request."""

    fetch: Fetch
    feeds: Feeds
    records: Records
    clock: Clock
    offload: Offload
    say: Callable[[str], object] = field(default=lambda _: None)

    async def __call__(self, source: Source, period: timedelta = PERIOD) -> Audit:
        """Compare what was captured of ``source`` within ``period`` with what it lists now. Raises ArchiveError.

        What we have counts for the whole period; what we do not, only from the source's first poll on: what came out
        before was not watched for.
        """
        now = self.clock()
        watched = await self.offload(self.records.watched_since, source.id)
        since = max(now - period, watched) if watched else now - period
        listings = await ReadListings(Visits(self.fetch, self.feeds, source, now, self.say))()
        seen = listed_in(listings, source)
        keys = await self.offload(self.records.keys_of, source.id, since)
        states = await self.offload(self.records.states_of, source.id, list(seen))
        ours, others = Horizon(now - period), Horizon.of(since, keys)
        listed = [
            Listed(places[0][0], tuple(url for _, url in places), states.get(key, NEVER))
            for key, places in seen.items()
            if not any((ours if key in states else others).is_behind(item) for item, _ in places)
        ]
        known = tuple(one for one in listed if fits(one.announcement.url, source))
        unknown = tuple(one for one in listed if not fits(one.announcement.url, source))
        runs = runs_of(keys, [one.announcement.key for one in known])
        return Audit(source, since, tuple(listings), known, unknown, tuple(runs))

    async def announce(self, audit: Audit) -> int:
        """Announce what was never announced and try again what was given up, at the next poll; how many that are."""
        again = [one.announcement.key for one in audit.given_up]
        now, new = self.clock(), await self.offload(self.records.retry, audit.source.id, again)
        by_place: dict[str, list[Announcement]] = {}
        for one in audit.never:
            by_place.setdefault(one.where[0], []).append(one.announcement)
        for place, announcements in by_place.items():
            state = await self.offload(self.records.feed_state, audit.source.id, place)
            done = await self.offload(
                lambda place=place, state=state, items=announcements: self.records.announce(
                    audit.source.id, place, state, items, baseline=False, now=now
                )
            )
            new += done.new
        return new


@dataclass(frozen=True, slots=True)
class Horizon:
    """What tells that an address is older than the period: its time, the date in it, an id below ``first_id``."""

    since: datetime
    first_id: int | None = None

    @classmethod
    def of(cls, since: datetime, keys: Sequence[str]) -> Horizon:
        """The horizon of a period in which these keys were announced."""
        return cls(since, min((int(key) for key in keys if is_number(key)), default=None))

    def is_behind(self, item: Announcement) -> bool:
        """Whether the article came out before the period, as far as that can be told."""
        if item.entry.published:
            return item.entry.published < self.since
        if found := _DATE.search(item.url):
            return tuple(int(part) for part in found.groups()) < (self.since.year, self.since.month, self.since.day)
        return self.first_id is not None and is_number(item.key) and int(item.key) < self.first_id


def listed_in(listings: Sequence[Listing], source: Source) -> dict[str, list[tuple[Announcement, str]]]:
    """Every article key that the listings hold, each with how and where it is listed."""
    seen: dict[str, list[tuple[Announcement, str]]] = {}
    for listing in listings:
        for announcement in announcements_of(listing.entries, source):
            seen.setdefault(announcement.key, []).append((announcement, listing.url))
    return seen


def fits(url: str, source: Source) -> bool:
    """Whether the address is known to be an article's: the source's pattern says so, or there is none."""
    return not source.article_url_pattern or re.search(source.article_url_pattern, url) is not None
