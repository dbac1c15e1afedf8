"""Phrases: sequences of slots that are filled by neighbouring words, so that one pass over a text finds them.

A phrase of two or three words is filed under their slots, a longer one under three of its slots that are neighbours:
those that fewest other phrases have. The others are looked at where the three stand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise, starmap

from monitor.rules.terms.ragged import Ragged
from monitor.rules.text.filed import NOTHING, Filed, Numbers, Slots, add, code_of, each, merged
from monitor.rules.text.reading import Reading
from monitor.rules.text.signatures import Beginnings

_HELD = 3
"""So many neighbours at most are held together by what a phrase is filed under."""


class Neighbours:
    """Phrases by the numbers of their terms. Filled while rules are compiled, then only read."""

    __slots__ = ("_late", "_longer", "_pairs", "_triples")

    def __init__(self) -> None:
        self._pairs: dict[int, dict[int, Numbers]] = {}
        """Terms of two words by their slots."""
        self._triples: dict[int, dict[int, Numbers]] = {}
        """Terms by a slot and the code of the two behind it; below 0 what has to be looked up in ``_longer``."""
        self._longer = Ragged()
        """Of each longer phrase its term, the place of the slot that it is filed under, and all its slots."""
        self._late: list[tuple[int, Slots]] = []
        """Longer phrases, which are filed when all are known."""

    def take(self, number: int, slots: Slots) -> None:
        """Take in a phrase of a term."""
        if len(slots) > _HELD:
            self._late.append((number, slots))
        else:
            self._file(number, slots)

    def sealed(self, rarity: Callable[[int], int]) -> None:
        """Nothing more is taken in; ``rarity`` guesses how rare what fills a slot is."""
        met = Counter(code for _, slots in self._late for code in starmap(code_of, pairwise(slots)))
        for number, slots in self._late:
            place = _rarest(slots, met, rarity)
            self._longer.append((number, place, *slots))
            self._file(-len(self._longer), slots[place : place + _HELD])
        self._late.clear()

    def pairs(self, slot: int) -> Filed:
        """Terms that begin where a slot is filled, by the slot behind it."""
        return self._pairs.get(slot, NOTHING)

    def triples(self, slot: int) -> Filed:
        """Terms that may stand where a slot is filled, by the code of the two slots behind it."""
        return self._triples.get(slot, NOTHING)

    def find(self, beginnings: Beginnings, reading: Reading) -> None:
        """Note in the reading where phrases stand."""
        begun_by, slots, phrases = reading.lexicon.begun_by, reading.lexicon.slots, reading.phrases
        for at, first, second in beginnings.pairs:
            for number in _filed(begun_by(first).pairs, slots[second]):
                phrases.setdefault(number, []).append((at, at + 2))
        for at, first, second, third in beginnings.triples:
            for number in _filed(begun_by(first).triples, _codes(slots[second], slots[third])):
                if number >= 0:
                    phrases.setdefault(number, []).append((at, at + _HELD))
                else:
                    self._find_longer(-1 - number, at, reading)

    def find_joined(self, reading: Reading) -> Iterator[int]:
        """The terms that may stand where a word is joined; those of more than three words need not."""
        for one, other in reading.ways(2):
            yield from _filed(merged([self.pairs(slot) for slot in one]), other)
        for one, other, third in reading.ways(_HELD):
            for number in _filed(merged([self.triples(slot) for slot in one]), _codes(other, third)):
                yield number if number >= 0 else self._longer.row(-1 - number)[0]

    def _find_longer(self, which: int, at: int, reading: Reading) -> None:
        """Note a phrase of which three words stand at a position, if the others stand beside them.

        That is taken for granted where words may be joined.
        """
        number, place, *slots = self._longer.row(which)
        start = at - place
        if reading.joined or _stand(slots, start, reading):
            reading.phrases.setdefault(number, []).append((start, start + len(slots)))

    def _file(self, number: int, slots: Slots) -> None:
        if len(slots) == _HELD:
            add(self._triples.setdefault(slots[0], {}), code_of(slots[1], slots[2]), number)
        else:
            add(self._pairs.setdefault(slots[0], {}), slots[1], number)


def _rarest(slots: Slots, met: Mapping[int, int], rarity: Callable[[int], int]) -> int:
    """The place of the three neighbours that fewest phrases have, by pairs; else of those likely to be rarest.

    Where signs are a word each, those that make one word stand in many phrases, the ends of two words do not.
    """

    def cost(at: int) -> tuple[int, int]:
        first, second, third = slots[at : at + _HELD]
        often = met[code_of(first, second)] * met[code_of(second, third)]
        return often, -rarity(first) - rarity(second) - rarity(third)

    return min(range(len(slots) - _HELD + 1), key=cost)


def _stand(slots: list[int], start: int, reading: Reading) -> bool:
    """Whether all slots of a phrase are filled from a position on."""
    if start < 0 or start + len(slots) > reading.end:
        return False
    for at, slot in enumerate(slots, start):  # noqa: SIM110 a generator costs more than what it looks at
        if slot not in reading.slots(at):
            return False
    return True


def _filed(files: Filed, keys: Iterable[int]) -> list[int]:
    """What is filed under any of the keys."""
    found: list[int] = []
    for key in keys:
        if (numbers := files.get(key)) is not None:
            found += each(numbers)
    return found


def _codes(second: Slots, third: Slots) -> list[int]:
    return [code_of(one, other) for one in second for other in third]
