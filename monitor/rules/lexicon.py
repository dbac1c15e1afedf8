"""What the rules know of the words of one language's texts: which slots of which terms each of them fills.

Words that fill the same slots are one ``Known``, so that a text of 600 words is a list of pointers, most of them to
things that were met before, and what stands where is told by comparing those.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from threading import Lock

from monitor.rules.pieces import BREAKS, LINE, LONGEST_REMEMBERED, KeysOf, Pieces, wholes
from monitor.rules.signatures import Signatures

Numbers = int | list[int]
"""One number or several: most often it is one, and a list for each would be most of what an index takes."""
Filed = Mapping[int, Numbers]
"""Terms by the slot that has to follow."""


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The words of a text that fill the same slots, by their number in a lexicon.

    ``alone`` are the numbers of the terms that one of the slots is enough for, ``followed`` those that may stand here
    where another slot is filled by the next word.
    """

    number: int
    slots: tuple[int, ...] = ()
    alone: tuple[int, ...] = ()
    followed: Filed = field(default_factory=dict)


LINE_END, STOPPED = Known(0), Known(1)
"""What stands for the breaks."""
KNOWN_BREAKS = frozenset((LINE_END, STOPPED))
SlotsOf = Callable[[str, tuple[str, ...]], tuple[int, ...]]
"""The slots that a word fills: ``(word folded, its further keys) -> slots in order``."""
FollowsOf = Callable[[tuple[int, ...]], tuple[tuple[int, ...], Filed]]
"""What follows for the terms from slots that a word fills: ``alone`` and ``followed`` of a Known."""


class Lexicon(Pieces[Known]):
    """Pieces of the texts of one language to what is known of each of their words."""

    def __init__(
        self,
        slots_of: SlotsOf,
        follows_of: FollowsOf,
        keys_of: KeysOf | None,
        language: str,
    ) -> None:
        super().__init__({LINE: (LINE_END,)})
        self.of_slot: dict[int, list[Known]] = {}
        """All that fill a slot."""
        self.signatures = Signatures()
        self._slots_of, self._follows_of = slots_of, follows_of
        self._keys_of, self._language = keys_of, language
        self._known: dict[tuple[int, ...], Known] = {}
        self._adding = Lock()
        self._signs = _Signs(self)
        self._wholes: dict[str, tuple[tuple[int, int, Known], ...]] = {}

    def of_signs(self, signs: str) -> Iterable[Known]:
        """See Pieces."""
        return map(self._signs.__getitem__, signs)

    def of_word(self, written: str, folded: str) -> Known:
        """See Pieces."""
        if folded in BREAKS:
            return STOPPED
        further = self._keys_of(written, folded, self._language) if self._keys_of else ()
        return self._interned(self._slots_of(folded, further))

    def wholes(self, piece: str) -> tuple[tuple[int, int, Known], ...]:
        """The words of a piece that non-joiners part, each as one word."""
        found = self._wholes.get(piece)
        if found is None:
            found = tuple(
                (first, behind, self._interned(self._slots_of(word, ()))) for first, behind, word in wholes(piece)
            )
            if not self.is_full and len(piece) <= LONGEST_REMEMBERED:
                self._wholes[piece] = found
        return found

    def _interned(self, slots: tuple[int, ...]) -> Known:
        return self._known.get(slots) or self._added(slots)

    def _added(self, slots: tuple[int, ...]) -> Known:
        with self._adding:
            if (known := self._known.get(slots)) is not None:
                return known
            alone, followed = self._follows_of(slots)
            known = Known(len(self._known) + len(KNOWN_BREAKS), slots, alone, followed)
            # Before it can be met by another thread.
            self.signatures.add(known.number, slots, followed)
            for slot in slots:
                self.of_slot.setdefault(slot, []).append(known)
            self._known[slots] = known
            return known


class _Signs(dict[str, Known]):
    """Characters that are a word each."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._lexicon = lexicon

    def __missing__(self, sign: str) -> Known:
        known = self[sign] = self._lexicon.of_word(sign, sign)
        return known
