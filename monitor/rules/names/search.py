"""The names of many persons in a document, in whatever spelling.

Every name is filed under pairs of keys of its words (see ``spelling``), so that one look at the neighbouring names of a
text tells which persons may be meant; where a rule asks, the words are laid beside the names (``resemblance``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from typing import NamedTuple

from monitor.domain.match import Document, Field
from monitor.rules.names.resemblance import alike, confidence, is_eastern
from monitor.rules.names.spelling import INITIAL, initials, name_keys
from monitor.rules.names.words import Run, name_words, runs_of

_FIELDS: tuple[Field, ...] = ("title", "lead", "body", "header")
_REMEMBERED = 4096
_LONGEST_NAME = 6
_EITHER_SIDE = 3
"""How many words beside two that were found may belong to the same name."""


class Spelled(NamedTuple):
    """A place (code points of a field) where a name stands, how sure that is, and which of the names."""

    field: Field
    start: int
    end: int
    confidence: float
    alias: str


@dataclass(frozen=True, slots=True)
class _Near:
    """A run of names of a text, and the words between which a pair of keys was found."""

    field: Field
    run: Run
    first: int
    last: int
    words: tuple[str, str]


def _nothing(cost: int) -> None:
    """Count nothing."""


class NameIndex:
    """The names of persons by number. Filled while rules are compiled, then only asked."""

    __slots__ = ("_names", "_of_pair")

    def __init__(self) -> None:
        self._names: dict[int, tuple[str, ...]] = {}
        self._of_pair: dict[int, tuple[int, ...]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, number: int, names: tuple[str, ...]) -> bool:
        """Take in a person under a number; False where no name has two words in Latin letters to look for."""
        pairs = {pair for name in names if name.isascii() or _has_latin(name) for pair in _pairs_of_name(name)}
        for pair in pairs:
            known = self._of_pair.get(pair)
            self._of_pair[pair] = (number,) if known is None else (*known, number)
        if pairs:
            self._names[number] = names
        return bool(pairs)

    def spot(self, document: Document) -> Spotted:
        """Who may be named in the document, and where."""
        near: dict[int, list[_Near]] = {}
        for field in _FIELDS if self._names else ():
            for run in runs_of(getattr(document, field)):
                for pair, first, last, words in _pairs_of_run(run):
                    for number in self._of_pair.get(pair, ()):
                        near.setdefault(number, []).append(_Near(field, run, first, last, words))
        return Spotted(near, self._names)


class Spotted:
    """Who may be named in one document; whether they are is decided when it is asked."""

    __slots__ = ("_names", "_near", "_places")

    def __init__(self, near: dict[int, list[_Near]], names: dict[int, tuple[str, ...]]) -> None:
        self._near = near
        self._names = names
        self._places: dict[int, tuple[Spelled, ...]] = {}

    def numbers(self) -> Iterable[int]:
        """The numbers of all who may be named."""
        return self._near.keys()

    def places(self, number: int, spend: Callable[[int], None] = _nothing) -> tuple[Spelled, ...]:
        """The places that may name a person, the surest first, each stretch of words once.

        ``spend`` is told how many stretches and names are going to be compared.
        """
        if number not in self._places:
            names = _names_in_words(self._names[number])
            near = self._near.get(number, ())
            spend(len(near) * len(names))
            found = {place for one in near for place in _judged(one, names)}
            self._places[number] = tuple(sorted(found, key=lambda place: (-place.confidence, place)))
        return self._places[number]


def _judged(near: _Near, names: tuple[tuple[str, tuple[str, ...]], ...]) -> Iterator[Spelled]:
    """The stretch around a pair that is most surely one of the names, of each stretch the name."""
    names = tuple(name for name in names if _may_be(near.words, name[1]))
    best: Spelled | None = None
    words = near.run
    for first in range(max(0, near.first - _EITHER_SIDE), near.first + 1):
        for last in range(near.last, min(len(words), near.last + _EITHER_SIDE + 1)):
            found, before = _order(words, first, last)
            if not found or len(found) > _LONGEST_NAME:
                continue
            for alias, wanted in names:
                sure = confidence(wanted, found, before)
                if sure and (best is None or sure > best.confidence):
                    best = Spelled(near.field, words[first].start, words[last].end, round(sure, 4), alias)
    if best:
        yield best


def _may_be(found: tuple[str, str], name: tuple[str, ...]) -> bool:
    """Whether two words found are alike enough to two of a name; a first look that spares most of the others."""
    units = (*name, *(one + other for one, other in pairwise(name)))
    eastern = is_eastern(name)
    return all(
        any(alike(word, unit, eastern) or (len(word) == 1 and word in initials(unit)) for unit in units)
        for word in found
    )


def _order(words: Run, first: int, last: int) -> tuple[tuple[str, ...], bool]:
    """The words from ``first`` to ``last`` in the order of a name, and whether another name stands before them.

    A comma stands only behind a family name that comes first; no name goes on across two.
    """
    commas = [at for at in range(first + 1, last + 1) if words[at].comma]
    found = tuple(word.folded for word in words[first : last + 1])
    if len(commas) == 1:
        behind = commas[0] - first
        return (*found[behind:], *found[:behind]), True
    return ((), False) if commas else (found, first > 0 and not words[first].comma)


def _pairs_of_run(run: Run) -> Iterator[tuple[int, int, int, tuple[str, str]]]:
    """Pairs of keys of words, and of two words as one, that are neighbours or have one word between them."""
    units = [(at, at, word.folded, word.keys) for at, word in enumerate(run)]
    for at, (left, right) in enumerate(pairwise(run)):
        if not right.comma:
            both = left.folded + right.folded
            units.append((at, at + 1, both, name_keys(both)))
    of_start: dict[int, list[tuple[int, str, tuple[str, ...]]]] = {}
    for start, end, word, keys in units:
        of_start.setdefault(start, []).append((end, word, keys))
    for start, end, word, keys in units:
        for behind in (end + 1, end + 2):
            for last, second, others in of_start.get(behind, ()):
                for one, other in product(keys, others):
                    yield _pair(one, other), start, last, (word, second)


def _pairs_of_name(name: str) -> Iterator[int]:
    """The pairs of keys under which a name is found, whatever of it is missing, turned, joined or abbreviated."""
    words = name_words(name)
    if not 1 < len(words) <= _LONGEST_NAME:
        return
    joined = [(*words[:at], words[at] + words[at + 1], *words[at + 2 :]) for at in range(len(words) - 1)]
    for version in (words, *(one for one in joined if len(one) > 1)):
        keys = [name_keys(word) for word in version]
        ends = {(at, len(version) - 1) for at in range(len(version) - 1)} | {(0, 1)}
        for first, last in ends | set(pairwise(range(len(version)))):
            for one, other in product(keys[first], keys[last]):
                yield _pair(one, other)
    for letter in initials(words[0]):
        for key in name_keys(words[-1]):
            yield _pair(INITIAL + letter, key)


def _pair(one: str, other: str) -> int:
    """A number for two keys in either order; another pair with the same number is only looked at in vain."""
    return hash((one, other) if one < other else (other, one))


@lru_cache(maxsize=_REMEMBERED)
def _names_in_words(names: tuple[str, ...]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Names of several words with their words, of those of the same words the first."""
    of_words = {words: name for name in reversed(names) if len(words := name_words(name)) > 1}
    return tuple((name, words) for words, name in of_words.items())


def _has_latin(name: str) -> bool:
    return any("a" <= ch <= "z" or "\xc0" <= ch <= "\u024f" for ch in name.lower())
