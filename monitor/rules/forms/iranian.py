"""Persian (and Dari) and Urdu: what is joined to the end of a noun comes off; irregular plurals by the dictionary.

The non-joiner parts a word before anything is compared, so only endings that are written without it are met here.
Persian verbs are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.domain.text import folded as fold
from monitor.rules.forms.lemmas import dictionary
from monitor.rules.forms.wordlist import listed

_ENDINGS = listed(
    "هایشان هایمان هایتان هایش هایم هایت هایی های ها یشان یمان یتان شان مان تان یان ان ین ترین تر یی ای یش یم ی ش م"
)
_LEAST, _LEAST_OF_ENDING = 3, {"ها": 2, "ان": 4, "ین": 4}
"""Letters that must be left of a word."""
_WHOLE = frozenset(
    map(fold, listed("کشتی رئیسی علی شادی بازی زندگی کسی بعضی خیلی یعنی وقتی حتی ملی اصلی سعی نهی ولی طی قاضی ماضی",
              "راضی روی سوی بوی موی جوی پیروزی آزادی مردم سلام نظم اسلام پیام اقدام مقام نام تمام عام جام دام کلام چشم",
              "جسم رسم قسم فیلم علم قلم ظلم اعلام انجام نظام ارتش آتش بخش نقش جنبش دانش ورزش کوشش گزارش سوری"))
)  # fmt: skip
"""Words whose last letters are no ending, though the rest is a word, too."""
_SHORT = {"گوی": "گو", "گویی": "گو", "جوی": "جو", "جویی": "جو"}
"""The ends of ``گفت و گو`` (talks) and ``جست و جو`` (search), which are short words."""
_URDU = (
    ("یوں", "ی"),
    ("یاں", "ی"),
    ("وں", ""),
    ("وں", "ہ"),
    ("وں", "ا"),
    ("یں", ""),
    ("ے", "ہ"),
    ("ے", "ا"),
    ("ات", ""),
)


def persian(word: str, folded: str) -> Iterator[str]:
    """What a word of a Persian text may be without the endings of nouns; ``ایرانی`` counts as ``ایران``."""
    yield from persian_term(word, folded)
    if folded in _SHORT:
        yield _SHORT[folded]
    if folded in _WHOLE:
        return
    for ending in _ENDINGS:
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem) >= _LEAST_OF_ENDING.get(ending[:2], _LEAST):
            yield stem


def persian_term(word: str, folded: str) -> Iterator[str]:
    """The dictionary form of a query's word."""
    if found := dictionary("fa").get(_persian(word)):
        yield fold(found).replace(" ", "")


def urdu(word: str, folded: str) -> Iterator[str]:
    """What a word of an Urdu text may be without the endings of the plural and of the oblique case."""
    for ending, base in _URDU:
        ending, base = fold(ending), fold(base)
        stem = folded.removesuffix(ending)
        if stem != folded and len(stem + base) >= _LEAST:
            yield stem + base


def _persian(word: str) -> str:
    """As the dictionary spells: Persian yeh and kaf."""
    return word.replace("ي", "ی").replace("ك", "ک")
