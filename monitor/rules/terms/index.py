"""All terms of all rules, so that one pass over a document's words tells which of them may stand in it.

A term is a few sequences of slots (see ``patterns``). A sequence is filed under one slot where it is a single word,
among ``neighbours`` where it is a phrase, or under two slots that both are filled somewhere where its words may be
apart. What is filed is necessary, not sufficient: whether the whole term stands in the text is looked at when a rule
asks (``found``). A single word that no rule is found by (see ``anchors``) is not filed at all.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from typing import Protocol, cast

import numpy as np
from numpy.typing import NDArray

from monitor.rules.query.syntax import Form
from monitor.rules.terms.neighbours import Neighbours
from monitor.rules.terms.patterns import Sequence, Slot
from monitor.rules.terms.ragged import Ragged
from monitor.rules.terms.shapes import Shape, Shapes
from monitor.rules.text.filed import Begun, Numbers, Slots, add, each
from monitor.rules.text.reading import Reading

_RAREST = 100
_TELLING = 4
"""So many words tell how rare a phrase is."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A term as it is looked for: any of its sequences. ``written`` are its letters where they have to be the same."""

    sequences: tuple[Sequence, ...]
    form: Form = Form.ANY
    written: tuple[str, ...] = ()
    is_person: bool = False


class Looked(Protocol):
    """What is looked for: an Atom, or something that makes its sequences when it is asked."""

    @property
    def sequences(self) -> tuple[Sequence, ...]:
        """Any of these counts as the term."""
        ...

    @property
    def form(self) -> Form:
        """Which forms of its words count."""
        ...

    @property
    def written(self) -> tuple[str, ...]:
        """Its letters where they have to be the same."""
        ...

    @property
    def is_person(self) -> bool:
        """Whether a phrase of it is a person's name, which a hyphen may join to more."""
        ...


