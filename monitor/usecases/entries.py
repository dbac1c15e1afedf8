"""Entries of a feed as announcements of its source: in order, each under its article key, each key once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from urllib.parse import quote

from monitor.domain.article import Entry
from monitor.domain.redirects import unwrapped
from monitor.domain.source import Source
from monitor.domain.url import article_key, canonical_url
from monitor.ports import Announcement

_NEVER = datetime.max.replace(tzinfo=UTC)


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
