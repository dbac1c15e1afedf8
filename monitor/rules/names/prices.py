"""What differences of sound between two words of names cost, for names of three kinds.

A price is little where transliterations differ (k and q, o and u, a lost h) and much where names differ.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import accumulate

_REMEMBERED = 1 << 15
_VOWELS = frozenset("aeiouAO")


class Manner(StrEnum):
    """By what rules the words of a name are compared."""

    EASTERN = "eastern"
    """Chinese and Korean names: few syllables, of which every sound tells."""
    PINYIN = "pinyin"
    """Words of these with letters that Wade-Giles has not: hard and soft consonants tell."""
    EUROPEAN = "european"
    """Names of languages with Latin letters: vowels are not heard, but copied."""
    SLAVIC = "slavic"
    """Words with a Slavic ending: vowels that Cyrillic letters tell, told again."""
    OTHER = "other"


@dataclass(frozen=True, slots=True, eq=False)
class Prices:
    """What differences cost. ``swapped`` and what is ``lost`` inside or at the ends of a word cost 1 if not named."""

    swapped: Mapping[str, float]
    lost: Mapping[str, float]
    lost_first: Mapping[str, float]
    lost_last: Mapping[str, float]

    def between(self, one: str, other: str, limit: float) -> float:
        """The lowest price at which one word becomes the other, or ``limit`` where it is not below that.

        Wagner and Fischer's table, row by row; no price is below the least of any row.
        """
        if _vowels(one) == _vowels(other):
            # No vowel is lost so that another may come in its place.
            return min(limit, sum(self._swap(*signs) for signs in zip(one, other, strict=True)))
        gone, come = _gone(self, one), _gone(self, other)
        swapped = self.swapped
        row = list(accumulate(come, initial=0.0))
        for sign, price in zip(one, gone, strict=True):
            before, here = row[0], row[0] + price
            new = [here]
            for place, facing in enumerate(other):
                cost = before if sign == facing else before + swapped.get(sign + facing, 1.0)
                before = row[place + 1]
                here = min(cost, before + price, here + come[place])
                new.append(here)
            if min(new) >= limit:
                return limit
            row = new
        return row[-1]

    def _swap(self, sign: str, facing: str) -> float:
        return 0.0 if sign == facing else self.swapped.get(sign + facing, 1.0)

    def gone(self, word: str, at: int) -> float:
        """The price of a sign that is lost."""
        table = self.lost_first if at == 0 else self.lost_last if at == len(word) - 1 else self.lost
        return table.get(word[at], 1.0)


@lru_cache(maxsize=_REMEMBERED)
def _vowels(word: str) -> tuple[bool, ...]:
    """Which signs of a word are vowels."""
    return tuple(sign in _VOWELS for sign in word)


@lru_cache(maxsize=_REMEMBERED)
def _gone(prices: Prices, word: str) -> tuple[float, ...]:
    """The price of each sign of a word, if it is lost."""
    return tuple(prices.gone(word, at) for at in range(len(word)))


def _either_way(prices: Mapping[str, float]) -> dict[str, float]:
    return {pair: price for both, price in prices.items() for pair in (both, both[::-1])}


_OTHER = Prices(
    _either_way({
        "kq": 0.0, "kg": 0.3, "kX": 0.25, "kG": 0.25, "kc": 0.0, "qg": 0.2, "qG": 0.1, "qX": 0.3, "qc": 0.2, "gG":
        0.1, "gX": 0.4, "gh": 0.3, "Gh": 0.8, "gJ": 0.3, "gj": 0.3, "gy": 0.4, "Xh": 0.2, "XC": 0.25, "Xx": 0.2,
        "kC": 0.45, "Ch": 0.35, "QS": 0.2, "QC": 0.3, "Ao": 0.15, "Aa": 0.2, "Au": 0.3, "CS": 0.35, "CJ": 0.25,
        "Cc": 0.15, "CT": 0.35, "Cj": 0.3, "Cs": 0.6, "Ss": 0.25, "Sz": 0.4, "SJ": 0.35, "Sj": 0.35, "Jz": 0.25,
        "Jj": 0.05, "Jy": 0.35, "Js": 0.45, "Jc": 0.2, "jy": 0.1, "ji": 0.1, "jc": 0.2, "js": 0.4, "jz": 0.3, "Jd":
        0.3, "Ts": 0.3, "Tz": 0.15, "Tc": 0.15, "sz": 0.15, "sc": 0.15, "zc": 0.3, "zD": 0.2, "sD": 0.4, "Dd": 0.1,
        "Dt": 0.25, "dt": 0.3, "bp": 0.3, "bv": 0.8, "vf": 0.1, "vu": 0.35, "vo": 0.65, "nN": 0.3, "mn": 1.1, "ae":
        0.25, "ei": 0.15, "ai": 0.9, "ou": 0.12, "ao": 0.55, "au": 0.8, "eo": 0.9, "eu": 0.55, "io": 0.7, "iu": 0.7,
        "yi": 0.05, "ye": 0.2, "ya": 0.5, "yo": 0.5, "yu": 0.5,
    }),
    lost={"y": 0.2, "j": 0.2, "h": 0.35, "v": 1.0, "e": 0.3, "i": 0.35, "a": 0.35, "o": 0.6, "u": 0.45, "G": 0.8},
    lost_first={"y": 0.15, "j": 0.3, "h": 0.5, "e": 0.4, "i": 0.35, "a": 0.5, "o": 0.6, "u": 0.6},
    lost_last={"e": 0.6, "j": 0.3, "h": 0.1, "y": 0.2, "a": 1.1, "i": 1.3, "o": 0.9, "u": 0.9},
)  # fmt: skip
_ASPIRATED = frozenset(_either_way(dict.fromkeys(("kg", "kq", "bp", "dt", "JC", "jC", "qC", "zT", "cT"), 0.0)))
_EASTERN = Prices(
    _either_way({
        "kg": 0.2, "kq": 0.3, "bp": 0.2, "dt": 0.2, "JC": 0.15, "Jj": 0.6, "jC": 0.15, "qC": 0.1, "zT": 0.15, "cT":
        0.15, "zc": 0.6, "Sx": 0.8, "Ss": 0.4, "lr": 0.2, "ly": 0.5, "li": 0.6, "ou": 0.15, "eo": 1.0,
        "eu": 0.7, "Oo": 0.5, "yi": 0.3, "kh": 0.9, "jJ": 0.6, "vo": 0.5, "vu": 0.2,
    }),
    lost={"h": 0.5},
    lost_first={"y": 0.5},
    lost_last={"h": 0.1},
)  # fmt: skip
_EUROPEAN = Prices(
    {**_OTHER.swapped, **_either_way({
        "ae": 1.0, "ei": 1.0, "ao": 1.3, "ou": 0.9, "eo": 1.1, "eu": 1.1, "io": 1.2, "iu": 1.2,
        "dt": 1.0, "Ao": 0.9, "Aa": 0.9,
    })},
    lost={**_OTHER.lost, **dict.fromkeys("aeiou", 1.2), "h": 1.0, "y": 0.9},
    lost_first=_OTHER.lost_first,
    lost_last={**_OTHER.lost_last, "e": 1.3, "h": 0.1},
)  # fmt: skip
_SLAVIC = Prices(
    {**_OTHER.swapped, **_either_way({"ae": 0.9, "ei": 0.3, "ou": 0.6, "au": 1.1, "iu": 1.1, "vu": 1.1})},
    lost={**_OTHER.lost, **dict.fromkeys("aeou", 0.9)},
    lost_first=_OTHER.lost_first,
    lost_last=_OTHER.lost_last,
)
_PINYIN = Prices(
    {pair: price for pair, price in _EASTERN.swapped.items() if pair not in _ASPIRATED},
    lost=_EASTERN.lost,
    lost_first=_EASTERN.lost_first,
    lost_last=_EASTERN.lost_last,
)
PRICES = {
    Manner.PINYIN: _PINYIN,
    Manner.EASTERN: _EASTERN,
    Manner.EUROPEAN: _EUROPEAN,
    Manner.SLAVIC: _SLAVIC,
    Manner.OTHER: _OTHER,
}
"""What differences cost, by what rules."""
