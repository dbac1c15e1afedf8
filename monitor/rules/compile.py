"""Queries to plans: what several rules name is looked for once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from monitor.domain.match import Entity, Rule, Scope
from monitor.errors import QueryError
from monitor.rules.index import Atom, TermIndex
from monitor.rules.parse import parse
from monitor.rules.patterns import Sequence, TermKeys, sequences, written_words
from monitor.rules.plan import Dated, Every, Fits, Known, Listed, Names, Never, Plan, Some, Told, Words
from monitor.rules.positional import Close, Early, Often, Together, Within
from monitor.rules.regexes import RegexIndex
from monitor.rules.suggest import nearest
from monitor.rules.syntax import (
    And,
    AtLeast,
    EntityRef,
    Fact,
    First,
    Form,
    Near,
    Node,
    Not,
    Or,
    Published,
    Regex,
    RuleRef,
    Same,
    Term,
)

NONE = -1
"""The number of a term that an entity does not have."""
_EXPECTED = "a word or phrase that can be searched for"


class Compiler:
    """Compiles one rule set; terms, expressions and facts that were seen before get the same number."""

    def __init__(
        self, entities: Mapping[str, Entity], rules: Iterable[Rule] = (), term_keys: TermKeys | None = None
    ) -> None:
        self.index = TermIndex()
        self.regexes = RegexIndex()
        self.facts: dict[tuple[str, str], int] = {}
        """Facts that are compared as a whole, by key and folded value; their numbers are below NONE."""
        self._entities = entities
        self._term_keys = term_keys
        self._rules = {rule.name: rule for rule in rules}
        self._lists: dict[str, list[Entity]] = {}
        for entity in entities.values():
            for name in entity.lists:
                self._lists.setdefault(name, []).append(entity)
        self._names: dict[tuple[str, Scope | None], Names] = {}
        self._open: list[str] = []
        self._forms = True

    def rule(self, rule: Rule) -> Plan:
        """Compile a rule. Raises QueryError."""
        outer, self._forms = self._forms, rule.forms
        self._open.append(rule.name)
        plan = self._plan(parse(rule.query))
        self._open.pop()
        self._forms = outer
        return plan

    def _plan(self, node: Node, placed: bool = False) -> Plan:
        """One part; ``placed`` where it stands inside an operator of position."""
        match node:
            case Term():
                return self._term(node)
            case Regex():
                return self._regex(node)
            case EntityRef():
                return self._entity(node)
            case RuleRef():
                return self._reference(node)
            case Fact():
                return self._fact(node)
            case Published(first, last):
                return Dated(first or date.min, last or date.max)
            case And(parts):
                plans = tuple(self._plan(part, placed) for part in parts)
                return Together(plans) if placed else Every(plans)
            case Or(parts):
                return Some(tuple(self._plan(part, placed) for part in parts))
            case Not(part):
                return Never(self._plan(part))
            case Near(left, right, distance, ordered):
                return Close(self._plan(left, True), self._plan(right, True), distance, ordered)
            case Same(parts, unit):
                return Within(tuple(self._plan(part, True) for part in parts), unit)
            case AtLeast(part, count):
                return Often(self._plan(part, True), count)
            case First(part, words):
                return Early(self._plan(part, True), words)

    def _term(self, term: Term) -> Words:
        form = Form.EXACT if term.form is Form.ANY and not self._forms else term.form
        try:
            ways = sequences(term, self._term_keys if form is Form.ANY else None)
        except ValueError as error:
            raise QueryError(term.column, str(error), _EXPECTED) from None
        written = written_words(term) if form is Form.CASED else ()
        return Words(self.index.number(Atom(ways, form, written)), term.scope, term.text)

    def _regex(self, node: Regex) -> Fits:
        try:
            number = self.regexes.number(node.pattern, node.cased)
        except ValueError as error:
            raise QueryError(node.column, f"/{node.pattern}/: {error}", "an expression that RE2 can read") from None
        return Fits(number, node.scope, f"/{node.pattern}/")

    def _entity(self, node: EntityRef) -> Plan:
        if entity := self._entities.get(node.name):
            return self._named(entity, node)
        if listed := self._lists.get(node.name):
            names = [self._named(entity, node) for entity in listed]
            return Listed({number: one for one in names for number in (one.strong, one.weak) if number != NONE})
        hint = nearest(node.name, [*self._entities, *self._lists], before="@")
        raise QueryError(node.column, f"@{node.name}, which is not known", f"the id of an entity or a list{hint}")

    def _named(self, entity: Entity, node: EntityRef) -> Names:
        known = self._names.get((entity.id, node.scope))
        if known is None:
            if not entity.aliases and not entity.weak:
                raise QueryError(node.column, f"@{entity.id}, which has no aliases", "an entity with a name")
            strong, weak, context, excluded = (
                self._aliases(entity, names, node.column)
                for names in (entity.aliases, entity.weak, entity.context, entity.excluded)
            )
            known = Names(strong, weak, context, excluded, node.scope, f"@{entity.id}")
            self._names[entity.id, node.scope] = known
        return known

    def _aliases(self, entity: Entity, names: tuple[str, ...], column: int) -> int:
        ways: list[Sequence] = []
        for name in names:
            try:
                ways += sequences(Term(_escaped(name)), self._term_keys, name)
            except ValueError as error:
                raise QueryError(column, f"@{entity.id} with the alias {error}", _EXPECTED) from None
        return self.index.number(Atom(tuple(ways))) if ways else NONE

    def _reference(self, node: RuleRef) -> Plan:
        rule = self._rules.get(node.name)
        if rule is None:
            hint = nearest(node.name, self._rules, before="#")
            raise QueryError(node.column, f"#{node.name}, which is not known", f"the name of a rule{hint}")
        if node.name in self._open:
            way = " > ".join(f"#{name}" for name in (*self._open, node.name))
            raise QueryError(node.column, f"#{node.name}, which leads back to itself ({way})", "another rule")
        return self.rule(rule)

    def _fact(self, node: Fact) -> Plan:
        value = node.value.casefold()
        if node.key == "url":
            pattern = re.compile(".*".join(map(re.escape, value.split("*"))).replace(r"\?", "."))
            return Told("url", lambda text: bool(pattern.search(text)))
        if "*" in value or "?" in value:
            whole = re.compile(re.escape(value).replace(r"\*", ".*").replace(r"\?", "."), re.DOTALL)
            return Told(node.key, lambda text: bool(whole.fullmatch(text)))
        return Known(self.facts.setdefault((node.key, value), NONE - 1 - len(self.facts)))


def _escaped(name: str) -> str:
    """A name as a term in which no sign is a wildcard."""
    return re.sub(r"([\\*?])", r"\\\1", name)
