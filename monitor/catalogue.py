"""The outlets that we know of: state, state-affiliated, party and public media, one entry for each edition.

Read from ``catalogue.csv`` in this package. Feed addresses are leads that were collected, not promises: ``evidence``
and ``confidence`` say how sure each one is.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from importlib.resources import files
from io import StringIO

from monitor.domain.source import Source

EVIDENCE = ("repo-path+tested-list", "tested-list", "repo-path", "list-only", "no-feed-seen")
"""Kinds of evidence for the feed addresses, the strongest first."""


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """One edition of an outlet. ``source.feeds`` is empty where no feed is known; ``confidence`` is for people."""

    source: Source
    feed_kind: str
    """``rss``, ``atom``, ``sitemap`` or ``none``."""
    evidence: str
    """One of ``EVIDENCE``."""
    confidence: str
    note: str


def catalogue() -> tuple[CatalogueEntry, ...]:
    """Every entry of the catalogue, in its order."""
    text = files("monitor").joinpath("catalogue.csv").read_text(encoding="utf-8")
    return tuple(_entry(row) for row in csv.DictReader(StringIO(text, newline="")))


def _entry(row: dict[str, str]) -> CatalogueEntry:
    source = Source(
        id=row["id"],
        name=row["name"],
        country=row["country"],
        language=row["language"],
        ownership=row["ownership"],
        homepage=row["homepage"],
        feeds=tuple(row["feeds"].split()),
        article_url_pattern=row["article_url_pattern"],
    )
    return CatalogueEntry(source, row["feed_kind"], row["evidence"], row["confidence"], row["note"])
