"""A document as a rule sees it: words at positions, with every key that stands for the word there.

A text is folded piece by piece (what stands between white space), and pieces are remembered, so that a known word costs
one look-up. A break (the end of a line, punctuation of scripts without spaces) takes a position of its own that equals
no word: no phrase reaches across it.

A word's keys are the word itself, folded, and whatever else counts as it: its dictionary forms, what is left of it
without what its language attaches, its joined form where a zero-width non-joiner parts it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import accumulate, chain, compress, pairwise

from monitor.domain.match import Document, Field
from monitor.domain.text import ZWNJ, Token, joined, tokens
from monitor.rules.sentences import sentence_ends

FIELDS: tuple[Field, ...] = ("title", "lead", "body", "header")
LINE, STOP = "\n", "\0"
"""Breaks: the end of a line, and punctuation that parts words which no white space parts."""
_BREAKS = frozenset((LINE, STOP))
BREAK = re.compile("[\n。，、；：！？]")
"""What no phrase reaches across."""

_REMEMBERED = 1 << 17
_LONGEST_REMEMBERED = 48
_RUN = re.compile("(?P<han>[\u3400-\u4dbf\u4e00-\u9fff]+)|[^\u3400-\u4dbf\u4e00-\u9fff]+")
_NO_KEYS: tuple[str, ...] = ()

KeysOf = Callable[[str, str, str], tuple[str, ...]]
"""Further keys of a word: ``(word as written, word folded, language) -> keys``."""

Place = tuple[int, int]
"""The first position and the one behind the last."""


class Reader:
    """Reads documents. Thread-safe: what it remembers is only ever added to or forgotten as a whole."""

    __slots__ = ("_keys", "_keys_of", "_words")

    def __init__(self, keys_of: KeysOf | None = None) -> None:
        self._keys_of = keys_of
        self._words = _Words()
        self._keys: dict[str, _Keys] = {}

    def read(self, document: Document) -> Reading:
        """The document's words, with their keys in its language."""
        language = document.language.partition("-")[0].lower()
        words: list[str] = []
        keys: list[tuple[str, ...]] = []
        starts: list[int] = []
        pieces_of_all: list[str] = []
        for field in FIELDS:
            starts.append(len(words))
            if text := getattr(document, field):
                pieces = text.replace("\n", " \n ").split(" ")
                pieces_of_all += pieces
                words += chain.from_iterable(map(self._words.__getitem__, pieces))
            words.append(LINE)
            pieces_of_all.append("\n")
        if self._keys_of is not None:
            known = self._keys.get(language)
            if known is None:
                known = self._keys[language] = _Keys(self._keys_of, language)
            keys = list(chain.from_iterable(map(known.__getitem__, pieces_of_all)))
        return Reading(document, words, keys, tuple(starts), self._words)


