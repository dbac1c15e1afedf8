"""Pieces of text (what stands between white space) to what is made of their words, remembered by piece.

A piece that was met before costs one look-up. A break takes a position of its own among the words and equals none.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from typing import TypeVar

from monitor.domain.han import simplified
from monitor.domain.text import ZWNJ, joined, tokens

LINE, STOP = "\n", "\0"
"""Breaks: the end of a line, and punctuation that parts words which no white space parts."""
BREAKS = frozenset((LINE, STOP))
_STOPS_TEXT = "。，、；：！？"
BREAK = re.compile(f"[\n{_STOPS_TEXT}]")
"""What no phrase reaches across."""

REMEMBERED = 1 << 17
LONGEST_REMEMBERED = 48
_PLACED = 1 << 15
_MARKS = "\u3099\u309a\ufe00-\ufe0f\U000e0100-\U000e01ef"
_PLAIN = "\u3042-\u3094\u30a1-\u30fa\u30fc\u3400-\u4dbf\u4e00-\u9fff"
_RUN = re.compile(f"(?P<plain>[{_PLAIN}]+(?![{_MARKS}]))|(?:(?![{_PLAIN}](?![{_MARKS}])).)+", re.DOTALL)
"""Characters that are a word each (their marks apart): folding each by itself would be most of what a text costs."""
_LETTERS, _EDGES = "0-9A-Za-z\u00c0-\u024f\u0400-\u052f\u0620-\u06ff\uac00-\ud7a3", "!-/:-@«»‘’‚“”„‹›…–—،؛؟"
_WORDS = re.compile(f"[{_LETTERS}]+")
"""Letters of which none is a word by itself, and no break."""
_EDGED = re.compile(f"[{_EDGES}]*([{_LETTERS}]+)[{_EDGES}]*")
"""The same between punctuation that is no break: most pieces that were not met before hold words that were."""
_SIGNS = re.compile(f"[{_PLAIN}{_STOPS_TEXT}]+")
_STOPS, _STOPPED_TWICE = re.compile(f"[{_STOPS_TEXT}]+"), re.compile(f"[{_STOPS_TEXT}]{{2}}")

KeysOf = Callable[[str, str, str], tuple[str, ...]]
"""Further keys of a word: ``(word as written, word folded, language) -> keys``. None of them equals a folded word."""
Part = tuple[str, int, int]
"""A word or break with its place in its piece; a break has no extent."""
Whole = tuple[int, int, str]
"""A word that a non-joiner parts: its first word in its piece, the one behind its last, and the word without it."""
T = TypeVar("T")


class Pieces(dict[str, T]):
    """Pieces to what is made of their words and breaks. Thread-safe: only ever added to, and bounded."""

    def __missing__(self, piece: str) -> T:
        if _WORDS.fullmatch(piece):
            found = self.together(self.of_word(piece[start:end], word) for word, start, end in tokens(piece))
        elif edged := _EDGED.fullmatch(piece):
            found = self[edged[1]]
        elif _SIGNS.fullmatch(piece):
            found = self.of_signs(_STOPS.sub(STOP, piece))
        else:
            found = self.together(map(self._of_run, _RUN.finditer(piece)))
        if len(piece) <= LONGEST_REMEMBERED and len(self) < REMEMBERED:
            self[piece] = found
        return found

    @property
    def is_full(self) -> bool:
        """Whether nothing more is remembered."""
        return len(self) >= REMEMBERED

    @abstractmethod
    def of_signs(self, signs: str) -> T:
        """What is made of characters that are a word each, and of breaks among them."""

    @abstractmethod
    def of_word(self, written: str, folded: str) -> T:
        """What is made of a word, or of a break (which is written as nothing)."""

    @abstractmethod
    def together(self, parts: Iterable[T]) -> T:
        """What was made of words that stand one behind the other, as one."""

    def _of_run(self, run: re.Match[str]) -> T:
        text = run[0]
        if run["plain"]:
            return self.of_signs(text)
        if text != run.string and len(text) <= LONGEST_REMEMBERED:
            return self[text]
        return self.together(self.of_word(text[start:end], word) for word, start, end in _folded(text, 0))


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


def extents(piece: str) -> tuple[tuple[int, int], ...]:
    """Where each word (breaks are counted) stands in a piece."""
    if _SIGNS.fullmatch(piece) and not _STOPPED_TWICE.search(piece):
        return tuple(pairwise(range(len(piece) + 1)))
    return _extents(piece) if len(piece) <= LONGEST_REMEMBERED else _extents.__wrapped__(piece)


@lru_cache(maxsize=_PLACED)
def _extents(piece: str) -> tuple[tuple[int, int], ...]:
    found: list[tuple[int, int]] = []
    for run in _RUN.finditer(piece):
        if run["plain"]:
            found += pairwise(range(run.start(), run.end() + 1))
        else:
            found += ((start, end) for _, start, end in _folded(run[0], run.start()))
    return tuple(found)


def wholes(piece: str) -> tuple[Whole, ...]:
    """The words of a piece that non-joiners part."""
    if ZWNJ not in piece:
        return ()
    numbered = [(number, start, end) for number, (_, start, end) in enumerate(parts(piece)) if end]
    found = []
    for word, start, end in joined(piece):
        inside = [number for number, first, behind in numbered if start <= first and behind <= end]
        if len(inside) > 1:
            found.append((inside[0], inside[-1] + 1, word))
    return tuple(found)


def _folded(run: str, at: int) -> Iterator[Part]:
    last = 0
    for token in tokens(run):
        if BREAK.search(run, last, token.start):
            yield STOP, 0, 0
        yield token.folded, at + token.start, at + token.end
        last = token.end
    if BREAK.search(run, last):
        yield STOP, 0, 0
