"""Many rules as one matcher: one pass over an article finds all terms of all rules together.

A rule is looked at only where a group of terms that it cannot do without (its anchor, the one likely to be rarest) may
stand, so that rules about other things cost an article nothing. A rule set does not change after it was built and may
be used by many threads.
"""

from __future__ import annotations

import gc
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import chain

from monitor.domain.match import Document, Entity, Match, Rule
from monitor.domain.search import Preselect
from monitor.errors import QueryError
from monitor.rules.anchors import Anchors
from monitor.rules.compile import Compiler
from monitor.rules.entities import FIRST_NAMED
from monitor.rules.forms import Forms, asked_keys, index_keys
from monitor.rules.found import Found, Overrun
from monitor.rules.hits import hits_of
from monitor.rules.plan import Group, Plan, facts
from monitor.rules.rawtext import Holds, holds_any, needs_expression
from monitor.rules.reasons import Answers, Asked, Reason, reasons
from monitor.rules.terms.index import Looked
from monitor.rules.terms.preselect import condition, searchable
from monitor.rules.text.pieces import KeysOf
from monitor.rules.text.reading import Reader
from monitor.rules.text.wording import Wordings

_ANY_WORDS = "news новость νέα լուր שלום خبر समाचार খবর ახალი 뉴스"
"""A word in the letters of every script that has forms of words."""
MANY = 1_000
"""Rules and entities from which on looking through what was built stalls other threads for longer than 20 ms."""


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
        "_anchors",
        "_entities",
        "_facts",
        "_implied",
        "_index",
        "_known",
        "_named",
        "_plans",
        "_reader",
        "_regexes",
        "_wordings",
        "rules",
    )

    def __init__(
        self, rules: tuple[Rule, ...], plans: tuple[Plan, ...], compiler: Compiler,
        keys_of: KeysOf | None = None, entities: Mapping[str, Entity] | None = None, known: tuple[Rule, ...] = (),
    ) -> None:  # fmt: skip
        self.rules = rules
        self._entities, self._known = entities or {}, known
        self._plans = plans
        self._reader = Reader(compiler.index, keys_of)
        self._wordings = Wordings(index_keys)
        self._index, self._regexes, self._facts = compiler.index, compiler.regexes, compiler.facts
        self._named, self._implied = compiler.entities, compiler.entities.implied
        self._anchors = Anchors(plans, self._weight)
        self._index.sealed(self._anchors.terms.tolist())
        self._named.sealed()
        self._regexes.sealed()

    def match(self, document: Document) -> tuple[Match, ...]:
        """Every rule that is true of the document, in the order of the rules, with the places that made it so."""
        return self.examine(document).matches

    def examine(self, document: Document) -> Examined:
        """The matches, as ``match`` gives them, and the rules that were given up because they cost too much."""
        found = self._found(document)
        matches, overruns = [], []
        for number in self._anchors.candidates(found.present, found.stand):
            found.steps = 0
            try:
                spans = self._plans[number].spans(found)
            except Overrun:
                overruns.append(self.rules[number])
                continue
            if spans is not None:
                matches.append(Match(self.rules[number], hits_of(spans, found)))
        return Examined(tuple(matches), tuple(overruns))

    def explain(self, rule: int | Rule, document: Document) -> Reason:
        """Why a rule (one of these by its place, or any) is true of the document or is not.

        The rule is compiled aside, part by part. Raises QueryError.
        """
        rules = (*self._known, *self.rules)
        asked = self.rules[rule] if isinstance(rule, int) else rule
        return reasons(asked, document, self._entities, rules, partial(self._ask, document, rules))

    def warm(self, languages: Iterable[str]) -> None:
        """Load what documents in these languages (BCP 47) need, so that the first of them does not wait for it."""
        for language in languages:
            self.examine(Document(title=_ANY_WORDS, language=language))

    def _ask(self, document: Document, rules: tuple[Rule, ...], asked: Iterable[Asked]) -> Answers:
        forms = Forms()
        compiler = Compiler(self._entities, rules, forms.term_keys, forms.listed_keys)
        plans = tuple(compiler.plan(one.node, one.placed) for one in asked)
        aside = RuleSet((), (), compiler, forms.keys if forms.asked else None)
        return Answers(plans, aside._found(document))

    def searchable(self, document: Document) -> str:
        """What a full-text index holds of a document, for ``preselect``: the same whatever the rules are."""
        return searchable(self._wordings.read(document))

    def preselect(self, place: int = 0, languages: Iterable[str] = ("",)) -> Preselect | None:
        """A condition on ``searchable`` text that every document a rule is true of fulfils; ``None`` for none.

        ``languages`` are those of the documents (BCP 47, empty where one is not known).
        """
        groups = self._plans[place].needs(self._weight)
        atoms = ([looked for number in group for looked in self._looked(number)] for group in groups)
        return condition(atoms, partial(asked_keys, languages=frozenset(languages)))

    def _looked(self, number: int) -> list[Looked | Preselect | None]:
        """What an index can be asked for in place of a term, a person or a list; a fact is in none."""
        if number >= 0:
            return [self._index.looked(number)]
        return self._named.looked(number) if number < FIRST_NAMED else [None]

    def _found(self, document: Document) -> Found:
        """What one pass over the document finds of all rules."""
        reading = self._reader.read(document)
        present = self._index.present(reading)
        present |= self._named.phrases.present(reading)
        spotted = self._named.names.spot(document)
        present.update(spotted.numbers())
        if self._implied:
            present.update(chain.from_iterable(map(self._implied.__getitem__, present & self._implied.keys())))
        found = Found(reading, self._index, self._regexes, spotted, present)
        if self._facts:
            present |= self._true_facts(found)
        return found

    def raw_filter(self) -> Holds | None:
        """What tells of a text as it is stored (the article text format) that none of the rules is true of it.

        ``None`` where nothing does, as of most rules: it is for those that ``preselect`` has no condition for.
        """
        return holds_any(self._regexes.patterns) if all(map(needs_expression, self._plans)) else None

    def _true_facts(self, found: Found) -> set[int]:
        known = self._facts
        keys = {key for key, _ in known}
        return {known[key, value] for key in keys for value in facts(found, key) if (key, value) in known}

    def _weight(self, group: Group) -> int:
        """A guess, for speed alone, at how often one of a group's terms is present; a fact is often true."""
        terms = [number for number in group if number >= 0]
        if len(terms) == len(group):
            return self._index.weight(terms)
        named = sum(number < FIRST_NAMED for number in group)
        return self._index.weight(terms) + named + 4096 * (len(group) - len(terms) - named)


def compile_rules(rules: Iterable[Rule], entities: Mapping[str, Entity], known: Iterable[Rule] = ()) -> RuleSet:
    """One matcher for all rules; ``entities`` by their id, ``known`` further rules that queries may refer to.

    Raises the QueryError of the first faulty rule.
    """
    rules, known = tuple(rules), tuple(known)
    forms = Forms()
    compiler = Compiler(entities, (*known, *rules), forms.term_keys, forms.listed_keys)
    # Millions of small objects and no garbage: the collector would look at them again and again.
    collects = gc.isenabled()
    gc.disable()
    try:
        plans = tuple(compiler.rule(rule) for rule in rules)
        return RuleSet(rules, plans, compiler, forms.keys if forms.asked else None, entities, known)
    finally:
        if collects:
            if len(rules) + len(entities) > MANY:
                # Else the collector looks through all of it once more, and every thread waits for that.
                gc.freeze()
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
            # Else each holds the frames of all the rules that it went through.
            error.__context__ = None
            found.append(Fault(rule, error.with_traceback(None)))
    return tuple(found)
