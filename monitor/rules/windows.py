"""Where words stand near each other in any order: the shortest stretches in which each of several is found once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import islice, takewhile

Fill = tuple[int, int, int]
"""The position behind a word, the one at which it begins, and the number of what it is taken for."""
Stretch = tuple[int, int]


def shortest(
    fills: Iterable[Fill], wanted: int, is_near: Callable[[int, int], bool], spend: Callable[[int], None]
) -> list[Stretch]:
    """The shortest stretches with a word for each number below ``wanted``, no word twice; none holds another.

    ``is_near`` tells whether a stretch is short enough; where one is not, no longer one from its beginning is.
    """
    ordered = sorted(fills, key=lambda fill: fill[1])
    starts = [at for _, at, _ in ordered]
    found: list[Stretch] = []
    for first in dict.fromkeys(starts):
        near = _near(ordered, bisect_left(starts, first), is_near)
        spend(len(near))
        end = _end(near, wanted, spend) if len(near) >= wanted else None
        if end is not None:
            if found and found[-1][1] == end:
                found.pop()
            found.append((first, end))
    return found


def _near(ordered: Sequence[Fill], at: int, is_near: Callable[[int, int], bool]) -> list[Fill]:
    """The words from one on that are near it, by where they end."""
    first = ordered[at][1]
    near = takewhile(lambda fill: is_near(first, fill[1] + 1), islice(ordered, at, None))
    return sorted(fill for fill in near if is_near(first, fill[0]))


def _end(fills: Sequence[Fill], wanted: int, spend: Callable[[int], None]) -> int | None:
    """How far one has to go until every number has a word of its own."""
    words: dict[int, set[int]] = {number: set() for number in range(wanted)}
    taken: dict[int, int] = {}
    free = set(range(wanted))
    for end, at, number in fills:
        words[number].add(at)
        for one in tuple(free):
            tried: set[int] = set()
            if _takes(one, words, taken, tried):
                free.remove(one)
            spend(1 + len(tried))
        if not free:
            return end
    return None


def _takes(number: int, words: dict[int, set[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Give the number a word, moving others to other words where that helps (augmenting paths of a matching)."""
    for at in words[number] - tried:
        tried.add(at)
        if at not in taken or _takes(taken[at], words, taken, tried):
            taken[at] = number
            return True
    return False
