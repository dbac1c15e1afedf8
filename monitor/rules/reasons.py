"""Why a rule is true of a document or is not: its query part by part, what held, where, and what was missing.

Every part is compiled as a query of its own and asked beside the others, so that what is told of it is what the engine
says of it, not what somebody thinks that the engine would say.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from monitor.domain.match import Document, Entity, Hit, Rule
from monitor.errors import QueryError
from monitor.rules.found import STEPS, Found, Overrun, Span
from monitor.rules.hits import hits_of
from monitor.rules.plan import Plan
from monitor.rules.query.syntax import Node, Not
from monitor.rules.reason_parts import Part, part_of
from monitor.rules.reason_words import nearly, words_of

MOST_STEPS = 20 * STEPS
"""What all parts together may cost, in places looked at; those behind are not looked at."""
MOST_NEARLY = 40
"""Of how many parts that have no place it is looked for what nearly was one."""
MOST_CLUES, LONGEST = 8, 60
"""Parts that a summary tells, and characters of each one's query."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A part of a query to be asked about; ``placed`` where it stands inside an operator of position."""

    node: Node
    placed: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """The parts that were asked about, compiled in the same order, and what one document holds of them."""

    plans: tuple[Plan, ...]
    found: Found


Ask = Callable[[Sequence[Asked]], Answers]
"""Compiles parts together and reads the document for them. Raises QueryError."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One part of a query and whether it held: ``None`` where that costs too much to be decided.

    ``query`` is the part as it is written, from ``column`` (from 1) of the query of ``rule`` on. ``hits`` are the
    places that make it hold, ``nearly`` those that nearly did.
    """

    rule: str
    query: str
    column: int
    held: bool | None
    text: str
    hits: tuple[Hit, ...] = ()
    nearly: tuple[Hit, ...] = ()
    parts: tuple[Reason, ...] = ()

    @property
    def summary(self) -> str:
        """In one line, the parts that made the difference, in the order of the query."""
        clues = list(islice(self._clues(), MOST_CLUES + 1))
        told = [f"{_shortened(clue.query)}: {clue.text}" for clue in clues[:MOST_CLUES]]
        return " | ".join(told) + (" | …" if len(clues) > MOST_CLUES else "")

    def _clues(self) -> Iterator[Reason]:
        """Of a part that held, its parts that did, without theirs; else those parts of parts that made it fail."""
        if self.held or not self.parts:
            yield from [part for part in self.parts if part.held] or [self]
            return
        for part in self.parts:
            if part.held:
                yield part
            else:
                yield from part._clues()
        if all(part.held for part in self.parts):
            yield self

    def value(self) -> dict[str, Any]:
        """The part as JSON."""
        return {
            "rule": self.rule,
            "query": self.query,
            "column": self.column,
            "held": self.held,
            "text": self.text,
            "hits": [_hit(hit) for hit in self.hits],
            "nearly": [_hit(hit) for hit in self.nearly],
            "parts": [part.value() for part in self.parts],
        }


@dataclass(slots=True)
class _Told:
    """A part with what was found of it: ``None`` where it does not hold, ``undecided`` where that is not known."""

    part: Part
    spans: list[Span] | None
    undecided: bool
    parts: list[_Told]
    text: str = ""
    nearly: tuple[Hit, ...] = field(default=())


def reasons(rule: Rule, document: Document, entities: Mapping[str, Entity], rules: Sequence[Rule], ask: Ask) -> Reason:
    """Why the rule is true of the document or is not; ``rules`` are those it may refer to. Raises QueryError."""
    root = part_of(rule, {known.name: known for known in rules})
    parts = list(root.walk())
    try:
        answers = ask([Asked(part.asked, part.placed) for part in parts])
    except QueryError as error:
        raise error.within(rule.query) from None
    spans, costs = iter(answers.plans), _Costs(answers.found)
    told = _told(root, spans, costs)
    for one in _each(told):
        one.text = words_of(one.part, one.spans, [part.spans for part in one.parts], answers.found)
    _add_what_nearly_held(told, entities, ask)
    return _reason(told, answers.found)


class _Costs:
    """Asks compiled parts until they have cost too much together."""

    def __init__(self, found: Found) -> None:
        self._found, self._spent = found, 0

    def spans(self, plan: Plan) -> list[Span] | None:
        """Where the part holds. Raises Overrun."""
        if self._spent > MOST_STEPS:
            raise Overrun
        self._found.steps = 0
        try:
            return plan.spans(self._found)
        finally:
            self._spent += self._found.steps


def _told(part: Part, plans: Iterator[Plan], costs: _Costs) -> _Told:
    plan = next(plans)
    try:
        spans, undecided = costs.spans(plan), False
    except Overrun:
        spans, undecided = None, True
    return _Told(part, spans, undecided, [_told(below, plans, costs) for below in part.parts])


def _each(told: _Told) -> Iterator[_Told]:
    yield told
    for part in told.parts:
        yield from _each(part)


def _add_what_nearly_held(root: _Told, entities: Mapping[str, Entity], ask: Ask) -> None:
    """Tell of leaves without a place what stands in the document instead: another form, another field, one word."""
    missing = [one for one in _each(root) if one.spans is None and not one.undecided and not one.parts]
    wanted = [(one, how, node) for one in missing[:MOST_NEARLY] for how, node in nearly(one.part, entities)]
    if not wanted:
        return
    answers = ask([Asked(node) for _, _, node in wanted])
    costs = _Costs(answers.found)
    for (one, how, _), plan in zip(wanted, answers.plans, strict=True):
        if one.nearly:
            continue
        try:
            spans = costs.spans(plan)
        except Overrun:
            continue
        if spans:
            one.nearly, one.text = hits_of(spans, answers.found), f"{one.text}, but {how}"


def _reason(told: _Told, found: Found) -> Reason:
    part = told.part
    held = None if told.undecided else told.spans is not None
    return Reason(
        part.rule,
        part.query,
        part.column,
        held,
        "not decided: it costs too much on this article" if held is None else told.text,
        () if isinstance(part.node, Not) else hits_of(told.spans or (), found),
        told.nearly,
        tuple(_reason(below, found) for below in told.parts),
    )


def _hit(hit: Hit) -> dict[str, Any]:
    names = ("field", "start", "end", "words", "term", "how")
    return {name: getattr(hit, name) for name in names}


def _shortened(query: str) -> str:
    line = " ".join(query.split())
    return line if len(line) <= LONGEST else line[: LONGEST - 1] + "…"
