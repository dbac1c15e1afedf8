"""At which positions of a text terms may begin, told for all of its words at once.

Each word has a few bits for the slots that it fills (see ``patterns``), and a few for those that may follow it: in a
pair, as the second of a triple, and for the last two of a triple together. Neighbours of which these have nothing in
common are no part of any phrase; of the others it is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.rules.text.filed import Begun, Slots, pair_of

_WIDTH = 4
"""Numbers of 64 bits for a signature: more would tell more, and be slower to fetch."""
_BITS = 64 * _WIDTH
_MIXED = 31
"""What the second of two slots is multiplied by where one bit stands for both."""
_FIRST_SIZE = 1024
_Positions = NDArray[np.intp]
_Rows = NDArray[np.uint64]


class Beginnings(NamedTuple):
    """The numbers of words that are a term; and of neighbours that may begin a phrase, behind their position."""

    alone: Iterable[int]
    pairs: Iterable[tuple[int, int, int]]
    triples: Iterable[tuple[int, int, int, int]]


class Signatures:
    """The signatures of words by their numbers. One thread may add while others ask for words that were added."""

    __slots__ = ("_alone", "_rows", "_slots")

    def __init__(self) -> None:
        self._alone = np.zeros(_FIRST_SIZE, np.bool_)
        """Whether a word by itself is a term."""
        self._slots = np.zeros(_FIRST_SIZE, np.intp)
        """The slot of a word that fills one, -1 of one that fills several."""
        self._rows = np.zeros((_FIRST_SIZE, 4 * _WIDTH), np.uint64)
        """What may follow in a pair, and in a triple; the last two of triples; what the word fills."""

    def add(self, number: int, fills: Slots, begun: Iterable[Begun]) -> None:
        """Take in a word that fills slots, and what may begin with it."""
        if number >= len(self._alone):
            self._alone = np.concatenate((self._alone, np.zeros_like(self._alone)))
            self._slots = np.concatenate((self._slots, np.zeros_like(self._slots)))
            self._rows = np.concatenate((self._rows, np.zeros_like(self._rows)))
        row = 0
        for alone, pairs, triples in begun:
            if alone:
                self._alone[number] = True
            for slot in pairs:
                row |= 1 << slot % _BITS
            for second, third in map(pair_of, triples):
                row |= 1 << _BITS + second % _BITS | 1 << 2 * _BITS + (_MIXED * second + third) % _BITS
        for slot in fills:
            row |= 1 << 3 * _BITS + slot % _BITS
        self._slots[number] = fills[0] if len(fills) == 1 else -1
        self._rows[number] = np.frombuffer(row.to_bytes(4 * _BITS // 8, "little"), "<u8")

    def beginnings(self, words: NDArray[np.intp]) -> Beginnings:
        """Where the words, the last of which is a break, may be or begin a term."""
        rows = self._rows.take(words, 0)
        fills = rows[1:, 3 * _WIDTH :]
        pairs = _common(rows[:-1, :_WIDTH], fills)
        triples = self._triples(words, rows, _common(rows[:-1, _WIDTH : 2 * _WIDTH], fills))
        alone = words[self._alone.take(words)]

        def at(starts: _Positions, further: int) -> list[int]:
            found: list[int] = words.take(starts + further).tolist()
            return found

        return Beginnings(
            dict.fromkeys(alone.tolist()),
            zip(pairs.tolist(), at(pairs, 0), at(pairs, 1), strict=True),
            zip(triples.tolist(), at(triples, 0), at(triples, 1), at(triples, 2), strict=True),
        )

    def _triples(self, words: NDArray[np.intp], rows: _Rows, starts: _Positions) -> _Positions:
        """Those of the positions from which the third word, too, may be part of a triple."""
        if not len(starts):
            return starts
        second, third = (self._slots.take(words.take(starts + further)) for further in (1, 2))
        bit = (_MIXED * second + third) % _BITS
        number, shift = np.divmod(bit, 64)
        told = rows[starts, 2 * _WIDTH + number] >> shift.astype(np.uint64) & np.uint64(1) != 0
        found: _Positions = starts[told | (second < 0) | (third < 0)]
        return found


def _common(rows: _Rows, others: _Rows) -> _Positions:
    """The numbers of the rows that have something in common; by columns, which are few, where ``any`` takes longer."""
    found = rows[:, 0] & others[:, 0]
    for column in range(1, _WIDTH):
        found |= rows[:, column] & others[:, column]
    return np.flatnonzero(found)
