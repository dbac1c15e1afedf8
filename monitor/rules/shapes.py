"""Words that are described rather than spelled: with ``*`` (any letters), ``?`` (one letter) or some letters different.

A shape is tried only on the words that share its literal beginning, end or middle, or for similar words one of the
spellings with letters left out; what a word fits is remembered, so that a known word costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, combinations

from rapidfuzz.distance import OSA

MOST_EDITS = 2
_REMEMBERED = 1 << 17
_LONGEST = 64
"""A longer word is compared by its beginning: nobody writes such a word, but a hostile page does."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A folded word with ``*`` and ``?``, or one of which ``edits`` letters may be missing, more, others or swapped.

    ``letters`` are the literal parts between wildcards: ``("nu", "*", "lear")``.
    """

    letters: tuple[str, ...]
    edits: int = 0

    @property
    def weight(self) -> int:
        """How many letters are known."""
        return sum(len(part) for part in self.letters if part not in "*?")


class Shapes:
    """All shapes of a rule set by number. Filled while rules are compiled, then only asked."""

    __slots__ = ("_beginnings", "_checks", "_ends", "_fits", "_middles", "_numbers", "_similar")

    def __init__(self) -> None:
        self._numbers: dict[Shape, int] = {}
        self._checks: list[re.Pattern[str]] = []
        self._beginnings: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        self._middles: dict[str, list[int]] = {}
        self._similar: dict[str, list[tuple[str, int, int]]] = {}
        self._fits = _Remembered(lambda word: tuple(sorted(set(self._fitting(word[:_LONGEST])))))

    def __len__(self) -> int:
        return len(self._numbers)

    def number(self, shape: Shape) -> int:
        """The shape's number; it is taken in where it is new."""
        known = self._numbers.get(shape)
        if known is not None:
            return known
        number = self._numbers[shape] = len(self._numbers)
        if shape.edits:
            self._checks.append(_NEVER)
            word = "".join(shape.letters)
            for spelling in _thinned(word, shape.edits):
                self._similar.setdefault(spelling, []).append((word, shape.edits, number))
        else:
            self._checks.append(re.compile("".join(_SIGNS.get(part) or re.escape(part) for part in shape.letters)))
            self._file(shape, number)
        return number

    def fit(self, word: str) -> tuple[int, ...]:
        """The numbers of all shapes that a folded word fits."""
        return self._fits[word]

    def fit_any(self, words: Iterable[str]) -> set[int]:
        """The numbers of all shapes that one of some folded words fits."""
        return set(chain.from_iterable(map(self._fits.__getitem__, words)))

    def _file(self, shape: Shape, number: int) -> None:
        first, last = shape.letters[0], shape.letters[-1]
        if first not in "*?":
            self._beginnings.setdefault(first, []).append(number)
        elif last not in "*?":
            self._ends.setdefault(last, []).append(number)
        else:
            longest = max((part for part in shape.letters if part not in "*?"), key=len, default="")
            self._middles.setdefault(longest, []).append(number)

    def _fitting(self, word: str) -> Iterator[int]:
        for number in self._candidates(word):
            if self._checks[number].fullmatch(word):
                yield number
        if self._similar:
            for spelling in _thinned(word, MOST_EDITS):
                for wanted, edits, number in self._similar.get(spelling, ()):
                    if OSA.distance(word, wanted, score_cutoff=edits) <= edits:
                        yield number

    def _candidates(self, word: str) -> Iterator[int]:
        size = len(word)
        for end in range(1, size + 1):
            yield from self._beginnings.get(word[:end], ())
        for start in range(size):
            yield from self._ends.get(word[start:], ())
        if self._middles:
            for start in range(size + 1):
                for end in range(start, size + 1):
                    yield from self._middles.get(word[start:end], ())


class _Remembered(dict[str, tuple[int, ...]]):
    """Words to what was found for them; forgotten as a whole when there are too many."""

    def __init__(self, find: Callable[[str], tuple[int, ...]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


_SIGNS = {"*": r"\w*", "?": r"\w"}
_NEVER = re.compile(r"(?!)")


def _thinned(word: str, most: int) -> set[str]:
    """The word with up to ``most`` letters left out: two words that differ little have one such spelling in common."""
    return {
        "".join(letter for at, letter in enumerate(word) if at not in left_out)
        for count in range(min(most, len(word)) + 1)
        for left_out in combinations(range(len(word)), count)
    }
