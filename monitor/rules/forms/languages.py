"""Which language's forms a word can have: by the language of the text, and the letters of the word.

A word in letters that its text's language is not written in (``sanctions`` in a Russian text) is read in the default
language of its letters, and so is a text whose language is not known. Latin letters in a text of a language that has
Latin letters but no forms here (Vietnamese, Somali) are not: they are that language's.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator
from functools import lru_cache, partial

from monitor.rules.forms import arabic, hebrew, iranian, korean, lemmas, second, serbian, slavic, suffixes
from monitor.rules.forms.wordlist import listed

Analyse = Callable[[str, str], Iterator[str]]
"""What a word counts as besides itself: ``(word as written, word folded) -> folded forms``."""

_SCRIPTS = (
    (0x41, "Latn"), (0x370, "Grek"), (0x400, "Cyrl"), (0x530, "Armn"), (0x590, "Hebr"), (0x600, "Arab"), (0x700, ""),
    (0x750, "Arab"), (0x780, ""), (0x8A0, "Arab"), (0x900, "Deva"), (0x980, "Beng"), (0xA00, ""), (0x10A0, "Geor"),
    (0x1100, ""), (0x1E00, "Latn"), (0x1F00, "Grek"), (0x2000, ""), (0xAC00, "Hang"), (0xD7B0, ""),
)  # fmt: skip
_STARTS = tuple(start for start, _ in _SCRIPTS)

_DEFAULTS = {
    "Latn": ("en",), "Grek": ("el",), "Cyrl": ("ru",), "Armn": ("hy",), "Hebr": ("he",), "Arab": ("ar", "fa"),
    "Deva": ("hi",), "Beng": ("bn",), "Geor": ("ka",), "Hang": ("ko",),
}  # fmt: skip
_SAME_FORMS = {
    "bs": "sh", "hr": "sh", "sr": "sh", "cnr": "sh", "no": "nb", "iw": "he", "in": "id", "prs": "fa", "fil": "tl",
}  # fmt: skip
_BY_SCRIPT = {
    "Grek": ("el",), "Cyrl": ("ru", "uk", "bg", "mk", "sh", "kk", "ky"), "Armn": ("hy",), "Hebr": ("he",),
    "Arab": ("ar", "fa", "ur"), "Deva": ("hi",), "Beng": ("bn",), "Geor": ("ka",), "Hang": ("ko",),
    "Latn": (
        "en", "es", "fr", "de", "pt", "it", "tr", "id", "pl", "nl", "ms", "ro", "cs", "sk", "sl", "sh", "hu", "sv",
        "nb", "nn", "da", "fi", "et", "lt", "lv", "ca", "gl", "sq", "sw", "tl", "ga", "is", "az", "uz", "kk",
    ),
}  # fmt: skip
_ONLY_OTHER_LETTERS = frozenset(listed(
    "ar arz be bg bn ckb el fa gu he hi hy ja ka kk km kn ko ky lo mk ml mn mr my ne pa ps ru si ta te tg th ug uk ur",
    "yi yue zh",
))  # fmt: skip
"""Languages in whose texts a word in Latin letters is foreign, so most likely English (or, of Kazakh, its own)."""

_ANALYSERS: dict[str, tuple[Analyse, Analyse]] = {
    "ar": (arabic.forms, arabic.forms_of_term),
    "he": (hebrew.forms, hebrew.forms_of_term),
    "fa": (iranian.persian, iranian.persian_term),
    "ur": (iranian.urdu, iranian.urdu),
    "ko": (korean.without_particles, korean.as_written),
    "ru": (partial(slavic.forms, "ru"), partial(slavic.forms_of_term, "ru")),
    "uk": (partial(slavic.forms, "uk"), partial(slavic.forms_of_term, "uk")),
    "tr": (suffixes.turkish, suffixes.turkish_term),
    "hi": (suffixes.hindi, suffixes.hindi),
    "bn": (suffixes.bengali, suffixes.bengali),
    "ka": (suffixes.georgian, suffixes.georgian),
    "sh": (serbian.forms, serbian.forms),
    **{code: (partial(suffixes.turkic, code), partial(suffixes.turkic, code)) for code in ("az", "uz", "kk", "ky")},
}  # fmt: skip
"""How a word of a text, and how a word of a query is read; in all other languages, by the dictionary alone."""
_SLAVIC = ("ru", "uk")
_INFLECTED_LETTERS = frozenset("яюєіגצזתד")
"""Folded letters that an apostrophe or a geresh parts from their word, and that change or get particles."""
_REMEMBERED = 1 << 15


def script(folded: str) -> str:
    """The ISO 15924 code of a word's letters, by its first one; empty where such words have no forms."""
    place = bisect_right(_STARTS, ord(folded[0])) - 1
    return _SCRIPTS[place][1] if place >= 0 and (len(folded) > 1 or folded in _INFLECTED_LETTERS) else ""


def languages_of(folded: str) -> tuple[str, ...]:
    """The languages in which a word with these letters may have forms."""
    return _BY_SCRIPT.get(script(folded), ())


def has_forms(word: str, folded: str) -> bool:
    """Whether a query's word may have forms: not where it is an acronym (``US``, ``NATO``)."""
    return bool(script(folded)) and not lemmas.is_acronym(word)


def readings(folded: str, language: str) -> tuple[str, ...]:
    """The languages whose forms a text's word may have, for the text's language (BCP 47, or empty)."""
    letters = script(folded)
    if not letters:
        return ()
    code = language.partition("-")[0].lower()
    code = _SAME_FORMS.get(code, code)
    own = _BY_SCRIPT[letters]
    if code in own:
        return (code,)
    if letters == "Arab" and code in ("ps", "ckb", "sd", "ug", "ks"):
        return ()
    foreign = not code or letters != "Latn" or code in _ONLY_OTHER_LETTERS
    return _DEFAULTS[letters] if foreign else ()


@lru_cache(maxsize=_REMEMBERED)
def forms_of_text(reading: str, word: str, folded: str) -> tuple[str, ...]:
    """What a word of a text is found by besides itself, folded."""
    analyse = _ANALYSERS[reading][0] if reading in _ANALYSERS else partial(second.forms, reading)
    return tuple(dict.fromkeys(form for form in analyse(word, folded) if form and form != folded))


@lru_cache(maxsize=_REMEMBERED)
def forms_of_query(reading: str, word: str, folded: str) -> tuple[str, ...]:
    """What a word of a query is looked for as besides itself, folded, in texts of one language."""
    analyse = _ANALYSERS[reading][1] if reading in _ANALYSERS else partial(lemmas.lemmas, reading)
    return tuple(dict.fromkeys(form for form in analyse(word, folded) if form and form != folded))


@lru_cache(maxsize=_REMEMBERED)
def nominatives(reading: str, word: str, folded: str) -> tuple[str, ...]:
    """What a word of a text is found by in a list of names, besides itself and its dictionary forms, folded."""
    return tuple(slavic.nominatives(reading, word, folded)) if reading in _SLAVIC else ()


def forms_of_listed(reading: str, folded: str) -> tuple[str, ...]:
    """The dictionary forms of every word of a text by whose ``nominatives`` the word of a list is found."""
    return tuple(slavic.forms_of_listed(reading, folded)) if reading in _SLAVIC else ()
