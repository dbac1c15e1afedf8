"""All terms of all rules, so that one pass over a document's words tells which of them may stand in it.

A term is a few sequences of slots (see ``patterns``). A sequence is filed under two slots that are neighbours, under
one slot where it is a single word, or under two that both stand somewhere where its words may be apart. What is filed
is necessary, not sufficient: whether the whole term stands in the text is looked at when a rule asks (``found``).
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter
from typing import Protocol, TypeVar, cast

from monitor.rules.lexicon import Filed, Known, Numbers
from monitor.rules.patterns import Sequence, Slot
from monitor.rules.reading import Reading
from monitor.rules.shapes import Shape, Shapes
from monitor.rules.syntax import Form

_slots, _alone = map(attrgetter, ("slots", "alone"))
_Key = TypeVar("_Key", str, int)
_TELLING = 4
"""So many words tell how rare a phrase is."""
_NOTHING: dict[int, Numbers] = {}


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
    """A sequence of more than two slots, filed under those at ``place`` and behind it.

    ``others`` are its other slots, each with its distance from ``place``.
    """

    number: int
    place: int
    length: int
    others: tuple[tuple[int, int], ...]


class TermIndex:
    """Terms by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_alone", "_followed", "_longer", "_of_key", "_of_shape", "_scattered", "_slots",
                 "_weights", "atoms", "shapes", "single", "uses")  # fmt: skip

    def __init__(self) -> None:
        self.atoms: list[Looked] = []
        self.shapes = Shapes()
        self._slots: dict[Slot, int] = {}
        self._of_key: dict[str, Numbers] = {}
        self._of_shape: dict[int, int] = {}
        self._alone: dict[int, Numbers] = {}
        self._followed: dict[int, dict[int, Numbers]] = {}
        """Terms by a slot and the one behind it; below 0 what has to be looked up in ``_longer``."""
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
        found = list(_all(self._of_key.get(word)))
        for key in keys:
            found += _all(self._of_key.get(key))
        if self._of_shape:
            found += map(self._of_shape.__getitem__, self.shapes.fit(word))
        return tuple(sorted(set(found))) if len(found) > 1 else tuple(found)

    def follows_of(self, slots: tuple[int, ...]) -> tuple[tuple[int, ...], Filed]:
        """What follows for the terms from slots that a word fills: ``alone`` and ``followed`` of a Known."""
        alone = tuple(dict.fromkeys(chain.from_iterable(_all(self._alone.get(slot)) for slot in slots)))
        each = [self._followed[slot] for slot in slots if slot in self._followed]
        return alone, each[0] if len(each) == 1 else _merged(each)

    def present(self, reading: Reading) -> set[int]:
        """The numbers of all terms that may stand in the document."""
        words = reading.words
        found = set(chain.from_iterable(map(_alone, reading.distinct)))
        for at in reading.beginnings():
            self._add(words[at], words[at + 1], at, reading, found)
        if reading.joined:
            found.update(chain.from_iterable(word.alone for word, _ in reading.joined.values()))
            for at, word, following in reading.leaps():
                self._add(word, following, at, reading, found)
        if self._scattered:
            self._add_scattered(reading, found)
        return found

    def _add(self, word: Known, following: Known, at: int, reading: Reading, found: set[int]) -> None:
        """Add the terms that two neighbouring words, of which the first is at a position, may be part of."""
        followed, phrases = word.followed, reading.phrases
        for slot in following.slots:
            if (numbers := followed.get(slot)) is None:
                continue
            for number in (numbers,) if isinstance(numbers, int) else numbers:
                if number >= 0:
                    found.add(number)
                    phrases.setdefault(number, []).append((at, at + 2))
                elif _goes_on(longer := self._longer[-1 - number], at, reading):
                    found.add(longer.number)
                    start = at - longer.place
                    phrases.setdefault(longer.number, []).append((start, start + longer.length))

    def _add_scattered(self, reading: Reading, found: set[int]) -> None:
        words = chain(reading.distinct, (word for word, _ in reading.joined.values()))
        slots = set(chain.from_iterable(map(_slots, words)))
        for first in self._scattered.keys() & slots:
            others = self._scattered[first]
            found.update(chain.from_iterable(_all(others[second]) for second in others.keys() & slots))

    def _file(self, sequence: Sequence, number: int) -> None:
        """File a term under what is likely to be rarest of it."""
        slots = tuple(map(self._slot, sequence.slots))
        if len(slots) == 1:
            _add(self._alone, slots[0], number)
            if isinstance(self.atoms[number], Sequence):
                self.single[number] = slots[0]
        elif sequence.slop is not None:
            first, second = sorted(range(len(slots)), key=lambda at: -_rarity(sequence.slots[at]))[:2]
            _add(self._scattered.setdefault(slots[first], {}), slots[second], number)
        else:
            place = self._best_place(sequence.slots, slots) if len(slots) > 2 else 0
            if len(slots) > 2:
                others = ((at - place, slot) for at, slot in enumerate(slots) if at not in (place, place + 1))
                self._longer.append(_Longer(number, place, len(slots), tuple(others)))
                number = -len(self._longer)
            _add(self._followed.setdefault(slots[place], {}), slots[place + 1], number)

    def _best_place(self, written: tuple[Slot, ...], slots: tuple[int, ...]) -> int:
        """The place of the first of two neighbours under which least is filed so far; else those likely to be rarest.

        Of signs that are a word each, two that make one word soon have much filed under them, the ends of two have not.
        """
        rarities, middle = list(map(_rarity, written)), len(slots) / 2 - 1

        def cost(at: int) -> tuple[int, int, float]:
            filed = self._followed.get(slots[at], _NOTHING).get(slots[at + 1])
            return (
                (1 if isinstance(filed, int) else len(filed or ())),
                -rarities[at] - rarities[at + 1],
                abs(at - middle),
            )

        return min(range(len(slots) - 1), key=cost)

    def _slot(self, slot: Slot) -> int:
        number = self._slots.get(slot)
        if number is None:
            number = self._slots[slot] = len(self._slots)
            if isinstance(slot, Shape):
                self._of_shape[self.shapes.number(slot)] = number
            else:
                for key in slot:
                    _add(self._of_key, key, number)
        return number


def _goes_on(longer: _Longer, at: int, reading: Reading) -> bool:
    """Whether the other slots of a sequence are filled, too; taken for granted where words may be joined."""
    if reading.joined:
        return True
    words = reading.words
    if at < longer.place or at - longer.place + longer.length > len(words):
        return False
    for distance, slot in longer.others:  # noqa: SIM110 a generator costs more than what it looks at
        if slot not in words[at + distance].slots:
            return False
    return True


def _add(filed: dict[_Key, Numbers], key: _Key, number: int) -> None:
    known = filed.get(key)
    if known is None:
        filed[key] = number
    elif isinstance(known, int):
        if known != number:
            filed[key] = [known, number]
    elif known[-1] != number:
        known.append(number)


def _all(numbers: Numbers | None) -> Iterable[int]:
    return (numbers,) if isinstance(numbers, int) else numbers or ()


def _merged(each: Iterable[Filed]) -> Filed:
    merged: dict[int, Numbers] = {}
    for one in each:
        for slot, numbers in one.items():
            merged[slot] = [*_all(merged[slot]), *_all(numbers)] if slot in merged else numbers
    return merged


def _rarity(slot: Slot) -> int:
    """A guess, in bits, at how rare a word is that fills a slot: longer words are rarer."""
    if isinstance(slot, Shape):
        return max(0, slot.weight - 2)
    return min(len(key) if key.isascii() else 2 * len(key) if len(key) > 1 else 3 for key in slot)
