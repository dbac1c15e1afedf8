"""Numbers by key, as compact as an array: what millions of names are found by.

A key has 40 bits and a number 24, so that both are one integer of a sorted array: eight bytes an entry, where a
dictionary of lists takes more than a hundred. Two keys with the same 40 bits are only looked at in vain.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

MOST = 1 << 24
"""Numbers are below this."""
_HASH = np.uint64((1 << 40) - 1)
_NUMBER = np.uint64((1 << 24) - 1)
_SPREAD = np.uint64(0x9E3779B97F4A7C15)
"""Odd, near 2**64 divided by the golden ratio: a product's upper bits depend on all bits of the other factor."""

Hashes = NDArray[np.uint64]


class Postings:
    """Numbers filed under keys. Filled, then ``sealed``, then only asked."""

    __slots__ = ("_filed", "_packed")

    def __init__(self) -> None:
        self._filed = array("Q")
        self._packed: Hashes = np.empty(0, np.uint64)

    def __len__(self) -> int:
        return len(self._packed)

    def file(self, key: int, number: int) -> None:
        """File a number under a key, of which 40 bits count. Raises OverflowError where it is not below MOST."""
        self._filed.append((key & 0xFF_FFFF_FFFF) << 24 | fitting(number))

    def file_all(self, keys: Hashes, numbers: Hashes) -> None:
        """File many at once; the numbers are ``fitting``."""
        self._filed.frombytes(((keys & _HASH) << np.uint64(24) | numbers).tobytes())

    def sealed(self) -> None:
        """Sort what was filed; nothing more is."""
        packed = np.frombuffer(self._filed, np.uint64) if self._filed else self._packed
        packed.sort()  # In place, in the array's own memory.
        self._packed = packed[np.append(True, packed[1:] != packed[:-1])] if len(packed) else packed
        self._filed = array("Q")

    def find(self, keys: Hashes) -> Iterator[tuple[int, int]]:
        """For each number that is filed under one of the keys: which of the keys, and the number."""
        asked = (keys & _HASH) << np.uint64(24)
        starts = np.searchsorted(self._packed, asked)
        ends = np.searchsorted(self._packed, asked | _NUMBER, side="right")
        for at in np.flatnonzero(starts < ends).tolist():
            for number in (self._packed[starts[at] : ends[at]] & _NUMBER).tolist():
                yield at, number


def fitting(number: int) -> int:
    """A number that can be filed. Raises OverflowError where it is not below MOST."""
    if number >= MOST:
        raise OverflowError(f"more than {MOST - 1:,} names and terms")
    return number


def hashes(keys: Iterable[object]) -> Hashes:
    """Python's hashes of the keys."""
    return np.fromiter(map(hash, keys), np.int64).view(np.uint64)


def pairs(some: Hashes, others: Hashes) -> Hashes:
    """A key for each two hashes, the same in either order."""
    return (some + others) * _SPREAD >> np.uint64(24)
