"""Dictionary forms by simplemma: one look-up in a compressed word list, no guessing at words that are not in it."""

from __future__ import annotations

import lzma
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from monitor.domain.text import folded as fold
from monitor.rules.forms.frontcoded import FrontCoded
from monitor.rules.forms.wordlist import listed

LONGEST_ACRONYM = 4
"""A word in capitals that is this short is taken for an acronym, a longer one for a word in a headline."""
_LEAST = 3
"""Shorter dictionary forms are those of the commonest verbs and pronouns (Spanish ``ir``, Portuguese ``eu``)."""
_FILES = {"sh": "hbs"}
_LEAST_PLURAL = 5
_PLURALS = {
    "en": (("s", ""),),
    "es": (("s", ""), ("es", "")),
    "fr": (("s", ""), ("aux", "al")),
    "pt": (("s", ""), ("es", ""), ("oes", "ao"), ("aes", "ao")),
}
_RESPELLED = re.compile("[aou]e?|ss")
_UMLAUTS = {"a": "ä", "o": "ö", "u": "ü", "s": "ß"}
_OTHER_SENSE = {
    "en": frozenset(listed("arms arm customs goods us its may news united left better best felt ground wound found")),
    "es": frozenset(listed("si sino como para sobre")),
    "fr": frozenset(listed("pays bois suis")),
}
"""Words that mean something else than the dictionary form that is given for them."""
_PLACES = frozenset(listed(
    "mali cuba chad chile oman togo niger malta gaza corea iran irak siria rusia china india francia cina turchia",
    "italia libia paris london roma kiev tunis beirut georgia jordan israel katar qatar panama peru laos kuwait chipre",
    "nauru benin congo gabon guinea haiti honduras islas lima lagos colon santos texas kansas dallas wales athens",
    "brussels naples athen bonn essen hamas fatah putin biden trump macron scholz merkel",
))  # fmt: skip
"""Names that are, or look like, a form of some word of a language; with a capital letter they are the name."""


@cache
def dictionary(language: str) -> FrontCoded | Mapping[str, str]:
    """The words of a language with their dictionary forms; loaded when it is first asked for."""
    code = _FILES.get(language, language)
    packed = files("simplemma.strategies.dictionaries") / "data" / f"{code}.plzma"
    try:
        return FrontCoded(lzma.decompress(packed.read_bytes()))
    except (ValueError, FileNotFoundError):
        # A simplemma that packs its lists in another way reads them itself, in up to two seconds each.
        return StreamDictionaryFactory().get_dictionary(code)


def lemma(word: str, language: str) -> str | None:
    """The dictionary form of a word in the spelling it is found in, ``None`` where the dictionary does not have it."""
    known = dictionary(language)
    for spelling in _spellings(word, language):
        if found := known.get(spelling):
            small = known.get(word.lower()) if found == word else None
            # A title that is in the dictionary as a name, too (Spanish "Ministros"), but not a verb (irán, Irán).
            return small if small and word.endswith("s") and fold(word).startswith(fold(small)) else found
    return None


def lemmas(language: str, word: str, folded: str) -> Iterator[str]:
    """What a word counts as in a language of which no more is known than its dictionary."""
    word = unicodedata.normalize("NFC", word.replace("\u00ad", ""))
    capital = word[:1].isupper()
    if word.isupper() and len(word) <= LONGEST_ACRONYM:
        return
    if (capital and folded in _PLACES) or folded in _OTHER_SENSE.get(language, ()):
        return
    found = lemma(word, language)
    if found and found != word:
        form = fold(found)
        if len(form) >= _LEAST:
            yield form
        if language == "de" and "ss" in word and (found := lemma(word.replace("ss", "ß"), language)):
            yield fold(found)
    elif language == "de":
        yield from _german(word, folded, known=found is not None)
    elif not found:
        yield from _plural(folded, language)


def _german(word: str, folded: str, *, known: bool) -> Iterator[str]:
    """A name in the genitive; a noun whose umlauts are lost or written out (``Stadte``, ``Staedte``)."""
    if (
        word[:1].isupper()
        and folded.endswith("s")
        and len(folded) >= _LEAST_PLURAL
        and (not known or dictionary("de").get(word[:-1]))
    ):
        yield folded[:-1]
    if known or not word[:1].isupper():
        return
    for place in _RESPELLED.finditer(word):
        spelling = word[: place.start()] + _UMLAUTS[place[0][0]] + word[place.end() :]
        if found := lemma(spelling, "de"):
            yield fold(found)
            yield fold(spelling)


def _plural(folded: str, language: str) -> Iterator[str]:
    """Names and words without their accents, which the dictionary does not have, in the plural."""
    for ending, base in _PLURALS.get(language, ()):
        if folded.endswith(ending) and len(folded) >= _LEAST_PLURAL:
            yield folded.removesuffix(ending) + base


def _spellings(word: str, language: str) -> Iterator[str]:
    yield word
    small = word.lower()
    if small != word:
        yield small
    if language == "de" or word.isupper():
        yield small.capitalize()
