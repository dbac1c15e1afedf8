"""What a term looks for: the spellings of a word or phrase as sequences of folded tokens.

A phrase in Arabic letters is also found where a zero-width non-joiner or one space between its words was lost; this
is settled here, when a rule is compiled, and costs an article nothing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from monitor.domain.match import Entity
from monitor.domain.search import Phrase
from monitor.domain.text import is_arabic, joined, tokens
from monitor.errors import QueryError
from monitor.rules.suggest import nearest
from monitor.rules.syntax import EntityRef, Term

BREAK = re.compile("[\n。，、；：！？]")
"""What no phrase reaches across: the end of a line, and the punctuation of scripts without spaces."""
MOST_WORDS = 100


@lru_cache(maxsize=1 << 14)
def spellings(text: str, prefix: bool = False) -> tuple[Phrase, ...]:
    """Every sequence of tokens that counts as ``text``. Raises ValueError naming what cannot be searched for."""
    words = tuple(token.folded for token in tokens(text))
    if not words:
        raise ValueError(f"“{text}”, which has no letter or digit")
    if len(words) > MOST_WORDS:
        raise ValueError(f"a phrase of {len(words)} words (at most {MOST_WORDS} are searched)")
    if BREAK.search(text.strip()[:-1]):
        raise ValueError(f"“{text}”, a phrase with punctuation or a line end that no phrase reaches across")
    if prefix and sum(map(len, words)) < 2:
        raise ValueError(f"“{text}*” with fewer than two letters before “*”")
    ways = [words, tuple(token.folded for token in joined(text))]
    for gap in range(1, len(words)):
        if is_arabic(words[gap - 1] + words[gap]):
            ways.append((*words[: gap - 1], words[gap - 1] + words[gap], *words[gap + 1 :]))
    return tuple(Phrase(way, prefix) for way in dict.fromkeys(ways))


def phrases_of(leaf: Term | EntityRef, entities: Mapping[str, Entity]) -> tuple[Phrase, ...]:
    """Every phrase that makes the leaf true. Raises QueryError, also for an entity that is not known."""
    try:
        if isinstance(leaf, Term):
            return spellings(leaf.text, leaf.prefix)
        names = _entity(leaf, entities).aliases
        return tuple(dict.fromkeys(phrase for name in names for phrase in spellings(name)))
    except ValueError as error:
        where = f"@{leaf.name} with the alias " if isinstance(leaf, EntityRef) else ""
        raise QueryError(leaf.column, where + str(error), "a word or phrase that can be searched for") from None


def _entity(leaf: EntityRef, entities: Mapping[str, Entity]) -> Entity:
    entity = entities.get(leaf.name)
    if entity is None:
        hint = nearest(leaf.name, entities, before="@")
        raise QueryError(leaf.column, f"the entity @{leaf.name}, which is not known", "the id of an entity" + hint)
    if not entity.aliases:
        raise QueryError(leaf.column, f"the entity @{leaf.name}, which has no aliases", "an entity with aliases")
    return entity
