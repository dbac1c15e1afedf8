"""How alike two words of names sound, from 0 to 1.

Words are compared by what they sound like, with a price for every difference: little where transliterations differ
(k and q, o and u, a lost h), much where names differ (Karim, Karam; Hassan, Hussein).
"""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.rules.names.given import are_different
from monitor.rules.names.prices import PRICES, Manner
from monitor.rules.names.spelling import sounds, syllables

_REMEMBERED = 1 << 15

_LEAST_COUNTED, _MOST_COUNTED = 3.2, 4.8
"""What a price is a share of: a name's length, but in short and long names one difference counts alike."""
_ROUNDING = 1e-9
_NOT_THE_SAME = 0.7
"""At this likeness of one word the name is another, however alike its other words are."""

_ENDINGS = frozenset({"ao", "oa", "au", "ua", "eo", "oe", "eu", "ue", "io", "oi", "iu", "ui"})
"""Last vowels that tell names apart (Mario, Maria), each of one word and of another."""
_AN_ENDING = 0.6
_A_FIRST_VOWEL = 0.3
"""What is taken off where an Arabic first vowel, which is not written, is read as another (Haftar, Hifter)."""
_A_CONSONANT = 1.1
_SK = re.compile("([sS])k(?:[oe]v|in)$")
_IC = re.compile("i([csS])$")
"""Last consonants that tell names apart: Peskov and Peshkov, Babić and Babiš."""
_UMLAUT = re.compile("(?<=[aou])(?<![gq]u)e(?=[^aeiouy])")
_PINYIN = re.compile("[bdqx]|zh|(?<!n)g")
_MAC = re.compile("^mc")
_QUE = re.compile("que$")
_HARD = re.compile("c(?![ceiyhkzs])")
_FIRST_VOWEL = re.compile("([^aeiouyAO])[ai][^aeiouyAO]{2}.*[aeiouyAO]")
_SLAVIC = re.compile(
    "(?:[oe](?:v|ff|w)a?|(?<=[^aeiouy])[yi]n[ae]?|k[oa]|uk|ic[hz]?|its?ch|s[kc](?:y|i|iy|yi|yj|ij|aya|aja))$"
)
_HALF_VOWEL = re.compile("(?<=[ao])w(?=[^aeiouy])")


@lru_cache(maxsize=_REMEMBERED)
def alike(first: str, second: str, manner: Manner = Manner.OTHER) -> float:
    """How alike two folded words of names sound, 0 to 1."""
    return _alike(first, second, (first, second), manner)


@lru_cache(maxsize=_REMEMBERED)
def alike_joined(first: str, second: str, whole: str, manner: Manner = Manner.OTHER) -> float:
    """How alike two words are to one that joins them; differences count as in the longer one alone."""
    return _alike(first + second, whole, (first, second), manner)


def _alike(first: str, second: str, measure: tuple[str, str], manner: Manner) -> float:
    if first == second:
        return 1.0
    if are_different(first, second):
        return 0.0
    if manner is Manner.OTHER and _SLAVIC.search(first) and _SLAVIC.search(second):
        manner = Manner.SLAVIC
    if manner is Manner.EASTERN and _PINYIN.search(first) and _PINYIN.search(second):
        manner = Manner.PINYIN
    ones, others = _read(first, manner), _read(second, manner)
    if not all(ones) or not all(others):
        return 0.0
    size = max(len(_heard(word, manner)) for word in measure)
    scale = min(_MOST_COUNTED, max(_LEAST_COUNTED, 0.66 * size + 0.4))
    limit = (1 - _NOT_THE_SAME) * scale + _ROUNDING
    cheapest = min(_price(one, other, manner, limit) for one in ones for other in others)
    likeness = 1 - cheapest / scale
    return likeness if likeness > _NOT_THE_SAME else 0.0


def _price(one: str, other: str, manner: Manner, limit: float) -> float:
    """What the differences of two words cost, as they sound, or ``limit`` where it is not below that."""
    edges = _at_the_edges(one, other, manner)
    return PRICES[manner].between(one, other, limit - edges) + edges


def _heard(word: str, manner: Manner) -> str:
    if manner in (Manner.EASTERN, Manner.PINYIN):
        return syllables(word)
    return sounds(_copied(word) if manner is Manner.EUROPEAN else word)


@lru_cache(maxsize=_REMEMBERED)
def _copied(word: str) -> str:
    """A European word with one spelling of the Germans' umlauts, of Scottish Mac and of the hard c."""
    return _HARD.sub("k", _QUE.sub("ke", _UMLAUT.sub("", _MAC.sub("mac", word))))


def _read(word: str, manner: Manner) -> set[str]:
    """What a word sounds like; with a ``w`` between a vowel and a consonant in both ways (Shaukat, Lavrentyev)."""
    heard = _heard(word, manner)
    return {heard, _heard(_HALF_VOWEL.sub("v", word), manner)} if "w" in word else {heard}


def _at_the_edges(one: str, other: str, manner: Manner) -> float:
    """What is added to the price for last vowels that tell names apart, and taken off for a first one that does not."""
    if manner in (Manner.EASTERN, Manner.PINYIN):
        return 0.0
    price = 0.0
    if one[-1] + other[-1] in _ENDINGS and not (one[-3:-1] == other[-3:-1] in ("nk", "ul")):
        price += _AN_ENDING
    if _tell_apart(one, other):
        price += _A_CONSONANT
    if manner is Manner.OTHER and one[1:2] != other[1:2]:
        first, second = _FIRST_VOWEL.match(one), _FIRST_VOWEL.match(other)
        if first and second and first[1] == second[1]:
            price -= _A_FIRST_VOWEL
    return price


def _tell_apart(one: str, other: str) -> bool:
    """Whether the consonants of two last syllables, told by every transliteration, make them two names."""
    for pattern, sign in ((_SK, "s"), (_IC, "c")):
        first, second = pattern.search(one), pattern.search(other)
        if first and second:
            return (first[1] == sign) != (second[1] == sign)
    return False
