"""How sure it is that some words of a text mean a name: from 0 to 1.

Words are compared by what they sound like, with a price for every difference: little where transliterations differ
(k and q, o and u, a lost h), much where names differ (Karim, Karam; Hassan, Hussein). The words of a name are laid
along the words found in their order or with the family name first, where a given or middle name may be missing, stand
as an initial, or be parted or joined.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from monitor.rules.names.given import are_different
from monitor.rules.names.lists import FAMILIES
from monitor.rules.names.spelling import initials, sounds, syllables

DEFAULT = 0.8
"""The least confidence that counts where a rule asks for none."""
_REMEMBERED = 1 << 15
_LONGEST_SYLLABLE = 3
"""A word of so few letters joins no two others."""

_AN_INITIAL, _NO_MIDDLE, _NO_GIVEN, _MORE_INITIAL, _MORE, _TURNED = 0.95, 0.96, 0.93, 0.97, 0.78, 0.98
"""What each liberty leaves of the confidence."""

_LEAST_COUNTED, _MOST_COUNTED = 3.2, 4.8
"""What a price is a share of: a name's length, but in short and long names one difference counts alike."""
_ROUNDING = 1e-9
_NOT_THE_SAME = 0.7
"""At this likeness of one word the name is another, however alike its other words are."""

_VOWELS = frozenset("aeiouAO")
_HALF_VOWEL = re.compile("(?<=[ao])w(?=[^aeiouy])")
_SYLLABIC = re.compile("(?:[bcdfghjklmnpqrstwxyz]{0,2}h?[iyuw]?[aeiou]{1,3}(?:ng|[nklrmpth](?![aeiou]))?){1,3}")


@lru_cache(maxsize=_REMEMBERED)
def alike(first: str, second: str, eastern: bool = False) -> float:
    """How alike two folded words of names sound, 0 to 1; ``eastern`` for Chinese and Korean names."""
    return _alike(first, second, (first, second), eastern)


def confidence(name: tuple[str, ...], found: tuple[str, ...], before: bool = False) -> float:
    """How sure it is that the words ``found`` mean ``name``, both folded and without particles.

    ``before`` tells that another name stands before the words, so that no given name can be missing.
    """
    eastern = is_eastern(name)
    best = _laid(name, found, before, eastern)
    for turn in range(1, len(name)):
        best = max(best, _TURNED * _laid((*name[turn:], *name[:turn]), found, True, eastern, turned=True))
    return best


@lru_cache(maxsize=_REMEMBERED)
def is_eastern(name: tuple[str, ...]) -> bool:
    """Whether a name looks Chinese or Korean: a family name of these languages and few syllables."""
    ends = name[0] in FAMILIES or name[-1] in FAMILIES
    return ends and all(_SYLLABIC.fullmatch(word) for word in name)


def _alike(first: str, second: str, measure: tuple[str, str], eastern: bool) -> float:
    if first == second:
        return 1.0
    if are_different(first, second):
        return 0.0
    heard = syllables if eastern else sounds
    ones, others = _read(first, heard), _read(second, heard)
    if not all(ones) or not all(others):
        return 0.0
    prices = _EASTERN if eastern else _WESTERN
    size = max(len(heard(word)) for word in measure)
    scale = min(_MOST_COUNTED, max(_LEAST_COUNTED, 0.66 * size + 0.4))
    limit = (1 - _NOT_THE_SAME) * scale + _ROUNDING
    likeness = 1 - min(prices.between(one, other, limit) for one in ones for other in others) / scale
    return likeness if likeness > _NOT_THE_SAME else 0.0


def _read(word: str, heard: Callable[[str], str]) -> set[str]:
    """What a word sounds like; with a ``w`` between a vowel and a consonant in both ways (Shaukat, Lavrentyev)."""
    return {heard(word), heard(_HALF_VOWEL.sub("v", word))} if "w" in word else {heard(word)}


@dataclass(frozen=True, slots=True, eq=False)
class _Prices:
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
def _gone(prices: _Prices, word: str) -> tuple[float, ...]:
    """The price of each sign of a word, if it is lost."""
    return tuple(prices.gone(word, at) for at in range(len(word)))


def _either_way(prices: Mapping[str, float]) -> dict[str, float]:
    return {pair: price for both, price in prices.items() for pair in (both, both[::-1])}


