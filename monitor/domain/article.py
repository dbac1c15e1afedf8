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
    element``, ``url``, ``feed``, or empty where there is no date. ``published`` is the moment (UTC) that the page
    states, where it states one. ``language`` is that of the text, as a BCP 47 primary tag. ``section``, ``tags`` and
    ``image`` (an absolute address) are as the page has them.
    """

    text: ArticleText
    canonical_url: str = ""
    language: str = ""
    authors: tuple[str, ...] = ()
    date_origin: str = ""
    published: datetime | None = None
    section: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    verdict: Verdict = GOOD


@dataclass(frozen=True, slots=True)
class Version:
    """One observed state of an article's text. Times are in UTC; ``number`` counts from 1."""

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
