"""Where an outlet lists its articles besides what is polled: sitemaps, section pages, feeds, each read once."""

from __future__ import annotations

from dataclasses import dataclass

from monitor.discovery.candidates import Candidate
from monitor.domain.article import Entry
from monitor.domain.source import FeedKind
from monitor.errors import FeedError, FetchError
from monitor.usecases.discover_sitemaps import MOST_SITEMAPS, FindSitemaps
from monitor.usecases.discover_visits import Visits


@dataclass(frozen=True, slots=True)
class Listing:
    """A place that was read: its entries, or the cause why there are none."""

    url: str
    kind: FeedKind
    entries: tuple[Entry, ...] = ()
    cause: str = ""


@dataclass(frozen=True, slots=True)
class ReadListings:
    """Reads the listings of the source that is visited."""

    visits: Visits

    async def __call__(self) -> list[Listing]:
        """Every listing of the source: its sitemaps (else those of robots.txt), its home and section pages, its feeds.

        A sitemap's entries without a date are left out: an archive of decades would count as listed now.
        """
        source = self.visits.source
        home = source.homepage or next((feed.url for feed in source.watched), "")
        sitemaps = FindSitemaps(self.visits)
        named = [Candidate(url, "configured") for url in source.sitemaps] or (await sitemaps.named(home))
        found: list[Listing] = []
        for candidate in named[:MOST_SITEMAPS]:
            one = await sitemaps.read(candidate, candidate.url if source.sitemaps else home)
            dated = tuple(entry for entry in one.entries if entry.published)
            found.append(Listing(one.url, FeedKind.SITEMAP, dated, one.cause))
        pages = dict.fromkeys(url for url in (*source.sections, source.homepage) if url)
        found += [await self._listing(url, FeedKind.SECTION) for url in pages]
        return found + [await self._listing(url, FeedKind.FEED) for url in source.feeds]

    async def _listing(self, url: str, kind: FeedKind) -> Listing:
        try:
            return Listing(url, kind, await self.visits.read(url, kind))
        except (FetchError, FeedError) as error:
            return Listing(url, kind, cause=str(error))
