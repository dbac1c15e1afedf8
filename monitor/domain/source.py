"""A source: one edition of an outlet that is watched."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import timedelta
from enum import StrEnum
from urllib.parse import urlsplit

SOURCE_ID = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?")
"""What a source id looks like: it names a directory, so nothing else is let in."""


class FeedKind(StrEnum):
    """In what form a feed announces articles."""

    FEED = "feed"
    """RSS, Atom, RDF or JSON Feed."""
    SITEMAP = "sitemap"
    """A (news) sitemap, or an index of sitemaps."""
    SECTION = "section"
    """A page that lists articles as links."""


class Rendered(StrEnum):
    """Pages of a source that its scripts make, so that a browser must render them."""

    SECTIONS = "sections"
    ARTICLES = "articles"


@dataclass(frozen=True, slots=True)
class Feed:
    """One address that announces a source's articles."""

    url: str
    kind: FeedKind = FeedKind.FEED


@dataclass(frozen=True, slots=True)
class Source:
    """An outlet's edition.

    ``country`` is ISO 3166-1 alpha-2 in capitals, ``language`` a BCP 47 tag, ``article_url_pattern`` a regular
    expression searched in an article's URL whose named group ``id``, where there is one, is the article's identity.
    ``hosts`` are other hosts that serve the same articles; ``weight`` says how much a minute of delay matters here.
    ``interval`` is a fixed time between polls; None lets the source's own rhythm decide. ``render`` names the pages
    that have nothing in them before a browser ran their scripts.
    """

    id: str
    name: str
    country: str = ""
    language: str = ""
    ownership: str = ""
    homepage: str = ""
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    weight: float = 1.0
    article_url_pattern: str = ""
    interval: timedelta | None = None
    render: frozenset[Rendered] = frozenset()
    labels: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not SOURCE_ID.fullmatch(self.id):
            raise ValueError(f"source id {self.id!r}: expected lower-case letters, digits and inner hyphens")

    @property
    def aliases(self) -> dict[str, str]:
        """Other hosts of the same articles, each with the host that its addresses are kept under."""
        known = next((url for url in (self.homepage, *self.feeds, *self.sitemaps, *self.sections) if url), "")
        main = urlsplit(known).hostname or ""
        return dict.fromkeys(self.hosts, main) if main else {}

    @property
    def watched(self) -> tuple[Feed, ...]:
        """Everything that announces articles: feeds, then sitemaps, then section pages."""
        return (
            *(Feed(url) for url in self.feeds),
            *(Feed(url, FeedKind.SITEMAP) for url in self.sitemaps),
            *(Feed(url, FeedKind.SECTION) for url in self.sections),
        )
