"""Many rules as one matcher: one pass over an article finds all terms of all rules together.

A rule is looked at only where a group of terms that it cannot do without (its anchor, the one likely to be rarest) may
stand, so that rules about other things cost an article nothing. A rule set does not change after it was built and may
be used by many threads.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache, partial
from itertools import chain

from monitor.domain.match import Document, Entity, Hit, Match, Rule
from monitor.domain.search import Preselect
from monitor.errors import QueryError
from monitor.rules.compile import Compiler
from monitor.rules.entities import FIRST_NAMED
from monitor.rules.forms import Forms, asked_keys, index_keys
from monitor.rules.found import Found, Overrun, Span
from monitor.rules.index import weight
from monitor.rules.offsets import FIELDS
from monitor.rules.plan import Group, Plan, facts
from monitor.rules.preselect import condition, searchable
from monitor.rules.reading import Reader


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that cannot be compiled, and why."""

    rule: Rule
    error: QueryError


@dataclass(frozen=True, slots=True)
class Examined:
    """What a rule set says of a document: its matches, and the rules that cost too much to be decided."""

    matches: tuple[Match, ...]
    overruns: tuple[Rule, ...] = ()


class RuleSet:
    """Compiled rules."""

    __slots__ = (
        "_always",
        "_anchored",
        "_facts",
        "_implied",
        "_index",
        "_indexed",
        "_names",
        "_others",
        "_plans",
        "_reader",
        "_regexes",
        "rules",
    )

    def __init__(self, rules: tuple[Rule, ...], plans: tuple[Plan, ...], compiler: Compiler, reader: Reader) -> None:
        self.rules = rules
        self._plans = plans
        self._reader = reader
        self._indexed = Reader(index_keys)
        self._index, self._regexes, self._facts = compiler.index, compiler.regexes, compiler.facts
        self._names, self._implied = compiler.names, compiler.entities.implied
        self._others: list[tuple[tuple[int, ...], ...]] = []
        self._always: list[int] = []
        anchored: dict[int, list[int]] = {}
        guess = lru_cache(maxsize=None)(self._weight)
        for number, plan in enumerate(plans):
            groups = sorted(set(plan.needs(guess)), key=guess)
            self._others.append(tuple(map(tuple, groups[1:])))
            for term in groups[0] if groups else ():
                anchored.setdefault(term, []).append(number)
            if not groups:
                self._always.append(number)
        self._anchored = {term: tuple(numbers) for term, numbers in anchored.items()}
        self._index.sealed()
        self._regexes.sealed()

    def match(self, document: Document) -> tuple[Match, ...]:
        """Every rule that is true of the document, in the order of the rules, with the places that made it so."""
        return self.examine(document).matches

    def examine(self, document: Document) -> Examined:
        """The matches, as ``match`` gives them, and the rules that were given up because they cost too much."""
        reading = self._reader.read(document)
        present = self._index.present(reading)
        spotted = self._names.spot(document)
        present.update(spotted.numbers())
        if self._implied:
            present.update(chain.from_iterable(map(self._implied.__getitem__, present & self._implied.keys())))
        found = Found(reading, self._index, self._regexes, spotted, present)
        if self._facts:
            present |= self._true_facts(found)
        matches, overruns = [], []
        for number in self._candidates(present):
            found.steps = 0
            try:
                spans = self._plans[number].spans(found)
            except Overrun:
                overruns.append(self.rules[number])
                continue
            if spans is not None:
                matches.append(Match(self.rules[number], _hits(spans, found)))
        return Examined(tuple(matches), tuple(overruns))

    def searchable(self, document: Document) -> str:
        """What a full-text index holds of a document, for ``preselect``: the same whatever the rules are."""
        return searchable(self._indexed.read(document))

    def preselect(self, place: int = 0, languages: Iterable[str] = ("",)) -> Preselect | None:
        """A condition on ``searchable`` text that every document a rule is true of fulfils; ``None`` for none.

        ``languages`` are those of the documents (BCP 47, empty where one is not known).
        """
        groups = self._plans[place].needs(self._weight)
        atoms = ([self._index.atoms[number] if number >= 0 else None for number in group] for group in groups)
        return condition(atoms, partial(asked_keys, languages=frozenset(languages)))

    def _candidates(self, present: set[int]) -> list[int]:
        anchored, others = self._anchored, self._others
        numbers = set(chain.from_iterable(map(anchored.__getitem__, anchored.keys() & present)))
        kept = [number for number in numbers if not any(map(present.isdisjoint, others[number]))]
        return sorted(kept + self._always)

    def _true_facts(self, found: Found) -> set[int]:
        known = self._facts
        keys = {key for key, _ in known}
        return {known[key, value] for key in keys for value in facts(found, key) if (key, value) in known}

    def _weight(self, group: Group) -> int:
        """A guess, for speed alone, at how often one of a group's terms is present; a fact is often true."""
        terms = [self._index.atoms[number] for number in group if number >= 0]
        named = sum(number < FIRST_NAMED for number in group)
        return weight(terms) + named + 4096 * (len(group) - len(terms) - named)


def compile_rules(rules: Iterable[Rule], entities: Mapping[str, Entity], known: Iterable[Rule] = ()) -> RuleSet:
    """One matcher for all rules; ``entities`` by their id, ``known`` further rules that queries may refer to.

    Raises the QueryError of the first faulty rule.
    """
    rules = tuple(rules)
    forms = Forms()
    compiler = Compiler(entities, (*known, *rules), forms.term_keys)
    # Millions of small objects and no garbage: the collector would look at them again and again.
    collects = gc.isenabled()
    gc.disable()
    try:
        plans = tuple(compiler.rule(rule) for rule in rules)
        return RuleSet(rules, plans, compiler, Reader(forms.keys if forms.asked else None))
    finally:
        if collects:
            gc.enable()


def faults(rules: Iterable[Rule], entities: Mapping[str, Entity], known: Iterable[Rule] = ()) -> tuple[Fault, ...]:
    """Every rule that cannot be compiled, with its error; empty where all can."""
    rules = tuple(rules)
    compiler = Compiler(entities, (*known, *rules))
    found: list[Fault] = []
    for rule in rules:
        try:
            compiler.rule(rule)
        except QueryError as error:
            found.append(Fault(rule, error))
    return tuple(found)


def _hits(spans: list[Span], found: Found) -> tuple[Hit, ...]:
    """The places of all terms, each once, in the order of fields and places."""
    distinct: set[Hit] = set()
    for mark in {mark for span in spans for mark in span.marks}:
        field, start, end = found.reading.offsets.span(mark.start, mark.end)
        text: str = getattr(found.reading.document, field)
        distinct.add(Hit(field, start, end, text[start:end], mark.term, mark.label))
    return tuple(sorted(distinct, key=lambda hit: (FIELDS.index(hit.field), hit.start, hit.end, hit.term)))
