"""Gaps in numeric ids: ids between known ones that were never seen.

Ids tell something only where they are dense: an outlet that counts photographs and comments in the same series has
more holes than articles. Each stretch of ids without a jump is looked at by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

DENSE = 0.5
"""Share of a stretch's ids that must be known; with fewer the holes say nothing."""
FEWEST = 10
"""Ids of the shortest stretch that is looked at."""
_JUMP = 20
"""A step of so many usual steps begins another stretch."""
_LONGEST_ID = 18


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of dense ids from ``first`` to ``last``: how many are known, and the ids that never were seen."""

    first: int
    last: int
    known: int
    never: tuple[int, ...]


def runs_of(captured: Iterable[str], listed: Iterable[str] = ()) -> Iterator[Run]:
    """The dense stretches among the captured keys that are numbers; a hole that is ``listed`` is no hole."""
    seen = {int(key) for key in captured if is_number(key)}
    elsewhere = {int(key) for key in listed if is_number(key)}
    for stretch in _stretches(sorted(seen)):
        first, last = stretch[0], stretch[-1]
        if len(stretch) >= FEWEST and len(stretch) >= DENSE * (last - first + 1):
            inside = set(stretch) | elsewhere
            yield Run(first, last, len(stretch), tuple(i for i in range(first, last) if i not in inside))


def is_number(key: str) -> bool:
    """Whether an article key is an id that counts up."""
    return key.isascii() and key.isdecimal() and len(key) <= _LONGEST_ID


def _stretches(ids: list[int]) -> Iterator[list[int]]:
    if len(ids) < FEWEST:
        return
    usual = median(after - before for before, after in pairwise(ids))
    stretch = ids[:1]
    for before, after in pairwise(ids):
        if after - before > _JUMP * usual:
            yield stretch
            stretch = []
        stretch.append(after)
    yield stretch
