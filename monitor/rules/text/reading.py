"""A document as a rule sees it: at each position what the rules know of the word that stands there.

A break (the end of a line, punctuation of scripts without spaces) takes a position of its own that fills no slot: no
phrase reaches across it. A word that a zero-width non-joiner parts is also looked at as one (``joined``).
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from monitor.domain.match import Document
from monitor.domain.text import ZWNJ
from monitor.rules.text.filed import Slots
from monitor.rules.text.lexicon import LINE_END, SEVERAL, STOPPED, WIDTH, Lexicon, Terms
from monitor.rules.text.offsets import FIELDS, Offsets
from monitor.rules.text.pieces import LINE, KeysOf
from monitor.rules.text.sentences import paragraphs, sentences
from monitor.rules.text.signatures import Beginnings
from monitor.rules.text.wording import Wording, Wordings, language_of, pieces_of

Place = tuple[int, int]
"""The first position and the one behind the last."""
_BODY = FIELDS.index("body")


class Written(NamedTuple):
    """What stands between white space: over all fields, with the numbers of its words, and where each field begins."""

    texts: list[str]
    words: list[bytes]
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
        lexicon = self._lexicon(document)
        written = Written([], [], [])
        fields: list[bytes] = []
        for field in FIELDS:
            pieces = [*pieces_of(getattr(document, field)), LINE]
            words = list(map(lexicon.__getitem__, pieces))
            written.starts.append(len(written.texts))
            written.texts.extend(pieces)
            written.words.extend(words)
            fields.append(b"".join(words))
        return Reading(document, fields, written, lexicon, self._wordings)

    @property
    def remembered(self) -> Iterable[str]:
        """The pieces of text of which the words are known."""
        return chain.from_iterable(self._lexicons.values())

    def _lexicon(self, document: Document) -> Lexicon:
        """That of a text's language; of a text without a language to speak of, where forms do not count."""
        language = language_of(document) if self._keys_of else ""
        known = self._lexicons.get(language)
        if known is None or known.is_full:
            known = Lexicon(self._terms, self._keys_of, language)
            self._lexicons[language] = known
        return known


