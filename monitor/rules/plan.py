"""Compiled queries: trees that say where they hold in a document, from what one pass over it found.

``spans`` gives ``None`` where a part does not hold, else the places that make it so; a fact or a NOT holds without a
place. ``needs`` gives groups of terms, of each of which one must stand in a document for the part to hold.
Operators of position are in ``positional``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from monitor.domain.match import Scope
from monitor.rules.found import Found, Span

Group = frozenset[int]
Weight = Callable[[Group], int]

CONTEXT_WORDS = 30
"""How far, in words, what supports a weak alias may be from it."""


def rarest(groups: Collection[Group], weight: Weight) -> Group:
    """The group that one of is likely to be present least often."""
    return min(groups, key=weight) if len(groups) > 1 else next(iter(groups))


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
        """See Plan."""
        if self.number not in found.present and not found.stands(self.number):
            return None
        return found.spans(self.number, self.scope, self.term) or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [frozenset((self.number,))]


@dataclass(frozen=True, slots=True)
class Fits:
    """A regular expression, in its scope."""

    number: int
    scope: Scope | None
    term: str

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        return found.regex(self.number, self.scope, self.term) or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return []


@dataclass(frozen=True, slots=True)
class Names:
    """An entity: its names, and its weak names where something beside them says that they mean it.

    A place inside one of ``excluded`` is none. Each is the number of a term, -1 where there is none; ``spelled`` is
    that of a person whose strong names are found in other spellings, too, with at least this ``confidence``.
    """

    strong: int
    weak: int
    context: int
    excluded: int
    scope: Scope | None
    term: str
    spelled: int = -1
    confidence: float = 1.0

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        strong, weak = (self._named(number, self.scope, found) for number in (self.strong, self.weak))
        return _distinct(strong + self._supported(weak, found)) or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [frozenset(number for number in (self.strong, self.weak, self.spelled) if number != -1)]

    def _named(self, number: int, scope: Scope | None, found: Found) -> list[Span]:
        """The places of names that are not part of an excluded one."""
        spans = found.spans(number, scope, self.term)
        if number == self.strong and self.spelled in found.present:
            spans = _distinct(spans + found.spelled(self.spelled, self.confidence, scope, self.term))
        if spans and self.excluded in found.present:
            inside = [place for place, _ in found.places(self.excluded)]
            found.spend(len(inside) * len(spans))
            spans = [span for span in spans if not any(a <= span.start and span.end <= b for a, b in inside)]
        return spans

    def _supported(self, weak: list[Span], found: Found) -> list[Span]:
        """Those places of weak names beside which something says that the entity is meant."""
        if not weak:
            return weak
        with found.anywhere():
            if self._named(self.strong, None, found):
                return weak
        ordinals, reading = found.reading.ordinals, found.reading
        support = [(place, reading.field(place[0])) for place, _ in _places(found, self.context)]
        found.spend(len(support) * len(weak))
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
    """Any of many entities; ``of_term`` finds them by the numbers of their terms, any of which implies ``number``."""

    of_term: Mapping[int, Names]
    number: int

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        present = sorted(number for number in found.present if number in self.of_term)
        entities = {id(names): names for names in map(self.of_term.__getitem__, present)}
        held = [spans for names in entities.values() if (spans := names.spans(found))]
        return [span for spans in held for span in spans] or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [frozenset((self.number,))]


@dataclass(frozen=True, slots=True)
class Known:
    """A fact about the article: the one with this number is true of it."""

    number: int

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        return [] if self.number in found.present else None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [frozenset((self.number,))]


@dataclass(frozen=True, slots=True)
class Told:
    """A fact about the article that has to be asked: a value with wildcards, or part of its address."""

    key: str
    fits: Callable[[str], bool]

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        return [] if any(map(self.fits, facts(found, self.key))) else None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return []


@dataclass(frozen=True, slots=True)
class Dated:
    """The day of publication lies between two days, both included."""

    first: date
    last: date

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        day = found.reading.document.published
        return [] if day is not None and self.first <= day <= self.last else None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return []


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Plan, ...]

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        spans: list[Span] = []
        for part in self.parts:
            held = part.spans(found)
            if held is None:
                return None
            spans += held
        return spans

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [group for part in self.parts for group in part.needs(weight)]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Plan, ...]

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        held = [spans for part in self.parts if (spans := part.spans(found)) is not None]
        if len(held) < 2:
            return held[0] if held else None
        return [span for spans in held for span in spans]

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        each = [part.needs(weight) for part in self.parts]
        return [frozenset[int]().union(*(rarest(groups, weight) for groups in each))] if all(each) else []


@dataclass(frozen=True, slots=True)
class Never:
    """The part holds nowhere in the article."""

    part: Plan

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        with found.anywhere():
            return [] if self.part.spans(found) is None else None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return []


class Shared:
    """What another rule says: looked at once for all rules that refer to it. ``depth`` tells how deep it is nested."""

    __slots__ = ("_needs", "depth", "part")

    def __init__(self, part: Plan, depth: int) -> None:
        self.part, self.depth = part, depth
        self._needs: list[Group] | None = None

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        key = id(self), found.limit
        if key not in found.remembered:
            held = self.part.spans(found)
            found.remembered[key] = held if held is None else list(dict.fromkeys(held))
        spans = found.remembered[key]
        found.spend(1 + len(spans or ()))
        return spans

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        if self._needs is None:
            self._needs = self.part.needs(weight)
        return self._needs


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
    return found.places(number) if found.stands(number) else []


def _distinct(spans: list[Span]) -> list[Span]:
    """Spans in order, without those inside another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, -span.end)):
        if not kept or kept[-1].end < span.end:
            kept.append(span)
    return kept