class TermIndex:
    """Terms by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_alone", "_neighbours", "_of_key", "_of_shape", "_plain", "_rarities", "_scattered", "_slots",
                 "_terms", "_weights", "_written", "shapes", "single", "uses")  # fmt: skip

    def __init__(self) -> None:
        self._terms: list[Looked | None] = []
        """Terms that are more than one sequence of neighbouring words in any form."""
        self._plain = Ragged()
        """The slots of those that are not."""
        self._written: list[Slot] = []
        self.shapes = Shapes()
        self._slots: dict[Slot, int] = {}
        self._rarities = array("b")
        self._of_key: dict[str, Numbers] = {}
        self._of_shape: dict[int, int] = {}
        self._alone: dict[int, Numbers] = {}
        self._neighbours = Neighbours()
        self._scattered: dict[int, dict[int, Numbers]] = {}
        self.uses = array("i")
        """How many rules name each term, or a guess at it."""
        self.single = array("i")
        """The slot of each term that is one word in any form, -1 of others."""
        self._weights = array("i")

    def take(self, term: Looked, sequences: Iterable[Sequence]) -> int:
        """Take in a term that is known to be new, with its sequences, which are not kept: its number."""
        weight, number = 0, self._new(term)
        for sequence in sequences:
            slots = tuple(map(self.slot, sequence.slots))
            if len(slots) == 1:
                add(self._alone, slots[0], number)
            elif sequence.slop is not None:
                first, second = sorted(slots, key=self._rarities.__getitem__, reverse=True)[:2]
                add(self._scattered.setdefault(first, {}), second, number)
            else:
                self._neighbours.take(number, slots)
            weight += self._weight(slots)
        self.single.append(-1)
        self._weights.append(max(1, weight))
        self._plain.append(())
        return number

    def take_plain(self, slots: Iterable[int]) -> int:
        """Take in a term that is known to be new: words one behind the other, in any form. Its number."""
        number, slots = self._new(None), tuple(slots)
        if len(slots) > 1:
            self._neighbours.take(number, slots)
        self.single.append(slots[0] if len(slots) == 1 else -1)
        self._weights.append(max(1, self._weight(slots)))
        self._plain.append(slots)
        return number

    def looked(self, number: int) -> Looked:
        """What is looked for as the term with this number."""
        return self._terms[number] or self.sequence(self._plain.row(number))

    def sequence(self, slots: Iterable[int]) -> Sequence:
        """Words one behind the other, by the numbers of their slots."""
        return Sequence(tuple(map(self._written.__getitem__, slots)))

    def is_plain(self, number: int) -> bool:
        """Whether a term is one sequence of neighbouring words in any form."""
        return self._terms[number] is None

    def weight(self, numbers: Iterable[int]) -> int:
        """A guess, for speed alone, at how often one of the terms stands in a text.

        Short words are common ones, and so is what many rules name.
        """
        return sum(self.uses[number] * self._weights[number] for number in numbers)

    def numbers(self, sequence: Sequence) -> tuple[int, ...] | None:
        """The numbers of the slots of a sequence; ``None`` of one that was not taken in."""
        found = tuple(map(self._slots.get, sequence.slots))
        return None if None in found else cast("tuple[int, ...]", found)

    def slots_of(self, word: str, keys: tuple[str, ...]) -> Slots:
        """The slots that a folded word with further keys fills, in order."""
        of_key = self._of_key
        found = [number for key in (word, *keys) if (filed := of_key.get(key)) is not None for number in each(filed)]
        if self._of_shape:
            found += map(self._of_shape.__getitem__, self.shapes.fit(word))
        return tuple(sorted(set(found))) if len(found) > 1 else tuple(found)

    def begun_by(self, slot: int) -> Begun:
        """What may begin where a slot is filled."""
        return Begun((*each(self._alone.get(slot)),), self._neighbours.pairs(slot), self._neighbours.triples(slot))

    @property
    def slot_count(self) -> int:
        """How many slots there are; their numbers are lower."""
        return len(self._slots)

    def slots(self, numbers: NDArray[np.int32]) -> NDArray[np.intp]:
        """The slot of each of many terms that is one word in any form, -1 of others."""
        found = np.full(len(numbers), -1)
        terms = numbers >= 0
        found[terms] = np.asarray(self.single).take(numbers[terms])
        return found

    def sealed(self, found_by: Iterable[int]) -> None:
        """Nothing more is taken in. Single words are filed only where they are among those that rules are found by."""
        for number in found_by:
            if number >= 0 and self.single[number] >= 0:
                add(self._alone, self.single[number], number)
        self._neighbours.sealed(self._rarities.__getitem__)

    def present(self, reading: Reading) -> set[int]:
        """The numbers of all terms that may stand in the document, but for single words that no rule is found by."""
        beginnings = reading.beginnings()
        found = set(chain.from_iterable(reading.lexicon.begun_by(word).alone for word in beginnings.alone))
        self._neighbours.find(beginnings, reading)
        found.update(reading.phrases)
        if reading.joined:
            slots = chain.from_iterable(slots for slots, _ in reading.joined.values())
            found.update(chain.from_iterable(each(self._alone.get(slot)) for slot in slots))
            found.update(self._neighbours.find_joined(reading))
        if self._scattered:
            self._add_scattered(reading, found)
        return found

    def _add_scattered(self, reading: Reading, found: set[int]) -> None:
        slots = set(chain.from_iterable(chain(reading.words, (word for word, _ in reading.joined.values()))))
        for first in self._scattered.keys() & slots:
            others = self._scattered[first]
            found.update(chain.from_iterable(each(others[second]) for second in others.keys() & slots))

    def _new(self, term: Looked | None) -> int:
        self._terms.append(term)
        self.uses.append(1)
        return len(self._terms) - 1

    def _weight(self, slots: Iterable[int]) -> int:
        rarities = sorted(map(self._rarities.__getitem__, slots))
        return 4096 >> min(12, sum(rarities[-_TELLING:]))

    def slot(self, slot: Slot) -> int:
        """The number of a slot."""
        number = self._slots.get(slot)
        if number is None:
            number = self._slots[slot] = len(self._slots)
            self._written.append(slot)
            self._rarities.append(_rarity(slot))
            if isinstance(slot, Shape):
                self._of_shape[self.shapes.number(slot)] = number
            else:
                for key in slot:
                    add(self._of_key, key, number)
        return number


def _rarity(slot: Slot) -> int:
    """A guess, in bits, at how rare a word is that fills a slot: longer words are rarer."""
    if isinstance(slot, Shape):
        return min(_RAREST, max(0, slot.weight - 2))
    return min(_RAREST, *(len(key) if key.isascii() else 2 * len(key) if len(key) > 1 else 3 for key in slot))