class Reading:
    """One document's words by position. Everything beyond the words themselves is worked out when it is asked for."""

    def __init__(
        self,
        document: Document,
        fields: list[bytes],
        written: Written,
        lexicon: Lexicon,
        wordings: Wordings,
    ) -> None:
        self.document = document
        self.starts = [0, *accumulate(len(words) // WIDTH for words in fields)]
        """Where each field begins."""
        self.end = self.starts.pop()
        """The position behind the last."""
        self.written = written
        self.phrases: dict[int, list[Place]] = {}
        """Where the neighbours stand that a term was met by; all places of a phrase, where nothing is joined."""
        self.joined: dict[int, tuple[Slots, int]] = {}
        """Where a word begins that a non-joiner parts: the word, and the position behind it."""
        self._numbers: NDArray[np.intp] = np.frombuffer(b"".join(fields), np.intp)
        self.lexicon, self._wordings = lexicon, wordings
        if any(ZWNJ in getattr(document, field) for field in FIELDS):
            self.joined = dict(self._joined())

    @cached_property
    def wording(self) -> Wording:
        """The words as strings: for what is looked for without slots of its own."""
        return self._wordings.read(self.document)

    def beginnings(self) -> Beginnings:
        """Where words stand that are a term, or may begin one together with those behind them."""
        return self.lexicon.signatures.beginnings(self._numbers)

    def slots(self, position: int) -> Slots:
        """What the word at a position fills."""
        return self.lexicon.slots[self._numbers.item(position)]

    @property
    def words(self) -> Iterable[Slots]:
        """What each word fills that stands somewhere, once."""
        return map(self.lexicon.slots.__getitem__, set(self._numbers.tolist()))

    def fills(self, slot: int) -> bool:
        """Whether a slot is filled somewhere."""
        stands = self._stands
        for number in self.lexicon.of_slot(slot):
            if number < len(stands) and stands[number]:
                return True
        return bool(self.joined) and any(slot in slots for slots, _ in self.joined.values())

    def filled(self, slots: NDArray[np.intp]) -> NDArray[np.bool_]:
        """Of many slots, which of them are filled somewhere."""
        words = self.lexicon.of_slots(slots)
        filled = self._standing.take(words, mode="clip")
        unsure = np.flatnonzero(~filled if self.joined else words == SEVERAL)
        filled[unsure] = [self.fills(slot) for slot in slots.take(unsure).tolist()]
        return filled

    @cached_property
    def _standing(self) -> NDArray[np.bool_]:
        """By the number of a word whether it stands here; the first, which fills nothing, and all behind do not."""
        found = np.zeros(int(self._numbers.max()) + 2, np.bool_)
        found[self._numbers] = True
        found[0] = False
        return found

    @cached_property
    def _stands(self) -> bytes:
        return self._standing.tobytes()

    def ways(self, length: int) -> Iterable[tuple[Slots, ...]]:
        """Each way to read so many neighbours wherever one of them is a word that a non-joiner parts."""
        starts = {at - before for at in self.joined for before in range(length)}
        return chain.from_iterable(self._ways(start, length) for start in starts if start >= 0)

    def _ways(self, start: int, length: int) -> Iterator[tuple[Slots, ...]]:
        if not length:
            yield ()
        elif start < self.end:
            whole = [self.joined[start]] if start in self.joined else []
            for word, behind in [(self.slots(start), start + 1), *whole]:
                for others in self._ways(behind, length - 1):
                    yield word, *others

    def steps(self, position: int, slot: int) -> Iterator[int]:
        """The positions behind what stands at ``position`` and fills a slot."""
        if position < self.end and slot in self.slots(position):
            yield position + 1
        if position in self.joined and slot in self.joined[position][0]:
            yield self.joined[position][1]

    def neighbours(self, slots: tuple[int, ...], starts: Iterable[int]) -> Iterator[Place]:
        """Where slots are filled one behind the other, from positions where the first one is; nothing is joined."""
        rest = slots[1:]
        for start in starts:
            at = start
            for slot in rest:
                at += 1  # the last word of all is a break
                if slot not in self.slots(at):
                    break
            else:
                yield start, at + 1

    def positions(self, slot: int) -> list[int]:
        """Where a slot is filled, in order."""
        stands, found = self._stands, list[int]()
        words = [one for one in self.lexicon.of_slot(slot) if one < len(stands) and stands[one]]
        for word in words:
            found += (self._numbers == word).nonzero()[0].tolist()
        if self.joined:
            found = sorted({*found, *(at for at, (slots, _) in self.joined.items() if slot in slots)})
        elif len(words) > 1:
            found.sort()
        return found

    def field(self, position: int) -> int:
        """The number of the field in FIELDS that a position lies in."""
        return bisect_right(self.starts, position) - 1

    def behind(self, number: int) -> int:
        """The position behind the field with this number."""
        return self.starts[number + 1] if number + 1 < len(self.starts) else self.end

    def ends(self) -> list[int]:
        """The positions of the ends of all lines, of all fields."""
        return self._ends

    @cached_property
    def _ends(self) -> list[int]:
        found: list[int] = (self._numbers == LINE_END).nonzero()[0].tolist()
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
        counted: list[int] = np.cumsum(self._numbers > STOPPED).tolist()
        return [0, *counted]

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

    def text(self, start: int, end: int) -> str:
        """The original text of the positions from ``start`` to before ``end``."""
        field, first, behind = self.offsets.span(start, end)
        text: str = getattr(self.document, field)
        return text[first:behind]

    def _joined(self) -> Iterator[tuple[int, tuple[Slots, int]]]:
        """Words that a non-joiner parts, as one word with the position behind it."""
        at = 0
        for piece, words in zip(self.written.texts, self.written.words, strict=True):
            if ZWNJ in piece:
                for first, behind, word in self.lexicon.wholes(piece):
                    yield at + first, (word, at + behind)
            at += len(words) // WIDTH


__all__ = ["FIELDS", "Place", "Reader", "Reading"]
