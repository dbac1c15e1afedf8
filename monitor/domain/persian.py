"""Persian nouns of two words and an "and": written in three words, with non-joiners, or in one (``گفتگو``, talks).

All three are everyday spellings, so each is taken for three words. Only for comparing.
"""

from __future__ import annotations

import re

_WHOLE = re.compile("(گفت)و?(گو.*)|(جست)و?(جو.*)|(شست)و?(شو.*)")
"""Such a noun in one word, folded, with what is joined to its end."""
_SECOND = {"گفت": "وگو", "جست": "وجو", "شست": "وشو"}
"""How the second part begins behind the first, where the "and" is joined to it."""
AND = "و"


def in_three(word: str) -> tuple[str, ...]:
    """The words that a folded word is written for; itself alone where it is no such noun."""
    found = _WHOLE.fullmatch(word)
    if not found:
        return (word,)
    first, second = filter(None, found.groups())
    return first, AND, second


def begins_with_and(before: str, word: str) -> bool:
    """Whether a folded word has the "and" of such a noun joined to it; a non-joiner parts it from the one before."""
    second = _SECOND.get(before)
    return second is not None and word.startswith(second)
