"""Hebrew: joined particles and the article come off, in every combination; plurals as far as the dictionary knows.

Many a word with a particle is spelled like another word. Both readings count where the word is likely to be two.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import dictionary
from monitor.rules.forms.wordlist import listed

_PARTICLES = tuple("והבלכמש")
_ARTICLE = "ה"
_LEAST, _LEAST_KNOWN = 3, 2
"""Letters that must be left of a word without its particles, and of one that the dictionary has."""
_MOST = 4
_WITH_GERESH = frozenset("גצזתד")
"""Letters of foreign sounds, parted from their word by a geresh (``ג'נין``)."""
_ACRONYMS = frozenset(listed("צה ארה מו רה או חו יו שב דו מנכ רמטכ בג חז מד קמ סמנכ בינ את שי רס תנ אמ דא חמ אב"))
"""What gershayim part from the last letter of well-known acronyms (``צה״ל``)."""
_PLURALS = (("ים", ""), ("אות", "ה"), ("ות", "ה"), ("ת", "ה"))
"""Endings of the plural and of the construct form of feminines, and what the singular ends in."""
_AT_THE_END = str.maketrans("כמנפצ", "ךםןףץ")
_ALSO = {"ראשי": "ראש", "נשיאי": "נשיא"}
"""Construct forms that the dictionary takes for adjectives."""
_SELDOM = frozenset(listed("בעיר"))
"""Words of the dictionary that are hardly ever meant."""


def forms(word: str, folded: str) -> Iterator[str]:
    """What a word of a Hebrew text may be without the particles joined before it."""
    yield from _stem(word)
    known = dictionary("he")
    for _ in range(_MOST):
        found, rest = known.get(word), word[1:]
        if word.startswith(_PARTICLES) and _is_part(rest, word_is_known=found is not None):
            yield fold(rest)
        if not word.startswith(_PARTICLES) or len(rest) < _LEAST_KNOWN or (found and not _is_prefixed(word, found)):
            return
        if found or len(rest) >= _LEAST or known.get(rest) == rest:
            yield fold(rest)
            yield from _stem(rest)
        word = rest


def _is_part(rest: str, *, word_is_known: bool) -> bool:
    """Whether what is behind a particle is the beginning of an acronym, or a letter with a geresh."""
    if rest in _ACRONYMS or rest in _WITH_GERESH:
        return True
    return len(rest) == _LEAST_KNOWN and not word_is_known and dictionary("he").get(rest) is None


def _is_prefixed(word: str, found: str) -> bool:
    """Whether a word that the dictionary has, in the form ``found``, may be another one with a particle before it.

    What is left must be a dictionary form. The whole must not be one, but for the article: many verbs begin like it.
    """
    rest = word[1:]
    return dictionary("he").get(rest) == rest and (found != word or word[0] == _ARTICLE or word in _SELDOM)


def _stem(word: str) -> Iterator[str]:
    """The dictionary form of a word without particles, and the singular where the dictionary lacks it."""
    known = dictionary("he")
    if word in _ALSO:
        yield fold(_ALSO[word])
    found = known.get(word)
    if found:
        yield fold(found)
    for ending, base in _PLURALS if found != word else ():
        rest = word.removesuffix(ending)
        stem = rest + base if base else rest[:-1] + rest[-1:].translate(_AT_THE_END)
        if rest != word and (not found or ending == "ים" or found[0] != word[0]) and known.get(stem) == stem:
            yield fold(stem)


def forms_of_term(word: str, folded: str) -> Iterator[str]:
    """The dictionary form of a query's word."""
    if found := dictionary("he").get(word):
        yield fold(found)
