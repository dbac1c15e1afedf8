"""Operators that ask where things stand to each other. They work on places: spans of positions in one text field.

A word stands one word from its neighbour. What stands between words without being one (breaks) is not counted. A part
that holds without a place (a fact, a NOT) is a condition on the whole article here, too.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from monitor.rules.found import Found, Span
from monitor.rules.plan import Group, Plan, Weight
from monitor.rules.reading import FIELDS


@dataclass(frozen=True, slots=True)
class Together:
    """All parts hold, as one place: the shortest stretches of a field with a place of each part that has any."""

    parts: tuple[Plan, ...]

    def spans(self, found: Found) -> list[Span] | None:
        placed = _placed(self.parts, found)
        return None if placed is None else _covers(placed, found)

    def needs(self, weight: Weight) -> list[Group]:
        return [group for part in self.parts for group in part.needs(weight)]


@dataclass(frozen=True, slots=True)
class Close:
    """A place of the left part and one of the right at most ``distance`` words apart, in either order or in this."""

    left: Plan
    right: Plan
    distance: int
    ordered: bool

    def spans(self, found: Found) -> list[Span] | None:
        left, right = self.left.spans(found), self.right.spans(found)
        if not left or not right:
            return None
        pairs = _followed(left, right, self.distance, found)
        if not self.ordered:
            pairs += _followed(right, left, self.distance, found)
        return sorted(set(pairs)) or None

    def needs(self, weight: Weight) -> list[Group]:
        return self.left.needs(weight) + self.right.needs(weight)


@dataclass(frozen=True, slots=True)
class Within:
    """Each part has a place in one and the same sentence or paragraph."""

    parts: tuple[Plan, ...]
    unit: Literal["sentence", "paragraph"]

    def spans(self, found: Found) -> list[Span] | None:
        placed = _placed(self.parts, found)
        if not placed:
            return None
        limits = found.reading.sentences() if self.unit == "sentence" else found.reading.paragraphs()
        units: list[dict[int, list[Span]]] = []
        for spans in placed:
            held: dict[int, list[Span]] = {}
            for span in spans:
                unit = bisect_right(limits, span.start)
                if unit == bisect_right(limits, span.end - 1):
                    held.setdefault(unit, []).append(span)
            units.append(held)
        common = set(units[0]).intersection(*units[1:])
        found.spend(sum(map(len, placed)))
        return [_joined(span for held in units for span in held[unit]) for unit in sorted(common)] or None

    def needs(self, weight: Weight) -> list[Group]:
        return [group for part in self.parts for group in part.needs(weight)]


@dataclass(frozen=True, slots=True)
class Often:
    """The part has at least ``count`` places that do not overlap."""

    part: Plan
    count: int

    def spans(self, found: Found) -> list[Span] | None:
        spans = self.part.spans(found)
        if spans is None:
            return None
        end = seen = 0
        for span in sorted(spans, key=lambda span: span.end):
            if span.start >= end:
                end, seen = span.end, seen + 1
        return spans if seen >= self.count else None

    def needs(self, weight: Weight) -> list[Group]:
        return self.part.needs(weight)


@dataclass(frozen=True, slots=True)
class Early:
    """The part has a place within the first ``words`` words below the headline."""

    part: Plan
    words: int

    def spans(self, found: Found) -> list[Span] | None:
        spans = self.part.spans(found)
        if spans is None:
            return None
        reading = found.reading
        start, behind = reading.starts[FIELDS.index("lead")], reading.starts[FIELDS.index("header")]
        ordinals = reading.ordinals()
        return [
            span
            for span in spans
            if start <= span.start and span.end <= behind and ordinals[span.end] - ordinals[start] <= self.words
        ] or None

    def needs(self, weight: Weight) -> list[Group]:
        return self.part.needs(weight)


def _placed(parts: tuple[Plan, ...], found: Found) -> list[list[Span]] | None:
    """The places of the parts that have any; ``None`` where a part does not hold."""
    placed: list[list[Span]] = []
    for part in parts:
        spans = part.spans(found)
        if spans is None:
            return None
        if spans:
            placed.append(spans)
    return placed


def _followed(first: list[Span], second: list[Span], distance: int, found: Found) -> list[Span]:
    """Spans of ``first`` with each of ``second`` that begins behind them, at most ``distance`` words on."""
    ordinals, reading = found.reading.ordinals(), found.reading
    second = sorted(second)
    starts = [span.start for span in second]
    pairs: list[Span] = []
    for span in first:
        field = reading.field(span.start)
        for other in second[bisect_left(starts, span.end) :]:
            if ordinals[other.start] - ordinals[span.end - 1] > distance or reading.field(other.start) != field:
                break
            pairs.append(_joined((span, other)))
            found.spend(1)
    return pairs


def _covers(placed: list[list[Span]], found: Found) -> list[Span]:
    """The shortest stretches of one field that hold a span of each list."""
    if not placed:
        return []
    reading = found.reading
    latest: list[Span | None] = [None] * len(placed)
    covers: list[Span] = []
    ordered = sorted((span, number) for number, spans in enumerate(placed) for span in spans)
    found.spend(len(ordered))
    for span, number in ordered:
        latest[number] = span
        held = [one for one in latest if one is not None]
        if len(held) == len(placed) and len({reading.field(one.start) for one in held}) == 1:
            covers.append(_joined(held))
    return [
        cover
        for cover, after in zip(covers, [*covers[1:], None], strict=True)
        if after is None or not (cover.start <= after.start and after.end <= cover.end)
    ]


def _joined(spans: Iterable[Span]) -> Span:
    """One span from the first to the last, with all their marks."""
    parts = sorted(spans)
    marks = tuple(sorted({mark for part in parts for mark in part.marks}))
    return Span(parts[0].start, max(part.end for part in parts), marks)
