"""Many rules as one matcher: one pass over an article finds all terms of all rules together.

A rule is looked at only where a group of terms that it cannot do without (its anchor, the one likely to be rarest) may
stand, so that rules about other things cost an article nothing. A rule set does not change after it was built and may
be used by many threads.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from monitor.domain.match import Document, Entity, Hit, Match, Rule
from monitor.domain.search import Preselect
from monitor.errors import QueryError
from monitor.rules.compile import Compiler
from monitor.rules.found import Found, Overrun, Span
from monitor.rules.index import weight
from monitor.rules.plan import Group, Plan, facts
from monitor.rules.preselect import condition
from monitor.rules.reading import FIELDS, Reader


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

    __slots__ = ("_always", "_anchored", "_facts", "_index", "_others", "_plans", "_reader", "_regexes", "rules")

    def __init__(self, rules: tuple[Rule, ...], plans: tuple[Plan, ...], compiler: Compiler, reader: Reader) -> None:
        self.rules = rules
        self._plans = plans
        self._reader = reader
        self._index, self._regexes, self._facts = compiler.index, compiler.regexes, compiler.facts
        self._others: list[tuple[Group, ...]] = []
        self._always: list[int] = []
        anchored: dict[int, list[int]] = {}
        guess = lru_cache(maxsize=None)(self._weight)
        for number, plan in enumerate(plans):
            groups = sorted(set(plan.needs(guess)), key=guess)
            self._others.append(tuple(groups[1:]))
            for term in groups[0] if groups else ():
                anchored.setdefault(term, []).append(number)
            if not groups:
                self._always.append(number)
        self._anchored = {term: tuple(numbers) for term, numbers in anchored.items()}
        self._index.sealed()

    def match(self, document: Document) -> tuple[Match, ...]:
        """Every rule that is true of the document, in the order of the rules, with the places that made it so."""
        return self.examine(document).matches

    def examine(self, document: Document) -> Examined:
        """The matches, as ``match`` gives them, and the rules that were given up because they cost too much."""
        reading = self._reader.read(document)
        present = self._index.present(reading)
        found = Found(reading, self._index, self._regexes, present)
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

    def preselect(self, place: int = 0) -> Preselect | None:
        """A condition on ``searchable`` text that every document a rule is true of fulfils; ``None`` for none."""
        groups = self._plans[place].needs(self._weight)
        return condition([self._index.atoms[number] if number >= 0 else None for number in group] for group in groups)

    def _candidates(self, present: set[int]) -> list[int]:
        anchored, others = self._anchored, self._others
        numbers = {number for term in anchored.keys() & present for number in anchored[term]}
        kept = [number for number in numbers if not any(map(present.isdisjoint, others[number]))]
        return sorted(kept + self._always)

    def _true_facts(self, found: Found) -> set[int]:
        known = self._facts
        keys = {key for key, _ in known}
        return {known[key, value] for key in keys for value in facts(found, key) if (key, value) in known}

    def _weight(self, group: Group) -> int:
        """A guess, for speed alone, at how often one of a group's terms is present; a fact is often true."""
        terms = [self._index.atoms[number] for number in group if number >= 0]
        return weight(terms) + 4096 * (len(group) - len(terms))


def compile_rules(rules: Iterable[Rule], entities: Mapping[str, Entity], known: Iterable[Rule] = ()) -> RuleSet:
    """One matcher for all rules; ``entities`` by their id, ``known`` further rules that queries may refer to.

    Raises the QueryError of the first faulty rule.
    """
    rules = tuple(rules)
    compiler = Compiler(entities, (*known, *rules))
    # Millions of small objects and no garbage: the collector would look at them again and again.
    collects = gc.isenabled()
    gc.disable()
    try:
        return RuleSet(rules, tuple(compiler.rule(rule) for rule in rules), compiler, Reader())
    finally:
        if collects:
            gc.enable()


def faults(rules: Iterable[Rule], entities: Mapping[str, Entity], known: Iterable[Rule] = ()) -> tuple[Fault, ...]:
    """Every rule that cannot be compiled, with its error; empty where all can."""
    rules = tuple(rules)
    found: list[Fault] = []
    for rule in rules:
        try:
            Compiler(entities, (*known, *rules)).rule(rule)
        except QueryError as error:
            found.append(Fault(rule, error))
    return tuple(found)


def _hits(spans: list[Span], found: Found) -> tuple[Hit, ...]:
    """The places of all terms, each once, in the order of fields and places."""
    distinct: set[Hit] = set()
    for mark in {mark for span in spans for mark in span.marks}:
        field, start, end = found.reading.span((mark.start, mark.end))
        text: str = getattr(found.reading.document, field)
        distinct.add(Hit(field, start, end, text[start:end], mark.term, mark.label))
    return tuple(sorted(distinct, key=lambda hit: (FIELDS.index(hit.field), hit.start, hit.end, hit.term)))
