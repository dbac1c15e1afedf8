"""A document as a rule sees it: at each position what the rules know of the word that stands there.

A break (the end of a line, punctuation of scripts without spaces) takes a position of its own that fills no slot: no
phrase reaches across it. A word that a zero-width non-joiner parts is also looked at as one (``joined``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter
from typing import NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from monitor.domain.match import Document
from monitor.domain.text import ZWNJ
from monitor.rules.lexicon import KNOWN_BREAKS, LINE_END, Filed, Known, Lexicon
from monitor.rules.offsets import FIELDS, Offsets
from monitor.rules.pieces import LINE, KeysOf
from monitor.rules.sentences import paragraphs, sentences
from monitor.rules.wording import Wording, Wordings

Place = tuple[int, int]
"""The first position and the one behind the last."""
_number = attrgetter("number")
_BODY = FIELDS.index("body")


class Terms(Protocol):
    """The terms that texts are read for."""

    def slots_of(self, word: str, keys: tuple[str, ...]) -> tuple[int, ...]:
        """The slots that a folded word with further keys fills, in order."""
        ...

    def follows_of(self, slots: tuple[int, ...]) -> tuple[tuple[int, ...], Filed]:
        """What follows for the terms from slots that a word fills: ``alone`` and ``followed`` of a Known."""
        ...


class Pieces(NamedTuple):
    """What stands between white space: over all fields, with its words, and where each field begins."""

    texts: list[str]
    words: list[tuple[Known, ...]]
    starts: list[int]


class Reader:
    """Reads documents. Thread-safe: what it remembers of a language is only added to, or forgotten as a whole."""

    __slots__ = ("_keys_of", "_lexicons", "_terms", "_wordings")

    def __init__(self, terms: Terms, keys_of: KeysOf | None = None) -> None:
        self._terms, self._keys_of = terms, keys_of
        self._lexicons: dict[str, Lexicon] = {}
        self._wordings = Wordings(keys_of)

    def read(self, document: Document) -> Reading:
        """What the rules know of the document's words, in its language."""
        lexicon = self._lexicon(document.language)
        words: list[Known] = []
        pieces: list[str] = []
        known: list[tuple[Known, ...]] = []
        starts: list[int] = []
        piece_starts: list[int] = []
        for field in FIELDS:
            starts.append(len(words))
            piece_starts.append(len(pieces))
            if text := getattr(document, field):
                of_field = text.replace("\n", " \n ").split(" ")
                pieces += of_field
                known += map(lexicon.__getitem__, of_field)
                words += chain.from_iterable(known[piece_starts[-1] :])
            words.append(LINE_END)
            pieces.append(LINE)
            known.append(lexicon[LINE])
        return Reading(document, words, starts, Pieces(pieces, known, piece_starts), lexicon, self._wordings)

    @property
    def remembered(self) -> Iterable[str]:
        """The pieces of text of which the words are known."""
        return chain.from_iterable(self._lexicons.values())

    def _lexicon(self, tag: str) -> Lexicon:
        """That of a text's language; of a text without a language to speak of, where forms do not count."""
        language = tag.partition("-")[0].lower() if self._keys_of else ""
        known = self._lexicons.get(language)
        if known is None or known.is_full:
            known = Lexicon(self._terms.slots_of, self._terms.follows_of, self._keys_of, language)
            self._lexicons[language] = known
        return known


class Reading:
    """One document's words by position. Everything beyond the words themselves is worked out when it is asked for."""

    def __init__(
        self,
        document: Document,
        words: list[Known],
        starts: list[int],
        pieces: Pieces,
        lexicon: Lexicon,
        wordings: Wordings,
    ) -> None:
        self.document = document
        self.words = words
        self.starts = starts
        """Where each field begins."""
        self.pieces = pieces
        self.phrases: dict[int, list[Place]] = {}
        """Where the neighbours stand that a term was met by; all places of a phrase, where nothing is joined."""
        self.joined: dict[int, tuple[Known, int]] = {}
        """Where a word begins that a non-joiner parts: the word, and the position behind it."""
        self._lexicon, self._wordings = lexicon, wordings
        if any(ZWNJ in getattr(document, field) for field in FIELDS):
            self.joined = dict(self._joined())

    @cached_property
    def wording(self) -> Wording:
        """The words as strings: for what is looked for without slots of its own."""
        return self._wordings.read(self.document)

    def beginnings(self) -> list[int]:
        """Where two neighbours stand that may begin a phrase."""
        return self._lexicon.signatures.neighbours(self._numbers)

    @cached_property
    def distinct(self) -> set[Known]:
        """What stands at some position."""
        return set(self.words)

    @cached_property
    def _numbers(self) -> NDArray[np.intp]:
        return np.fromiter(map(_number, self.words), np.intp, len(self.words))

    def leaps(self) -> Iterator[tuple[int, Known, Known]]:
        """Neighbours of which one is a word that a non-joiner parts, with the position of the first."""
        for at, (word, behind) in self.joined.items():
            yield at, word, self.words[behind]
            if behind in self.joined:
                yield at, word, self.joined[behind][0]
            if at:
                yield at - 1, self.words[at - 1], word

    def steps(self, position: int, slot: int) -> Iterator[int]:
        """The positions behind what stands at ``position`` and fills a slot."""
        if position < len(self.words) and slot in self.words[position].slots:
            yield position + 1
        if position in self.joined and slot in self.joined[position][0].slots:
            yield self.joined[position][1]

    def neighbours(self, slots: tuple[int, ...], starts: Iterable[int]) -> Iterator[Place]:
        """Where slots are filled one behind the other, from positions where the first one is; nothing is joined."""
        words, rest = self.words, slots[1:]
        for start in starts:
            at = start
            for slot in rest:
                at += 1  # the last word of all is a break
                if slot not in words[at].slots:
                    break
            else:
                yield start, at + 1

    def positions(self, slot: int) -> list[int]:
        """Where a slot is filled, in order."""
        found: list[int] = []
        for word in self._lexicon.of_slot.get(slot, ()):
            if word in self.distinct:
                found += (self._numbers == word.number).nonzero()[0].tolist()
        if self.joined:
            found = sorted({*found, *(at for at, (word, _) in self.joined.items() if slot in word.slots)})
        elif len(found) > 1:
            found.sort()
        return found

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
        found: list[int] = (self._numbers == LINE_END.number).nonzero()[0].tolist()
        return found

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
        return [0, *accumulate(word not in KNOWN_BREAKS for word in self.words)]

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

    def _joined(self) -> Iterator[tuple[int, tuple[Known, int]]]:
        """Words that a non-joiner parts, as one word with the position behind it."""
        at = 0
        for piece, words in zip(self.pieces.texts, self.pieces.words, strict=True):
            if ZWNJ in piece:
                for first, behind, word in self._lexicon.wholes(piece):
                    yield at + first, (word, at + behind)
            at += len(words)


__all__ = ["FIELDS", "Place", "Reader", "Reading"]
