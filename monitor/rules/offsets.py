"""From positions of words to places in the original text, and back."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from monitor.domain.match import Field
from monitor.rules.lexicon import WIDTH
from monitor.rules.pieces import BREAKS, extents, parts

if TYPE_CHECKING:
    from monitor.rules.reading import Place, Reading

FIELDS: tuple[Field, ...] = ("title", "lead", "body", "header")
Extent = tuple[int, int, int]
"""A position, and where its word stands in a field's text."""


class Offsets:
    """The places of one reading's words in its texts. Made once for all hits of a document."""

    __slots__ = ("_behind", "_chars", "_extents_of", "_lines", "_reading")

    def __init__(self, reading: Reading) -> None:
        behind = _lengths(reading.written.words).cumsum() // WIDTH
        chars = _lengths(reading.written.texts) + 1
        # A line end is one character of the text, and a piece with a space on both sides.
        chars[behind.searchsorted(reading.ends(), "right")] = 0
        self._reading = reading
        self._behind: list[int] = behind.tolist()
        """The position behind each piece."""
        self._chars: list[int] = [0, *chars.cumsum().tolist()]
        """Where each piece begins, counted from the first of all."""
        self._extents_of: dict[int, tuple[tuple[int, int], ...]] = {}
        self._lines: dict[int, tuple[Extent, ...]] = {}

    def span(self, start: int, end: int) -> tuple[Field, int, int]:
        """Field, start and end (code points) in the original text of the positions from ``start`` to before ``end``."""
        number = self._reading.field(start)
        first, behind = self._extent(start, number)
        if end - start > 1:
            behind = self._extent(end - 1, number)[1]
        return FIELDS[number], first, behind

    def place(self, field: Field, start: int, end: int) -> Place | None:
        """The words that lie in a stretch of one line of a field, or share a letter with it; ``None`` without words."""
        number = FIELDS.index(field)
        text: str = getattr(self._reading.document, field)
        line = self._reading.line(self._reading.starts[number]) + text.count("\n", 0, start)
        within = [at for at, first, behind in self.line(line) if first < end and behind > start]
        return (within[0], within[-1] + 1) if within else None

    def line(self, line: int) -> tuple[Extent, ...]:
        """The words of the line with this number (over all fields), without breaks."""
        known = self._lines.get(line)
        if known is None:
            known = self._lines[line] = tuple(self._extents(line))
        return known

    def _extents(self, line: int) -> list[Extent]:
        reading, found = self._reading, []
        at = reading.ends()[line - 1] + 1 if line else 0
        piece = bisect_right(self._behind, at)
        number = reading.field(at)
        while at < reading.ends()[line]:
            start = self._start(piece, number)
            for word, first, behind in parts(reading.written.texts[piece]):
                if word not in BREAKS:
                    found.append((at, start + first, start + behind))
                at += 1
            piece += 1
        return found

    def _extent(self, position: int, number: int) -> tuple[int, int]:
        """Where a word stands in the text of the field with this number."""
        piece = bisect_right(self._behind, position)
        known = self._extents_of.get(piece)
        if known is None:
            known = self._extents_of[piece] = extents(self._reading.written.texts[piece])
        start = self._start(piece, number)
        first, behind = known[position - (self._behind[piece - 1] if piece else 0)]
        return start + first, start + behind

    def _start(self, piece: int, number: int) -> int:
        """Where a piece begins in the text of the field with this number."""
        return self._chars[piece] - self._chars[self._reading.written.starts[number]]


def _lengths(of: Collection[str | bytes]) -> NDArray[np.intp]:
    return np.fromiter(map(len, of), np.intp, len(of))
