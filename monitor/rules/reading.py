"""A document as a rule sees it: words at positions, with every key that stands for the word there.

A break (the end of a line, punctuation of scripts without spaces) takes a position of its own that equals no word: no
phrase reaches across it. A word's keys are the word itself, folded, and whatever else counts as it: its dictionary
forms, what is left of it without what its language attaches, its joined form where a zero-width non-joiner parts it.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import accumulate, chain, islice
from operator import add
from typing import NamedTuple

from monitor.domain.match import Document
from monitor.domain.text import ZWNJ, joined, tokens
from monitor.rules.offsets import FIELDS, Offsets
from monitor.rules.pieces import BREAKS, LINE, Keys, KeysOf, Words
from monitor.rules.sentences import paragraphs, sentences

Place = tuple[int, int]
"""The first position and the one behind the last."""
_BODY = FIELDS.index("body")


class Pieces(NamedTuple):
    """What stands between white space: over all fields, where each field begins, and the words of each piece."""

    texts: list[str]
    starts: list[int]
    words_of: Mapping[str, tuple[str, ...]]


class Reader:
    """Reads documents. Thread-safe: what it remembers is only ever added to or forgotten as a whole."""

    __slots__ = ("_keys", "_keys_of", "_words")

    def __init__(self, keys_of: KeysOf | None = None) -> None:
        self._keys_of = keys_of
        self._words = Words()
        self._keys: dict[str, Keys] = {}

    def read(self, document: Document) -> Reading:
        """The document's words, with their keys in its language."""
        words: list[str] = []
        pieces: list[str] = []
        starts: list[int] = []
        piece_starts: list[int] = []
        for field in FIELDS:
            starts.append(len(words))
            piece_starts.append(len(pieces))
            if text := getattr(document, field):
                of_field = text.replace("\n", " \n ").split(" ")
                pieces += of_field
                words += chain.from_iterable(map(self._words.__getitem__, of_field))
            words.append(LINE)
            pieces.append(LINE)
        keys = self._further(document, pieces)
        return Reading(document, words, keys, starts, Pieces(pieces, piece_starts, self._words))

    @property
    def remembered(self) -> Iterable[str]:
        """The pieces of text of which the words are known."""
        return self._words.keys()

    def _further(self, document: Document, pieces: list[str]) -> list[tuple[str, ...]]:
        if self._keys_of is None:
            return []
        language = document.language.partition("-")[0].lower()
        known = self._keys.get(language)
        if known is None:
            known = self._keys[language] = Keys(self._keys_of, language)
        return list(chain.from_iterable(map(known.__getitem__, pieces)))


class Reading:
    """One document's words by position. Everything beyond the words themselves is worked out when it is asked for."""

    def __init__(
        self,
        document: Document,
        words: list[str],
        keys: list[tuple[str, ...]],
        starts: list[int],
        pieces: Pieces,
    ) -> None:
        self.document = document
        self.words = words
        self.keys = keys
        """Further keys by position; empty where no words have any."""
        self.starts = starts
        """Where each field begins."""
        self.pieces = pieces
        self.joined: dict[int, tuple[str, int]] = {}
        """Where a word begins that a non-joiner parts: the word, and the position behind it."""
        if any(ZWNJ in getattr(document, field) for field in FIELDS):
            self.joined = dict(self._joined())

    @cached_property
    def folded(self) -> frozenset[str]:
        """Every word that stands somewhere, without its further keys."""
        return frozenset(self.words).union(word for word, _ in self.joined.values())

    @cached_property
    def present(self) -> frozenset[str]:
        """Every key that stands somewhere."""
        return self.folded.union(chain.from_iterable(self.keys)) if self.keys else self.folded

    def neighbours(self) -> Iterator[str]:
        """Every two neighbouring words written together."""
        return map(add, self.words, islice(self.words, 1, None))

    def steps(self, position: int, wanted: frozenset[str]) -> Iterator[int]:
        """The positions behind what stands at ``position`` and is one of ``wanted``."""
        if position >= len(self.words):
            return
        if self.words[position] in wanted or (self.keys and not wanted.isdisjoint(self.keys[position])):
            yield position + 1
        if position in self.joined and self.joined[position][0] in wanted:
            yield self.joined[position][1]

    def positions(self, key: str) -> list[int]:
        """Where a key stands, in order."""
        found: list[int] = []
        if (last := self._last.get(key)) is not None:
            at = -1
            while at != last:
                at = self.words.index(key, at + 1)
                found.append(at)
        if key in self._further:
            found += self._further[key]
            found.sort()
        return found

    @cached_property
    def _last(self) -> dict[str, int]:
        """Where each word stands last: found out for all words at once, faster than a list of places for each."""
        return dict(zip(self.words, range(len(self.words)), strict=True))

    @cached_property
    def _further(self) -> dict[str, list[int]]:
        """Where each further key and each joined word stands."""
        places: dict[str, list[int]] = {}
        for at, keys in enumerate(self.keys):
            for key in keys:
                places.setdefault(key, []).append(at)
        for at, (word, _) in self.joined.items():
            places.setdefault(word, []).append(at)
        return places

    def field(self, position: int) -> int:
        """The number of the field in FIELDS that a position lies in."""
        return bisect_right(self.starts, position) - 1

    def behind(self, number: int) -> int:
        """The position behind the field with this number."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)

    def ends(self) -> list[int]:
        """The positions of the ends of all lines, of all fields."""
        return self._ends

    @cached_property
    def _ends(self) -> list[int]:
        return [at for at, word in enumerate(self.words) if word == LINE]

    def line(self, position: int) -> int:
        """The number of the line (over all fields) that a position lies in."""
        return bisect_left(self._ends, position)

    def lead_end(self) -> int:
        """The position behind the lead in the body, where the document has no lead apart from it; else 0."""
        document = self.document
        if not document.lead_end:
            return 0
        return self._ends[self.line(self.starts[_BODY]) + document.body.count("\n", 0, document.lead_end)]

    @cached_property
    def ordinals(self) -> list[int]:
        """How many words stand before each position; breaks are no words."""
        return [0, *accumulate(word not in BREAKS for word in self.words)]

    @cached_property
    def sentences(self) -> list[int]:
        """The positions behind each sentence."""
        return sentences(self)

    @cached_property
    def paragraphs(self) -> list[int]:
        """The positions behind each paragraph."""
        return paragraphs(self)

    @cached_property
    def offsets(self) -> Offsets:
        """Where the words stand in the original text."""
        return Offsets(self)

    def written(self, start: int, end: int) -> str:
        """The original text of the positions from ``start`` to before ``end``."""
        field, first, behind = self.offsets.span(start, end)
        text: str = getattr(self.document, field)
        return text[first:behind]

    def _joined(self) -> Iterator[tuple[int, tuple[str, int]]]:
        """Words that a non-joiner parts, as one word with the positions it covers."""
        for number, name in enumerate(FIELDS):
            text: str = getattr(self.document, name)
            if ZWNJ not in text:
                continue
            places = [at for at in range(self.starts[number], self.behind(number)) if self.words[at] not in BREAKS]
            each = iter(zip(places, tokens(text), strict=True))
            for whole in joined(text):
                at, token = next(each)
                behind = at + 1
                while token.end < whole.end:
                    last, token = next(each)
                    behind = last + 1
                if behind - at > 1:
                    yield at, (whole.folded, behind)


__all__ = ["FIELDS", "Place", "Reader", "Reading"]
