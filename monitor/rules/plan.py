"""Compiled queries: trees that answer from what one pass found, without looking at the text again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from monitor.domain.match import Field, Hit
from monitor.rules.found import FIELDS, Found, Place
from monitor.rules.syntax import Key

Need = int | tuple[Key, str]
"""The number of a phrase, or a fact about the source."""
Group = frozenset[Need]


@dataclass(frozen=True, slots=True)
class Words:
    """A term or entity: any of its phrases (by number), in its field."""

    phrases: frozenset[int]
    scope: Field | None
    term: str


@dataclass(frozen=True, slots=True)
class Known:
    """A fact about the source."""

    fact: tuple[Key, str]


@dataclass(frozen=True, slots=True)
class Every:
    """All parts hold."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Some:
    """At least one part holds."""

    parts: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Never:
    """The part does not hold."""

    part: Plan


Plan = Words | Known | Every | Some | Never


def true_terms(plan: Plan, found: Found) -> list[Words] | None:
    """The terms that make the plan true of the document, ``None`` where it is not true; what NOT names is no such term.

    Class patterns stand alone, without what is in the class: this runs hundreds of times an article.
    """
    match plan:
        case Words():
            return [plan] if _stands(plan, found) else None
        case Every():
            return _of_every(plan.parts, found)
        case Some():
            true = [terms for part in plan.parts if (terms := true_terms(part, found)) is not None]
            return [term for terms in true for term in terms] if true else None
        case Known():
            return [] if plan.fact in found.facts else None
        case Never():
            return [] if true_terms(plan.part, found) is None else None


def hits(term: Words, found: Found) -> Iterator[Hit]:
    """The places of a term."""
    for number, start, end in _outermost(_places(term, found)):
        yield Hit(FIELDS[number], start, end, found.text(number)[start:end], term.term)


def needs(plan: Plan, uses: Mapping[Need, int]) -> list[Group]:
    """Groups of keys, of each of which one must have been found for the plan to hold; ``uses`` as in ``cheapest``."""
    match plan:
        case Words(phrases):
            return [frozenset[Need](phrases)]
        case Known(fact):
            return [frozenset[Need]({fact})]
        case Every(parts):
            return [group for part in parts for group in needs(part, uses)]
        case Some(parts):
            each = [needs(part, uses) for part in parts]
            return [frozenset[Need]().union(*(cheapest(groups, uses) for groups in each))] if all(each) else []
        case Never():
            return []


def cheapest(groups: list[Group], uses: Mapping[Need, int]) -> Group:
    """The group likely to be found least often: words that many terms use (``uses``) are common in articles too."""
    return min(groups, key=lambda group: sum(uses[need] for need in group))


def _of_every(parts: tuple[Plan, ...], found: Found) -> list[Words] | None:
    true: list[Words] = []
    for part in parts:
        terms = true_terms(part, found)
        if terms is None:
            return None
        true += terms
    return true


def _stands(term: Words, found: Found) -> bool:
    if found.places.keys().isdisjoint(term.phrases):
        return False
    return term.scope is None or any(True for _ in _places(term, found))


def _places(term: Words, found: Found) -> Iterator[Place]:
    for phrase in term.phrases:
        for place in found.places.get(phrase, ()):
            if found.within(place, term.scope):
                yield place


def _outermost(places: Iterable[Place]) -> list[Place]:
    """The distinct places in order, without those that lie inside another (a surname inside the full name)."""
    kept: list[Place] = []
    for place in sorted(set(places), key=lambda place: (place[0], place[1], -place[2])):
        if not kept or kept[-1][0] != place[0] or kept[-1][2] < place[2]:
            kept.append(place)
    return kept
