"""All terms of all rules, so that one pass over a document's keys tells which of them may stand in it.

A term is filed under single keys, under pairs of keys where it is a phrase, or under shapes. What is filed
is necessary, not sufficient: whether the whole term stands in the text is looked at when a rule asks (``found``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, pairwise, product
from typing import Protocol, TypeVar

from monitor.rules.patterns import Sequence, Slot
from monitor.rules.reading import Reading
from monitor.rules.shapes import Shape, Shapes
from monitor.rules.syntax import Form

_FIRST_SIGN = "\u0e00"
"""Scripts whose characters are a word each come behind all letters that are not."""
_Key = TypeVar("_Key", str, int)


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


class TermIndex:
    """Terms by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_numbers", "_of_key", "_of_pair", "_of_shape", "_signs", "atoms", "shapes")

    def __init__(self) -> None:
        self.atoms: list[Looked] = []
        self.shapes = Shapes()
        self._numbers: dict[Atom, int] = {}
        self._of_key: dict[str, list[int]] = {}
        self._of_pair: dict[str, dict[str, list[int]]] = {}
        self._of_shape: dict[int, list[int]] = {}
        self._signs: set[str] = set()

    def number(self, atom: Atom) -> int:
        """The term's number; it is taken in where it is new."""
        known = self._numbers.get(atom)
        if known is not None:
            return known
        number = self._numbers[atom] = self.take(atom, atom.sequences)
        return number

    def take(self, term: Looked, sequences: Iterable[Sequence]) -> int:
        """Take in a term that is known to be new, with its sequences, which are not kept: its number."""
        number = len(self.atoms)
        self.atoms.append(term)
        for sequence in sequences:
            self._file(sequence, number)
        return number

    def sealed(self) -> None:
        """Nothing more is taken in: what only building needs is given up."""
        self._numbers = {}

    def present(self, reading: Reading) -> set[int]:
        """The numbers of all terms that may stand in the document."""
        keys, of_pair = reading.present, self._of_pair
        if not self._signs.isdisjoint(keys):
            keys = keys.union(reading.neighbours())
        found = set(chain.from_iterable(map(self._of_key.__getitem__, self._of_key.keys() & keys)))
        for first in of_pair.keys() & keys:
            seconds = of_pair[first]
            for second in keys.intersection(seconds):
                found.update(seconds[second])
        if self._of_shape:
            shapes = self._of_shape.keys() & self.shapes.fit_any(reading.folded)
            found.update(chain.from_iterable(map(self._of_shape.__getitem__, shapes)))
        return found

    def _file(self, sequence: Sequence, number: int) -> None:
        """File a term under what is likely to be rarest of it: two of its words, one, or a shape."""
        shapes = [slot for slot in sequence.slots if isinstance(slot, Shape)]
        for slot in shapes:
            self.shapes.number(slot)
        necessary = self._necessary(sequence)
        if len(necessary) > 1:
            for first, second in product(*necessary[:2]):
                _add(self._of_pair.setdefault(first, {}), second, number)
        elif necessary:
            for key in necessary[0]:
                _add(self._of_key, key, number)
        else:
            _add(self._of_shape, self.shapes.number(max(shapes, key=_rarity)), number)

    def _necessary(self, sequence: Sequence) -> list[frozenset[str]]:
        """Sets of keys, of each of which one must be present, the rarest first.

        Signs that are a word each are common, so two that have to be neighbours count as one key (``neighbours``).
        """
        slots = [slot for slot in sequence.slots if isinstance(slot, frozenset)]
        if sequence.slop is None and len(slots) == len(sequence.slots) and all(map(_is_sign, slots)) and len(slots) > 1:
            signs = [next(iter(slot)) for slot in slots]
            self._signs.add(signs[0])
            slots = [frozenset((one + other,)) for one, other in pairwise(signs)]
        distinct = dict.fromkeys(slots)
        return sorted(distinct, key=_rarity, reverse=True) if len(distinct) > 1 else list(distinct)


def _is_sign(slot: Slot) -> bool:
    return (
        len(slot) == 1 and len(key := next(iter(slot))) == 1 and key >= _FIRST_SIGN
        if isinstance(slot, frozenset)
        else False
    )


def _add(filed: dict[_Key, list[int]], key: _Key, number: int) -> None:
    if (known := filed.get(key)) is None:
        filed[key] = [number]
    elif known[-1] != number:
        known.append(number)


def weight(atoms: Iterable[Looked]) -> int:
    """A guess, for speed alone, at how often one of the terms stands in a text: short words are common ones."""
    return sum(_weight(sequence) for atom in atoms for sequence in atom.sequences)


def _weight(sequence: Sequence) -> int:
    rarities = sorted((_rarity(slot) for slot in sequence.slots), reverse=True)
    return max(1, 4096 >> min(12, sum(rarities[:2])))


def _rarity(slot: Slot) -> int:
    if isinstance(slot, Shape):
        return max(0, slot.weight - 2)
    return min((len(key) if key.isascii() else 2 * len(key)) for key in slot)
