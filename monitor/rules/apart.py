"""How far apart the places of two parts of a query stand, for people who ask why they are not near each other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from monitor.rules.found import Found, Span


def nearest(left: Sequence[Span], right: Sequence[Span], found: Found, *, ordered: bool) -> str:
    """What is said of two parts of which no places stand near enough; ``ordered`` wants the left one first."""
    forth, back = _distance(left, right, found), _distance(right, left, found)
    known = [distance for distance in ((forth,) if ordered else (forth, back)) if distance is not None]
    if known:
        return f"the nearest pair is {_words(min(known))} apart"
    if ordered and back is not None:
        return f"never in this order; the nearest pair in the other order is {_words(back)} apart"
    fields = [{found.reading.field(span.start) for span in spans} for spans in (left, right)]
    return "never in one field" if fields[0].isdisjoint(fields[1]) else "they stand only in the same words"


def _distance(first: Sequence[Span], second: Sequence[Span], found: Found) -> int | None:
    """In words, how far the nearest of ``second`` begins behind one of ``first`` in the same field; neighbours: 1."""
    ordinals, reading = found.reading.ordinals, found.reading
    starts = sorted({span.start for span in second})
    distances = []
    for end in {span.end for span in first}:
        at = bisect_left(starts, end)
        if at < len(starts) and reading.field(starts[at]) == reading.field(end - 1):
            distances.append(ordinals[starts[at]] - ordinals[end - 1])
    return min(distances, default=None)


def _words(number: int) -> str:
    return f"{number} word" if number == 1 else f"{number} words"