class Reading:
    """One document's words by position. Everything beyond the words themselves is worked out when it is asked for."""

    __slots__ = ("_at", "_lines", "_ordinals", "_sentences", "_spans", "_words", "document", "joined", "keys", "starts", "words")

    def __init__(
        self,
        document: Document,
        words: list[str],
        keys: list[tuple[str, ...]],
        starts: tuple[int, ...],
        words_of: Mapping[str, tuple[str, ...]],
    ) -> None:
        self.document = document
        self._words = words_of
        self.words = words
        self.keys = keys
        """Further keys by position; empty where no words have any."""
        self.starts = starts
        self.joined: dict[int, tuple[str, int]] = {}
        """Where a word begins that a non-joiner parts: the word, and the position behind it."""
        self._at: dict[str, list[int]] | None = None
        self._lines: list[int] | None = None
        self._ordinals: list[int] | None = None
        self._sentences: list[int] | None = None
        self._spans: dict[int, tuple[Token, ...]] = {}
        if any(ZWNJ in getattr(document, field) for field in FIELDS):
            self.joined = dict(self._joined())

    def folded(self) -> set[str]:
        """Every word that stands somewhere, without its further keys."""
        return {*self.words, *(word for word, _ in self.joined.values())}

    def present(self) -> set[str]:
        """Every key that stands somewhere."""
        found = set(self.words)
        found.update(chain.from_iterable(self.keys))
        found.update(word for word, _ in self.joined.values())
        return found

    def pairs(self) -> set[tuple[str, str]]:
        """Every two keys that stand next to each other."""
        words, keys = self.words, self.keys
        found = set(pairwise(words))
        last = len(words) - 1
        for at in compress(range(len(keys)), keys):
            here = keys[at]
            before = words[at - 1] if at else LINE
            after = words[at + 1] if at < last else LINE
            for key in here:
                found.add((before, key))
                found.add((key, after))
                if at < last and keys[at + 1]:
                    found.update((key, other) for other in keys[at + 1])
        for at, (word, behind) in self.joined.items():
            found.update((key, word) for key in self.before(at))
            found.update((word, key) for key in self.at(behind))
        return found

    def at(self, position: int) -> Iterator[str]:
        """The keys at a position, nothing beyond the end."""
        if position < len(self.words):
            yield self.words[position]
            if self.keys:
                yield from self.keys[position]
            if position in self.joined:
                yield self.joined[position][0]

    def before(self, position: int) -> Iterator[str]:
        """The keys that end before a position."""
        if position > 0:
            yield self.words[position - 1]
            if self.keys:
                yield from self.keys[position - 1]
            yield from (word for word, behind in self.joined.values() if behind == position)

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
        if self._at is None:
            self._at = self._places_of_keys()
        return self._at.get(key, [])

    def _places_of_keys(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self.words):
            places[word].append(at)
        for at in compress(range(len(self.keys)), self.keys):
            for key in self.keys[at]:
                places[key].append(at)
        for at, (word, _) in self.joined.items():
            places[word].append(at)
        return dict(places)

    def field(self, position: int) -> int:
        """The number of the field in FIELDS that a position lies in."""
        return bisect_right(self.starts, position) - 1

    def ends(self) -> list[int]:
        """The positions of the ends of all lines, of all fields."""
        if self._lines is None:
            self._lines = [at for at, word in enumerate(self.words) if word == LINE]
        return self._lines

    def line(self, position: int) -> int:
        """The number of the line (over all fields) that a position lies in."""
        return bisect_left(self.ends(), position)

    def lead_end(self) -> int:
        """The position behind the lead in the body, where the document has no lead apart from it; else 0."""
        document = self.document
        if not document.lead_end:
            return 0
        start = self.starts[FIELDS.index("body")]
        return self.ends()[self.line(start) + document.body.count("\n", 0, document.lead_end)]

    def ordinals(self) -> list[int]:
        """How many words stand before each position; breaks are no words."""
        if self._ordinals is None:
            counted = (word not in _BREAKS for word in self.words)
            self._ordinals = [0, *accumulate(counted)]
        return self._ordinals

    def paragraphs(self) -> list[int]:
        """The positions at which a paragraph ends: an empty line, the end of a headline or of a field."""
        words, body = self.words, self.starts[FIELDS.index("body")]
        return [at for at in self.ends() if at < body or at + 1 in (*self.starts, len(words)) or words[at + 1] == LINE]

    def sentences(self) -> list[int]:
        """The positions at which a sentence ends: those of the words that come next."""
        if self._sentences is None:
            found: list[int] = []
            for number, name in enumerate(FIELDS):
                text: str = getattr(self.document, name)
                ends = iter((*sentence_ends(text), len(text)))
                places = [at for at in range(self.starts[number], self._behind(number)) if self.words[at] not in _BREAKS]
                end = next(ends)
                for at, token in zip(places, tokens(text), strict=True):
                    if token.start >= end:
                        found.append(at)
                        end = next(one for one in ends if one > token.start)
                found.append(self._behind(number))
            self._sentences = found
        return self._sentences

    def _behind(self, number: int) -> int:
        """The position behind the field with this number."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)

    def span(self, place: Place) -> tuple[Field, int, int]:
        """Field, start and end (code points) of a place in the original text."""
        first, start = self._token(place[0])
        _, end = self._token(place[1] - 1)
        return FIELDS[first], start[0], end[1]

    def written(self, place: Place) -> str:
        """The original text of a place."""
        field, start, end = self.span(place)
        text: str = getattr(self.document, field)
        return text[start:end]

    def place(self, field: Field, start: int, end: int) -> Place | None:
        """The words that lie in a stretch of one line of a field, or share a letter with it; ``None`` without words."""
        text: str = getattr(self.document, field)
        line_start = text.rfind("\n", 0, start) + 1
        line = self.line(self.starts[FIELDS.index(field)]) + text.count("\n", 0, start)
        at, first, behind = self.ends()[line - 1] + 1 if line else 0, -1, -1
        for token in self._tokens(line, text, line_start):
            while self.words[at] == STOP:
                at += 1
            if line_start + token.start < end and line_start + token.end > start:
                first, behind = (at if first < 0 else first), at + 1
            at += 1
        return (first, behind) if first >= 0 else None

    def _tokens(self, line: int, text: str, start: int) -> tuple[Token, ...]:
        if line not in self._spans:
            end = text.find("\n", start)
            self._spans[line] = tokens(text[start : end if end >= 0 else len(text)])
        return self._spans[line]

    def _token(self, position: int) -> tuple[int, tuple[int, int]]:
        """The number of the field, and where the word stands in its text."""
        number = self.field(position)
        text: str = getattr(self.document, FIELDS[number])
        line = self.line(position)
        start = 0
        for _ in range(line - self.line(self.starts[number])):
            start = text.index("\n", start) + 1
        at = self.ends()[line - 1] + 1 if line else 0
        # Only the piece that holds the word is folded anew: folding the whole line would cost more than matching.
        end = text.find("\n", start)
        for piece in text[start : end if end >= 0 else len(text)].split(" "):
            words = self._words[piece]
            if position < at + len(words):
                ordinal = sum(1 for word in words[: position - at] if word != STOP)
                token = tokens(piece)[ordinal]
                return number, (start + token.start, start + token.end)
            at, start = at + len(words), start + len(piece) + 1
        raise IndexError(position)

    def _joined(self) -> Iterator[tuple[int, tuple[str, int]]]:
        """Words that a non-joiner parts, as one word with the positions it covers."""
        for number, name in enumerate(FIELDS):
            text: str = getattr(self.document, name)
            if ZWNJ not in text:
                continue
            places = [at for at in range(self.starts[number], self._behind(number)) if self.words[at] not in _BREAKS]
            parts = iter(zip(places, tokens(text), strict=True))
            for whole in joined(text):
                at, part = next(parts)
                behind = at + 1
                while part.end < whole.end:
                    last, part = next(parts)
                    behind = last + 1
                if behind - at > 1:
                    yield at, (whole.folded, behind)


class _Words(dict[str, tuple[str, ...]]):
    """Pieces of text to their folded words and breaks."""

    def __missing__(self, piece: str) -> tuple[str, ...]:
        words = tuple(word for word, _, _ in _parts(piece))
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = words
        return words


class _Keys(dict[str, tuple[tuple[str, ...], ...]]):
    """Pieces of text to the further keys of each of their words, in one language."""

    def __init__(self, keys_of: KeysOf, language: str) -> None:
        super().__init__()
        self._keys_of, self._language = keys_of, language

    def __missing__(self, piece: str) -> tuple[tuple[str, ...], ...]:
        keys = tuple(
            _NO_KEYS if start == end else self._keys_of(piece[start:end], word, self._language)
            for word, start, end in _parts(piece)
        )
        if len(piece) <= _LONGEST_REMEMBERED:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[piece] = keys
        return keys


def _parts(piece: str) -> Iterator[tuple[str, int, int]]:
    """Words of a piece with their places in it; a break is a word without extent."""
    if piece == "\n":
        yield LINE, 0, 0
        return
    for run in _RUN.finditer(piece):
        if run["han"]:
            # A unified ideograph folds to itself; asking for each would be most of what a Chinese article costs.
            for at, ch in enumerate(run[0], run.start()):
                yield ch, at, at + 1
            continue
        last = 0
        for token in tokens(run[0]):
            if BREAK.search(run[0], last, token.start):
                yield STOP, 0, 0
            yield token.folded, run.start() + token.start, run.start() + token.end
            last = token.end
        if BREAK.search(run[0], last):
            yield STOP, 0, 0
