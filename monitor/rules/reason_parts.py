"""A rule's query as parts that can be asked about one by one, each with its own source text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from monitor.domain.match import Rule
from monitor.rules.query.parse import Noted, noted
from monitor.rules.query.syntax import AtLeast, First, Near, Node, Not, RuleRef, Same, as_written, parts_of

Extent = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a query: as it is written in the query of ``rule``, and as it is to be ``asked`` about by itself.

    ``node`` is the part itself; ``asked`` stands within the same FIRST as the part does.
    """

    rule: str
    query: str
    column: int
    node: Node
    asked: Node
    placed: bool
    parts: tuple[Part, ...] = ()

    def walk(self) -> Iterator[Part]:
        """The part, then each part of it, depth first."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a part: whether an operator of position does, and each FIRST, the outermost first."""

    placed: bool = False
    firsts: tuple[int, ...] = ()


def part_of(rule: Rule, rules: Mapping[str, Rule]) -> Part:
    """The whole query of a rule with its parts, and, once for each, those of the rules that it refers to.

    Raises QueryError.
    """
    return _Queries(rules).root(rule, _Around())


class _Queries:
    """Takes queries apart; a rule that was taken apart before is not again."""

    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._seen: set[str] = set()

    def root(self, rule: Rule, around: _Around) -> Part:
        """A rule's query."""
        self._seen.add(rule.name)
        read = noted(rule.query)
        return self.part(rule, read, read.node, (0, len(rule.query)), around)

    def part(self, rule: Rule, read: Noted, node: Node, outer: Extent, around: _Around) -> Part:
        """One part of the query that was ``read``; ``outer`` is where the part around it is written."""
        start, end = _extent(read, node) or outer
        written = rule.query[start:end]
        below = tuple(self.part(rule, read, each, (start, end), _within(node, around)) for each in parts_of(node))
        if isinstance(node, RuleRef) and node.name in self._rules and node.name not in self._seen:
            below = (self.root(self._rules[node.name], around),)
        meant = node if rule.forms else as_written(node)
        asked = meant
        for words in reversed(around.firsts):
            asked = First(asked, words)
        column = start + 1 + len(written) - len(written.lstrip())
        return Part(rule.name, written.strip(), column, meant, asked, around.placed, below)


def _extent(read: Noted, node: Node) -> Extent | None:
    """Where a part is written; where it has no stretch of its own, from its first part to its last."""
    own = read.extents.get(id(node))
    if own is not None:
        return own
    below = [found for part in parts_of(node) if (found := _extent(read, part))]
    return (min(start for start, _ in below), max(end for _, end in below)) if below else None


def _within(node: Node, around: _Around) -> _Around:
    """What stands around the parts of ``node``."""
    match node:
        case Not():
            return _Around()
        case First(_, words):
            return _Around(True, (*around.firsts, words))
        case Near() | Same() | AtLeast():
            return replace(around, placed=True)
        case _:
            return around
