"""What must stand in a text for a query to be true of it: a condition that an index can look up.

Weaker than the query, never stronger: NOT, fields and facts about the source are left out.
"""

from __future__ import annotations

from collections.abc import Mapping

from monitor.domain.match import Entity
from monitor.domain.search import AllOf, AnyOf, Phrase, Preselect
from monitor.domain.text import is_arabic
from monitor.rules.syntax import And, EntityRef, Node, Or, Term
from monitor.rules.terms import phrases_of


def preselect(node: Node, entities: Mapping[str, Entity]) -> Preselect | None:
    """A condition on ``folded(text)`` that every text the query is true of fulfils; ``None`` where there is none.

    Raises QueryError as compiling does, for an entity that is not known.
    """
    match node:
        case Term() | EntityRef():
            return _any([_lookup(phrase) for phrase in phrases_of(node, entities)])
        case And():
            parts = [part for each in node.parts if (part := preselect(each, entities)) is not None]
            return _all(parts) if parts else None
        case Or():
            choices = [preselect(each, entities) for each in node.parts]
            known = [choice for choice in choices if choice is not None]
            return _any(known) if len(known) == len(choices) else None
        case _:
            return None


def _lookup(phrase: Phrase) -> Preselect:
    """The phrase itself; its words one by one where a joined word may stand apart from its neighbours."""
    if len(phrase.tokens) == 1 or not any(map(is_arabic, phrase.tokens)):
        return phrase
    *before, last = phrase.tokens
    return _all([*(Phrase((token,)) for token in before), Phrase((last,), phrase.prefix)])


def _all(parts: list[Preselect]) -> Preselect:
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else AllOf(distinct)


def _any(parts: list[Preselect]) -> Preselect:
    distinct = tuple(dict.fromkeys(parts))
    return distinct[0] if len(distinct) == 1 else AnyOf(distinct)
