"""What one pass over a document found: the places of every phrase of every rule."""

from __future__ import annotations

from dataclasses import dataclass, field

from monitor.domain.match import Document, Field
from monitor.domain.text import ZWNJ, Token, joined, tokens
from monitor.rules.index import PhraseIndex
from monitor.rules.syntax import Key
from monitor.rules.terms import BREAK

FIELDS: tuple[Field, ...] = ("title", "lead", "body")

Place = tuple[int, int, int]
"""Number of the field in ``FIELDS``, start and end in its text."""


@dataclass(frozen=True, slots=True)
class Found:
    """The places of each phrase by its number, and what is known of the source, in folded case."""

    document: Document
    places: dict[int, set[Place]] = field(default_factory=dict)
    facts: frozenset[tuple[Key, str]] = frozenset()

    def text(self, number: int) -> str:
        """The text of the field with this number."""
        return (self.document.title, self.document.lead, self.document.body)[number]

    def within(self, place: Place, scope: Field | None) -> bool:
        """Whether the place lies in the field; a document without a standfirst has its lead at the body's start."""
        if scope is None or FIELDS[place[0]] == scope:
            return True
        return scope == "lead" and FIELDS[place[0]] == "body" and place[2] <= self.document.lead_end


def scan(index: PhraseIndex, document: Document) -> Found:
    """Find every phrase of the index in the document's fields."""
    found = Found(document, {}, _facts(document))
    for number in range(len(FIELDS)):
        text = found.text(number)
        readings = [tokens(text)]
        if ZWNJ in text:
            readings.append(joined(text))
        for reading in readings:
            _scan_field(index, reading, number, text, found.places)
    return found


def _scan_field(
    index: PhraseIndex, reading: tuple[Token, ...], field_number: int, text: str, places: dict[int, set[Place]]
) -> None:
    for number, first, behind in index.find([token.folded for token in reading]):
        start, end = reading[first].start, reading[behind - 1].end
        if behind - first > 1 and BREAK.search(text, start, end):
            continue
        places.setdefault(number, set()).add((field_number, start, end))


def _facts(document: Document) -> frozenset[tuple[Key, str]]:
    return frozenset(
        {
            ("source", document.source.casefold()),
            ("lang", document.language.casefold()),
            ("country", document.country.casefold()),
        }
    )
