"""Operators that ask where things stand to each other. They work on places: spans of positions in one text field.

A word stands one word from its neighbour. What stands between words without being one (breaks) is not counted. A part
that holds without a place (a fact, a NOT) is a condition on the whole article here, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from monitor.rules.found import FIELDS, Found, Mark, Span
from monitor.rules.plan import Group, Plan, Weight


@dataclass(frozen=True, slots=True)
class Together:
    """All parts hold, as one place: the shortest stretches of a field with a place of each part that has any."""

    parts: tuple[Plan, ...]

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        placed = _placed(self.parts, found)
        if not placed:
            return None if placed is None else []
        return _covers(placed, found) or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [group for part in self.parts for group in part.needs(weight)]


@dataclass(frozen=True, slots=True)
class Close:
    """A place of the left part and one of the right at most ``distance`` words apart, in either order or in this."""

    left: Plan
    right: Plan
    distance: int
    ordered: bool

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        left, right = self.left.spans(found), self.right.spans(found)
        if not left or not right:
            return None
        pairs = _followed(left, right, self.distance, found)
        if not self.ordered:
            pairs += _followed(right, left, self.distance, found)
        return sorted(set(pairs)) or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return self.left.needs(weight) + self.right.needs(weight)


@dataclass(frozen=True, slots=True)
class Within:
    """Each part has a place in one and the same sentence or paragraph."""

    parts: tuple[Plan, ...]
    unit: Literal["sentence", "paragraph"]

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        placed = _placed(self.parts, found)
        if not placed:
            return None
        limits = found.reading.sentences if self.unit == "sentence" else found.reading.paragraphs
        units: list[dict[int, list[Span]]] = []
        for spans in placed:
            held: dict[int, list[Span]] = {}
            for span in spans:
                unit = bisect_right(limits, span.start)
                if unit == bisect_right(limits, span.end - 1):
                    held.setdefault(unit, []).append(span)
            units.append(held)
        common = set(units[0]).intersection(*units[1:])
        return [_joined(span for held in units for span in held[unit]) for unit in sorted(common)] or None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return [group for part in self.parts for group in part.needs(weight)]


@dataclass(frozen=True, slots=True)
class Often:
    """The part has at least ``count`` places that do not overlap."""

    part: Plan
    count: int

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        spans = self.part.spans(found)
        if spans is None:
            return None
        end = seen = 0
        for span in sorted(spans, key=lambda span: span.end):
            if span.start >= end:
                end, seen = span.end, seen + 1
        return spans if seen >= self.count else None

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return self.part.needs(weight)


@dataclass(frozen=True, slots=True)
class Early:
    """The part holds where only places within the first ``words`` words below the headline count."""

    part: Plan
    words: int

    def spans(self, found: Found) -> list[Span] | None:
        """See Plan."""
        starts, ordinals = found.reading.starts, found.reading.ordinals
        lead, header = starts[FIELDS.index("lead")], starts[FIELDS.index("header")]
        behind = bisect_right(ordinals, ordinals[lead] + self.words) - 1
        with found.within(lead, min(behind, header)):
            return self.part.spans(found)

    def needs(self, weight: Weight) -> list[Group]:
        """See Plan."""
        return self.part.needs(weight)


def _placed(parts: tuple[Plan, ...], found: Found) -> list[list[Span]] | None:
    """The places of the parts that have any, each paid for before the next; ``None`` where a part does not hold."""
    placed: list[list[Span]] = []
    for part in parts:
        spans = part.spans(found)
        if spans is None:
            return None
        found.spend(len(spans))
        if spans:
            placed.append(spans)
    return placed


def _followed(first: list[Span], second: list[Span], distance: int, found: Found) -> list[Span]:
    """Spans of ``first`` with each of ``second`` that begins behind them, at most ``distance`` words on."""
    found.spend(len(first) + len(second))
    ordinals, reading = found.reading.ordinals, found.reading
    second = sorted(second)
    starts = [span.start for span in second]
    pairs: list[Span] = []
    for span in first:
        field = reading.field(span.start)
        for other in map(second.__getitem__, range(bisect_left(starts, span.end), len(second))):
            if ordinals[other.start] - ordinals[span.end - 1] > distance or reading.field(other.start) != field:
                break
            found.spend(1)
            pairs.append(_joined((span, other)))
    return pairs


def _covers(placed: list[list[Span]], found: Found) -> list[Span]:
    """The shortest stretches of one field that hold a span of each list, with the marks of all spans in them."""
    found.spend(sum(map(len, placed)) * len(placed))
    shortest = [_shortest(spans) for spans in placed]
    starts = [[span.start for span in spans] for spans in shortest]
    covers: list[tuple[int, int]] = []
    for start in sorted({start for each in starts for start in each}):
        end, field_end = start, found.reading.behind(found.reading.field(start))
        for spans, firsts in zip(shortest, starts, strict=True):
            at = bisect_left(firsts, start)
            end = max(end, spans[at].end) if at < len(spans) else field_end + 1
        if end <= field_end:
            if covers and covers[-1][1] == end:
                covers.pop()
            covers.append((start, end))
    return [_cover(start, end, placed, found) for start, end in covers]


def _shortest(spans: list[Span]) -> list[Span]:
    """Spans in order, without those that hold another."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda span: (-span.start, span.end)):
        if not kept or span.end < kept[-1].end:
            kept.append(span)
    return kept[::-1]


def _cover(start: int, end: int, placed: list[list[Span]], found: Found) -> Span:
    found.spend(sum(map(len, placed)))
    within = [span for spans in placed for span in spans if start <= span.start and span.end <= end]
    return Span(start, end, _marks(within))


def _joined(spans: Iterable[Span]) -> Span:
    """One span from the first to the last, with all their marks."""
    parts = tuple(spans)
    return Span(min(part.start for part in parts), max(part.end for part in parts), _marks(parts))


def _marks(spans: Iterable[Span]) -> tuple[Mark, ...]:
    return tuple(sorted({mark for span in spans for mark in span.marks}))
