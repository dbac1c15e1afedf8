"""Russian and Ukrainian by pymorphy3: the dictionary forms of every reading of a word that is likely enough."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse

from monitor.domain.text import folded as fold
from monitor.rules.forms.wordlist import listed

_LEAST_SHARE = 0.03
"""Readings of less than this share of a word's uses are left out (``стали`` as the noun ``сталь``)."""
_NAMES = frozenset(("Name", "Surn", "Patr"))
_PROPER = _NAMES | {"Geox", "Orgn", "Abbr", "Trad"}
_ENDINGS = listed("ами ями ого ому ыми ими ов ев ом ем ым им ой ей ах ях ам ям ою ею ові еві у а е ы и я ю і ї")
_LEAST_STEM = 4


@cache
def _analyser(language: str) -> MorphAnalyzer:
    return MorphAnalyzer(lang=language)


def forms(language: str, word: str, folded: str) -> Iterator[str]:
    """The dictionary forms of a text's word; of a name that the dictionary does not know, its stem, too."""
    analyser = _analyser(language)
    parses = _likely(language, word, analyser.parse(word))
    yield from _normal(parses)
    if word[:1].isupper() and not analyser.word_is_known(word):
        yield from _stems(folded)


def forms_of_term(language: str, word: str, folded: str) -> Iterator[str]:
    """The dictionary forms of a query's word; none but the word where it is one itself, whatever else it may be."""
    analyser = _analyser(language)
    parses = _likely(language, word, analyser.parse(word))
    if any(fold(parse.normal_form) == folded for parse in parses if parse.is_known):
        return
    if analyser.word_is_known(word) or not word[:1].isupper():
        yield from _normal(parses)
    elif folded.endswith(("а", "я")) and len(folded) > _LEAST_STEM:
        yield folded[:-1]


def _likely(language: str, word: str, parses: list[Parse]) -> list[Parse]:
    """The readings that the letters' case and the frequencies of the readings allow."""
    capital = word[:1].isupper()
    proper = [parse for parse in parses if parse.tag.grammemes & _PROPER]
    if word.isupper() and any("Abbr" in parse.tag.grammemes for parse in proper):
        return [parse for parse in proper if "Abbr" in parse.tag.grammemes]
    common = [parse for parse in parses if not parse.tag.grammemes & _NAMES]
    # The Ukrainian dictionary does not tell which words are places.
    kept = (common if not capital else proper if language == "ru" else parses) or parses
    shares: dict[str, float] = defaultdict(float)
    for parse in kept:
        shares[parse.normal_form] += parse.score
    least = _LEAST_SHARE * sum(shares.values())
    return [parse for parse in kept if shares[parse.normal_form] >= least]


def _normal(parses: list[Parse]) -> Iterator[str]:
    for parse in parses:
        yield fold(parse.normal_form)


def _stems(folded: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST_STEM:
            yield stem
