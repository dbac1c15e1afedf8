"""Where the terms of a rule set stand in one document; worked out when a rule asks, and then remembered."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from monitor.domain.match import Scope
from monitor.rules.index import Atom, TermIndex
from monitor.rules.patterns import Sequence, Slot
from monitor.rules.reading import FIELDS, LINE, Place, Reading
from monitor.rules.regexes import RegexIndex
from monitor.rules.shapes import Shape
from monitor.rules.syntax import Form

STEPS = 100_000
"""What one rule may cost one article, in places looked at: about a tenth of a second."""


class Overrun(Exception):
    """A rule has cost an article more than STEPS."""


class Mark(NamedTuple):
    """A place for people to see: the words of one term. ``label`` tells which of its sequences they fill."""

    start: int
    end: int
    term: str = ""
    label: str = ""


class Span(NamedTuple):
    """A place as operators of position see it, with the marks that make it."""

    start: int
    end: int
    marks: tuple[Mark, ...] = ()


class Found:
    """What is asked while the rules are looked at for one document."""

    __slots__ = ("_index", "_places", "_regexes", "_scopes", "present", "reading", "steps")

    def __init__(self, reading: Reading, index: TermIndex, regexes: RegexIndex, present: set[int]) -> None:
        self.reading = reading
        self.present = present
        self.steps = 0
        self._index = index
        self._regexes = regexes
        self._places: dict[int, list[tuple[Place, str]]] = {}
        self._scopes: dict[Scope | None, tuple[tuple[int, int], ...]] = {}

    def spend(self, steps: int) -> None:
        """Count what a rule costs. Raises Overrun."""
        self.steps += steps
        if self.steps > STEPS:
            raise Overrun

    def spans(self, number: int, scope: Scope | None, term: str) -> list[Span]:
        """Where a term stands within a scope, in order, without places inside another."""
        if number not in self.present:
            return []
        return [
            Span(start, end, (Mark(start, end, term, label),))
            for (start, end), label in self.places(number)
            if any(first <= start and end <= behind for first, behind in self._within(scope))
        ]

    def places(self, number: int) -> list[tuple[Place, str]]:
        """Where a term stands in the whole document, and which of its sequences."""
        known = self._places.get(number)
        if known is None:
            atom = self._index.atoms[number]
            places = {place: sequence.label for sequence in atom.sequences for place in self._filled(sequence, atom)}
            known = self._places[number] = _outermost(places)
            self.spend(1 + len(known))
        return known

    def regex(self, number: int, scope: Scope | None, term: str) -> list[Span]:
        """Where a regular expression fits within a scope."""
        within = self._within(scope)
        return [
            Span(start, end, (Mark(start, end, term),))
            for start, end in self._regexes.places(number, self.reading)
            if any(first <= start and end <= behind for first, behind in within)
        ]

    def _within(self, scope: Scope | None) -> tuple[tuple[int, int], ...]:
        """From which position to which a scope reaches."""
        known = self._scopes.get(scope)
        if known is None:
            title, lead, body, header = self.reading.starts
            known = self._scopes[scope] = {
                None: ((title, header),),
                "title": ((title, lead),),
                "lead": ((lead, body), (body, self.reading.lead_end())),
                "body": ((body, header),),
                "header": ((title, body), (header, len(self.reading.words))),
            }[scope]
        return known

    def _filled(self, sequence: Sequence, atom: Atom) -> Iterator[Place]:
        if sequence.slop is not None and len(sequence.slots) > 1:
            yield from self._window(sequence.slots, sequence.slop, atom)
            return
        for start in self._starts(sequence.slots[0]):
            behind = [start]
            for slot in sequence.slots:
                behind = [after for at in behind for after in self._after(at, slot)]
                self.spend(1)
            for end in behind:
                if self._is_written(start, end, atom):
                    yield start, end

    def _starts(self, slot: Slot) -> list[int]:
        if isinstance(slot, Shape):
            number = self._index.shapes.number(slot)
            words = [word for word in self.reading.folded() if number in self._index.shapes.fit(word)]
            return sorted(at for word in words for at in self.reading.positions(word))
        if len(slot) == 1:
            return self.reading.positions(next(iter(slot)))
        return sorted({at for key in slot for at in self.reading.positions(key)})

    def _after(self, at: int, slot: Slot) -> Iterator[int]:
        reading = self.reading
        if isinstance(slot, frozenset):
            yield from reading.steps(at, slot)
        elif at < len(reading.words):
            number = self._index.shapes.number(slot)
            if number in self._index.shapes.fit(reading.words[at]):
                yield at + 1
            if at in reading.joined and number in self._index.shapes.fit(reading.joined[at][0]):
                yield reading.joined[at][1]

    def _is_written(self, start: int, end: int, atom: Atom) -> bool:
        """Whether the words stand in the form and letters that are asked for."""
        if atom.form is Form.ANY:
            return True
        reading = self.reading
        slots = atom.sequences[0].slots
        if len(slots) == end - start and not all(
            isinstance(slot, Shape) or reading.words[at] in slot for at, slot in enumerate(slots, start)
        ):
            return False
        return atom.form is Form.EXACT or all(
            _is_same(reading.written((at, at + 1)), written) for at, written in enumerate(atom.written, start)
        )

    def _window(self, slots: tuple[Slot, ...], slop: int, atom: Atom) -> Iterator[Place]:
        """The shortest stretches of one field in which every slot is filled by a word of its own."""
        ordinals, reach = self.reading.ordinals(), len(slots) + slop
        starts = [self._starts(slot) for slot in slots]
        rarest = min(starts, key=len)
        for anchor in rarest:
            field = self.reading.field(anchor)
            first = anchor
            near: list[list[int]] = []
            for places in starts:
                low = bisect_left(ordinals, ordinals[anchor] - reach + 1)
                part = [at for at in places[bisect_left(places, low) :][: 2 * reach]
                        if abs(ordinals[at] - ordinals[anchor]) < reach and self.reading.field(at) == field]  # fmt: skip
                self.spend(1 + len(part))
                near.append(part)
            if (place := _tightest(near, first)) and ordinals[place[1] - 1] - ordinals[place[0]] < reach:
                yield place


def _tightest(choices: list[list[int]], anchor: int) -> Place | None:
    """The shortest stretch around ``anchor`` with a position of each choice, no position twice."""
    best: Place | None = None
    for first in sorted({at for choice in choices for at in choice if at <= anchor}):
        taken: list[int] = []
        for choice in sorted(choices, key=len):
            free = [at for at in choice if at >= first and at not in taken]
            if not free:
                break
            taken.append(free[0])
        else:
            place = (min(taken), max(taken) + 1)
            if place[0] <= anchor < place[1] and (best is None or place[1] - place[0] < best[1] - best[0]):
                best = place
    return best


def _is_same(found: str, written: str) -> bool:
    return unicodedata.normalize("NFC", found) == unicodedata.normalize("NFC", written)


def _outermost(places: dict[Place, str]) -> list[tuple[Place, str]]:
    """Places in order, without those that lie inside another (a surname inside the full name)."""
    kept: list[tuple[Place, str]] = []
    for start, end in sorted(places, key=lambda place: (place[0], -place[1])):
        if not kept or kept[-1][0][1] < end:
            kept.append(((start, end), places[start, end]))
    return kept


__all__ = ["FIELDS", "LINE", "STEPS", "Found", "Mark", "Overrun", "Span"]
