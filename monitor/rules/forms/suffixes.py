"""Languages with endings in a row: Turkish and its relatives, Georgian, Hindi, Bengali. Endings come off one by one.

Where there is a dictionary it is asked first, and the endings count only of words that it does not have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import found_as, is_acronym, lemmas
from monitor.rules.forms.wordlist import listed

_ENDINGS = {
    "tr": listed("lar ler larin lerin nin nun in un den dan ten tan nden ndan de da te ta nde nda la le yla yle lari",
          "leri"),
    "az": listed("lar lər larin lərin nin nun in un dən dan də da la lə lari ləri ni nu si su i u ə a yə ya nə na"),
    "uz": listed("lar ning ni ga ka qa da dan larning larni larga i si lari"),
    "kk": listed("лар лер дар дер тар тер ның нің дың дің тың тің ға ге қа ке да де та те дан ден тан тен нан нен",
          "ды ді ты ті ны ні мен бен пен ы і сы сі"),
    "ky": listed("лар лер лор лөр дар дер дор дөр тар тер тор төр нын нин нун нүн дын дин дун дүн тын тин тун түн",
          "га ге го гө ка ке ко кө да де до дө та те то тө дан ден дон дөн тан тен тон төн ны ни ну нү ды ди ду дү",
          "ты ти ту тү ы и у ү сы си су сү"),
    "bn": listed("ের র কে তে ে গুলো গুলি গুলোর দের রা টি টা টির টার"),
}  # fmt: skip
"""Endings of case and number, folded."""
_HINDI = (("ियों", "ी"), ("ियां", "ी"), ("ओं", ""), ("एं", ""), ("ों", ""), ("ों", "ा"), ("ें", ""), ("े", "ा"))
"""Endings of the plural and the oblique case, and what stands in their place in the dictionary form."""
_GEORGIAN = listed("ის ს მა ით ად ში ზე თან დან ისთვის")
"""Endings of case and joined postpositions, where the nominative has ``ი``."""
_TURKISH_VERBS = {
    "et": "etmek", "ed": "etmek", "edil": "etmek", "al": "almak", "alın": "almak", "ol": "olmak", "öl": "ölmek",
    "öldür": "öldürmek", "öldürül": "öldürmek", "de": "demek", "di": "demek",
}  # fmt: skip
"""Stems that are too short to count as words, or that the dictionary has under another one, and their infinitives."""
_TURKISH_VERB = re.compile(
    f"({'|'.join(_TURKISH_VERBS)})"
    "([dt][ıiuü](?:l[ae]r|k|m|n)?|[ıiuü]?yor(?:lar|du|um|uz)?|[ae](?:cak|cek)(?:l[ae]r|t[ıi]r?)?"
    "|m[ıiuü]ş(?:t[ıiuü]r?)?|[ae]rek)"
)
_TURKISH_LETTERS = str.maketrans("Iİ", "ıi")
_NAME_CASES = listed("e a i u")
_LEAST, _LEAST_NAME = 4, 5
_LEAST_BENGALI = 3
_LEAST_HINDI = 2
_MOST = 3


def turkish(word: str, folded: str) -> Iterator[str]:
    """The dictionary form; of a word that is not in the dictionary, what it may be without case endings."""
    yield from lemmas("tr", word, folded)
    if verb := _TURKISH_VERB.fullmatch(word.translate(_TURKISH_LETTERS).lower()):
        yield fold(_TURKISH_VERBS[verb[1]])
    if is_acronym(word) or found_as(word, "tr"):
        return
    yield from _stripped("tr", folded)
    if word[:1].isupper() and folded.endswith(_NAME_CASES) and len(folded) > _LEAST_NAME:
        yield folded[:-1]


def turkish_term(word: str, folded: str) -> Iterator[str]:
    """The dictionary form of a query's word."""
    return lemmas("tr", word, folded)


def turkic(language: str, word: str, folded: str) -> Iterator[str]:
    """What a word of a Turkic language without a dictionary may be without its endings."""
    if not is_acronym(word):
        yield from _stripped(language, folded)


def hindi(word: str, folded: str) -> Iterator[str]:
    """The dictionary form, or the word without the endings of the oblique plural."""
    if found := found_as(word, "hi"):
        yield fold(found[0])
        return
    for ending, base in _HINDI:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST_HINDI:
            yield stem + base


def georgian(word: str, folded: str) -> Iterator[str]:
    """The dictionary form, or the nominative of a word that is not in the dictionary."""
    if found := found_as(word, "ka"):
        yield fold(found[0])
        return
    for ending in _GEORGIAN:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST:
            yield stem + "ი"


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
