"""All terms of all rules, so that one pass over a document's keys tells which of them may stand in it.

A term is filed under single keys, under pairs of neighbouring keys where it is a phrase, or under shapes. What is filed
is necessary, not sufficient: whether the whole term stands in the text is looked at when a rule asks (``found``).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, product

from monitor.rules.patterns import Sequence, Slot
from monitor.rules.reading import Reading
from monitor.rules.shapes import Shape, Shapes
from monitor.rules.syntax import Form

_MOST_PAIRS = 24
"""More ways than this to fill two slots are filed under the keys of one of them."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A term as it is looked for: any of its sequences. ``written`` are its letters where they have to be the same."""

    sequences: tuple[Sequence, ...]
    form: Form = Form.ANY
    written: tuple[str, ...] = ()


class TermIndex:
    """Terms by number. Filled while rules are compiled, then only read."""

    __slots__ = ("_numbers", "_of_key", "_of_pair", "_of_shape", "atoms", "shapes")

    def __init__(self) -> None:
        self.atoms: list[Atom] = []
        self.shapes = Shapes()
        self._numbers: dict[Atom, int] = {}
        self._of_key: dict[str, tuple[int, ...]] = {}
        self._of_pair: dict[tuple[str, str], tuple[int, ...]] = {}
        self._of_shape: dict[int, tuple[int, ...]] = {}

    def number(self, atom: Atom) -> int:
        """The term's number; it is taken in where it is new."""
        known = self._numbers.get(atom)
        if known is not None:
            return known
        number = self._numbers[atom] = len(self.atoms)
        self.atoms.append(atom)
        for sequence in atom.sequences:
            self._file(sequence, number)
        return number

    def sealed(self) -> None:
        """Nothing more is taken in: what only building needs is given up."""
        self._numbers = {}

    def present(self, reading: Reading) -> set[int]:
        """The numbers of all terms that may stand in the document."""
        found: set[int] = set()
        keys = reading.present()
        found.update(chain.from_iterable(map(self._of_key.__getitem__, self._of_key.keys() & keys)))
        if self._of_pair:
            pairs = self._of_pair.keys() & reading.pairs()
            found.update(chain.from_iterable(map(self._of_pair.__getitem__, pairs)))
        if self._of_shape:
            shapes = self.shapes.fit_any(reading.folded())
            found.update(chain.from_iterable(map(self._of_shape.__getitem__, shapes)))
        return found

    def _file(self, sequence: Sequence, number: int) -> None:
        slots = sequence.slots
        if sequence.slop is None and len(slots) > 1:
            pairs = [
                (first, second)
                for first, second in zip(slots, slots[1:], strict=False)
                if isinstance(first, frozenset) and isinstance(second, frozenset)
                and len(first) * len(second) <= _MOST_PAIRS
            ]  # fmt: skip
            if pairs:
                rarest = max(pairs, key=lambda pair: _rarity(pair[0]) + _rarity(pair[1]))
                for pair in product(*rarest):
                    self._of_pair[pair] = (*self._of_pair.get(pair, ()), number)
                return
        rarest_slot = max(slots, key=_rarity)
        if isinstance(rarest_slot, Shape):
            shape = self.shapes.number(rarest_slot)
            self._of_shape[shape] = (*self._of_shape.get(shape, ()), number)
            for slot in slots:
                if isinstance(slot, Shape):
                    self._of_shape.setdefault(self.shapes.number(slot), ())
            return
        for slot in slots:
            if isinstance(slot, Shape):
                self._of_shape.setdefault(self.shapes.number(slot), ())
        for key in rarest_slot:
            self._of_key[key] = (*self._of_key.get(key, ()), number)


def weight(atoms: Iterable[Atom]) -> int:
    """A guess, for speed alone, at how often one of the terms stands in a text: short words are common ones."""
    return sum(_weight(sequence) for atom in atoms for sequence in atom.sequences)


def _weight(sequence: Sequence) -> int:
    rarities = sorted((_rarity(slot) for slot in sequence.slots), reverse=True)
    return max(1, 4096 >> min(12, sum(rarities[:2])))


def _rarity(slot: Slot) -> int:
    if isinstance(slot, Shape):
        return max(0, slot.weight - 2)
    return min((len(key) if key.isascii() else 2 * len(key)) for key in slot)
