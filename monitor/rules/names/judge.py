"""Whether words of a text that share keys with a name mean it: the stretch around them that is most surely the name."""

from __future__ import annotations

from functools import lru_cache
from itertools import pairwise, starmap
from typing import NamedTuple

from monitor.domain.match import Field
from monitor.rules.names.equivalent import KOREAN_FAMILIES
from monitor.rules.names.likeness import alike
from monitor.rules.names.prices import Manner
from monitor.rules.names.resemblance import confidence, goes_on, manner_of
from monitor.rules.names.spelling import INITIAL, initials, joined_keys, name_keys
from monitor.rules.names.words import LONGEST_NAME, NameWord, Run, name_words

_EITHER_SIDE = 3
"""How many words beside two that were found may belong to the same name."""
_LONGER = 0.75
"""What is left of the confidence where a hyphen joins more to the name."""
_REMEMBERED = 1 << 14


class Spelled(NamedTuple):
    """A place (code points of a field) where a name stands, how sure that is, and which of the names."""

    field: Field
    start: int
    end: int
    confidence: float
    alias: str


class Near(NamedTuple):
    """A run of names of a text, and the words between which a pair of keys was found."""

    field: Field
    run: Run
    first: int
    last: int
    words: tuple[str, str]


class _Name(NamedTuple):
    words: tuple[str, ...]
    keys: frozenset[str]
    """The keys of the words, of each two neighbours as one, and of initials."""


def written(near: Near, alias: str) -> Spelled | None:
    """The stretch around a pair that is the name letter by letter, if one is: nothing can be surer."""
    wanted, run = name_words(alias), near.run
    for first in range(max(0, near.last - len(wanted) + 1), near.first + 1):
        stretch = run[first : first + len(wanted)]
        if tuple(word.folded for word in stretch) == wanted and not any(word.comma for word in stretch[1:]):
            sure = _LONGER if _is_joined(stretch[-1], wanted) or _is_begun(run, first, wanted) else 1.0
            return Spelled(near.field, stretch[0].start, stretch[-1].end, sure, alias)
    return None


def judged(near: Near, alias: str, best: Spelled | None = None) -> Spelled | None:
    """The stretch around a pair that is most surely the name, where that is surer than ``best``."""
    words = name_words(alias)
    if not all(_may_be(word, words) for word in near.words):
        return best
    name, run = _name(words), near.run
    for first in range(max(0, near.first - _EITHER_SIDE), near.first + 1):
        if first < near.first and not _belongs(run, first, name):
            continue
        for last in range(near.last, min(len(run), near.last + _EITHER_SIDE + 1)):
            if last > near.last and not _belongs(run, last, name):
                continue
            found, before = _order(run, first, last)
            if 1 <= len(found) <= LONGEST_NAME:
                sure = _confidence(name.words, found, before)
                if _is_joined(run[last], words) or _is_begun(run, first, words):
                    sure *= _LONGER
                if sure and (best is None or sure > best.confidence):
                    best = Spelled(near.field, run[first].start, run[last].end, round(sure, 4), alias)
    return best


_confidence = lru_cache(maxsize=_REMEMBERED)(confidence)


@lru_cache(maxsize=_REMEMBERED)
def _name(words: tuple[str, ...]) -> _Name:
    units = (*map(name_keys, words), *starmap(joined_keys, pairwise(words)))
    abbreviated = {INITIAL + letter for word in words for letter in initials(word)}
    return _Name(words, frozenset(abbreviated).union(*units))


def _is_joined(word: NameWord, name: tuple[str, ...]) -> bool:
    return bool(word.tail) and goes_on(word.tail, name)


def _is_begun(run: Run, first: int, name: tuple[str, ...]) -> bool:
    """Whether a hyphen joins a given name of Western Europe before it (Jean-Paul); Mohammad-Javad may be Javad."""
    return first > 0 and bool(run[first - 1].tail) and manner_of((run[first - 1].folded, *name)) is Manner.EUROPEAN


def _belongs(run: Run, at: int, name: _Name) -> bool:
    """Whether a word, alone or with a neighbour, may be one of a name: no stretch that counts ends in another."""
    word, keys = run[at].folded, name.keys
    return (
        not keys.isdisjoint(run[at].keys)
        or (at + 1 < len(run) and not keys.isdisjoint(joined_keys(word, run[at + 1].folded)))
        or (at > 0 and not keys.isdisjoint(joined_keys(run[at - 1].folded, word)))
    )


def _may_be(word: str, words: tuple[str, ...]) -> bool:
    """Whether a word is alike enough to one of a name; a first look that spares most of the others."""
    if len(word) == 1:
        return any(word == one or word in initials(one) for one in words)
    if word in words:
        return True
    keys, manner = set(name_keys(word)), manner_of(words)
    return any(
        not keys.isdisjoint(name_keys(one)) and (alike(word, one, manner) or _is_same_family(word, one))
        for one in words
    ) or any(
        not keys.isdisjoint(joined_keys(one, other)) and alike(word, one + other, manner)
        for one, other in pairwise(words)
    )  # fmt: skip


def _is_same_family(word: str, other: str) -> bool:
    return KOREAN_FAMILIES.get(word, word) == KOREAN_FAMILIES.get(other, other)


def _order(words: Run, first: int, last: int) -> tuple[tuple[str, ...], bool]:
    """The words from ``first`` to ``last`` in the order of a name, and whether another name stands before them.

    A comma stands only behind a family name that comes first; no name goes on across two.
    """
    commas = [at for at in range(first + 1, last + 1) if words[at].comma]
    found = tuple(word.folded for word in words[first : last + 1])
    if len(commas) == 1:
        behind = commas[0] - first
        return (*found[behind:], *found[:behind]), True
    return ((), False) if commas else (found, first > 0 and not words[first].comma)
