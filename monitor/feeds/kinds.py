"""Feeds of every kind behind one face (the port ``Feeds``)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import date

from monitor.domain.article import Entry
from monitor.domain.source import Feed, Source
from monitor.feeds import read_feed
from monitor.ports import Fetched


class FeedsOfAllKinds:
    """RSS, Atom, RDF, JSON Feed, sitemaps and section pages."""

    def read(self, source: Source, feed: Feed, fetched: Fetched) -> tuple[Entry, ...]:
        """The entries, in the feed's order. Raises FeedError."""
        return read_feed(fetched.body, fetched.url, fetched.content_type)

    def children(self, fetched: Fetched, seen: Mapping[str, str], today: date) -> list[tuple[str, str]] | None:
        """The sitemaps of an index that are to be read, each with its last change; None where it is no index."""
        return None

    def hash(self, body: bytes) -> str:
        """A digest of what matters in a feed's body."""
        return hashlib.sha256(body).hexdigest()
