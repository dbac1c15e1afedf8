"""simplemma's word lists as they are packed: words are found in them without unpacking a word of them.

A list is sorted and front-coded. After a header, each record is: how many bytes its word shares with the word before,
the length of the rest, the rest; then its dictionary form: how many bytes of the word come off, the length of what
comes in their place, and that. One sign says that the form is that of the record before, one that it stands in full.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

MAGIC = b"SMFC1"
"""What such a list begins with."""
_BACKWARDS = 1
_SAME_FORM, _IN_FULL = 254, 255
_MORE = 0x80
"""Set in a byte of a number that goes on in the next byte."""
_LONGEST, _LONGEST_COUNT = 255, 9
_STRETCH, _AT_ONCE = 1024, 8192
"""Bytes of a stretch of the list, and stretches that are read side by side: what that takes stays in a core's cache."""
_ONE, _TWO = np.int64(1), np.int64(2)
_REMEMBERED = 4
"""Bytes of words, up to which it is remembered where words with this beginning stand."""

Places = NDArray[np.int64]
Signs = NDArray[np.uint8]


class FrontCoded:
    """Dictionary forms by word. Thread-safe: what it remembers is only added to."""

    def __init__(self, data: bytes) -> None:
        """Take in a list, unpacked from LZMA. Raises ValueError where it is none that is understood."""
        count, first = _header(data)
        self._backwards = bool(data[len(MAGIC)] & _BACKWARDS)
        self._data = data + b"\x00"
        signs = np.frombuffer(self._data, np.uint8)
        found = _lengths(self._data, first)
        starts = np.flatnonzero(found)
        if not count or len(starts) != count:
            raise ValueError("words are missing")
        # Taken by their places: asking of each byte whether it is one takes several times as long.
        self._shared, lengths = signs.take(starts).tobytes(), found.take(starts)
        starts += 2
        starts += lengths >= _MORE
        self._lengths, self._rests = lengths.tobytes(), starts.astype(np.int32).data
        self._known = {b"": (0, count)}

    @cached_property
    def _own(self) -> memoryview:
        """The numbers of the records that have a dictionary form of their own."""
        behind = np.frombuffer(self._rests, np.int32) + np.frombuffer(self._lengths, np.uint8)
        return np.flatnonzero(np.frombuffer(self._data, np.uint8)[behind] != _SAME_FORM).astype(np.int32).data

    def get(self, word: str) -> str | None:
        """The dictionary form of a word, ``None`` where the list does not have it."""
        wanted = word.encode()
        if self._backwards:
            wanted = wanted[::-1]
        number, _ = self._span(wanted)
        if number < 0 or self._shared[number] + self._lengths[number] != len(wanted):
            return None
        form = self._form(number, wanted)
        return (form[::-1] if self._backwards else form).decode()

    def _span(self, beginning: bytes) -> tuple[int, int]:
        """The numbers of the records whose words begin so: the first and the one behind the last, -1 for none."""
        depth = min(len(beginning), _REMEMBERED)
        while (span := self._known.get(beginning[:depth])) is None:
            depth -= 1
        while depth < len(beginning) and span[0] >= 0:
            span = self._narrowed(*span, depth, beginning[depth])
            depth += 1
            if depth <= _REMEMBERED:
                self._known[beginning[:depth]] = span
        return span

    def _narrowed(self, first: int, end: int, depth: int, wanted: int) -> tuple[int, int]:
        """Of records that are alike for ``depth`` bytes, those that have a byte there."""
        shared, rests, lengths, data = self._shared, self._rests, self._lengths, self._data
        while first >= 0:
            behind = shared.find(depth, first + 1, end)
            at = depth - shared[first]
            if at < lengths[first]:
                sign = data[rests[first] + at]
                if sign == wanted:
                    return first, behind if behind >= 0 else end
                if sign > wanted:
                    break
            first = behind
        return -1, -1

    def _form(self, number: int, word: bytes) -> bytes:
        """The dictionary form in a record, whose word is given."""
        data, own = self._data, self._own[bisect_right(self._own, number) - 1]
        at = self._rests[own] + self._lengths[own]
        rest = data[at + 2 : at + 2 + data[at + 1]]
        if data[at] == _IN_FULL:
            return rest
        alike = min(self._shared[own + 1 : number + 1], default=len(word))
        return self._word(own, word[:alike])[: -data[at] or None] + rest

    def _word(self, number: int, beginning: bytes) -> bytes:
        """The word of a record, of which the beginning is known."""
        shared, word = self._shared[number], self._rest(number)
        while shared > len(beginning):
            number -= 1
            if self._shared[number] < shared:
                word = self._rest(number)[: shared - self._shared[number]] + word
                shared = self._shared[number]
        return beginning[:shared] + word

    def _rest(self, number: int) -> bytes:
        at = self._rests[number]
        return self._data[at : at + self._lengths[number]]


def _header(data: bytes) -> tuple[int, int]:
    """How many records there are, and where the first one starts. Raises ValueError."""
    if not data.startswith(MAGIC):
        raise ValueError("not a front-coded list of words")
    count, at = 0, len(MAGIC) + 1
    for place, sign in enumerate(data[at : at + _LONGEST_COUNT]):
        count += (sign % _MORE) << 7 * place
        if sign < _MORE:
            return count, at + place + 1
    raise ValueError("no words")


def _lengths(data: bytes, first: int) -> Signs:
    """Where each record starts, how long the rest of its word is; 0 elsewhere. One byte follows. Raises ValueError.

    A record tells where the next one starts, and letters are never the sign that ends many a record. So stretches of
    the list between such signs are read side by side; right is what comes out of each where the next one begins.
    """
    signs, sign, end = np.frombuffer(data, np.uint8), bytes([_SAME_FORM]), len(data) - 1
    edges = {data.find(sign, edge) + 1 for edge in range(first + _STRETCH, end, _STRETCH)} - {0, end}
    enter = np.array([first, *sorted(edges)])
    leave = np.append(enter[1:], end)
    found = np.zeros(len(signs), np.uint8)
    for some in range(0, len(enter), _AT_ONCE):
        _read(signs, enter[some : some + _AT_ONCE], leave[some : some + _AT_ONCE], found)
    return found


def _read(signs: Signs, at: Places, leave: Places, found: Signs) -> None:
    """Put down in ``found`` the lengths in stretches that are read side by side. Raises ValueError."""
    while len(at):
        length, rest = _numbers(signs, at + 1)
        behind = rest + length
        following = signs.take(behind + 1, mode="clip")
        if length.max() > _LONGEST or following.max() >= _MORE:
            raise ValueError("a word is too long")
        found[at] = length
        at = behind + np.where(signs.take(behind, mode="clip") == _SAME_FORM, 1, following + _TWO)
        inside = at < leave
        if not inside.all():
            if not np.array_equal(at[~inside], leave[~inside]):
                raise ValueError("words do not stand behind each other")
            at, leave = at[inside], leave[inside]


def _numbers(signs: Signs, at: Places) -> tuple[NDArray[np.integer], Places]:
    """The numbers at some places, of up to two bytes each, and the places behind them."""
    numbers, behind = signs.take(at, mode="clip"), at + 1
    if numbers.max() < _MORE:
        return numbers, behind
    long = numbers >= _MORE
    return numbers + long * (signs.take(behind, mode="clip") - _ONE) * _MORE, behind + long
