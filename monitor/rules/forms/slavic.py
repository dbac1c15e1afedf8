"""Russian and Ukrainian by pymorphy3: the dictionary forms of every reading of a word that is likely enough.

A long list of names is not looked up in the dictionary. So its words are found by what each word of a text is in the
nominative: the dictionary form is the masculine singular, a name may hold the feminine or the plural.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from pymorphy3 import MorphAnalyzer
from pymorphy3.analyzer import Parse
from pymorphy3.tagset import OpencorporaTag

from monitor.domain.text import folded as fold
from monitor.rules.forms import apostrophes
from monitor.rules.forms.wordlist import listed

_LEAST_SHARE = 0.03
"""Readings of less than this share of a word's uses are left out (``стали`` as the noun ``сталь``)."""
_NAMES = frozenset(("Name", "Surn", "Patr"))
_PROPER = _NAMES | {"Geox", "Orgn", "Abbr", "Trad"}
_SURNAMES = frozenset(("Surn", "Patr"))
_WITH_GENDERS = frozenset(("ADJF", "PRTF"))
_ENDINGS = listed("ами ями ого ому ыми ими ов ев ом ем ым им ой ей ах ях ам ям ою ею ові еві у а е ы и я ю і ї")
_LEAST_STEM = 4
_AS_LIKELY = 0.5
"""A word with one capital counts as no name, too, where the other readings have this share of its uses."""
_ALWAYS_NAMES = frozenset(listed("песков лавров зайцев белоусов воробьев"))
"""Surnames that are mostly plurals elsewhere (``песок``), but not with a capital."""
_AS_ADJECTIVE = 0.24
"""The share of its uses from which a query's noun is looked for as the adjective that it once was (``главное``)."""
_NO_ADJECTIVES = frozenset(listed("данные животное целое гостиная"))
"""Nouns that are hardly ever meant as the adjective (``данный``)."""


@cache
def _analyser(language: str) -> MorphAnalyzer:
    return MorphAnalyzer(lang=language)


@lru_cache(maxsize=8)
def _readings(language: str, word: str) -> list[Parse]:
    """The likely readings; of the last words, because a word is asked about in several ways."""
    return _likely(language, word, _analyser(language).parse(word))


def forms(language: str, word: str, folded: str) -> Iterator[str]:
    """The dictionary forms of a text's word; of a name that the dictionary does not know, its stem, too."""
    if language == "uk":
        yield from apostrophes.forms(word, _analyser(language))
    if len(word) == 1:
        return
    yield from (form for form in _normal(_readings(language, word)) if len(form) > 1)
    if word[:1].isupper() and not _analyser(language).word_is_known(word):
        yield from _stems(folded)


def nominatives(language: str, word: str, folded: str) -> Iterator[str]:
    """A text's word in the nominative of its own gender and number, where that need not be the dictionary form."""
    asked: set[tuple[str, str]] = set()
    for parse in _readings(language, word):
        own = _plural_or_gender(parse.tag)
        if own and (parse.normal_form, own) not in asked:
            asked.add((parse.normal_form, own))
            if found := parse.inflect({"nomn", own}):
                yield fold(found.word)


def forms_of_listed(language: str, folded: str) -> Iterator[str]:
    """Every dictionary form that a text's word can have of which the listed word is the nominative."""
    return _normal(_analyser(language).parse(folded))


def _plural_or_gender(tag: OpencorporaTag) -> str:
    """What tells the word's nominative from its dictionary form; empty where it has no case, or nothing does."""
    if tag.case is None:
        return ""
    if tag.number == "plur":
        return "plur"
    has_genders = tag.POS in _WITH_GENDERS or tag.grammemes & _SURNAMES
    return str(tag.gender) if has_genders and tag.gender not in (None, "masc") else ""


def forms_of_term(language: str, word: str, folded: str) -> Iterator[str]:
    """The dictionary forms of a query's word; none but the word where it is one itself, unless of an adjective."""
    if language == "uk":
        yield from apostrophes.forms(word, _analyser(language))
    if len(word) == 1:
        return
    parses = _readings(language, word)
    if any(fold(parse.normal_form) == folded for parse in parses if parse.is_known):
        if language == "ru" and folded not in _NO_ADJECTIVES:
            yield from _adjectives(word)
        return
    if _analyser(language).word_is_known(word) or not word[:1].isupper():
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
    if not capital:
        return _frequent(common or parses)
    # The Ukrainian dictionary does not tell which words are places.
    if not proper or language != "ru":
        return _frequent(parses)
    if fold(word) in _ALWAYS_NAMES:
        return [parse for parse in proper if fold(parse.normal_form) == fold(word)]
    return _frequent(proper) + (_frequent(common) if _may_be_common(word, parses) else [])


def _may_be_common(word: str, parses: list[Parse]) -> bool:
    """Whether a word with a capital that is a name may be another word, which begins a sentence or is in a headline."""
    common = [parse for parse in parses if parse.is_known and not parse.tag.grammemes & _PROPER]
    if word.isupper():
        return bool(common)
    return _share(common, parses) >= _AS_LIKELY


def _frequent(parses: list[Parse]) -> list[Parse]:
    """The readings without those of seldom dictionary forms."""
    shares: dict[str, float] = defaultdict(float)
    for parse in parses:
        shares[parse.normal_form] += parse.score
    least = _LEAST_SHARE * sum(shares.values())
    return [parse for parse in parses if shares[parse.normal_form] >= least]


def _share(some: list[Parse], parses: list[Parse]) -> float:
    """The share of a word's uses that some of its readings have."""
    return float(sum(parse.score for parse in some)) / float(sum(parse.score for parse in parses))


def _adjectives(word: str) -> Iterator[str]:
    """The adjective of which a word that has become a noun is still a form, where it is often enough."""
    parses = _analyser("ru").parse(word)
    adjectives = [parse for parse in parses if parse.tag.POS == "ADJF" and parse.is_known]
    if _share(adjectives, parses) >= _AS_ADJECTIVE:
        yield from _normal(adjectives)


def _normal(parses: list[Parse]) -> Iterator[str]:
    for parse in parses:
        yield fold(parse.normal_form)


def _stems(folded: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST_STEM:
            yield stem
