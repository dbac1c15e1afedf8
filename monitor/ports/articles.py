"""The archive: articles, their versions, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from alerts.policy.ledger import Owed
from monitor.domain.article import Extraction, Version
from monitor.domain.match import Match
from monitor.domain.notification import Disposition
from monitor.domain.search import Preselect
from monitor.domain.source import Source
from monitor.domain.volume.sighting import Sighting


@dataclass(frozen=True, slots=True)
class NewVersion:
    """A version about to be kept. ``day`` is its publication day, or the day (UTC) it was first seen."""

    source: Source
    key: str
    article_id: str
    url: str
    extraction: Extraction
    day: date
    published: datetime | None
    seen_at: datetime
    folded: str
    """The text's folded tokens between single spaces: what full-text search looks in."""
    waiting_id: int | None = None
    """The announcement that this settles, if one."""
    page_id: int | None = None
    """The page it was taken from, where that is kept as evidence."""
    baseline: bool = False
    held: str = ""
    """How it was announced: in a baseline, and why the flood guard held it."""
    provisional: bool = False
    """Kept only where the article is not known yet, and settles nothing: the page is still to come."""


@dataclass(frozen=True, slots=True)
class Consequences:
    """What a version leads to, committed with it."""

    matches: tuple[Match, ...] = ()
    dispositions: tuple[Disposition, ...] = ()
    owed: tuple[Owed, ...] = ()
    sightings: tuple[Sighting, ...] = ()
    """What it adds to the counts of volume rules."""


@dataclass(frozen=True, slots=True)
class Kept:
    """What ``keep`` did: ``status`` is ``new``, ``edited`` (a further version) or ``unchanged``."""

    status: str
    version: Version


@dataclass(frozen=True, slots=True)
class Found:
    """An article as search and lists show it: its newest version, its source, the rules it matched."""

    version: Version
    key: str
    rules: tuple[str, ...] = ()


class Articles(Protocol):
    """Articles and their versions; a version is never overwritten."""

    def keep(self, new: NewVersion, decide: Callable[[Version], Consequences]) -> Kept:
        """Keep a version with all that follows from it, and settle its announcement, in one transaction.

        Text equal to the newest version's is ``unchanged``: only the announcement is settled and ``decide`` is not
        called. Otherwise ``decide`` (pure) is given the version with its number and file name, and its matches, what
        became of them and what is owed to receivers are committed with the version.
        A ``provisional`` version of an article that is known is ``unchanged``, and nothing is settled.
        """
        ...

    def unfiled(self) -> list[Version]:
        """Versions whose text file is not known to be on disk, oldest first."""
        ...

    def filed(self, article_id: str, number: int) -> None:
        """Remember that the version's text file is on disk."""
        ...

    def recent(self, source_id: str, limit: int) -> list[Version]:
        """The newest versions of the source's newest articles, newest first."""
        ...

    def article(self, article_id: str) -> list[Found]:
        """All versions of the article, first one first. Raises NotFound. ``article_id`` may be a unique prefix."""
        ...

    def candidates(self, preselect: Preselect | None, limit: int, before: int | None = None) -> list[tuple[int, Found]]:
        """Newest version of each article whose folded text fits, newest first, each with a cursor for ``before``;
        ``None`` means all. May give more than fit (an index preselects, the caller decides), never fewer."""
        ...

    def languages(self, but: Collection[str] = ()) -> set[str]:
        """The languages of the texts of all sources ``but`` these."""
        ...
