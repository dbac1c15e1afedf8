"""Arabic and Hebrew: joined particles and the article come off, pronouns too; plurals as far as the dictionary knows.

A short word that the dictionary has as a whole keeps its first letters: ``وزير`` (minister) is not ``و`` and ``زير``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import dictionary
from monitor.rules.forms.wordlist import listed

_MARKS = re.compile("[\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u0640]")
_ARTICLE = "ال"
_PROCLITICS = listed("وبال وكال فبال وال فال بال كال ولل فلل لل وب ول وك فب فل و ف ب ل ك س")
_ENCLITICS = listed("هما كما هم هن كم نا ها ه ك ي")
_HEBREW_PREFIX = re.compile("[והבלכמש]")
_LEAST = 3
_LEAST_OF_KNOWN = 5
"""So much must be left of a word that the dictionary has; what is left is seldom another word."""
_MOST_PREFIXES = 4


def arabic(word: str, folded: str) -> Iterator[str]:
    """What a word of an Arabic text may be without the particles, the article and the pronoun joined to it."""
    word = _bare(word)
    found = _arabic_lemma(word)
    if found:
        yield from _without_article(word)
    yield from _arabic_stem(word)
    for proclitic in _PROCLITICS:
        rest = word.removeprefix(proclitic)
        if rest == word or len(rest) < (_LEAST_OF_KNOWN if found else _LEAST):
            continue
        yield fold(rest)
        if proclitic.endswith(("لل", _ARTICLE)):
            yield fold(_ARTICLE + rest)
        yield from _arabic_stem(rest)


def arabic_term(word: str, folded: str) -> Iterator[str]:
    """A query's word without the article, and its dictionary form."""
    word = _bare(word)
    if found := _arabic_lemma(word):
        yield fold(found)
    yield from _without_article(word)


def _arabic_stem(word: str) -> Iterator[str]:
    if found := _arabic_lemma(word):
        yield fold(found)
        return
    yield from _without_article(word)
    for enclitic in _ENCLITICS:
        rest = word.removesuffix(enclitic)
        if rest == word or len(rest) < _LEAST:
            continue
        for stem in (rest, rest[:-1] + "ة") if rest.endswith("ت") else (rest,):
            if found := _arabic_lemma(stem):
                yield fold(found)
                yield fold(stem)


def _without_article(word: str) -> Iterator[str]:
    rest = word.removeprefix(_ARTICLE)
    if rest != word and len(rest) >= _LEAST:
        yield fold(rest)
        if found := _arabic_lemma(rest):
            yield fold(found)


def _arabic_lemma(word: str) -> str | None:
    return dictionary("ar").get(word)


def hebrew(word: str, folded: str) -> Iterator[str]:
    """What a word of a Hebrew text may be without the particles joined before it."""
    word = _bare(word)
    known = dictionary("he")
    if found := known.get(word):
        yield fold(found)
        return
    for length in range(1, min(_MOST_PREFIXES, len(word) - _LEAST) + 1):
        if not _HEBREW_PREFIX.match(word, length - 1):
            return
        rest = word[length:]
        yield fold(rest)
        if found := known.get(rest):
            yield fold(found)
            return


def hebrew_term(word: str, folded: str) -> Iterator[str]:
    """The dictionary form of a query's word."""
    if found := dictionary("he").get(_bare(word)):
        yield fold(found)


def _bare(word: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFC", word))
