"""The names of many persons in a document, in whatever spelling.

Every name is filed under pairs of keys of its words (see ``spelling``), so that one look at the neighbouring names of a
text tells which persons may be meant; where a rule asks, the words are laid beside the names (``judge``). A name's
last word, or what it is joined with, stands in every stretch that counts as the name: each pair has it.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise, product

import numpy as np
from numpy.typing import NDArray

from monitor.domain.match import Document, Field
from monitor.domain.search import AllOf, AnyOf, Phrase, Preselect
from monitor.rules.names.judge import Near, Spelled, judged, written
from monitor.rules.names.postings import Hashes, Postings, fitting, hashes, pairs
from monitor.rules.names.spelling import INITIAL, initials, joined_keys, name_keys
from monitor.rules.names.words import LONGEST_NAME, Run, has_latin, name_words, runs_of

_FIELDS: tuple[Field, ...] = ("title", "lead", "body", "header")
_LONGEST_JOINED = 17
"""Letters; words that make a longer one are not written as one."""
_CHUNK = 1 << 17
"""So many pairs of words are filed at once: what they take meanwhile is freed again."""


Counts = NDArray[np.int64]
Unit = str | tuple[str, str]
"""A word of a name, two that may be joined, or an initial: what pairs are made of."""


def _nothing(cost: int) -> None:
    """Count nothing."""


class NameIndex:
    """The names of persons by number. Filled while rules are compiled, then ``sealed``, then only asked."""

    __slots__ = ("_filed", "_joined", "_names", "_persons", "_postings", "_words")

    def __init__(self) -> None:
        self._names: list[str] = []
        self._persons = array("q")
        self._postings = Postings()
        self._words: dict[str, int] = {}
        self._joined: dict[tuple[str, str], int] = {}
        self._filed = array("i")
        """Two units and a name, again and again; units are numbered from 0 up, joined ones from -1 down."""

    def add(self, number: int, names: tuple[str, ...]) -> bool:
        """Take in a person under a number; False where no name has two words in Latin letters to look for.

        Raises OverflowError for more names than there are numbers.
        """
        before = len(self._names)
        known: set[tuple[str, ...]] = set()
        for name in names:
            words = name_words(name) if has_latin(name) else ()
            if 1 < len(words) <= LONGEST_NAME and words not in known:
                known.add(words)
                at = fitting(len(self._names))
                for one, other in _pairs_of_name(words):
                    self._filed.extend((self._unit(one), self._unit(other), at))
                self._names.append(name)
                self._persons.append(number)
        return len(self._names) > before

    def _unit(self, unit: Unit) -> int:
        if isinstance(unit, str):
            return self._words.setdefault(unit, len(self._words))
        return self._joined.setdefault(unit, -1 - len(self._joined))

    def sealed(self) -> None:
        """Nothing more is taken in."""
        each, counts = array("q"), array("q")
        units: list[Unit] = [*self._words, *reversed(self._joined)]
        for unit in units:
            keys = _keys_of(unit)
            counts.append(len(keys))
            each.extend(map(hash, keys))
        self._words, self._joined = {}, {}
        self._pair(np.frombuffer(each, np.uint64), np.frombuffer(counts, np.int64))
        self._filed = array("i")
        self._postings.sealed()

    def _pair(self, each: Hashes, counts: Counts) -> None:
        """File every name under each key of the one with each key of the other of its pairs of units."""
        starts = np.cumsum(counts) - counts
        filed = np.frombuffer(self._filed, np.int32).reshape(-1, 3)
        for at in range(0, len(filed), _CHUNK):
            first, second, name = filed[at : at + _CHUNK].T
            ways = counts[first] * counts[second]
            row = np.repeat(np.arange(len(ways)), ways)
            way = np.arange(len(row)) - np.repeat(np.cumsum(ways) - ways, ways)
            one = starts[first][row] + way // counts[second][row]
            other = starts[second][row] + way % counts[second][row]
            self._postings.file_all(pairs(each[one], each[other]), name[row].astype(np.uint64))

    def spot(self, document: Document) -> Spotted:
        """Who may be named in the document, and where."""
        near: dict[int, dict[tuple[str, Near], None]] = {}
        some, others, places = [], [], []
        for field in _FIELDS if self._names else ():
            for run in runs_of(getattr(document, field)):
                for one, other, place in _pairs_of_run(run, field):
                    some.append(one)
                    others.append(other)
                    places.append(place)
        for at, name in self._postings.find(pairs(hashes(some), hashes(others))) if some else ():
            near.setdefault(self._persons[name], {})[self._names[name], places[at]] = None
        return Spotted(near)


class Spotted:
    """Who may be named in one document; whether they are is decided when it is asked."""

    __slots__ = ("_near", "_places")

    def __init__(self, near: dict[int, dict[tuple[str, Near], None]]) -> None:
        self._near = near
        self._places: dict[int, tuple[Spelled, ...]] = {}

    def numbers(self) -> Iterable[int]:
        """The numbers of all who may be named."""
        return self._near.keys()

    def places(self, number: int, spend: Callable[[int], None] = _nothing) -> tuple[Spelled, ...]:
        """The places that may name a person, the surest first, each stretch of words once.

        ``spend`` is told how many stretches and names are going to be compared.
        """
        if number not in self._places:
            near = self._near.get(number, {})
            spend(len(near))
            best: dict[Near, Spelled] = {}
            for name, place in near:
                if (exact := written(place, name)) is not None:
                    best[place] = exact
            for name, place in near:
                known = best.get(place)
                if known is None or known.confidence < 1:
                    found = judged(place, name, known)
                    if found is not None:
                        best[place] = found
            self._places[number] = tuple(sorted(set(best.values()), key=lambda place: (-place.confidence, place)))
        return self._places[number]


def condition(names: Iterable[str]) -> Preselect:
    """What ``name_keys_in`` gives of every document in which one of the names stands."""
    each = [one for name in names if has_latin(name) for one in _conditions(name_words(name))]
    return AnyOf(tuple(dict.fromkeys(each)))


def name_keys_in(document: Document) -> frozenset[str]:
    """The keys of all words that may be part of a name, alone and with a neighbour."""
    runs = (run for field in _FIELDS for run in runs_of(getattr(document, field)))
    return frozenset(key for run in runs for _, _, _, keys in _units_of_run(run) for key in keys)


def _conditions(words: tuple[str, ...]) -> Iterator[Preselect]:
    """For each part that has to stand in a text, the whole of what may stand beside it."""
    beside: dict[Unit, list[Unit]] = {}
    for one, other in _pairs_of_name(words):
        beside.setdefault(other, []).append(one)
    for part, others in beside.items():
        yield AllOf((_any_key([part]), _any_key(others)))


def _any_key(units: list[Unit]) -> Preselect:
    return AnyOf(tuple(Phrase((key,)) for key in dict.fromkeys(key for unit in units for key in _keys_of(unit))))


def _pairs_of_name(words: tuple[str, ...]) -> Iterator[tuple[Unit, Unit]]:
    """The pairs by which a name is found, whatever of it is missing, turned, joined or abbreviated."""
    if not 1 < len(words) <= LONGEST_NAME:
        return
    *others, last = words
    for other in (*others, INITIAL + words[0][0]):
        yield other, last
    if others[1:]:
        *joined, with_last = pairwise(words)
        for both in joined:
            if len(both[0]) + len(both[1]) <= _LONGEST_JOINED:
                yield both, last
        if len(with_last[0]) + len(with_last[1]) <= _LONGEST_JOINED:
            for other in others[:-1]:
                yield other, with_last


def _keys_of(unit: Unit) -> tuple[str, ...]:
    if isinstance(unit, tuple):
        return joined_keys(*unit)
    if unit.startswith(INITIAL):
        return tuple(INITIAL + letter for letter in initials(unit.removeprefix(INITIAL)))
    return name_keys(unit)


def _units_of_run(run: Run) -> list[tuple[int, int, str, tuple[str, ...]]]:
    """The words of a run, and each two neighbours as one: first and last place, the word, its keys."""
    units = [(at, at, word.folded, word.keys) for at, word in enumerate(run)]
    for at, (left, right) in enumerate(pairwise(run)):
        if not right.comma:
            units.append((at, at + 1, left.folded + right.folded, joined_keys(left.folded, right.folded)))
    return units


def _pairs_of_run(run: Run, field: Field) -> Iterator[tuple[str, str, Near]]:
    """Pairs of keys of words, and of two words as one, that are neighbours or have one word between them."""
    units = _units_of_run(run)
    of_start: dict[int, list[tuple[int, str, tuple[str, ...]]]] = {}
    for start, end, word, keys in units:
        of_start.setdefault(start, []).append((end, word, keys))
    for start, end, word, keys in units:
        for behind in (end + 1, end + 2):
            for last, second, others in of_start.get(behind, ()):
                place = Near(field, run, start, last, (word, second))
                for one, other in product(keys, others):
                    yield one, other, place
