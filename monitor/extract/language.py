"""The language that a text is written in, told from the text; what the page declares breaks ties.

Pages of state outlets often declare the language of their template. py3langid knows 140 languages, among them Pashto,
Tajik and Kyrgyz, in any length of text; its model is part of the package and takes 80 MB, so that it is loaded when
first needed, once for a process.
"""

from __future__ import annotations

from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

_ENOUGH = 600
"""So many characters tell; more only take longer."""
_SURE = 0.6
_POSSIBLE = 0.1
"""What is surer than this may be what the page declares."""
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
    found, sureness = _identifier().classify(sample)
    language, declared = _NAMES.get(found, found), _NAMES.get(declared, declared)
    if any(language in group and declared in group for group in _ALIKE):
        return declared
    if sureness < _SURE and dict(_identifier().rank(sample)).get(declared, 0.0) > _POSSIBLE:
        return declared
    return "" if language == "zxx" else language


@cache
def _identifier() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
