"""What simplemma's German words lack: names in the genitive, umlauts that are lost or written out, ``ss`` for ``ß``."""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.casing import Get

_LEAST_GENITIVE = 5
_OF_ADJECTIVES = ("e", "en", "es", "em")
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
        yield from _adjective(word, get)
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


def adjective(word: str, get: Get) -> Iterator[str]:
    """The adjective that a text's word with a capital is a form of, whatever noun it may be (``Nahen``, ``Nahe``)."""
    if not word.endswith(_OF_ADJECTIVES):
        return
    own, found = get(word), get(word.lower())
    if own and found and own.lower() != found and word.lower().removeprefix(found) in _OF_ADJECTIVES:
        yield fold(found)


def _adjective(word: str, get: Get) -> Iterator[str]:
    """The adjective of a noun in ``-er`` or ``-es`` that has no other forms as a noun (``Kalter``; not ``Alter``)."""
    if not word.endswith(("er", "es")):
        return
    own, found = get(word), get(word.lower())
    if not (own and found) or own.lower() == found or word.lower().removeprefix(found) not in ("er", "es"):
        return
    if get(found.capitalize() + "en") in (None, found):
        yield fold(found)


def _respelled(small: str, lost: re.Pattern[str], get: Get) -> Iterator[str]:
    """The dictionary forms of a word with one of its umlauts put back, and the word itself with it."""
    for place in lost.finditer(small):
        spelling = small[: place.start()] + _UMLAUTS[place[0][0]] + small[place.end() :]
        for one in (spelling, spelling.capitalize()):
            if found := get(one):
                yield fold(found)
                yield fold(one)
