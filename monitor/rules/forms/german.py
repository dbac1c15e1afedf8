"""What simplemma's German words lack: names in the genitive, umlauts that are lost or written out, ``ss`` for ``ß``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.casing import Get

_LEAST_GENITIVE = 5
_LOST = re.compile("[aou]|ss")
_WRITTEN_OUT = re.compile("[aou]e")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "s": "ß"}


def others(word: str, folded: str, found: tuple[str, ...], get: Get) -> Iterator[str]:
    """What a word counts as besides its dictionary forms ``found``."""
    capital, small = word[:1].isupper(), word.lower()
    if (
        found
        and "ss" in small
        and (other := get(small.replace("ss", "ß")) or get(small.capitalize().replace("ss", "ß")))
    ):
        yield fold(other)
    if capital:
        # Of adjectives that are nouns, a form counts as another one, and that as a third (Gefangenen, -e, -er).
        yield from (fold(second) for one in found if (second := get(one)) and second != one)
    if capital and folded.endswith("s") and len(folded) >= _LEAST_GENITIVE:
        name = small[:-1].capitalize()
        if not found or (get(name) and all(one.lower() == small for one in found)):
            yield folded[:-1]
    if not found:
        yield from _respelled(small, _WRITTEN_OUT, get)
        if capital:
            yield from _respelled(small, _LOST, get)
        if _WRITTEN_OUT.search(small):
            # A compound or a name, which no dictionary has: folded, an umlaut is its letter alone.
            yield _WRITTEN_OUT.sub(lambda place: place[0][0], folded)


def _respelled(small: str, lost: re.Pattern[str], get: Get) -> Iterator[str]:
    """The dictionary forms of a word with one of its umlauts put back, and the word itself with it."""
    for place in lost.finditer(small):
        spelling = small[: place.start()] + _UMLAUTS[place[0][0]] + small[place.end() :]
        for one in (spelling, spelling.capitalize()):
            if found := get(one):
                yield fold(found)
                yield fold(one)
