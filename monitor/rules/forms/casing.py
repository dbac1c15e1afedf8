"""In which spellings a dictionary is asked for a word with capitals: a name, the first word of a sentence, a headline.

A word in capitals alone may be anything, so every spelling counts. Greek ones have lost their accent, one on one of the
last three syllables; Turkish ones keep the dots of their i, where they are not written as in English.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.wordlist import listed

Get = Callable[[str], str | None]
"""A word's dictionary form in a dictionary."""

_NAMES_HAVE_CASES = frozenset(listed("pl cs sk sl sh lt lv fi et hu"))
"""Languages of which the dictionaries have names in all cases: a sentence's first word is often like one."""
_TURKISH = str.maketrans("Iİ", "ıi")
_VOWEL = re.compile("αι|ει|οι|υι|αυ|ευ|ου|[αεηιουω]")
_ACCENTED = str.maketrans("αεηιουω", "άέήίόύώ")
_SYLLABLES = 3


def found_as(word: str, language: str, get: Get) -> tuple[str, ...]:
    """The dictionary forms of a word in every spelling that its capitals allow, the likeliest first."""
    if word.isupper():
        return _each(_headline(word, language), get)
    own, small = get(word), word.lower()
    common = own if small == word else get(small)
    if own is None:
        return (common,) if common else _each(_lost(small, language), get)[:1]
    if common and common != own:
        if language in _NAMES_HAVE_CASES:
            return own, common
        # A title that is in the dictionary as a name, too (Spanish "Ministros"), but not a verb (irán, Irán).
        if own == word and word.endswith("s") and fold(word).startswith(fold(common)):
            return (common,)
    return (own,)


def _lost(small: str, language: str) -> Iterator[str]:
    """The spellings of a word that has lost its capital or its accent."""
    if language == "de":
        yield small.capitalize()
    elif language == "el":
        yield from _accented(small)


def _each(spellings: Iterator[str], get: Get) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found for spelling in spellings if (found := get(spelling))))


def _headline(word: str, language: str) -> Iterator[str]:
    """The spellings that a word in capitals stands for."""
    yield word
    if language in ("tr", "az"):
        small = word.translate(_TURKISH).lower()
        yield small
        yield small[:1].replace("i", "İ").upper() + small[1:]
    small = word.lower()
    for spelling in (small, *_accented(small)) if language == "el" else (small,):
        yield spelling
        yield spelling.capitalize()


def _accented(word: str) -> Iterator[str]:
    """A Greek word with an accent on each of its last syllables."""
    for vowel in list(_VOWEL.finditer(word))[-_SYLLABLES:]:
        at = vowel.end() - 1
        yield word[:at] + word[at].translate(_ACCENTED) + word[at + 1 :]
