"""What the rules know of the words of one language's texts: which slots of which terms each of them fills.

Words that fill the same slots are one ``Known`` with one number. The numbers of the words of a piece of text are kept
as the bytes of an array, so that reading a text looks at little memory; what the numbers stand for is fetched only
where a term may begin.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from monitor.domain.han import simplified
from monitor.rules.filed import NOTHING, Follows
from monitor.rules.pieces import BREAKS, LINE, LONGEST_REMEMBERED, KeysOf, Pieces, wholes
from monitor.rules.signatures import Signatures

WIDTH = np.dtype(np.intp).itemsize
"""The bytes of a number."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The words of a text that fill the same slots, and what follows from them."""

    slots: tuple[int, ...] = ()
    follows: Follows = NOTHING


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

    def slots_of(self, word: str, keys: tuple[str, ...]) -> tuple[int, ...]:
        """The slots that a folded word with further keys fills, in order."""
        ...

    def follows_of(self, slots: tuple[int, ...]) -> Follows:
        """What follows for the terms from slots that a word fills."""
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
        self.known = [Known(), Known()]
        """What the numbers stand for."""
        self._word_of = np.zeros(terms.slot_count, np.int32)
        """By slot the number of the only word that fills it so far; 0 for none, SEVERAL for those in ``_words_of``."""
        self._words_of: dict[int, list[int]] = {}
        self.signatures = Signatures()
        self._terms = terms
        self._keys_of, self._language = keys_of, language
        self._numbers: dict[tuple[int, ...], bytes] = {}
        self._adding = Lock()
        self._signs = np.zeros(1 << 18, np.intp)
        """The numbers of signs that are a word each, by code point; 0 of those not met so far. Takes what is used."""
        self._wholes: dict[str, tuple[tuple[int, int, Known], ...]] = {}

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

    def wholes(self, piece: str) -> tuple[tuple[int, int, Known], ...]:
        """The words of a piece that non-joiners part, each as one word."""
        found = self._wholes.get(piece)
        if found is None:
            found = tuple((first, behind, self._whole(word)) for first, behind, word in wholes(piece))
            if not self.is_full and len(piece) <= LONGEST_REMEMBERED:
                self._wholes[piece] = found
        return found

    def _whole(self, word: str) -> Known:
        return self.known[int.from_bytes(self._number(self._terms.slots_of(word, ())), sys.byteorder)]

    def _number(self, slots: tuple[int, ...]) -> bytes:
        return self._numbers.get(slots) or self._added(slots)

    def _added(self, slots: tuple[int, ...]) -> bytes:
        with self._adding:
            if (packed := self._numbers.get(slots)) is not None:
                return packed
            number, known = len(self.known), Known(slots, self._terms.follows_of(slots))
            # Before it can be met by another thread.
            self.known.append(known)
            self.signatures.add(number, slots, known.follows)
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
