"""How an index of terms is kept: numbers of terms under slots (see ``patterns``), and what follows from a slot.

Most often one number is filed under something, and a list for each would be most of what an index takes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import chain
from typing import NamedTuple, TypeVar

Numbers = int | list[int]
"""One number or several."""
Filed = Mapping[int, Numbers]
"""Numbers by a slot, or by the code of two."""
NOTHING: Filed = {}
Slots = tuple[int, ...]
"""The numbers of the slots that a word fills, in order."""
_BITS = 32
_Key = TypeVar("_Key", str, int)


class Begun(NamedTuple):
    """What may begin where slots are filled: terms of one word, and phrases of two and of more words.

    Phrases are filed by what has to fill the next word, or the next two (see ``code_of``).
    """

    alone: Collection[int]
    pairs: Filed
    triples: Filed


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


def merged(files: list[Filed]) -> Filed:
    """What is filed in any of several."""
    if len(files) < 2:
        return files[0] if files else NOTHING
    found: dict[int, Numbers] = {}
    for key, numbers in chain.from_iterable(one.items() for one in files):
        found[key] = [*each(found[key]), *each(numbers)] if key in found else numbers
    return found


def each(numbers: Numbers | None) -> Iterable[int]:
    """The numbers that were filed under something, one by one."""
    return (numbers,) if isinstance(numbers, int) else numbers or ()