_WESTERN = _Prices(
    _either_way({
        "kq": 0.0, "kg": 0.3, "kX": 0.25, "kG": 0.25, "kc": 0.0, "qg": 0.2, "qG": 0.1, "qX": 0.3, "qc": 0.2, "gG":
        0.1, "gX": 0.4, "gh": 0.3, "Gh": 0.8, "gJ": 0.3, "gj": 0.3, "gy": 0.4, "Xh": 0.2, "XC": 0.25, "Xx": 0.2,
        "kC": 0.45, "Ch": 0.35, "QS": 0.2, "QC": 0.3, "Ao": 0.15, "Aa": 0.2, "Au": 0.3, "CS": 0.35, "CJ": 0.25,
        "Cc": 0.15, "CT": 0.35, "Cj": 0.3, "Cs": 0.6, "Ss": 0.25, "Sz": 0.4, "SJ": 0.35, "Sj": 0.35, "Jz": 0.25,
        "Jj": 0.05, "Jy": 0.35, "Js": 0.45, "Jc": 0.2, "jy": 0.1, "ji": 0.1, "jc": 0.2, "js": 0.4, "jz": 0.3, "Jd":
        0.4, "Ts": 0.3, "Tz": 0.15, "Tc": 0.15, "sz": 0.15, "sc": 0.15, "zc": 0.3, "zD": 0.2, "sD": 0.4, "Dd": 0.1,
        "Dt": 0.25, "dt": 0.3, "bp": 0.3, "bv": 0.8, "vf": 0.1, "vu": 0.35, "vo": 0.65, "nN": 0.3, "mn": 0.7, "ae":
        0.25, "ei": 0.15, "ai": 0.9, "ou": 0.12, "ao": 0.55, "au": 0.7, "eo": 0.5, "eu": 0.55, "io": 0.7, "iu": 0.7,
        "yi": 0.05, "ye": 0.2, "ya": 0.5, "yo": 0.5, "yu": 0.5,
    }),
    lost={"y": 0.2, "j": 0.2, "h": 0.35, "v": 1.0, "e": 0.3, "i": 0.35, "a": 0.35, "o": 0.35, "u": 0.35, "G": 0.8},
    lost_first={"y": 0.15, "j": 0.3, "h": 0.5, "e": 0.4, "i": 0.35, "a": 0.5, "o": 0.6, "u": 0.6},
    lost_last={"e": 0.3, "h": 0.1, "y": 0.2, "a": 1.1, "i": 0.7, "o": 0.8, "u": 0.7},
)  # fmt: skip
_EASTERN = _Prices(
    _either_way({
        "kg": 0.2, "kq": 0.3, "bp": 0.2, "dt": 0.2, "JC": 0.15, "Jj": 0.6, "jC": 0.15, "qC": 0.1, "zT": 0.15, "cT":
        0.15, "zc": 0.6, "Sx": 0.8, "Ss": 0.4, "lr": 0.2, "ry": 0.5, "ly": 0.5, "li": 0.6, "ou": 0.15, "eo": 1.0,
        "eu": 0.7, "Oo": 0.5, "yi": 0.3, "kh": 0.9, "zJ": 0.4, "jJ": 0.6, "vo": 0.5, "vu": 0.2,
    }),
    lost={"v": 0.5, "h": 0.5},
    lost_first={"y": 0.5, "r": 0.6},
    lost_last={"h": 0.1, "e": 0.3},
)  # fmt: skip


def _laid(name: tuple[str, ...], found: tuple[str, ...], before: bool, eastern: bool, turned: bool = False) -> float:
    """The best way to lay a name along words: each state is a word of the name, one found, and how many are whole."""
    states: dict[tuple[int, int, int], float] = {(0, 0, 0): 1.0}
    best = 0.0
    for at in range(len(name) + 1):
        for place in range(len(found) + 1):
            for whole in range(len(name) + 1):
                here = states.get((at, place, whole), 0.0)
                if not here:
                    continue
                if at == len(name) and place == len(found):
                    best = max(best, here if whole > 1 or len(found) > 1 else 0.0)
                for step, factor in _steps(name, found, at, place, before, eastern, turned):
                    state = (at + step[0], place + step[1], whole + step[2])
                    states[state] = max(states.get(state, 0.0), here * factor)
    return best


def _steps(
    name: tuple[str, ...], found: tuple[str, ...], at: int, place: int, before: bool, eastern: bool, turned: bool
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """How the next words may go together: words used of the name and of those found, whole ones, and the factor."""
    left, right = len(name) - at, len(found) - place
    if left and right:
        yield from _together(name[at : at + 2], found[place : place + 2], left > 1 or turned, eastern)
    if left > 1 and right and len(name) > 2 and not turned and not (at == 0 and before):
        yield (1, 0, 0), _NO_MIDDLE if at else _NO_GIVEN
    if turned and left == 1 and len(name) > 2 and not right and _is_addition(name[at]):
        yield (1, 0, 0), _NO_MIDDLE
    if right > 1 and 0 < at < len(name):
        yield (0, 1, 0), _MORE_INITIAL if _is_addition(found[place]) else _MORE


def _together(
    name: tuple[str, ...], found: tuple[str, ...], may_be_initial: bool, eastern: bool
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """The next word of each, as wholes or as an initial; and two of one that are joined in the other."""
    wanted, word = name[0], found[0]
    if len(word) > 1 and len(wanted) > 1:
        yield (1, 1, 1), alike(wanted, word, eastern)
    elif word == wanted or (may_be_initial and word in initials(wanted)):
        yield (1, 1, 0), 1.0 if word == wanted else _AN_INITIAL
    if len(name) > 1 and len(word) > _LONGEST_SYLLABLE:
        yield (2, 1, 2), _parted(wanted, name[1], word, eastern)
    if len(found) > 1 and len(wanted) > _LONGEST_SYLLABLE and len(word) > 1:
        yield (1, 2, 1), _parted(word, found[1], wanted, eastern)


@lru_cache(maxsize=_REMEMBERED)
def _parted(first: str, second: str, whole: str, eastern: bool) -> float:
    """How alike two words are to one that joins them; differences count as in the longer one alone."""
    return _alike(first + second, whole, (first, second), eastern)


def _is_addition(word: str) -> bool:
    """Whether a word is a middle name that says nothing about who is meant: an initial, a patronymic."""
    return len(word) == 1 or word.endswith(("vich", "vitch", "vic", "witsch", "evna", "ovna", "ewna", "owna"))
