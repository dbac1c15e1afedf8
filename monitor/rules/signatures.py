"""At which positions of a text terms may begin, told for all of its words at once.

Each word has a few bits for the slots that it fills (see ``patterns``), and a few for those that may follow it: as the
second of a pair, as the second and as the third of a triple. Neighbours of which these have nothing in common are no
part of any phrase; of the others it is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from monitor.rules.filed import Follows, pair_of

_PAIR, _TRIPLE = 4, 2
"""Numbers of 64 bits for a signature: more would tell more, and be slower to fetch."""
_FIRST_SIZE = 1024
_Number = TypeVar("_Number", np.bool_, np.uint64)


class Beginnings(NamedTuple):
    """The numbers of words that are a term; and of neighbours that may begin a phrase, behind their position."""

    alone: Iterable[int]
    pairs: Iterable[tuple[int, int, int]]
    triples: Iterable[tuple[int, int, int, int]]


class Signatures:
    """The signatures of words by their numbers. One thread may add while others ask for words that were added."""

    __slots__ = ("_alone", "_fills", "_first", "_third")

    def __init__(self) -> None:
        self._alone = np.zeros((_FIRST_SIZE, 1), np.bool_)
        self._first = np.zeros((_FIRST_SIZE, _PAIR + _TRIPLE), np.uint64)
        self._fills = np.zeros((_FIRST_SIZE, _PAIR + _TRIPLE), np.uint64)
        self._third = np.zeros((_FIRST_SIZE, _TRIPLE), np.uint64)

    def add(self, number: int, fills: Iterable[int], follows: Follows) -> None:
        """Take in a word that fills slots, and what may follow it."""
        if number >= len(self._alone):
            self._alone, self._third = _grown(self._alone), _grown(self._third)
            self._first, self._fills = _grown(self._first), _grown(self._fills)
        triples = [pair_of(code) for code in follows.triples]
        self._alone[number] = bool(follows.alone)
        self._first[number] = _signature(follows.pairs, _PAIR) + _signature((one for one, _ in triples), _TRIPLE)
        self._fills[number] = _signature(fills, _PAIR) + _signature(fills, _TRIPLE)
        self._third[number] = _signature((other for _, other in triples), _TRIPLE)

    def beginnings(self, words: NDArray[np.intp]) -> Beginnings:
        """Where the words, the last of which is a break, may be or begin a term."""
        common = self._first.take(words[:-1], 0)
        common &= self._fills.take(words[1:], 0)
        triples = _any(common[:, _PAIR:])
        if len(triples):
            last = self._third.take(words.take(triples), 0)
            last &= self._fills.take(words.take(triples + 2), 0)[:, _PAIR:]
            triples = triples.take(_any(last))
        pairs = _any(common[:, :_PAIR])
        alone = words.take(_any(self._alone.take(words, 0)))
        return Beginnings(dict.fromkeys(alone.tolist()), _neighbours(words, pairs, 2), _neighbours(words, triples, 3))


def _neighbours(words: NDArray[np.intp], starts: NDArray[np.intp], count: int) -> Iterator[tuple[int, ...]]:
    """Positions with the words that stand there and behind."""
    return zip(starts.tolist(), *(words.take(starts + at).tolist() for at in range(count)), strict=True)


def _any(rows: NDArray[_Number]) -> NDArray[np.intp]:
    """The numbers of the rows that are not nothing; by columns, which are few, where ``any`` takes longer."""
    return np.flatnonzero(reduce(or_, rows.T))


def _grown(of: NDArray[_Number]) -> NDArray[_Number]:
    return np.concatenate((of, np.zeros_like(of)))


def _signature(slots: Iterable[int], width: int) -> list[int]:
    found = [0] * width
    for slot in slots:
        found[slot % width] |= 1 << (slot // width) % 64
    return found
