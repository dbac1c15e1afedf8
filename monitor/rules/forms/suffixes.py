"""Languages with endings in a row: Turkish and its relatives, Hindi, Bengali. Endings come off one by one.

Where there is a dictionary it is asked first, and the endings count only of words that it does not have.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import LONGEST_ACRONYM, lemma, lemmas
from monitor.rules.forms.wordlist import listed

_ENDINGS = {
    "tr": listed("lar ler larin lerin nin nun in un den dan ten tan nden ndan de da te ta nde nda la le yla yle lari",
          "leri"),
    "az": listed("lar ler larin lerin nin nun in un den dan de da la le lari leri ni nu si su i u e a ye ya"),
    "uz": listed("lar ning ni ga ka qa da dan larning larni larga"),
    "kk": listed("лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке да де та те дан ден тан тен нан нен",
          "ды ді ты ті ны ні мен бен пен"),
    "ky": listed("лар лер дар дер тар тер лор дор тор нын нин дын дин тын тин га ге ка ке да де та те дан ден тан тен",
          "ды ди ты ти ны ни"),
    "bn": listed("ের র কে তে ে গুলো গুলি গুলোর দের রা টি টা টির টার"),
}  # fmt: skip
"""Endings of case and number, folded."""
_HINDI = (("ियों", "ी"), ("ियाँ", "ी"), ("ियां", "ी"), ("ों", ""), ("ों", "ा"), ("ें", ""), ("े", "ा"))
"""Endings of the plural and the oblique case, and what stands in their place in the dictionary form."""
_LEAST = 4
_LEAST_BENGALI = 3
_LEAST_HINDI = 2
_MOST = 3


def turkish(word: str, folded: str) -> Iterator[str]:
    """The dictionary form; of a word that is not in the dictionary, what it may be without case endings."""
    known = False
    for form in lemmas("tr", word, folded):
        known = True
        yield form
    if not known and lemma(word, "tr") is None and not word.isupper():
        yield from _stripped("tr", folded)


def turkish_term(word: str, folded: str) -> Iterator[str]:
    """The dictionary form of a query's word."""
    return lemmas("tr", word, folded)


def turkic(language: str, word: str, folded: str) -> Iterator[str]:
    """What a word of a Turkic language without a dictionary may be without its endings."""
    if not (word.isupper() and len(word) <= LONGEST_ACRONYM):
        yield from _stripped(language, folded)


def hindi(word: str, folded: str) -> Iterator[str]:
    """The dictionary form, or the word without the endings of the oblique plural."""
    if found := lemma(word, "hi"):
        yield fold(found)
        return
    for ending, base in _HINDI:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST_HINDI:
            yield stem + base


def bengali(word: str, folded: str) -> Iterator[str]:
    """What a Bengali word may be without the endings of case and number."""
    return _stripped("bn", folded, _LEAST_BENGALI)


def _stripped(language: str, folded: str, least: int = _LEAST) -> Iterator[str]:
    level = [folded]
    for _ in range(_MOST):
        level = [
            form.removesuffix(ending)
            for form in level
            for ending in _ENDINGS[language]
            if form.endswith(ending) and len(form) - len(ending) >= least
        ]
        yield from level
