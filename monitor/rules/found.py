"""Where the terms of a rule set stand in one document; worked out when a rule asks, and then remembered."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.domain.match import Hit, Scope
from monitor.rules.names.hyphens import is_longer
from monitor.rules.names.search import Spotted
from monitor.rules.query.syntax import Form
from monitor.rules.terms.index import Looked, TermIndex
from monitor.rules.terms.patterns import Sequence
from monitor.rules.terms.regexes import RegexIndex
from monitor.rules.text.offsets import FIELDS
from monitor.rules.text.reading import Place, Reading
from monitor.rules.windows import Fill, shortest

STEPS = 100_000
"""What one rule may cost one article, in places looked at: mostly a few tenths of a second, never many seconds."""


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

    __slots__ = ("_absent", "_index", "_lines", "_places", "_regexes", "_scopes", "_spans", "_spotted", "hits", "limit",
                 "present", "reading", "remembered", "steps")  # fmt: skip

    def __init__(
        self, reading: Reading, index: TermIndex, regexes: RegexIndex, spotted: Spotted, present: set[int]
    ) -> None:
        self.reading = reading
        self.present = present
        """Terms that may stand in the document: those that one pass over it found, and others that were asked for."""
        self._absent: set[int] = set()
        """Terms that were asked for and do not stand in it."""
        self.steps = 0
        self.limit: Place = (0, reading.end)
        """Between which positions places count at present."""
        self.remembered: dict[tuple[int, Place], list[Span] | None] = {}
        """What was found for parts that several rules share."""
        self.hits: dict[Mark, Hit] = {}
        """What was made of marks: many rules name the same terms."""
        self._index = index
        self._regexes = regexes
        self._spotted = spotted
        self._places: dict[int, tuple[list[tuple[Place, str]], int]] = {}
        """The places of a term, and what it cost to find them: each rule that asks is charged the same."""
        self._scopes: dict[Scope | None, tuple[Place, ...]] = {}
        self._spans: dict[tuple[int, Scope | None], list[Span]] = {}
        self._lines: dict[int, list[int]] | None = None

    def spend(self, steps: int) -> None:
        """Count what a rule costs. Raises Overrun."""
        self.steps += steps
        if self.steps > STEPS:
            raise Overrun

    @contextmanager
    def within(self, start: int, end: int) -> Iterator[None]:
        """Let only places between two positions count, of those that count so far."""
        outer = self.limit
        with self._limited((max(start, outer[0]), min(end, outer[1]))):
            yield

    @contextmanager
    def anywhere(self) -> Iterator[None]:
        """Let all places count."""
        with self._limited((0, self.reading.end)):
            yield

    @contextmanager
    def _limited(self, limit: Place) -> Iterator[None]:
        outer = self.limit, self._scopes, self._spans
        self.limit, self._scopes, self._spans = limit, {}, {}
        try:
            yield
        finally:
            self.limit, self._scopes, self._spans = outer

    def stands(self, number: int) -> bool:
        """Whether a term may stand in the document."""
        if number in self.present:
            return True
        if number < 0 or number in self._absent:
            return False
        slot = self._index.single[number]
        return slot >= 0 and self.reading.fills(slot)

    def stand(self, numbers: NDArray[np.int32]) -> NDArray[np.bool_]:
        """Of many terms, which of them may stand in the document."""
        stand = np.fromiter(map(self.present.__contains__, numbers.tolist()), np.bool_, len(numbers))
        slots = self._index.slots(numbers)
        words = np.flatnonzero(slots >= 0)
        stand[words] |= self.reading.filled(slots.take(words))
        self.present.update(numbers[stand].tolist())
        self._absent.update(numbers[~stand].tolist())
        return stand

    def spans(self, number: int, scope: Scope | None, term: str) -> list[Span]:
        """Where a term stands within a scope, in order, without places inside another; not to be changed."""
        key = number, scope
        known = self._spans.get(key)
        if known is not None:
            self.spend(self._places[number][1])
            return known
        if not self.stands(number):
            return []
        places = _outermost(self._within(scope, self.places(number)))
        spans = [Span(start, end, (Mark(start, end, term, label),)) for (start, end), label in places]
        self._spans[key] = spans
        return spans

    def places(self, number: int) -> list[tuple[Place, str]]:
        """Every place of a term in the whole document, in order, and which of its sequences stands there first."""
        known = self._places.get(number)
        if known is not None:
            self.spend(known[1])
            return known[0]
        before = self.steps
        places = self._simple(number) or self._looked_for(number)
        self.spend(1 + len(places))
        self._places[number] = places, self.steps - before
        return places

    def _simple(self, number: int) -> list[tuple[Place, str]]:
        """The places of a term of one sequence, where they are known already; else none."""
        if (slot := self._index.single[number]) >= 0 and not self.reading.joined:
            return [((at, at + 1), "") for at in self.reading.positions(slot)]
        if number in self.reading.phrases and not self.reading.joined:
            return [(place, "") for place in self.reading.phrases[number]] if self._index.is_plain(number) else []
        return []

    def _looked_for(self, number: int) -> list[tuple[Place, str]]:
        atom = self._index.looked(number)
        places: dict[Place, str] = {}
        for sequence in atom.sequences:
            for place in self._filled(sequence, atom):
                if atom.is_person and place[1] - place[0] > 1 and self._is_longer(place):
                    continue
                places.setdefault(place, sequence.label)
        return sorted(places.items(), key=_first_longest) if len(places) > 1 else list(places.items())

    def _is_longer(self, place: Place) -> bool:
        field, start, end = self.reading.offsets.span(*place)
        return is_longer(getattr(self.reading.document, field), start, end)

    def spelled(self, number: int, confidence: float, scope: Scope | None, term: str) -> list[Span]:
        """Where a person is named within a scope in any spelling that is as sure as ``confidence``."""
        spans: list[Span] = []
        for one in self._spotted.places(number, self.spend):
            place = self.reading.offsets.place(one.field, one.start, one.end) if one.confidence >= confidence else None
            if place and self._within(scope, [(place, "")]):
                label = f'alias "{one.alias}", spelled otherwise ({one.confidence:.2f})'
                spans.append(Span(*place, (Mark(*place, term, label),)))
        return spans

    def regex(self, number: int, scope: Scope | None, term: str) -> list[Span]:
        """Where a regular expression fits within a scope."""
        if self._lines is None:
            self._lines = self._regexes.lines(self.reading)
        return [
            Span(start, end, (Mark(start, end, term),))
            for line in self._lines.get(number, ())
            for start, end in self._regexes.places(number, line, self.reading, self.spend)
            if self._within(scope, [((start, end), "")])
        ]

    def _within(self, scope: Scope | None, places: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
        """Those of the places that count and lie within a scope."""
        reach = self._scopes.get(scope)
        if reach is None:
            start, end = self.limit
            reach = tuple((max(first, start), min(behind, end)) for first, behind in self._reach(scope))
            self._scopes[scope] = reach
        return [one for first, behind in reach for one in places if first <= one[0][0] and one[0][1] <= behind]

    def _reach(self, scope: Scope | None) -> tuple[Place, ...]:
        """From which position to which a scope reaches."""
        title, lead, body, header = self.reading.starts
        match scope:
            case None:
                return ((title, header),)
            case "title":
                return ((title, lead),)
            case "lead":
                return ((lead, body), (body, self.reading.lead_end()))
            case "body":
                return ((body, header),)
            case "header":
                return ((title, body), (header, self.reading.end))

    def _filled(self, sequence: Sequence, atom: Looked) -> Iterator[Place]:
        slots = self._index.numbers(sequence)
        if slots is None:
            yield from self._spelled_out(sequence)
            return
        if sequence.slop is not None and len(slots) > 1:
            yield from self._window(slots, sequence.slop, atom)
            return
        starts = self.reading.positions(slots[0])
        if not self.reading.joined and atom.form is not Form.CASED:
            self.spend(len(starts))
            yield from self.reading.neighbours(slots, starts)
            return
        for start in starts:
            self.spend(1)
            behind = [start]
            for slot in slots:
                behind = [after for at in behind for after in self.reading.steps(at, slot)]
            for end in behind:
                if atom.form is not Form.CASED or self._is_written(range(start, end), atom.written):
                    yield start, end

    def _spelled_out(self, sequence: Sequence) -> Iterator[Place]:
        """Where a phrase stands that the index of terms does not know: one of very many names."""
        words = self.reading.wording
        slots = [slot for slot in sequence.slots if isinstance(slot, tuple)]
        starts = words.positions(slots[0])
        self.spend(len(starts))
        for start in starts:
            behind = [start]
            for slot in slots:
                behind = [after for at in behind for after in words.steps(at, slot)]
            for end in behind:
                yield start, end

    def _window(self, slots: tuple[int, ...], slop: int, atom: Looked) -> Iterator[Place]:
        """The shortest stretches of one field in which every slot is filled by a word of its own."""
        reading, reach = self.reading, len(slots) + slop
        ordinals, fills = reading.ordinals, list[Fill]()
        for number, slot in enumerate(slots):
            starts = reading.positions(slot)
            self.spend(len(starts))
            for at in starts:
                written = atom.written[number : number + 1]
                if atom.form is not Form.CASED or self._is_written(range(at, at + 1), written):
                    fills += [(end, at, number) for end in reading.steps(at, slot)]

        def is_near(start: int, end: int) -> bool:
            return ordinals[end] - ordinals[start] <= reach and reading.field(start) == reading.field(end - 1)

        return iter(shortest(fills, len(slots), is_near, self.spend))

    def _is_written(self, positions: range, written: tuple[str, ...]) -> bool:
        """Whether words stand in these letters, of which some may be wildcards."""
        return len(positions) == len(written) and all(
            fnmatchcase(_normal(self.reading.text(at, at + 1)), _normal(word))
            for at, word in zip(positions, written, strict=True)
        )


def _normal(word: str) -> str:
    return unicodedata.normalize("NFC", word)


def _first_longest(place: tuple[Place, str]) -> tuple[int, int]:
    return place[0][0], -place[0][1]


def _outermost(places: list[tuple[Place, str]]) -> list[tuple[Place, str]]:
    """Places without those that lie inside another (a surname inside the full name)."""
    if len(places) < 2:
        return places
    kept: list[tuple[Place, str]] = []
    for place in places:
        if not kept or kept[-1][0][1] < place[0][1]:
            kept.append(place)
    return kept


__all__ = ["FIELDS", "STEPS", "Found", "Mark", "Overrun", "Span"]
