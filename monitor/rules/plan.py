"""Compiled queries: trees that say where they hold in a document, from what one pass over it found.

``spans`` gives ``None`` where a part does not hold, else the places that make it so; a fact or a NOT holds without a
place. ``needs`` gives groups of terms, of each of which one must stand in a document for the part to hold.
Operators of position are in ``positional``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from monitor.domain.match import Scope
from monitor.rules.found import Found, Span

Group = frozenset[int]
Weight = Callable[[Group], int]

CONTEXT_WORDS = 30
"""How far, in words, what supports a weak alias may be from it."""


class Plan(Protocol):
    """One part of a compiled query."""

    def spans(self, found: Found) -> list[Span] | None:
        """Where the part holds, ``None`` where it does not. Raises Overrun."""
        ...

    def needs(self, weight: Weight) -> list[Group]:
        """Groups of numbers of terms, of each of which one must be present; ``weight`` guesses how often one is."""
        ...


@dataclass(frozen=True, slots=True)
class Words:
    """A term, in its scope."""

    number: int
    scope: Scope | None
    term: str

    def spans(self, found: Found) -> list[Span] | None:
        return found.spans(self.number, self.scope, self.term) or None

    def needs(self, weight: Weight) -> list[Group]:
        return [frozenset((self.number,))]


@dataclass(frozen=True, slots=True)
class Fits:
    """A regular expression, in its scope."""

    number: int
    scope: Scope | None
    term: str

    def spans(self, found: Found) -> list[Span] | None:
        return found.regex(self.number, self.scope, self.term) or None

    def needs(self, weight: Weight) -> list[Group]:
        return []


@dataclass(frozen=True, slots=True)
class Names:
    """An entity: its names, and its weak names where something beside them says that they mean it.

    A place inside one of ``excluded`` is none. Each is the number of a term, -1 where there is none.
    """

    strong: int
    weak: int
    context: int
    excluded: int
    scope: Scope | None
    term: str

    def spans(self, found: Found) -> list[Span] | None:
        strong = found.spans(self.strong, self.scope, self.term)
        spans = strong + self._supported(found, bool(strong))
        if spans and self.excluded in found.present:
            inside = [place for place, _ in found.places(self.excluded)]
            spans = [span for span in spans if not any(a <= span.start and span.end <= b for a, b in inside)]
        return _distinct(spans) or None

    def needs(self, weight: Weight) -> list[Group]:
        return [frozenset(number for number in (self.strong, self.weak) if number >= 0)]

    def _supported(self, found: Found, named: bool) -> list[Span]:
        """The places of weak names; ``named`` tells that a strong name stands in the scope."""
        weak = found.spans(self.weak, self.scope, self.term)
        if not weak or named or found.spans(self.strong, None, self.term):
            return weak
        ordinals, reading = found.reading.ordinals(), found.reading
        support = [(place, reading.field(place[0])) for place, _ in _places(found, self.context)]
        return [
            span
            for span in weak
            if any(
                field == reading.field(span.start)
                and ordinals[start] - ordinals[span.end - 1] <= CONTEXT_WORDS
                and ordinals[span.start] - ordinals[end - 1] <= CONTEXT_WORDS
                for (start, end), field in support
            )
        ]


@dataclass(frozen=True, slots=True)
class Listed:
    """Any of many entities; ``of_term`` finds them by the numbers of their terms."""

    of_term: Mapping[int, Names]

    def spans(self, found: Found) -> list[Span] | None:
        entities = {id(names): names for number in found.present & self.of_term.keys() if (names := self.of_term[number])}
        held = [spans for names in entities.values() if (spans := names.spans(found))]
        return [span for spans in held for span in spans] or None

    def needs(self, weight: Weight) -> list[Group]:
        return [frozenset(self.of_term)]


@dataclass(frozen=True, slots=True)
class Known:
    """A fact about the article: the one with this number is true of it."""

    number: int

    def spans(self, found: Found) -> list[Span] | None:
        return [] if self.number in found.present else None

    def needs(self, weight: Weight) -> list[Group]:
        return [frozenset((self.number,))]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about the article that has to be asked: a value with wildcards, or part of its address."""

    key: str
    fits: Callable[[str], bool]

    def spans(self, found: Found) -> list[Span] | None:
        return [] if any(map(self.fits, facts(found, self.key))) else None

    def needs(self, weight: Weight) -> list[Group]:
        return []


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of publication lies between two days, both included."""

    first: date
    last: date

    def spans(self, found: Found) -> list[Span] | None:
        day = found.reading.document.published
        return [] if day is not None and self.first <= day <= self.last else None

    def needs(self, weight: Weight) -> list[Group]:
        return []


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Plan, ...]

    def spans(self, found: Found) -> list[Span] | None:
        spans: list[Span] = []
        for part in self.parts:
            held = part.spans(found)
            if held is None:
                return None
            spans += held
        return spans

    def needs(self, weight: Weight) -> list[Group]:
        return [group for part in self.parts for group in part.needs(weight)]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Plan, ...]

    def spans(self, found: Found) -> list[Span] | None:
        held = [spans for part in self.parts if (spans := part.spans(found)) is not None]
        return [span for spans in held for span in spans] if held else None

    def needs(self, weight: Weight) -> list[Group]:
        each = [part.needs(weight) for part in self.parts]
        return [frozenset[int]().union(*(min(groups, key=weight) for groups in each))] if all(each) else []


@dataclass(frozen=True, slots=True)
class Never:
    """The part holds nowhere in the article."""

    part: Plan

    def spans(self, found: Found) -> list[Span] | None:
        return [] if self.part.spans(found) is None else None

    def needs(self, weight: Weight) -> list[Group]:
        return []


def facts(found: Found, key: str) -> Iterable[str]:
    """What is known of the article under a key, in folded case."""
    document = found.reading.document
    values: tuple[str, ...] = {
        "source": (document.source,),
        "country": (document.country,),
        "lang": (document.language,),
        "ownership": (document.ownership,),
        "author": document.authors,
        "section": (document.section,),
        "tag": document.tags,
        "url": (document.url,),
    }[key]
    return [value.casefold() for value in values if value]


def _places(found: Found, number: int) -> list[tuple[tuple[int, int], str]]:
    return found.places(number) if number in found.present else []


def _distinct(spans: list[Span]) -> list[Span]:
    """Spans in order, without those inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or kept[-1].end < span.end:
            kept.append(span)
    return kept
