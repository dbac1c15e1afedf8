"""All terms of all rules, so that one pass over a document's words tells which of them may stand in it.

A term is a few sequences of slots (see ``patterns``). A sequence is filed under one slot where it is a single word,
under two or three that are neighbours, or under two that both stand somewhere where its words may be apart. What is
filed is necessary, not sufficient: whether the whole term stands in the text is looked at when a rule asks (``found``).
A single word that no rule is found by (see ``anchors``) is not filed at all, but looked at when a rule asks.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Protocol, cast

from monitor.rules.filed import Filed, Follows, Numbers, add, code_of, count, each, merged
from monitor.rules.lexicon import Known
from monitor.rules.patterns import Sequence, Slot
from monitor.rules.reading import Reading
from monitor.rules.shapes import Shape, Shapes
from monitor.rules.syntax import Form

_slots = attrgetter("slots")
_TELLING = 4
"""So many words tell how rare a phrase is."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A term as it is looked for: any of its sequences. ``written`` are its letters where they have to be the same."""

    sequences: tuple[Sequence, ...]
    form: Form = Form.ANY
    written: tuple[str, ...] = ()


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


@dataclass(frozen=True, slots=True)
class _Longer:
    """A sequence of more than three slots, filed under the three from ``place`` on.

    ``others`` are its other slots, each with its distance from ``place``.
    """

    number: int
    place: int
    length: int
    others: tuple[tuple[int, int], ...]


