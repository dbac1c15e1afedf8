"""Arabic: joined particles and the article come off, pronouns too; plurals as far as the dictionary knows.

A short word that the dictionary has as a whole keeps its first letters: ``وزير`` (minister) is not ``و`` and ``زير``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import dictionary
from monitor.rules.forms.wordlist import listed

_ARTICLE = "ال"
_PROCLITICS = listed("وبال وكال فبال وال فال بال كال ولل فلل لل وب ول وك فب فل و ف ب ل ك س")
_ENCLITICS = listed("هما كما هم هن كم نا ها ه ك ي")
_DUAL_OR_FEMININE = (("تين", "ة"), ("تان", "ة"), ("ات", "ة"), ("ية", "ي"))
"""Endings of feminines and of the dual, and what stands in their place in the singular or the masculine."""
_PLURAL_OR_ACCUSATIVE = (("ات", ""), ("ات", "ا"), ("ين", ""), ("ون", ""), ("ا", ""))
"""Such endings of words that the dictionary does not have."""
_ALSO = {
    "هجمات": "هجوم", "كتب": "كتاب", "ملفات": "ملف", "أسود": "أسد", "قرى": "قرية", "أسرى": "أسير", "أنفاق": "نفق",
    "خلايا": "خلية", "فصائل": "فصيل", "نساء": "امرأة", "جسور": "جسر", "سدود": "سد",
}  # fmt: skip
"""Plurals that the dictionary gives another word for."""
_SPELLINGS = (
    (re.compile("ميرك(?=[اي])"), "مريك"), (re.compile("(?<=[أا]و)رب(?=[اي])"), "روب"),
    (re.compile("سورية$"), "سوريا"),
)  # fmt: skip
"""Other spellings of America, Europe and Syria, and the one that words are found by."""
_LEAST_INFLECTED = 4
_LEAST = 3
_LEAST_OF_KNOWN = 5
"""So much must be left of a word that the dictionary has; what is left is seldom another word."""


def forms(word: str, folded: str) -> Iterator[str]:
    """What a word of an Arabic text may be without the particles, the article and the pronoun joined to it."""
    if (usual := _respelled(word)) != word:
        yield fold(usual)
        yield from forms(usual, fold(usual))
    found = _lemma(word)
    if found:
        yield from _without_article(word)
    yield from _stem(word)
    for proclitic in _PROCLITICS:
        rest = word.removeprefix(proclitic)
        if rest == word or len(rest) < (_LEAST_OF_KNOWN if found else _LEAST):
            continue
        yield fold(rest)
        if proclitic.endswith(("لل", _ARTICLE)):
            yield fold(_ARTICLE + rest)
        yield from _stem(rest)


def forms_of_term(word: str, folded: str) -> Iterator[str]:
    """A query's word without the article, and its dictionary form."""
    if (usual := _respelled(word)) != word:
        yield fold(usual)
        yield from forms_of_term(usual, fold(usual))
    if found := _lemma(word):
        yield fold(found)
    rest = word.removeprefix(_ARTICLE)
    if rest != word and len(rest) >= _LEAST:
        yield fold(rest)
        if found := _lemma(rest):
            yield fold(found)


def _respelled(word: str) -> str:
    for spelling, usual in _SPELLINGS:
        word = spelling.sub(usual, word)
    return word


def _stem(word: str) -> Iterator[str]:
    found = _lemma(word)
    if found:
        yield fold(found)
    yield from _uninflected(word, known=found is not None)
    if found:
        return
    yield from _without_article(word)
    for enclitic in _ENCLITICS:
        rest = word.removesuffix(enclitic)
        if rest == word or len(rest) < _LEAST:
            continue
        for stem in (rest, rest[:-1] + "ة") if rest.endswith("ت") else (rest,):
            if found := _lemma(stem):
                yield fold(found)
                yield fold(stem)


def _uninflected(word: str, *, known: bool) -> Iterator[str]:
    """A word without the endings of gender, number and the accusative, as far as the dictionary lacks them."""
    if word in _ALSO:
        yield fold(_ALSO[word])
    for ending, base in _DUAL_OR_FEMININE if known else (*_DUAL_OR_FEMININE, *_PLURAL_OR_ACCUSATIVE):
        rest = word.removesuffix(ending)
        stem = rest + base
        if rest == word or len(rest) < _LEAST:
            continue
        # Names of countries end like the accusative of who lives there (سوريا).
        foreign = len(stem) < _LEAST_INFLECTED or (ending == "ا" and stem.endswith("ي"))
        if not foreign or _lemma(stem) == stem:
            yield fold(stem)


def _without_article(word: str) -> Iterator[str]:
    rest = word.removeprefix(_ARTICLE)
    if rest != word and len(rest) >= _LEAST:
        found = _lemma(rest)
        yield fold(rest)
        yield from (fold(found),) if found else ()
        yield from _uninflected(rest, known=found is not None)


def _lemma(word: str) -> str | None:
    return dictionary("ar").get(word)
