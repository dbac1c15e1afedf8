"""The language that a text is written in, told from the text; what the page declares breaks ties.

Pages of state outlets often declare the language of their template. py3langid knows 140 languages, among them Pashto,
Tajik and Kyrgyz, in any length of text; its model is part of the package and takes 80 MB, so that it is loaded when
first needed, once for a process.
"""

from __future__ import annotations

import re
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH, _ENOUGH_BEYOND_LATIN = 400, 250
"""So many characters tell; more only take longer, and those beyond Latin letters are two or three bytes each."""
_SURE = 0.6
_POSSIBLE = 0.1
"""What is surer than this may be what the page declares."""
_MOST = 0.5
_SCRIPTS = (
    (re.compile(r"[\uac00-\ud7a3]"), "ko"),
    (re.compile(r"[\u0e01-\u0e3a]"), "th"),
    (re.compile(r"[\u0370-\u03ff\u1f00-\u1fff]"), "el"),
    (re.compile(r"[\u10a0-\u10ff]"), "ka"),
    (re.compile(r"[\u0530-\u058f]"), "hy"),
)
_NAMES = {
    "wuu": "zh",
    "yue": "zh",
    "ary": "ar",
    "arz": "ar",
    "uzs": "uz",
    "nb": "no",
    "nn": "no",
    "sdh": "ku",
    "ckb": "ku",
}
"""Written forms that count as one language."""
_ALIKE = (
    frozenset(("bs", "hr", "sr", "sh", "me", "cnr")),
    frozenset(("id", "ms")),
    frozenset(("da", "no")),
    frozenset(("gl", "pt")),
    frozenset(("cs", "sk")),
    frozenset(("bg", "mk")),
    frozenset(("fa", "prs")),
    frozenset(("tl", "fil")),
)
"""Languages of which a short text may belong to either."""


def language_of(text: str, declared: str = "") -> str:
    """The primary BCP 47 tag of the text's language; ``declared`` is the one that the page names, if any.

    Without enough letters to tell, the declared one. Empty where nothing says.
    """
    sample = text[:_ENOUGH]
    if not any(ch.isalpha() for ch in sample):
        return declared
    if not sample.isascii() and (language := _by_script(sample)):
        return language
    if len(sample.encode("ascii", "ignore")) < len(sample) // 2:
        sample = sample[:_ENOUGH_BEYOND_LATIN]
    found, sureness = _identifier().classify(sample)
    language, declared = _NAMES.get(found, found), _NAMES.get(declared, declared)
    if any(language in group and declared in group for group in _ALIKE):
        return declared
    if sureness < _SURE and dict(_identifier().rank(sample)).get(declared, 0.0) > _POSSIBLE:
        return declared
    return "" if language == "zxx" else language


def _by_script(sample: str) -> str:
    """The language whose script most of the letters are of, where it is the only one that is written so."""
    letters = sum(1 for ch in sample if ch.isalpha())
    return next((language for script, language in _SCRIPTS if len(script.findall(sample)) > _MOST * letters), "")


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
