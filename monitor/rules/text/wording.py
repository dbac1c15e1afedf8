"""A text's words as strings, by position: what an index keeps of a document, and what very many names are found in.

A word's keys are the word itself, folded, and whatever else counts as it: its dictionary forms, what is left of it
without what its language attaches, its joined form where a zero-width non-joiner parts it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property
from itertools import chain

from monitor.domain.han import simplified
from monitor.domain.match import Document
from monitor.domain.text import ZWNJ
from monitor.rules.text.offsets import FIELDS
from monitor.rules.text.pieces import BREAKS, LINE, KeysOf, Pieces, wholes

_Keys = tuple[str, ...]


class _KeysOfPieces(Pieces[tuple[_Keys, ...]]):
    """Pieces to the keys of each of their words in one language, the word itself first."""

    def __init__(self, keys_of: KeysOf | None, language: str) -> None:
        super().__init__({LINE: ((LINE,),)})
        self._keys_of, self._language = keys_of, language

    def of_signs(self, signs: str) -> tuple[_Keys, ...]:
        """See Pieces."""
        return tuple((sign,) for sign in simplified(signs))

    def of_word(self, written: str, folded: str) -> tuple[_Keys, ...]:
        """See Pieces."""
        if folded in BREAKS or self._keys_of is None:
            return ((folded,),)
        return ((folded, *self._keys_of(written, folded, self._language)),)

    def together(self, parts: Iterable[tuple[_Keys, ...]]) -> tuple[_Keys, ...]:
        """See Pieces."""
        return tuple(chain.from_iterable(parts))


class Wordings:
    """Reads documents. Thread-safe: what it remembers of a language is only added to, or forgotten as a whole."""

    __slots__ = ("_keys", "_keys_of")

    def __init__(self, keys_of: KeysOf | None) -> None:
        self._keys_of = keys_of
        self._keys: dict[str, _KeysOfPieces] = {}

    def read(self, document: Document) -> Wording:
        """The document's words, with their keys in its language."""
        language = language_of(document)
        known = self._keys.get(language)
        if known is None or known.is_full:
            known = self._keys[language] = _KeysOfPieces(self._keys_of, language)
        pieces: list[str] = []
        for field in FIELDS:
            pieces += pieces_of(getattr(document, field))
            pieces.append(LINE)
        return Wording(document, pieces, [known[piece] for piece in pieces])


def language_of(document: Document) -> str:
    """The language that words of the document are looked up in, without script and country; empty if not known."""
    return document.language.partition("-")[0].lower()


def pieces_of(text: str) -> list[str]:
    """What stands between white space, the ends of lines among it; nothing of an empty text."""
    return text.replace("\n", " \n ").split(" ") if text else []


class Wording:
    """One document's words and breaks by position, as in its ``Reading``."""

    def __init__(self, document: Document, pieces: list[str], keys: list[tuple[_Keys, ...]]) -> None:
        self.document = document
        each = list(chain.from_iterable(keys))
        self.words = [one[0] for one in each]
        self.keys = [one[1:] for one in each]
        """Further keys by position."""
        self.joined: dict[int, tuple[str, int]] = {}
        """Where a word begins that a non-joiner parts: the word, and the position behind it."""
        if any(ZWNJ in getattr(document, field) for field in FIELDS):
            self.joined = dict(_joined(pieces, keys))

    @cached_property
    def present(self) -> frozenset[str]:
        """Every key that stands somewhere."""
        return frozenset(self.words).union(chain.from_iterable(self.keys), (word for word, _ in self.joined.values()))

    def positions(self, keys: Iterable[str]) -> list[int]:
        """Where one of some keys stands, in order."""
        return sorted({at for key in keys for at in self._places.get(key, ())})

    def steps(self, position: int, keys: Collection[str]) -> Iterator[int]:
        """The positions behind what stands at ``position`` and is one of ``keys``."""
        if position < len(self.words) and (
            self.words[position] in keys or any(key in keys for key in self.keys[position])
        ):
            yield position + 1
        if position in self.joined and self.joined[position][0] in keys:
            yield self.joined[position][1]

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for at, (word, keys) in enumerate(zip(self.words, self.keys, strict=True)):
            for key in (word, *keys):
                places.setdefault(key, []).append(at)
        for at, (word, _) in self.joined.items():
            places.setdefault(word, []).append(at)
        return places


def _joined(pieces: list[str], keys: list[tuple[_Keys, ...]]) -> Iterator[tuple[int, tuple[str, int]]]:
    at = 0
    for piece, words in zip(pieces, keys, strict=True):
        for first, behind, word in wholes(piece):
            yield at + first, (word, at + behind)
        at += len(words)
