"""Which neighbouring words of a text may begin a phrase, told for all of them at once.

Each word has a few bits for the slots that it fills (see ``patterns``), and a few for those that may follow it. A pair
of words of which these have nothing in common is no part of any phrase; of the others it is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

_WIDTH = 4
"""Numbers of 64 bits for a signature: more would tell more, and be slower to fetch."""
_FIRST_SIZE = 1024


class Signatures:
    """The signatures of words by their numbers. One thread may add while others ask for words that were added."""

    __slots__ = ("_before", "_behind")

    def __init__(self) -> None:
        self._before = np.zeros((_FIRST_SIZE, _WIDTH), np.uint64)
        self._behind = np.zeros((_FIRST_SIZE, _WIDTH), np.uint64)

    def add(self, number: int, fills: Iterable[int], followed: Iterable[int]) -> None:
        """Take in a word that fills slots, and the slots that may follow it."""
        if number >= len(self._before):
            self._before, self._behind = _grown(self._before), _grown(self._behind)
        self._before[number] = _signature(followed)
        self._behind[number] = _signature(fills)

    def neighbours(self, words: NDArray[np.intp]) -> list[int]:
        """The positions of the words that may begin a phrase with the word behind them."""
        common = self._before.take(words[:-1], 0)
        common &= self._behind.take(words[1:], 0)
        found: list[int] = np.flatnonzero(common.any(axis=1)).tolist()
        return found


def _grown(of: NDArray[np.uint64]) -> NDArray[np.uint64]:
    return np.concatenate((of, np.zeros_like(of)))


def _signature(slots: Iterable[int]) -> list[int]:
    found = [0] * _WIDTH
    for slot in slots:
        found[slot % _WIDTH] |= 1 << (slot // _WIDTH) % 64
    return found
