"""What a rule's query names that is defined elsewhere: entities and sources."""

from __future__ import annotations

from monitor.errors import QueryError
from monitor.rules.parse import parse
from monitor.rules.syntax import EntityRef, Fact, Node, leaves


def entities_in(query: str) -> list[EntityRef]:
    """Every ``@entity`` of a query; none where it does not parse, which is a fault of its own."""
    return [leaf for leaf in _leaves(query) if isinstance(leaf, EntityRef)]


def sources_in(query: str) -> list[Fact]:
    """Every ``source:id`` of a query; none where it does not parse."""
    return [leaf for leaf in _leaves(query) if isinstance(leaf, Fact) and leaf.key == "source"]


def _leaves(query: str) -> list[Node]:
    try:
        return list(leaves(parse(query)))
    except QueryError:
        return []
