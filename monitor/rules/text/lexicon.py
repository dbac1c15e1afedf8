"""What the rules know of the words of one language's texts: which slots of which terms each of them fills.

Words that fill the same slots have one number. The numbers of the words of a piece of text are kept as the bytes of an
array, so that reading a text looks at little memory; what the numbers stand for is fetched only where a term may begin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from itertools import chain
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from monitor.domain.han import simplified
from monitor.rules.text.filed import Begun, Slots, merged
from monitor.rules.text.pieces import BREAKS, LINE, LONGEST_REMEMBERED, KeysOf, Pieces, wholes
from monitor.rules.text.signatures import Signatures

WIDTH = np.dtype(np.intp).itemsize
"""The bytes of a number."""


LINE_END, STOPPED = 0, 1
"""The numbers of the breaks; all words have higher ones."""
SEVERAL = -1
"""In place of a number: more than one word."""


class Terms(Protocol):
    """The terms that texts are read for."""

    @property
    def slot_count(self) -> int:
        """How many slots there are; their numbers are lower."""
        ...

    def slots_of(self, word: str, keys: tuple[str, ...]) -> Slots:
        """The slots that a folded word with further keys fills, in order."""
        ...

    def begun_by(self, slot: int) -> Begun:
        """What terms may begin where a slot is filled."""
        ...


class Lexicon(Pieces[bytes]):
    """Pieces of the texts of one language to the numbers of their words."""

    def __init__(
        self,
        terms: Terms,
        keys_of: KeysOf | None,
        language: str,
    ) -> None:
        super().__init__({LINE: _packed(LINE_END)})
        self.slots: list[Slots] = [(), ()]
        """What the words with each number fill."""
        self._word_of = np.zeros(terms.slot_count, np.int32)
        """By slot the number of the only word that fills it so far; 0 for none, SEVERAL for those in ``_words_of``."""
        self._words_of: dict[int, list[int]] = {}
        self.signatures = Signatures()
        self._terms = terms
        self._keys_of, self._language = keys_of, language
        self._numbers: dict[Slots, bytes] = {}
        self._adding = Lock()
        self._signs = np.zeros(1 << 18, np.intp)
        """The numbers of signs that are a word each, by code point; 0 of those not met so far. Takes what is used."""
        self._begun: dict[int, Begun] = {}
        self._wholes: dict[str, tuple[tuple[int, int, Slots], ...]] = {}

    def of_signs(self, signs: str) -> bytes:
        """See Pieces."""
        codes = np.frombuffer(signs.encode("utf-32-le"), np.uint32)
        numbers = self._signs.take(codes)
        if not numbers.all():
            for sign in set(signs):
                word = simplified(sign)
                self._signs[ord(sign)] = int.from_bytes(self.of_word(word, word), sys.byteorder)
            numbers = self._signs.take(codes)
        return numbers.tobytes()

    def of_word(self, written: str, folded: str) -> bytes:
        """See Pieces."""
        if folded in BREAKS:
            return _packed(STOPPED)
        further = self._keys_of(written, folded, self._language) if self._keys_of else ()
        return self._number(self._terms.slots_of(folded, further))

    def together(self, parts: Iterable[bytes]) -> bytes:
        """See Pieces."""
        return b"".join(parts)

    def of_slot(self, slot: int) -> Iterable[int]:
        """The numbers of all words met so far that fill a slot."""
        number = self._word_of.item(slot)
        return (number,) if number > 0 else self._words_of.get(slot, ())

    def of_slots(self, slots: NDArray[np.intp]) -> NDArray[np.int32]:
        """For each slot the number of the only word met so far that fills it, 0 for none, SEVERAL for more."""
        return self._word_of.take(slots)

    def begun_by(self, number: int) -> Begun:
        """What may begin with the words of a number."""
        known = self._begun.get(number)
        if known is None:
            alone, pairs, triples = zip(*map(self._terms.begun_by, self.slots[number]), strict=True)
            known = Begun(
                tuple(chain.from_iterable(alone)), *(merged([*filter(None, files)]) for files in (pairs, triples))
            )
            self._begun[number] = known
        return known

    def wholes(self, piece: str) -> tuple[tuple[int, int, Slots], ...]:
        """The words of a piece that non-joiners part, each as one word."""
        found = self._wholes.get(piece)
        if found is None:
            found = tuple((first, behind, self._terms.slots_of(word, ())) for first, behind, word in wholes(piece))
            if not self.is_full and len(piece) <= LONGEST_REMEMBERED:
                self._wholes[piece] = found
        return found

    def _number(self, slots: Slots) -> bytes:
        return self._numbers.get(slots) or self._added(slots)

    def _added(self, slots: Slots) -> bytes:
        with self._adding:
            if (packed := self._numbers.get(slots)) is not None:
                return packed
            number = len(self.slots)
            # Before it can be met by another thread.
            self.slots.append(slots)
            self.signatures.add(number, slots, map(self._terms.begun_by, slots))
            for slot in slots:
                self._fill(slot, number)
            packed = self._numbers[slots] = _packed(number)
            return packed

    def _fill(self, slot: int, number: int) -> None:
        if known := self._word_of.item(slot):
            self._words_of.setdefault(slot, [known]).append(number)
        self._word_of[slot] = SEVERAL if known else number


def _packed(number: int) -> bytes:
    return number.to_bytes(WIDTH, sys.byteorder)
