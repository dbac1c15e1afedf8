"""How an index of terms is kept: numbers of terms under slots (see ``patterns``), and what follows from a slot.

Most often one number is filed under something, and a list for each would be most of what an index takes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

Numbers = int | list[int]
"""One number or several."""
Filed = Mapping[int, Numbers]
"""Numbers by a slot, or by the code of two."""
_NOTHING: dict[int, Numbers] = {}
_BITS = 32
_Key = TypeVar("_Key", str, int)


class Follows(NamedTuple):
    """What follows for the terms from a word, by the slots that it fills.

    ``alone`` are the terms that it is enough for, ``pairs`` those that may stand where the next word fills a slot, and
    ``triples`` those that may stand where the next two words fill slots (see ``code_of``).
    """

    alone: tuple[int, ...] = ()
    pairs: Filed = _NOTHING
    triples: Filed = _NOTHING


NOTHING = Follows()


def code_of(first: int, second: int) -> int:
    """Two slots as one number."""
    return first << _BITS | second


def pair_of(code: int) -> tuple[int, int]:
    """The two slots of a code."""
    return code >> _BITS, code & (1 << _BITS) - 1


def add(filed: dict[_Key, Numbers], key: _Key, number: int) -> None:
    """File a number under a key; one that was the last to be filed there is not filed again."""
    known = filed.get(key)
    if known is None:
        filed[key] = number
    elif isinstance(known, int):
        if known != number:
            filed[key] = [known, number]
    elif known[-1] != number:
        known.append(number)


def each(numbers: Numbers | None) -> Iterable[int]:
    """The numbers that were filed under something, one by one."""
    return (numbers,) if isinstance(numbers, int) else numbers or ()


def merged(files: list[Filed]) -> Filed:
    """What is filed in any of several."""
    if len(files) < 2:
        return files[0] if files else _NOTHING
    found: dict[int, Numbers] = {}
    for key, numbers in chain.from_iterable(one.items() for one in files):
        found[key] = [*each(found[key]), *each(numbers)] if key in found else numbers
    return found
