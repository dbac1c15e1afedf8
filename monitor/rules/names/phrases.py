"""The names of very many entities as they are written: which of them may stand in a document.

A name is filed under its first words, four at most; a shorter beginning says that more may follow. So one look at the
neighbouring words of a text finds a name among millions, and a name that only shares a word with it costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from monitor.rules.forms import LISTED
from monitor.rules.names.postings import Postings, hashes
from monitor.rules.text.reading import Reading
from monitor.rules.text.wording import Wording

_DEEPEST = 4
"""So many words tell names apart; the whole name is looked for where a rule asks."""
_GOES_ON = 0
"""Filed under a beginning that is not a whole name."""

Chain = tuple[tuple[str, ...], int]
"""Words that follow each other, and the position behind them."""


class PhraseIndex:
    """Names by the number of the term they belong to. Filled, then ``sealed``, then only asked."""

    __slots__ = ("_postings",)

    def __init__(self) -> None:
        self._postings = Postings()

    def add(self, number: int, words: tuple[str, ...]) -> None:
        """Take in a name's folded words. Raises OverflowError for a number that is too large."""
        for size in range(2, min(len(words), _DEEPEST)):
            self._postings.file(hash(words[:size]), _GOES_ON)
        self._postings.file(hash(words[:_DEEPEST]), number + 1)

    def sealed(self) -> None:
        """Nothing more is taken in."""
        self._postings.sealed()

    def present(self, reading: Reading) -> set[int]:
        """The numbers of all terms one of whose names may stand in the document."""
        found: set[int] = set()
        words = reading.wording if len(self._postings) else None
        chains = _beginnings(words) if words else []
        while chains:
            longer: list[Chain] = []
            for at, number in self._postings.find(hashes(words for words, _ in chains)):
                if number == _GOES_ON:
                    longer += _longer(chains[at], reading.wording)
                else:
                    found.add(number - 1)
            chains = longer
        return found


def _beginnings(reading: Wording) -> list[Chain]:
    """Every word, and every two neighbouring ones, in all ways that they can be read."""
    words = reading.words
    chains: list[Chain] = [((word,), at) for at, word in enumerate(words, 1)]
    chains += [(both, at) for at, both in enumerate(pairwise(words), 2)]
    several = {at for at, keys in enumerate(reading.keys) if keys and any(key[0] == LISTED for key in keys)}
    several.update(reading.joined)
    for at in several | {at - 1 for at in several if at}:
        singles = [((word,), behind) for word, behind in _words(reading, at)]
        chains += singles
        chains += [longer for single in singles for longer in _longer(single, reading)]
    return chains


def _longer(chain: Chain, reading: Wording) -> Iterator[Chain]:
    words, behind = chain
    for word, end in _words(reading, behind):
        yield (*words, word), end


def _words(reading: Wording, at: int) -> Iterable[tuple[str, int]]:
    """What stands at a position: the word, its dictionary forms, and the joined word, each with the position behind."""
    if at >= len(reading.words):
        return ()
    found = [(reading.words[at], at + 1)]
    if reading.keys:
        found += [(key[1:], at + 1) for key in reading.keys[at] if key[0] == LISTED]
    if at in reading.joined:
        found.append(reading.joined[at])
    return found
