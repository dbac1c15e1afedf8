"""What a rule's query names that is defined elsewhere: entities and sources."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.errors import QueryError
from monitor.rules.parse import parse
from monitor.rules.syntax import EntityRef, Fact, Node, Not, Term


def entities_in(query: str) -> list[EntityRef]:
    """Every ``@entity`` of a query; none where it does not parse, which is a fault of its own."""
    return [leaf for leaf in _leaves(query) if isinstance(leaf, EntityRef)]


def sources_in(query: str) -> list[Fact]:
    """Every ``source:id`` of a query; none where it does not parse."""
    return [leaf for leaf in _leaves(query) if isinstance(leaf, Fact) and leaf.key == "source"]


def _leaves(query: str) -> list[Term | EntityRef | Fact]:
    try:
        return list(_under(parse(query)))
    except QueryError:
        return []


def _under(node: Node) -> Iterator[Term | EntityRef | Fact]:
    if isinstance(node, Term | EntityRef | Fact):
        yield node
    elif isinstance(node, Not):
        yield from _under(node.part)
    else:
        for part in node.parts:
            yield from _under(part)
