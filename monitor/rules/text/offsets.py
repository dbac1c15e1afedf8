"""From positions of words to places in the original text, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from monitor.domain.match import Field
from monitor.rules.text.lexicon import WIDTH
from monitor.rules.text.pieces import BREAKS, extents, parts

if TYPE_CHECKING:
    from monitor.rules.text.reading import Place, Reading

FIELDS: tuple[Field, ...] = ("title", "lead", "body", "header")
Extent = tuple[int, int, int]
"""A position, and where its word stands in a field's text."""


class Offsets:
    """The places of one reading's words in its texts. Made once for all hits of a document."""

    __slots__ = ("_behind", "_ends", "_extents_of", "_first", "_gaps", "_lines", "_pieces", "_starts", "_texts")

    def __init__(self, reading: Reading) -> None:
        self._texts: list[str] = [getattr(reading.document, field) for field in FIELDS]
        self._pieces, self._first = reading.written.texts, reading.written.starts
        self._starts, self._ends = reading.starts, reading.ends()
        self._behind = list(accumulate(map(len, reading.written.words)))
        """Where each piece ends in the array of all words, in bytes."""
        self._gaps: dict[int, NDArray[np.intp]] = {}
        self._extents_of: dict[int, tuple[tuple[int, int], ...]] = {}
        self._lines: dict[int, tuple[Extent, ...]] = {}

    def span(self, start: int, end: int) -> tuple[Field, int, int]:
        """Field, start and end (code points) in the original text of the positions from ``start`` to before ``end``."""
        number = bisect_right(self._starts, start) - 1
        first, behind = self._extent(start, number)
        if end - start > 1:
            behind = self._extent(end - 1, number)[1]
        return FIELDS[number], first, behind

    def place(self, field: Field, start: int, end: int) -> Place | None:
        """The words that lie in a stretch of one line of a field, or share a letter with it; ``None`` without words."""
        number = FIELDS.index(field)
        line = bisect_left(self._ends, self._starts[number]) + self._texts[number].count("\n", 0, start)
        within = [at for at, first, behind in self.line(line) if first < end and behind > start]
        return (within[0], within[-1] + 1) if within else None

    def line(self, line: int) -> tuple[Extent, ...]:
        """The words of the line with this number (over all fields), without breaks."""
        known = self._lines.get(line)
        if known is None:
            known = self._lines[line] = tuple(self._extents(line))
        return known

    def _extents(self, line: int) -> list[Extent]:
        at = self._ends[line - 1] + 1 if line else 0
        piece, number = bisect_right(self._behind, at * WIDTH), bisect_right(self._starts, at) - 1
        found: list[Extent] = []
        while at < self._ends[line]:
            start = self._start(piece, at, number)
            for word, first, behind in parts(self._pieces[piece]):
                if word not in BREAKS:
                    found.append((at, start + first, start + behind))
                at += 1
            piece += 1
        return found

    def _extent(self, position: int, number: int) -> tuple[int, int]:
        """Where a word stands in the text of the field with this number."""
        piece = bisect_right(self._behind, position * WIDTH)
        known = self._extents_of.get(piece)
        if known is None:
            known = self._extents_of[piece] = extents(self._pieces[piece])
        start = self._start(piece, position, number)
        first, behind = known[position - (self._behind[piece - 1] // WIDTH if piece else 0)]
        return start + first, start + behind

    def _start(self, piece: int, position: int, number: int) -> int:
        """Where a piece begins in the text of a field: behind as many gaps as pieces, ends of lines not counted."""
        lines = bisect_left(self._ends, position) - bisect_left(self._ends, self._starts[number])
        before = piece - self._first[number] - lines
        gaps = self._gaps.get(number)
        if gaps is None:
            gaps = self._gaps[number] = _gaps(self._texts[number])
        return gaps.item(before - 1) + 1 if before else 0


def _gaps(text: str) -> NDArray[np.intp]:
    """Where a text has the spaces and line ends that its pieces stand between."""
    signs = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    return np.flatnonzero((signs == ord(" ")) | (signs == ord("\n")))
