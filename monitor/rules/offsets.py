"""From positions of words to places in the original text, and back."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from monitor.domain.match import Field
from monitor.rules.pieces import BREAKS, extents, parts

if TYPE_CHECKING:
    from monitor.rules.reading import Place, Reading

FIELDS: tuple[Field, ...] = ("title", "lead", "body", "header")
Extent = tuple[int, int, int]
"""A position, and where its word stands in a field's text."""


class Offsets:
    """The places of one reading's words in its texts. Made once for all hits of a document."""

    __slots__ = ("_chars", "_extents_of", "_lines", "_reading", "_words")

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._chars = [0, *accumulate(map(len, reading.pieces.texts))]
        self._words = [0, *accumulate(map(len, reading.pieces.words))]
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
        piece = bisect_right(self._words, at) - 1
        number = reading.field(at)
        while at < reading.ends()[line]:
            start = self._start(piece, at, number)
            for word, first, behind in parts(reading.pieces.texts[piece]):
                if word not in BREAKS:
                    found.append((at, start + first, start + behind))
                at += 1
            piece += 1
        return found

    def _extent(self, position: int, number: int) -> tuple[int, int]:
        """Where a word stands in the text of the field with this number."""
        piece = bisect_right(self._words, position) - 1
        start = self._start(piece, position, number)
        known = self._extents_of.get(piece)
        if known is None:
            known = self._extents_of[piece] = extents(self._reading.pieces.texts[piece])
        first, behind = known[position - self._words[piece]]
        return start + first, start + behind

    def _start(self, piece: int, position: int, number: int) -> int:
        """Where a piece begins: behind all before it, one space each; a line end counts as one, not as three."""
        reading, before = self._reading, self._reading.pieces.starts[number]
        lines = reading.line(position) - reading.line(reading.starts[number])
        return self._chars[piece] - self._chars[before] + piece - before - 2 * lines
