"""Words that are described rather than spelled: with ``*`` (any letters), ``?`` (one letter) or some letters different.

A shape is tried only on the words that share its literal beginning, end or middle; a similar word (``word~1``) only on
those whose beginnings have a spelling in common when letters are left out. What a word fits is remembered, so that a
known word costs one look-up.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import translate
from itertools import combinations

from rapidfuzz.distance import OSA

MOST_EDITS = 2
LONGEST = 64
"""A longer word is compared by its beginning: nobody writes such a word, but a hostile page does."""
_REMEMBERED = 1 << 17
_BEGINNING = 9
"""Letters of a word of which some are left out. Two words at most n edits apart share a spelling of their first letters
with at most n left out, whatever this number is (more than n); more letters are more spellings and fewer candidates."""


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
        self._checks: list[Callable[[str], object]] = []
        self._beginnings: dict[str, list[int]] = {}
        self._ends: dict[str, list[int]] = {}
        self._middles: dict[str, list[int]] = {}
        self._similar: dict[str, list[int]] = {}
        self._fits = _Remembered(self._fitting)

    def number(self, shape: Shape) -> int:
        """The shape's number; it is taken in where it is new."""
        known = self._numbers.get(shape)
        if known is not None:
            return known
        number = self._numbers[shape] = len(self._numbers)
        if shape.edits:
            word = "".join(shape.letters)
            self._checks.append(_Similar(word, shape.edits))
            for spelling in _thinned(word, shape.edits):
                self._similar.setdefault(spelling, []).append(number)
        else:
            self._checks.append(_Wild("".join(shape.letters)))
            self._file(shape, number)
        return number

    def fit(self, word: str) -> frozenset[int]:
        """The numbers of all shapes that a folded word fits."""
        return self._fits[word]

    @property
    def remembered(self) -> Iterable[str]:
        """The words of which it is known what they fit."""
        return self._fits.keys()

    @property
    def spellings(self) -> int:
        """Under how many spellings similar words are filed."""
        return len(self._similar)

    def _file(self, shape: Shape, number: int) -> None:
        first, last = shape.letters[0], shape.letters[-1]
        if first not in "*?":
            self._beginnings.setdefault(first, []).append(number)
        elif last not in "*?":
            self._ends.setdefault(last, []).append(number)
        else:
            longest = max((part for part in shape.letters if part not in "*?"), key=len, default="")
            self._middles.setdefault(longest, []).append(number)

    def _fitting(self, word: str) -> frozenset[int]:
        return frozenset(number for number in self._candidates(word) if self._checks[number](word))

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
        if self._similar:
            yield from {number for part in _thinned(word, MOST_EDITS) for number in self._similar.get(part, ())}


class _Wild:
    """Whether a word has the form of a pattern; made ready when it is first asked, as most never are.

    The expression takes each literal part where it stands first and never goes back, so its time is bounded.
    """

    __slots__ = ("_fullmatch", "_pattern")

    def __init__(self, pattern: str) -> None:
        self._pattern = pattern
        self._fullmatch: Callable[[str], object] | None = None

    def __call__(self, word: str) -> object:
        if self._fullmatch is None:
            self._fullmatch = re.compile(translate(self._pattern)).fullmatch
        return self._fullmatch(word)


@dataclass(frozen=True, slots=True)
class _Similar:
    """Whether a word is at most so many edits from another."""

    word: str
    edits: int

    def __call__(self, word: str) -> bool:
        return OSA.distance(word, self.word, score_cutoff=self.edits) <= self.edits


class _Remembered(dict[str, frozenset[int]]):
    """Words to what was found for them; forgotten as a whole when there are too many."""

    def __init__(self, find: Callable[[str], frozenset[int]]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> frozenset[int]:
        if len(word) > LONGEST:
            return self[word[:LONGEST]]
        if len(self) >= _REMEMBERED:
            self.clear()
        found = self[word] = self._find(word)
        return found


def _thinned(word: str, most: int) -> set[str]:
    """The beginning of a word with up to ``most`` letters left out."""
    beginning = word[:_BEGINNING]
    return {
        "".join(kept)
        for count in range(min(most, len(beginning)) + 1)
        for kept in combinations(beginning, len(beginning) - count)
    }
