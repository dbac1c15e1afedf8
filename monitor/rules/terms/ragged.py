"""Rows of numbers, of different lengths, one behind the other in one array.

A hundred thousand rules as lists of lists are millions of objects, each of which is fetched from memory by itself.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.integer[Any]]


class Ragged:
    """Rows by their number, from 0."""

    __slots__ = ("_ends", "_values")

    def __init__(self) -> None:
        self._values, self._ends = array("i"), array("i", (0,))

    @classmethod
    def of(cls, values: NDArray[np.int32], ends: NDArray[np.int32]) -> Ragged:
        """Rows of values that stand one behind the other, by where each ends."""
        made = cls()
        made._values.frombytes(values.tobytes())
        made._ends.frombytes(ends.tobytes())
        return made

    def append(self, row: Iterable[int]) -> None:
        """Add a row behind the last."""
        self._values.extend(row)
        self._ends.append(len(self._values))

    def row(self, number: int) -> array[int]:
        """The values of one row."""
        return self._values[self._ends[number] : self._ends[number + 1]]

    def __len__(self) -> int:
        return len(self._ends) - 1

    def take(self, rows: Numbers) -> tuple[NDArray[np.int32], Numbers]:
        """The values of some rows, one behind the other, and how many each row has."""
        values, ends = np.asarray(self._values), np.asarray(self._ends)
        starts = ends.take(rows)
        lengths = ends.take(rows + 1) - starts
        shift = starts - (lengths.cumsum() - lengths)
        return values.take(np.arange(lengths.sum()) + np.repeat(shift, lengths)), lengths
