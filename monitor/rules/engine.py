"""Many rules as one matcher: one pass over an article finds all terms of all rules together.

A rule is looked at only where a group of words it cannot do without (its anchor) was found, so that rules about other
things cost an article nothing. A rule set does not change after it was built and may be used by many threads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from monitor.domain.match import Document, Entity, Hit, Match, Rule
from monitor.domain.search import Phrase
from monitor.errors import QueryError
from monitor.rules.found import FIELDS, Found, scan
from monitor.rules.index import PhraseIndex
from monitor.rules.parse import parse
from monitor.rules.plan import Every, Known, Need, Never, Plan, Some, Words, cheapest, hits, needs, true_terms
from monitor.rules.syntax import And, EntityRef, Fact, Node, Not, Or, Term
from monitor.rules.terms import phrases_of


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that cannot be compiled, and why."""

    rule: Rule
    error: QueryError


class RuleSet:
    """Compiled rules."""

    __slots__ = ("_anchored", "_index", "_plans", "rules")

    def __init__(self, rules: tuple[Rule, ...], plans: tuple[Plan, ...], index: PhraseIndex, uses: Counter[Need]):
        self.rules = rules
        self._plans = plans
        self._index = index
        anchored: dict[Need, list[int]] = {}
        for number, plan in enumerate(plans):
            for need in cheapest(needs(plan, uses), uses):
                anchored.setdefault(need, []).append(number)
        self._anchored = {need: tuple(numbers) for need, numbers in anchored.items()}

    def match(self, document: Document) -> tuple[Match, ...]:
        """Every rule that is true of the document, in the order of the rules, with the places that made it so."""
        found = scan(self._index, document)
        candidates: set[int] = set()
        present: Iterable[Need] = chain(found.places, found.facts)
        for need in present:
            candidates.update(self._anchored.get(need, ()))
        answers = ((number, true_terms(self._plans[number], found)) for number in sorted(candidates))
        return tuple(Match(self.rules[number], _hits(terms, found)) for number, terms in answers if terms is not None)


def compile_rules(rules: Iterable[Rule], entities: Mapping[str, Entity]) -> RuleSet:
    """One matcher for all rules; ``entities`` by their id. Raises the QueryError of the first faulty rule."""
    compiler = _Compiler(entities)
    rules = tuple(rules)
    plans = tuple(compiler.plan(parse(rule.query)) for rule in rules)
    return RuleSet(rules, plans, compiler.index, compiler.uses)


def faults(rules: Iterable[Rule], entities: Mapping[str, Entity]) -> tuple[Fault, ...]:
    """Every rule that cannot be compiled, with its error; empty where all can."""
    found: list[Fault] = []
    for rule in rules:
        try:
            _Compiler(entities).plan(parse(rule.query))
        except QueryError as error:
            found.append(Fault(rule, error))
    return tuple(found)


class _Compiler:
    """Trees to plans; phrases that several rules name are numbered once."""

    def __init__(self, entities: Mapping[str, Entity]) -> None:
        self.index = PhraseIndex()
        self.uses: Counter[Need] = Counter()
        self._entities = entities
        self._of_entity: dict[str, tuple[Phrase, ...]] = {}

    def plan(self, node: Node) -> Plan:
        """Compile one query. Raises QueryError."""
        match node:
            case Term():
                return self._words(node, phrases_of(node, {}), node.text + "*" * node.prefix)
            case EntityRef():
                return self._words(node, self._entity(node), f"@{node.name}")
            case Fact():
                fact = (node.key, node.value.casefold())
                self.uses[fact] += 1
                return Known(fact)
            case And():
                return Every(tuple(self.plan(part) for part in node.parts))
            case Or():
                return Some(tuple(self.plan(part) for part in node.parts))
            case Not():
                return Never(self.plan(node.part))

    def _words(self, leaf: Term | EntityRef, phrases: tuple[Phrase, ...], term: str) -> Words:
        numbers = frozenset(self.index.number(phrase) for phrase in phrases)
        self.uses.update(numbers)
        return Words(numbers, leaf.scope, term)

    def _entity(self, leaf: EntityRef) -> tuple[Phrase, ...]:
        known = self._of_entity.get(leaf.name)
        if known is None:
            known = self._of_entity[leaf.name] = phrases_of(leaf, self._entities)
        return known


def _hits(terms: Iterable[Words], found: Found) -> tuple[Hit, ...]:
    """The places of all terms, each once, in the order of fields and places."""
    distinct = {hit for term in terms for hit in hits(term, found)}
    return tuple(sorted(distinct, key=lambda hit: (FIELDS.index(hit.field), hit.start, hit.end, hit.term)))
