"""How sure it is that some words of a text mean a name: from 0 to 1.

The words of a name are laid along the words found (see ``likeness``) in their order or with the family name first,
where a given or middle name may be missing, stand as an initial, or be parted or joined.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import IntEnum
from functools import lru_cache
from itertools import chain

from monitor.rules.names.equivalent import FAMILIES as ONE_FAMILY
from monitor.rules.names.equivalent import KOREAN_FAMILIES
from monitor.rules.names.likeness import alike, alike_joined
from monitor.rules.names.lists import EUROPEAN, FAMILIES
from monitor.rules.names.prices import Manner
from monitor.rules.names.spelling import initials

DEFAULT = 0.8
"""The least confidence that counts where a rule asks for none."""
_REMEMBERED = 1 << 15
_LONGEST_SYLLABLE = 3
"""A word of so few letters joins no two others."""

_AN_INITIAL, _NO_MIDDLE, _NO_GIVEN, _MORE_INITIAL, _MORE, _TURNED = 0.95, 0.96, 0.93, 0.97, 0.78, 0.98
"""What each liberty leaves of the confidence."""
_PATRONYMICS = ("vich", "vitch", "vic", "witsch", "evna", "ovna", "ewna", "owna")
_PREFIXES = frozenset({"ter", "der"})
"""What belongs to an Armenian family name."""
_A_SYLLABLE = "[bcdfghjklmnpqrstwxyz]{0,2}h?[iyuw]?[aeiou]{1,3}(?:ng|[nklrmpth](?![aeiou]))?"
SYLLABLE = re.compile(_A_SYLLABLE)
"""Of a Chinese or Korean name."""
_SYLLABIC = re.compile(f"(?:{_A_SYLLABLE}){{1,3}}")


class _Change(IntEnum):
    """What of a name is left out, or put in, where it stands in a text; never both, which makes another name."""

    NONE = 0
    MISSING = 1
    ADDED = 2


def confidence(name: tuple[str, ...], found: tuple[str, ...], before: bool = False) -> float:
    """How sure it is that the words ``found`` mean ``name``, both folded and without particles.

    ``before`` tells that another name stands before the words, so that no given name can be missing.
    """
    manner = manner_of(name)
    if manner is Manner.EASTERN:
        name, found = _with_one_family(name, found)
    best = _laid(name, found, before, manner)
    for turn in range(1, len(name)):
        best = max(best, _TURNED * _laid((*name[turn:], *name[:turn]), found, True, manner, turned=True))
    return best


@lru_cache(maxsize=_REMEMBERED)
def manner_of(name: tuple[str, ...]) -> Manner:
    """By what rules a name is compared.

    It looks Chinese or Korean with a family name of these languages and few syllables, and European with a given name
    that is written so in a language with Latin letters only.
    """
    if name[0] in FAMILIES or name[-1] in FAMILIES:
        if all(word in FAMILIES or _SYLLABIC.fullmatch(word) for word in name):
            return Manner.EASTERN
    elif not EUROPEAN.isdisjoint(name):
        return Manner.EUROPEAN
    return Manner.OTHER


def goes_on(tail: str, name: tuple[str, ...]) -> bool:
    """Whether what a hyphen joins to a name makes it another (Jun-ho, Giménez-Ruiz); not in "the Putin-led party"."""
    if tail[0].isupper():
        return True
    return tail != "run" and bool(SYLLABLE.fullmatch(tail)) and manner_of(name) is Manner.EASTERN


def _with_one_family(name: tuple[str, ...], found: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Both with one spelling of the family name, which stands first or last.

    A Korean given name has two syllables; one of a single syllable is taken to be Chinese.
    """
    at = 0 if name[0] in FAMILIES else len(name) - 1
    is_short = len(name) == 2 and bool(SYLLABLE.fullmatch(name[1 - at]))
    same = ONE_FAMILY if is_short else KOREAN_FAMILIES
    family = same.get(name[at], name[at])
    if family not in same.values():
        return name, found
    ends = (0, len(found) - 1)
    return (
        tuple(family if place == at else word for place, word in enumerate(name)),
        tuple(same.get(word, word) if place in ends else word for place, word in enumerate(found)),
    )


def _laid(name: tuple[str, ...], found: tuple[str, ...], before: bool, manner: Manner, turned: bool = False) -> float:
    """The best way to lay a name along words.

    Each state is a word of the name, one found, how many are whole, and whether words are missing or added so far; it
    is reached from states with fewer words.
    """
    states: list[dict[tuple[int, int, int, _Change], float]] = [{} for _ in range(len(name) + len(found) + 1)]
    states[0][0, 0, 0, _Change.NONE] = 1.0
    for (at, place, whole, change), here in chain.from_iterable(map(dict.items, states)):
        for (words, others, wholes), factor in _steps(name, found, at, place, before, manner, turned):
            new = _Change.MISSING if not others else _Change.ADDED if not words else change
            if factor and change in (_Change.NONE, new):
                state = (at + words, place + others, whole + wholes, new)
                farther = states[state[0] + state[1]]
                farther[state] = max(farther.get(state, 0.0), here * factor)
    return max((sure for (_, _, whole, _), sure in states[-1].items() if whole > 1 or len(found) > 1), default=0.0)


def _steps(
    name: tuple[str, ...], found: tuple[str, ...], at: int, place: int, before: bool, manner: Manner, turned: bool
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """How the next words may go together: words used of the name and of those found, whole ones, and the factor."""
    left, right = len(name) - at, len(found) - place
    if left and right:
        yield from _together(name[at : at + 2], found[place : place + 2], left > 1 or turned, manner)
    may_miss = len(name) > 2 and manner is not Manner.EASTERN  # A syllable of a given name is no middle name.
    if may_miss and left > 1 and right and not turned and not (at == 0 and before):
        yield (1, 0, 0), _MORE if name[at] in _PREFIXES else _NO_MIDDLE if at else _NO_GIVEN
    if may_miss and turned and left == 1 and not right and _is_addition(name[at]):
        yield (1, 0, 0), _NO_MIDDLE
    if right > 1 and 0 < at < len(name):
        yield (0, 1, 0), _MORE_INITIAL if _is_addition(found[place]) else _MORE


def _together(
    name: tuple[str, ...], found: tuple[str, ...], may_be_initial: bool, manner: Manner
) -> Iterator[tuple[tuple[int, int, int], float]]:
    """The next word of each, as wholes or as an initial; and two of one that are joined in the other."""
    wanted, word = name[0], found[0]
    if len(word) > 1 and len(wanted) > 1:
        yield (1, 1, 1), alike(wanted, word, manner)
    elif word == wanted or (may_be_initial and word in initials(wanted)):
        yield (1, 1, 0), 1.0 if word == wanted else _AN_INITIAL
    if len(name) > 1 and len(word) > _LONGEST_SYLLABLE:
        yield (2, 1, 2), alike_joined(wanted, name[1], word, manner)
    if len(found) > 1 and len(wanted) > _LONGEST_SYLLABLE and len(word) > 1:
        yield (1, 2, 1), alike_joined(word, found[1], wanted, manner)


def _is_addition(word: str) -> bool:
    """Whether a word is a middle name that says nothing about who is meant: an initial, a patronymic, Ben for bin."""
    return len(word) == 1 or word == "ben" or word.endswith(_PATRONYMICS)
