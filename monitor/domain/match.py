"""What a rule found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Field = Literal["title", "lead", "body", "header"]
"""A text of a document, and where a hit lies. ``header`` is the header's lines other than headline and standfirst."""
Scope = Field
"""Where a query looks; as a scope, ``header`` is the whole header. Without a scope, headline, lead and body."""
SEVERITIES = ("info", "low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Document:
    """What a rule is asked about: its text fields, and what is known of the article and its source.

    ``lead`` is empty where the text has no standfirst apart from its body (see ``ArticleText.lead``); then the body
    up to ``lead_end`` (code points) counts as lead too, and what is found there is reported as a place of the body.
    ``language`` is a BCP 47 tag, or empty where it is not known; it decides how words are inflected. ``published`` is
    the day of publication.
    """

    title: str = ""
    lead: str = ""
    body: str = ""
    source: str = ""
    language: str = ""
    country: str = ""
    lead_end: int = 0
    header: str = ""
    ownership: str = ""
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """A named query with labels; ``severity`` (one of ``SEVERITIES``) and ``desk`` are labels like any other."""

    name: str
    query: str
    labels: dict[str, str] = field(default_factory=dict)
    description: str = ""
    forms: bool = True
    """Whether words count in all their forms; ``=`` before a word says no for that word alone."""

    @property
    def severity(self) -> str:
        """The rule's severity, ``medium`` where none is given."""
        return self.labels.get("severity", "medium")


@dataclass(frozen=True, slots=True)
class Entity:
    """A watched person, organisation, place or thing; a query names it as ``@id``, or by one of its ``lists``.

    Each of ``aliases`` stands for it wherever it is found. One of ``weak`` does so only where one of ``aliases`` or of
    ``context`` stands in the same article, ``context`` within 30 words. A place inside one of ``excluded`` is none.
    ``kind`` is ``person``, ``organization``, ``place``, ``vessel``, ... or empty; persons' names are found in other
    spellings, too.
    """

    id: str
    aliases: tuple[str, ...]
    kind: str = ""
    weak: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One place that made a rule true: ``words`` equals the field's text from ``start`` to ``end`` (code points)."""

    field: Field
    start: int
    end: int
    words: str
    term: str = ""
    """The part of the query that was found here: a word, a phrase, or ``@entity``."""
    how: str = ""
    """Why these words count as the term where they are not the term itself: a form of it, which alias, how alike."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that is true of a document, with every place that made it so, in order of field and place."""

    rule: Rule
    hits: tuple[Hit, ...]
