"""Dictionary forms by simplemma: one look-up in a compressed word list, no guessing at words that are not in it."""

from __future__ import annotations

import lzma
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files

from simplemma.strategies.dictionaries.stream_dictionary_factory import StreamDictionaryFactory

from monitor.domain.text import folded as fold
from monitor.rules.forms import casing, german, indonesian
from monitor.rules.forms.frontcoded import FrontCoded
from monitor.rules.forms.spelling import singular
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
_OTHER_SENSE = {
    "cs": frozenset(listed("raketka")),
    "en": frozenset(listed("arms arm customs goods us its may news united left better best felt ground wound found",
                           "stricken")),
    "es": frozenset(listed("si sino como para sobre")),
    "fr": frozenset(listed("pays bois suis")),
}  # fmt: skip
"""Words that mean something else than the dictionary form that is given for them."""
_ACRONYMS = frozenset(listed("AIDS FED MET LED SOS MERS"))
"""Acronyms that are spelled like a form of a word."""
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


@lru_cache(maxsize=8)
def found_as(word: str, language: str) -> tuple[str, ...]:
    """The dictionary forms of a word in the spellings that its capitals allow; none where no dictionary has it.

    Those of the last words are remembered, because a word is asked about in several ways.
    """
    return casing.found_as(word, language, dictionary(language).get)


def lemmas(language: str, word: str, folded: str) -> Iterator[str]:
    """What a word counts as in a language of which no more is known than its dictionary."""
    if base := singular(word):
        yield base
        return
    if (word[:1].isupper() and folded in _PLACES) or folded in _OTHER_SENSE.get(language, ()) or word in _ACRONYMS:
        return
    found = found_as(word, language)
    short = is_acronym(word)
    for one in found:
        form = fold(one)
        if one != word and len(form) >= _LEAST and (not short or _is_plain(folded, form, language)):
            yield from indonesian.kept(folded, form) if language in indonesian.CODES else (form,)
    if short:
        return
    if language == "de":
        yield from german.others(word, folded, found, dictionary("de").get)
    elif language in indonesian.CODES:
        yield from indonesian.bare(folded)
    elif language in _PLURALS:
        yield from _singulars(word, folded, language, found)


def is_acronym(word: str) -> bool:
    """Whether a word looks like an acronym: few letters, all of them capitals without accents."""
    return len(word) <= LONGEST_ACRONYM and word.isascii() and word.isupper()


def _is_plain(folded: str, form: str, language: str) -> bool:
    """Whether a few capitals may be a form in a headline (``WARS``).

    A form that does not begin as the word does counts in English only: others have verbs like ``USA`` and ``NATO``.
    """
    return language == "en" or (folded.startswith(form) and folded != form)


def _singulars(word: str, folded: str, language: str, found: tuple[str, ...]) -> Iterator[str]:
    """What a word is the plural of: a name or a word without its accents, which the dictionary does not have.

    Of a word that it takes for a form of another (French ``votes``, of ``voter``), what it has, too.
    """
    small = word.lower()
    has_lost_accents = word.isupper() and language != "en"
    for ending, base in _PLURALS[language]:
        if folded.endswith(ending) and len(folded) >= _LEAST_PLURAL:
            one = small.removesuffix(ending) + base
            if not found or has_lost_accents or (small not in found and found_as(one, language) == (one,)):
                yield folded.removesuffix(ending) + base
