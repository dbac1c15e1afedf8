"""Queries to plans: what several rules name is looked for once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date

from monitor.domain.match import Entity, Rule, Scope
from monitor.errors import QueryError
from monitor.rules.entities import NONE, Entities
from monitor.rules.plan import Dated, Every, Fits, Known, Never, Plan, Shared, Some, Told, Words
from monitor.rules.positional import Close, Early, Often, Together, Within
from monitor.rules.query.parse import parse
from monitor.rules.query.shown import shown
from monitor.rules.query.suggest import nearest
from monitor.rules.query.syntax import (
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
from monitor.rules.terms.index import TermIndex
from monitor.rules.terms.patterns import TermKeys
from monitor.rules.terms.phrases import Phrases
from monitor.rules.terms.regexes import RegexIndex
from monitor.rules.terms.sites import on_site, wild

DEEPEST = 100
"""How deeply parts may be nested, those of other rules that a rule refers to included."""
_EXPECTED = "a word or phrase that can be searched for"


class Compiler:
    """Compiles one rule set; terms, expressions and facts that were seen before get the same number."""

    def __init__(
        self, entities: Mapping[str, Entity], rules: Iterable[Rule] = (), term_keys: TermKeys | None = None,
        listed_keys: TermKeys | None = None,
    ) -> None:  # fmt: skip
        self.index = TermIndex()
        self.regexes = RegexIndex()
        self.entities = Entities(entities, self.index, term_keys, listed_keys)
        self.facts: dict[tuple[str, str], int] = {}
        """Facts that are compared as a whole, by key and folded value; their numbers are below NONE."""
        self._phrases = Phrases(self.index, term_keys)
        self._terms: dict[str | tuple[str, Form, int, int | None, Scope | None], Words] = {}
        self._rules = {rule.name: rule for rule in rules}
        self._open: list[str] = []
        self._shared: dict[tuple[str, bool], Shared] = {}
        self._depth = self._deepest = 0
        self._forms = True

    def rule(self, rule: Rule) -> Plan:
        """Compile a rule. Raises QueryError."""
        self._open, self._depth, self._deepest = [], 0, 0
        try:
            return self._rule(rule, False)
        except QueryError as error:
            raise error.within(rule.query) from None

    def _rule(self, rule: Rule, placed: bool) -> Plan:
        outer, self._forms = self._forms, rule.forms
        self._open.append(rule.name)
        plan = self.plan(parse(rule.query), placed)
        self._open.pop()
        self._forms = outer
        return plan

    def plan(self, node: Node, placed: bool = False) -> Plan:
        """Compile a part of a query; ``placed`` where it stands inside an operator of position. Raises QueryError."""
        self._deeper(1)
        plan = self._plan(node, placed)
        self._depth -= 1
        return plan

    def _deeper(self, levels: int) -> None:
        self._depth += levels
        self._deepest = max(self._deepest, self._depth)
        if self._depth > DEEPEST:
            raise QueryError(
                1, f"a query nested more than {DEEPEST} deep, with the rules it refers to", "a simpler one"
            )

    def _plan(self, node: Node, placed: bool) -> Plan:
        match node:
            case And() | Or() | Not():
                return self._boolean(node, placed)
            case Near() | Same() | AtLeast() | First():
                return self._positional(node)
            case RuleRef():
                return self._reference(node, placed)
            case _:
                return self._leaf(node)

    def _leaf(self, node: Term | Regex | EntityRef | Fact | Published) -> Plan:
        match node:
            case Term():
                return self._term(node)
            case Regex():
                return self._regex(node)
            case EntityRef():
                return self.entities.plan(node)
            case Fact():
                return self._fact(node)
            case Published(first, last):
                return Dated(first or date.min, last or date.max)

    def _boolean(self, node: And | Or | Not, placed: bool) -> Plan:
        match node:
            case And(parts):
                plans = tuple(self.plan(part, placed) for part in parts)
                return Together(plans) if placed else Every(plans)
            case Or(parts):
                return Some(tuple(self.plan(part, placed) for part in parts))
            case Not(part):
                return Never(self.plan(part))

    def _positional(self, node: Near | Same | AtLeast | First) -> Plan:
        match node:
            case Near(left, right, distance, ordered):
                return Close(self.plan(left, True), self.plan(right, True), distance, ordered)
            case Same(parts, unit):
                return Within(tuple(self.plan(part, True) for part in parts), unit)
            case AtLeast(part, count):
                return Often(self.plan(part, True), count)
            case First(part, words):
                return Early(self.plan(part, True), words)

    def _term(self, term: Term) -> Words:
        form = Form.EXACT if term.form is Form.ANY and not self._forms else term.form
        is_plain = form is Form.ANY and not term.edits and term.slop is None and term.scope is None
        key = term.text if is_plain else (term.text, form, term.edits, term.slop, term.scope)
        known = self._terms.get(key)
        if known is None:
            known = self._terms[key] = Words(self._number(term, form), term.scope, term.text)
        else:
            self.index.uses[known.number] += 1
        return known

    def _number(self, term: Term, form: Form) -> int:
        try:
            return self._phrases.number(term, form)
        except ValueError as error:
            raise QueryError(term.column, str(error), _EXPECTED) from None

    def _regex(self, node: Regex) -> Fits:
        try:
            number = self.regexes.number(node.pattern, node.cased)
        except ValueError as error:
            found = f"/{shown(node.pattern)}/: {error}"
            raise QueryError(node.column, found, "an expression that RE2 can read") from None
        return Fits(number, node.scope, f"/{node.pattern}/")

    def _reference(self, node: RuleRef, placed: bool) -> Plan:
        rule = self._rules.get(node.name)
        if rule is None:
            hint = nearest(node.name, self._rules, before="#")
            expected = f"the name of a rule{hint or '; a hashtag goes in quotes'}"
            raise QueryError(node.column, f"#{shown(node.name)}, which is not known", expected)
        if node.name in self._open:
            way = " > ".join(f"#{name}" for name in (*self._open, node.name))
            raise QueryError(node.column, f"#{node.name}, which leads back to itself ({way})", "another rule")
        shared = self._shared.get((node.name, placed))
        if shared is None:
            shared = self._shared[node.name, placed] = self._referred(rule, placed, node)
        self._deeper(shared.depth)
        self._depth -= shared.depth
        return shared

    def _referred(self, rule: Rule, placed: bool, node: RuleRef) -> Shared:
        outer, self._deepest = self._deepest, self._depth
        try:
            part = self._rule(rule, placed)
        except QueryError as error:
            found = f"#{node.name}, whose query has a fault ({error})"
            raise QueryError(node.column, found, "a rule that can be read") from None
        shared = Shared(part, self._deepest - self._depth)
        self._deepest = max(outer, self._deepest)
        return shared

    def _fact(self, node: Fact) -> Plan:
        value = node.value.casefold()
        if node.key == "site":
            return Told("url", on_site(value))
        if node.key == "url" or "*" in value or "?" in value:
            whole = re.compile(wild(f"*{value}*" if node.key == "url" else value))
            return Told(node.key, lambda text: bool(whole.fullmatch(text)))
        return Known(self.facts.setdefault((node.key, value), NONE - 1 - len(self.facts)))
