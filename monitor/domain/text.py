"""Folding: text to the words that are compared, each with its place in the original.

Two spellings that a reader takes for the same word fold to the same token: letter case, full-width forms, diacritics
of Latin, Greek and Cyrillic, Arabic and Persian variants of one letter, vowel marks, digits of any script, traditional
and simplified Chinese. A script written without spaces gives one token per character. docs/rules.md shows what becomes
of what.

The zero-width non-joiner parts a Persian word into tokens (``tokens``); ``joined`` puts such parts together again, and
``folded`` carries both, so that a word is found with the mark and with the mark forgotten.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import Literal, NamedTuple

from monitor.domain.han import simplified
from monitor.domain.persian import begins_with_and, in_three

ZWNJ = "\u200c"
_SEEN = 1 << 16
_LONGEST_REMEMBERED = 64
_MOST_MARKS = 8
"""More marks than this on one letter are decoration, and sorting thousands of them would be slow."""


class Token(NamedTuple):
    """A word as it is compared; ``start`` and ``end`` are code points of the original text."""

    folded: str
    start: int
    end: int


class _Kind(Enum):
    SEPARATOR = auto()
    IGNORED = auto()
    MARK = auto()  # belongs to the character before it
    ALONE = auto()  # one or more tokens of its own: superscripts, fractions, phrases in one character
    SINGLE = auto()  # a character of a script without spaces
    ARABIC = auto()
    HANGUL = auto()
    WORD = auto()


_RUNS = (_Kind.ARABIC, _Kind.HANGUL, _Kind.WORD)

_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_PLAIN_SEPARATORS = (
    "\x00-/:-@\\[-`{-\xa9\u2000-\u200a\u2010-\u2029\u202f-\u205f\u3000-\u3004\u3008-\u3020\uff01-\uff0f\uff1a-\uff20"
)
_CHUNK = re.compile(f"[{_HAN}][\ufe00-\ufe0f\U000e0100-\U000e01ef]*|[^{_HAN}{_PLAIN_SEPARATORS}]+")
"""A stretch that can be folded by itself and remembered: tokens never reach over its ends."""

_SINGLE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff\u1a20-\u1aaf\u3005-\u3007\u3021-\u303c\u3041-\u312f"
    f"\u31a0-\u31ff{_HAN}\ua000-\ua4cf\ua9e0-\ua9ff\uaa60-\uaa7f\uf900-\ufaff\uff66-\uff9d\U0001b000-\U0001b16f"
    "\U00020000-\U0003ffff]"
)
_ARABIC = re.compile("[\u0600-\u06ff\u0750-\u077f\u0870-\u08ff\ufb50-\ufdff\ufe70-\ufeff\U0001ee00-\U0001eeff]")
_HANGUL = re.compile("[\u1100-\u11ff\u3131-\u318f\ua960-\ua97f\uac00-\ud7ff\uffa1-\uffdc]")
_ATTACHED = re.compile("[\u1161-\u11ff\ud7b0-\ud7ff\uff9e\uff9f]")
"""Letters by category that complete the one before: Hangul vowels and finals, half-width voicing marks."""
_FILLERS = "\u0640\u115f\u1160\u3164\uffa0"  # tatweel, Hangul fillers
_WHOLE = re.compile("[\u0e33\u0eb3\u0edc\u0edd\u309f\u30ff\u3131-\u318e\uffa1-\uffdc]")
"""Thai and Lao vowels and Korean letters that NFKC would take apart into what is no letter by itself."""
_ONE_SCRIPT = re.compile(
    "[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0148\u014a-\u017f]+|[\u0400-\u0481\u048a-\u052f]+"
    "|[\u0621-\u063a\u0641-\u064a\u066e-\u066f\u0671-\u06d3]+|[\uac00-\ud7a3]+"
)
"""Words of letters that are folded one by one: Latin, Cyrillic, Arabic without marks, Korean."""
_APOSTROPHES = re.compile("[\u02b9-\u02bf\u02c8]")

_DROPPED = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08ca-\u08ff\u093c\u180b-\u180d"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef]"
)
"""Marks that do not make another letter. Those of Indic scripts (but Hindi's nukta), Thai and kana do, and stay."""
_LETTERS = str.maketrans("يىكٱةەہھıøłđħ", "ییکاههههioldh") | {ord("æ"): "ae", ord("œ"): "oe", 0x901: "\u0902"}
_NASAL = re.compile("ङ्(?=[क-घ])|ञ्(?=[च-झ])|ण्(?=[ट-ढ])|न्(?=[त-ध])|म्(?=[प-भ])")
"""A nasal before a consonant of its place: in Hindi also written as a dot (``हिन्दी``, ``हिंदी``)."""

_LATIN, _CYRILLIC = re.compile("[a-z]"), re.compile("[\u0430-\u044f\u0454\u0455\u0456\u0458]")
_ALIKE = ("abcehijkmopstxy", "авсеніјкморѕтху")
_TO_LATIN, _TO_CYRILLIC = str.maketrans(_ALIKE[1], _ALIKE[0]), str.maketrans(*_ALIKE)


def tokens(text: str) -> tuple[Token, ...]:
    """The text's words in order; every token's place folds back to it."""
    found: list[Token] = []
    make = tuple.__new__  # what a named tuple's constructor calls; half the cost of the whole function saved
    for chunk in _CHUNK.finditer(text):
        run, at = chunk[0], chunk.start()
        fold = _words if len(run) <= _LONGEST_REMEMBERED else _words.__wrapped__
        for word, start, end in fold(run):
            found.append(make(Token, (word, at + start, at + end)))
    return tuple(found)


def joined(text: str) -> tuple[Token, ...]:
    """As ``tokens``, but the parts of a word between which only a zero-width non-joiner stands are one token."""
    if ZWNJ not in text:
        return tokens(text)
    words: list[list[Token]] = []
    for token in tokens(text):
        if words and _parts_of_one(words[-1][-1], token, text):
            words[-1].append(token)
        else:
            words.append([token])
    return tuple(_one(word) for word in words)


def folded(text: str) -> str:
    """What full-text search looks in: the text's tokens between single spaces, then its joined words."""
    words = [token.folded for token in tokens(text)]
    if ZWNJ in text:
        known = set(words)
        words += [word for word in dict.fromkeys(token.folded for token in joined(text)) if word not in known]
    return " ".join(words)


def is_arabic(token: str) -> bool:
    """Whether the token is written in Arabic letters only (Arabic, Persian, Urdu, ...)."""
    return all(_ARABIC.match(ch) for ch in token)


def _parts_of_one(before: Token, after: Token, text: str) -> bool:
    gap = text[before.end : after.start]
    return (
        ZWNJ in gap
        and all(_kind(ch) in (_Kind.IGNORED, _Kind.MARK) for ch in gap)
        and is_arabic(before.folded[-1] + after.folded[0])
    )


def _one(parts: list[Token]) -> Token:
    return Token("".join(part.folded for part in parts), parts[0].start, parts[-1].end)


@lru_cache(maxsize=_SEEN)
def _words(run: str) -> tuple[Token, ...]:
    """The tokens of one chunk, with places counted from its start."""
    if run.isascii():  # letters and digits alone: signs part chunks
        return (Token(run.lower(), 0, len(run)),)
    run = run.replace("ئو", "ؤو")
    if _ONE_SCRIPT.fullmatch(run):
        return tuple(Token(word, 0, len(run)) for word in in_three("".join(map(_fold, run))))
    words: list[list[Token]] = []
    last = _Kind.SEPARATOR
    for kind, token in _clusters(run):
        if kind is last and kind in _RUNS:
            words[-1].append(token)
        elif kind is _Kind.ALONE:
            words += [[token._replace(folded=word)] for word in token.folded.split()]
        elif kind is not _Kind.SEPARATOR:
            words.append([token])
        last = kind
    return tuple(_as_compared([_one(word) for word in words]))


def _as_compared(words: list[Token]) -> Iterator[Token]:
    """Words whose letters are folded, with what takes more than one letter to see."""
    before = ""
    for word, start, end in words:
        if begins_with_and(before, word) and len(word) == end - start:
            yield Token(word[0], start, start + 1)
            yield Token(word[1:], start + 1, end)
        else:
            for part in in_three(_NASAL.sub("\u0902", _in_one_script(word))):
                yield Token(part, start, end)
        before = word


def _in_one_script(word: str) -> str:
    """A word with letters of another script in it that only look like its own: a slip, or done to pass unnoticed."""
    if not (_LATIN.search(word) and _CYRILLIC.search(word)):
        return word
    latin, cyrillic = word.translate(_TO_LATIN), word.translate(_TO_CYRILLIC)
    ways = [way for way, other in ((latin, _CYRILLIC), (cyrillic, _LATIN)) if not other.search(way)]
    return min(ways, key=lambda way: sum(old != new for old, new in zip(word, way, strict=True)), default=word)


def _clusters(run: str) -> Iterator[tuple[_Kind, Token]]:
    """Each letter with its marks, folded; and each separator."""
    kind, start, end, letter = _Kind.SEPARATOR, 0, 0, ""
    for at, ch in enumerate(run):
        this = _kind(ch)
        if ch == ZWNJ and kind is _Kind.ARABIC:
            this = _Kind.SEPARATOR
        if this is _Kind.MARK and kind is not _Kind.SEPARATOR:
            end = at + 1
            letter += ch if len(letter) < _MOST_MARKS else ""
        elif this not in (_Kind.MARK, _Kind.IGNORED):
            yield _cluster(kind, start, end, letter)
            kind, start, end, letter = this, at, at + 1, ch
    yield _cluster(kind, start, end, letter)


def _cluster(kind: _Kind, start: int, end: int, letter: str) -> tuple[_Kind, Token]:
    text = "" if kind is _Kind.SEPARATOR else _fold(letter)
    if not text:
        kind = _Kind.SEPARATOR
    return (_Kind.ALONE if " " in text else kind), Token(text, start, end)


@lru_cache(maxsize=_SEEN)
def _fold(letter: str) -> str:
    """One letter with its marks as it is compared; what is not a letter in its expansion becomes a space."""
    form: Literal["NFC", "NFKC"] = "NFC" if _WHOLE.match(letter) else "NFKC"
    text = letter
    for _ in range(2):  # folding case can undo the normal form
        text = unicodedata.normalize(form, text.casefold())
    bare = "".join(ch if ch == "й" else _DROPPED.sub("", unicodedata.normalize("NFD", ch)) for ch in text)
    plain = simplified(unicodedata.normalize("NFC", bare).translate(_LETTERS))
    return "".join(_plain_character(ch) for ch in plain).strip()


def _plain_character(ch: str) -> str:
    digit = unicodedata.decimal(ch, None)
    if digit is not None:
        return str(digit)
    kind = _kind(ch)
    return "" if kind is _Kind.IGNORED else " " if kind is _Kind.SEPARATOR else ch


@lru_cache(maxsize=_SEEN)
def _kind(ch: str) -> _Kind:
    category = unicodedata.category(ch)
    if category == "Cf" or ch in _FILLERS:
        return _Kind.IGNORED
    if category[0] == "M" or _ATTACHED.match(ch):
        return _Kind.MARK
    if category[0] not in "LN" or _APOSTROPHES.match(ch):
        return _Kind.SEPARATOR
    if category == "No":
        return _Kind.ALONE
    return _script(ch, category)


def _script(ch: str, category: str) -> _Kind:
    if category == "Nd":
        return _Kind.WORD
    for kind, letters in ((_Kind.SINGLE, _SINGLE), (_Kind.ARABIC, _ARABIC), (_Kind.HANGUL, _HANGUL)):
        if letters.match(ch):
            return kind
    return _Kind.WORD
