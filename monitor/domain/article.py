"""What is collected: an entry in a feed, an article, one version of its text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from monitor.domain.textformat import ArticleText
from monitor.domain.verdict import GOOD, Verdict


@dataclass(frozen=True, slots=True)
class Entry:
    """One announcement in a feed. ``published`` is in UTC, ``published_text`` as printed.

    ``url`` is absolute, or empty where the feed gives no web address: then only the title is known. ``language`` is
    what the feed says of the entry or of itself, as written.
    """

    url: str
    title: str = ""
    summary: str = ""
    published: datetime | None = None
    published_text: str = ""
    guid: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Extraction:
    """What a page gave: its text and what it says about itself.

    ``date_origin`` names where the text's date comes from: ``printed``, ``structured data``, ``meta``, ``time
    element``, ``url``, ``feed``, ``modified`` (the day of the last change, where nothing says more), or empty where
    there is no date. ``published`` is the moment (UTC) that the page states, where it states one, ``date_precision``
    how exact it is: ``second``, ``minute``, ``day`` where only the day is known. ``language`` is that of the text, as a
    BCP 47 primary tag. ``section``, ``tags`` and ``image`` (an absolute address) are as the page has them.
    """

    text: ArticleText
    canonical_url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    date_origin: str = ""
    date_precision: str = ""
    published: datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    verdict: Verdict = GOOD
    introduced: int = 0
    """How many of the text's blocks below the header are a standfirst."""

    @property
    def lead(self) -> str:
        """The standfirst, wherever the page prints it; empty where it has none."""
        below = "\n\n".join("\n".join(block) for block in self.text.blocks[1 : 1 + self.introduced])
        return "\n".join(part for part in (self.text.standfirst, below) if part)

    @property
    def body(self) -> str:
        """The text below headline and standfirst."""
        return "\n\n".join("\n".join(block) for block in self.text.blocks[1 + self.introduced :])


@dataclass(frozen=True, slots=True)
class Version:
    """One observed state of an article's text. Times are in UTC; ``number`` counts from 1.

    ``published`` is what feed or page claim, ``first_seen`` when it was fetched; the rest is as in Extraction.
    """

    article_id: str
    source_id: str
    url: str
    number: int
    text: ArticleText
    language: str
    first_seen: datetime
    published: datetime | None
    day: date
    file_name: str
    verdict: Verdict = GOOD
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    date_origin: str = ""
    date_precision: str = ""
