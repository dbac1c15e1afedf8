"""Feeds of every kind behind one face (the port ``Feeds``)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from monitor.domain.article import Entry
from monitor.domain.source import Feed, FeedKind, Source
from monitor.errors import FeedError
from monitor.feeds.older import older_page
from monitor.feeds.reader import read_feed
from monitor.feeds.section import read_section
from monitor.feeds.sitemap import children_to_read, is_index, read_index
from monitor.feeds.volatile import content_hash
from monitor.ports import Children, Fetched

_NEWEST = datetime.max.replace(tzinfo=UTC)
MOST_CHILDREN_REMEMBERED = 2_000
"""An index may list 50,000 sitemaps; of more than these the ones that changed last are looked at."""


class FeedsOfAllKinds:
    """RSS, Atom, RDF, JSON Feed, sitemaps and section pages."""

    def read(self, source: Source, feed: Feed, fetched: Fetched) -> tuple[Entry, ...]:
        """The entries, in the feed's order. Raises FeedError."""
        if feed.kind is FeedKind.SECTION:
            return read_section(
                fetched.body, fetched.url, fetched.content_type, source.article_url_pattern, source.hosts
            )
        return read_feed(fetched.body, fetched.url, fetched.content_type)

    def children(self, fetched: Fetched, seen: Mapping[str, str], today: date) -> Children | None:
        """Which sitemaps of an index are to be read; None where the body is no index. Raises FeedError."""
        if not is_index(fetched.body):
            return None
        listed = sorted(
            read_index(fetched.body, fetched.url), key=lambda child: child.lastmod or _NEWEST, reverse=True
        )[:MOST_CHILDREN_REMEMBERED]
        if not listed:
            raise FeedError("empty feed", "an index that lists no sitemap")
        known = {url: datetime.fromisoformat(changed) if changed else None for url, changed in seen.items()}
        changes = {child.url: child.lastmod.isoformat() if child.lastmod else "" for child in listed}
        return Children(tuple(child.url for child in children_to_read(listed, known, today)), changes)

    def older(self, feed: Feed, fetched: Fetched) -> str:
        """The address of the feed's next older page; empty where it has none that is known."""
        if feed.kind is not FeedKind.FEED:
            return ""
        return older_page(fetched.body, fetched.url, fetched.content_type)

    def hash(self, body: bytes) -> str:
        """A digest of what matters in a feed's body."""
        return content_hash(body)
