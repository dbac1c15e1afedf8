"""What a rule found in a text."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Field = Literal["title", "lead", "body"]
SEVERITIES = ("info", "low", "medium", "high", "critical")


@dataclass(frozen=True, slots=True)
class Document:
    """What a rule is asked about: three text fields and what is known of the source.

    ``lead`` is empty where the text has no standfirst apart from its body (see ``ArticleText.lead``); then the body
    up to ``lead_end`` (code points) counts as lead too, and what is found there is reported as a place of the body.
    """

    title: str = ""
    lead: str = ""
    body: str = ""
    source: str = ""
    language: str = ""
    country: str = ""
    lead_end: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A named query with labels; ``severity`` (one of ``SEVERITIES``) and ``desk`` are labels like any other."""

    name: str
    query: str
    labels: dict[str, str] = field(default_factory=dict)
    description: str = ""

    @property
    def severity(self) -> str:
        """The rule's severity, ``medium`` where none is given."""
        return self.labels.get("severity", "medium")


@dataclass(frozen=True, slots=True)
class Entity:
    """A watched person, organisation, place or thing; a query names it as ``@id``."""

    id: str
    aliases: tuple[str, ...]
    kind: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Hit:
    """One place that made a rule true: ``words`` equals the field's text from ``start`` to ``end`` (code points)."""

    field: Field
    start: int
    end: int
    words: str
    term: str = ""
    """The part of the query that was found here: a word, a phrase, or ``@entity``."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that is true of a document, with every place that made it so, in order of field and place."""

    rule: Rule
    hits: tuple[Hit, ...]
