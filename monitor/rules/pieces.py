"""Pieces of text (what stands between white space) to words, remembered, so that a known piece costs one look-up.

A break takes a position of its own among the words and equals none of them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from monitor.domain.han import simplified
from monitor.domain.text import tokens

LINE, STOP = "\n", "\0"
"""Breaks: the end of a line, and punctuation that parts words which no white space parts."""
BREAKS = frozenset((LINE, STOP))
BREAK = re.compile("[\n。，、；：！？]")
"""What no phrase reaches across."""

_REMEMBERED = 1 << 17
_LONGEST_REMEMBERED = 48
_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_PLAIN = "\u3042-\u3094\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(f"(?P<plain>(?:[{_PLAIN}](?![{_MARKS}]))+)|(?:(?![{_PLAIN}](?![{_MARKS}])).)+", re.DOTALL)
"""Characters that are a word each (their marks apart): folding each by itself would be most of what a text costs."""
_NO_KEYS: tuple[str, ...] = ()

KeysOf = Callable[[str, str, str], tuple[str, ...]]
"""Further keys of a word: ``(word as written, word folded, language) -> keys``. None of them equals a folded word."""
Part = tuple[str, int, int]
"""A word or break with its place in its piece; a break has no extent."""


class Words(dict[str, tuple[str, ...]]):
    """Pieces to their folded words and breaks. Thread-safe: only ever added to, or forgotten as a whole."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        if len(piece) > _LONGEST_REMEMBERED:
            return tuple(_long(piece, self))
        words = tuple(word for word, _, _ in parts(piece))
        if len(self) >= _REMEMBERED:
            self.clear()
        self[piece] = words
        return words


class Keys(dict[str, tuple[tuple[str, ...], ...]]):
    """Pieces to the further keys of each of their words, in one language. Thread-safe as ``Words`` is."""

    def __init__(self, keys_of: KeysOf, language: str) -> None:
        super().__init__()
        self._keys_of, self._language = keys_of, language

    def __missing__(self, piece: str) -> tuple[tuple[str, ...], ...]:
        keys = tuple(chain.from_iterable(map(self._of_run, _RUN.finditer(piece))))
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = keys
        return keys

    def _of_run(self, run: re.Match[str]) -> Iterable[tuple[str, ...]]:
        if run["plain"]:
            return (_NO_KEYS,) * len(run[0])
        if run[0] != run.string and len(run[0]) <= _LONGEST_REMEMBERED:
            return self[run[0]]
        return [
            _NO_KEYS if start == end else self._keys_of(run[0][start:end], word, self._language)
            for word, start, end in parts(run[0])
        ]


def parts(piece: str) -> Iterator[Part]:
    """The words and breaks of a piece in order."""
    if piece == LINE:
        yield LINE, 0, 0
        return
    for run in _RUN.finditer(piece):
        if run["plain"]:
            for at, ch in enumerate(simplified(run[0]), run.start()):
                yield ch, at, at + 1
        else:
            yield from _folded(run[0], run.start())


def part(piece: str, number: int) -> tuple[int, int]:
    """Where the word with this number (breaks are counted) stands in its piece."""
    at = 0
    for run in _RUN.finditer(piece):
        if run["plain"]:
            if number < at + len(run[0]):
                start = run.start() + number - at
                return start, start + 1
            at += len(run[0])
            continue
        for _, start, end in _folded(run[0], run.start()):
            if at == number:
                return start, end
            at += 1
    raise IndexError(number)


def _long(piece: str, known: Words) -> Iterator[str]:
    """The words of a piece that is not remembered itself; its runs are."""
    for run in _RUN.finditer(piece):
        if run["plain"]:
            yield from simplified(run[0])
        elif len(run[0]) <= _LONGEST_REMEMBERED:
            yield from known[run[0]]
        else:
            yield from (word for word, _, _ in _folded(run[0], run.start()))


def _folded(run: str, at: int) -> Iterator[Part]:
    last = 0
    for token in tokens(run):
        if BREAK.search(run, last, token.start):
            yield STOP, 0, 0
        yield token.folded, at + token.start, at + token.end
        last = token.end
    if BREAK.search(run, last):
        yield STOP, 0, 0