class TermIndex:
    """Terms by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_alone", "_longer", "_of_key", "_of_shape", "_pairs", "_scattered", "_slots", "_triples",
                 "_weights", "atoms", "shapes", "single", "uses")  # fmt: skip

    def __init__(self) -> None:
        self.atoms: list[Looked] = []
        self.shapes = Shapes()
        self._slots: dict[Slot, int] = {}
        self._of_key: dict[str, Numbers] = {}
        self._of_shape: dict[int, int] = {}
        self._alone: dict[int, Numbers] = {}
        self._pairs: dict[int, dict[int, Numbers]] = {}
        """Terms of two words by their slots."""
        self._triples: dict[int, dict[int, Numbers]] = {}
        """Terms by a slot and the code of the two behind it; below 0 what has to be looked up in ``_longer``."""
        self._longer: list[_Longer] = []
        self._scattered: dict[int, dict[int, Numbers]] = {}
        self.uses = array("q")
        """How many rules name each term, or a guess at it."""
        self.single = array("q")
        """The slot of each term that is one word in any form, -1 of others."""
        self._weights = array("q")

    def take(self, term: Looked, sequences: Iterable[Sequence]) -> int:
        """Take in a term that is known to be new, with its sequences, which are not kept: its number."""
        number = len(self.atoms)
        self.atoms.append(term)
        self.single.append(-1)
        self.uses.append(1)
        weight = 0
        for sequence in sequences:
            self._file(sequence, number)
            weight += 4096 >> min(12, sum(sorted(map(_rarity, sequence.slots))[-_TELLING:]))
        self._weights.append(max(1, weight))
        return number

    def weight(self, numbers: Iterable[int]) -> int:
        """A guess, for speed alone, at how often one of the terms stands in a text.

        Short words are common ones, and so is what many rules name.
        """
        return sum(self.uses[number] * self._weights[number] for number in numbers)

    def numbers(self, sequence: Sequence) -> tuple[int, ...] | None:
        """The numbers of the slots of a sequence; ``None`` of one that was not taken in."""
        found = tuple(map(self._slots.get, sequence.slots))
        return None if None in found else cast("tuple[int, ...]", found)

    def slots_of(self, word: str, keys: tuple[str, ...]) -> tuple[int, ...]:
        """The slots that a folded word with further keys fills, in order."""
        found = list(each(self._of_key.get(word)))
        for key in keys:
            found += each(self._of_key.get(key))
        if self._of_shape:
            found += map(self._of_shape.__getitem__, self.shapes.fit(word))
        return tuple(sorted(set(found))) if len(found) > 1 else tuple(found)

    def follows_of(self, slots: tuple[int, ...]) -> Follows:
        """What follows for the terms from slots that a word fills."""
        alone = tuple(dict.fromkeys(chain.from_iterable(each(self._alone.get(slot)) for slot in slots)))
        return Follows(alone, _filed_under(slots, self._pairs), _filed_under(slots, self._triples))

    def found_by(self, numbers: Iterable[int]) -> None:
        """Take in by which terms rules are found: single words are filed only where they are among these."""
        for number in numbers:
            if number >= 0 and self.single[number] >= 0:
                add(self._alone, self.single[number], number)

    def present(self, reading: Reading) -> set[int]:
        """The numbers of all terms that may stand in the document, but for single words that no rule is found by."""
        known, phrases = reading.known, reading.phrases
        alone, pairs, triples = reading.beginnings()
        found = set(chain.from_iterable(known[word].follows.alone for word in alone))
        for at, first, second in pairs:
            for number in _followed(known[first].follows.pairs, known[second].slots):
                phrases.setdefault(number, []).append((at, at + 2))
        for at, first, second, third in triples:
            for number in _followed(known[first].follows.triples, _codes(known[second], known[third])):
                self._add_longer(number, at, reading)
        found.update(phrases)
        if reading.joined:
            self._add_joined(reading, found)
        if self._scattered:
            self._add_scattered(reading, found)
        return found

    def _add_longer(self, number: int, at: int, reading: Reading) -> None:
        """Add a term of which three words stand at a position, if the others stand beside them."""
        if number >= 0:
            reading.phrases.setdefault(number, []).append((at, at + 3))
        elif _goes_on(longer := self._longer[-1 - number], at, reading):
            start = at - longer.place
            reading.phrases.setdefault(longer.number, []).append((start, start + longer.length))

    def _add_joined(self, reading: Reading, found: set[int]) -> None:
        """Add the terms that may stand where a word is joined; those of more than three words need not."""
        found.update(chain.from_iterable(word.follows.alone for word, _ in reading.joined.values()))
        for one, other in reading.ways(2):
            found.update(_followed(one.follows.pairs, other.slots))
        for one, other, third in reading.ways(3):
            for number in _followed(one.follows.triples, _codes(other, third)):
                found.add(number if number >= 0 else self._longer[-1 - number].number)

    def _add_scattered(self, reading: Reading, found: set[int]) -> None:
        words = chain(reading.words, (word for word, _ in reading.joined.values()))
        slots = set(chain.from_iterable(map(_slots, words)))
        for first in self._scattered.keys() & slots:
            found.update(_followed(self._scattered[first], slots))

    def _file(self, sequence: Sequence, number: int) -> None:
        """File a term under what is likely to be rarest of it."""
        slots = tuple(map(self._slot, sequence.slots))
        if len(slots) == 1:
            if isinstance(self.atoms[number], Sequence):
                self.single[number] = slots[0]
            else:
                add(self._alone, slots[0], number)
        elif sequence.slop is not None:
            first, second = sorted(range(len(slots)), key=lambda at: -_rarity(sequence.slots[at]))[:2]
            add(self._scattered.setdefault(slots[first], {}), slots[second], number)
        elif len(slots) == 2:
            add(self._pairs.setdefault(slots[0], {}), slots[1], number)
        else:
            self._file_long(sequence.slots, slots, number)

    def _file_long(self, written: tuple[Slot, ...], slots: tuple[int, ...], number: int) -> None:
        place = self._best_place(written, slots) if len(slots) > 3 else 0
        first, second, third = slots[place : place + 3]
        if len(slots) > 3:
            others = ((at - place, slot) for at, slot in enumerate(slots) if not place <= at < place + 3)
            self._longer.append(_Longer(number, place, len(slots), tuple(others)))
            number = -len(self._longer)
        add(self._triples.setdefault(first, {}), code_of(second, third), number)

    def _best_place(self, written: tuple[Slot, ...], slots: tuple[int, ...]) -> int:
        """The place of the first of three neighbours under which least is filed so far; else those likely to be rarest.

        Where signs are a word each, those that make one word soon have much filed under them, the ends of two have not.
        """
        rarities, middle = list(map(_rarity, written)), len(slots) / 2 - 1.5

        def cost(at: int) -> tuple[int, int, float]:
            filed = self._triples.get(slots[at], {}).get(code_of(slots[at + 1], slots[at + 2]))
            return count(filed), -sum(rarities[at : at + 3]), abs(at - middle)

        return min(range(len(slots) - 2), key=cost)

    def _slot(self, slot: Slot) -> int:
        number = self._slots.get(slot)
        if number is None:
            number = self._slots[slot] = len(self._slots)
            if isinstance(slot, Shape):
                self._of_shape[self.shapes.number(slot)] = number
            else:
                for key in slot:
                    add(self._of_key, key, number)
        return number


def _goes_on(longer: _Longer, at: int, reading: Reading) -> bool:
    """Whether the other slots of a sequence are filled, too; taken for granted where words may be joined."""
    if reading.joined:
        return True
    if at < longer.place or at - longer.place + longer.length > reading.end:
        return False
    for distance, slot in longer.others:  # noqa: SIM110 a generator costs more than what it looks at
        if slot not in reading.word(at + distance).slots:
            return False
    return True


def _followed(filed: Filed, keys: Iterable[int]) -> Iterator[int]:
    """What is filed under any of the keys."""
    for key in keys:
        if (numbers := filed.get(key)) is not None:
            yield from each(numbers)


def _codes(one: Known, other: Known) -> Iterable[int]:
    return [code_of(first, second) for first in one.slots for second in other.slots]


def _filed_under(slots: Iterable[int], files: Mapping[int, Filed]) -> Filed:
    return merged([files[slot] for slot in slots if slot in files])


def _rarity(slot: Slot) -> int:
    """A guess, in bits, at how rare a word is that fills a slot: longer words are rarer."""
    if isinstance(slot, Shape):
        return max(0, slot.weight - 2)
    return min(len(key) if key.isascii() else 2 * len(key) if len(key) > 1 else 3 for key in slot)
