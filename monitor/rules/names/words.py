"""Which words of a text may be a name: runs of capitalised Latin words, without titles and particles.

Particles that transliterations write or leave out (al-, bin, von) are passed over, titles end a run, as do line ends,
punctuation and words in small letters. Words within one piece (Jong-un, Ch'ing) go on in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from monitor.domain.text import tokens
from monitor.rules.names.lists import CAPITAL_PARTICLES, HONORIFICS, OPENERS, PARTICLES, TITLES
from monitor.rules.names.spelling import name_keys

_REMEMBERED = 1 << 14
_LONGEST_REMEMBERED = 48
_APOSTROPHES = "'’ʼ`‘ʹʻ"
LONGEST_NAME = 6
"""Words; what is longer is no person's name."""
_PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[{_APOSTROPHES}](?=[^\W\d_]))*")
_SUFFIX = re.compile(rf"[{_APOSTROPHES}](?:s|n?[ıiuü]n|y?[ıiuüae]|[dt][ae]n?|l[ae]|S)$")
"""What languages hang to a name behind an apostrophe: the English genitive, Turkish endings."""
_LEAST_BEFORE_SUFFIX = 3
"""In a shorter word an apostrophe is a part of it (Ch'i)."""
_LONGEST_SYLLABLE = 5
"""In a longer word đ is the letter of the Serbs and Croats, who write it dj, too; in these of the Vietnamese, a d."""
_ABBREVIATED = 2
"""A full stop behind so few letters (V. Yu.) does not end a run."""


class NameWord(NamedTuple):
    """A word of a name: folded, its place in the text (code points), its keys, whether a comma stands before it."""

    folded: str
    start: int
    end: int
    keys: tuple[str, ...]
    comma: bool = False


Run = tuple[NameWord, ...]
_WITHOUT_NAMES = PARTICLES | TITLES | HONORIFICS
"""Words that a name may hold beside those that are its own."""
_NO_NAMES = TITLES | OPENERS
"""Words of names that these are only as initials (A. Hatami)."""
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CAPITAL = re.compile("[A-Z\u00c0-\u024f\u1e00-\u1eff\uff21-\uff3a]")
_Part = tuple[NameWord | None, str]
"""A word, ``None`` for one that is no part of a name; and what the piece says behind it: nothing, a comma or an end."""

_NO_NAME: tuple[_Part, ...] = ((None, ""),)


def name_words(name: str) -> tuple[str, ...]:
    """The folded words of a name as a list gives it, without titles and particles (never without its first word)."""
    if _PLAIN.fullmatch(name):
        found = name.lower().split(" ")
        if _WITHOUT_NAMES.isdisjoint(found):
            return tuple(found)
    else:
        found = [word.folded for word, _ in _parts(name, True) if word is not None and word.folded]
    kept = [word for at, word in enumerate(found) if at == 0 or word not in PARTICLES]
    bare = [word for word in kept if word not in TITLES]
    while len(bare) > 2 and bare[0] in HONORIFICS:
        del bare[0]
    return tuple(bare if len(bare) > 1 else kept)


def has_latin(name: str) -> bool:
    """Whether a name has a Latin letter."""
    return bool(_LATIN.search(name))


def runs_of(text: str) -> list[Run]:
    """The runs of two and more words of a text that may be names."""
    runs: list[Run] = []
    if not _CAPITAL.search(text):
        return runs
    run: list[NameWord] = []
    at, comma = 0, False
    for piece in text.split(" "):
        if piece.islower() and piece.isalpha() and piece not in PARTICLES:
            parts: Iterable[_Part] = _NO_NAME
        else:
            parts = _piece(piece) if len(piece) <= _LONGEST_REMEMBERED else _parts(piece)
        for word, behind in parts:
            if word is not None and word.folded and (run or word.folded not in HONORIFICS):
                run.append(NameWord(word.folded, at + word.start, at + word.end, word.keys, comma and bool(run)))
                comma = behind == ","
            if word is None or behind == ".":
                if len(run) > 1:
                    runs.append(tuple(run))
                run, comma = [], False
        at += len(piece) + 1
    if len(run) > 1:
        runs.append(tuple(run))
    return runs


@lru_cache(maxsize=_REMEMBERED)
def _piece(piece: str) -> tuple[_Part, ...]:
    return _parts(piece)


def _parts(piece: str, is_name: bool = False) -> tuple[_Part, ...]:
    """The words of a piece of text; ``is_name`` where all of it is known to be a name, capitals or not."""
    found: list[_Part] = []
    last, capital = 0, is_name
    words = list(_WORD.finditer(piece))
    if words and not is_name and _behind(piece[: words[0].start()], "") == ".":
        found.append((None, "."))
    for number, match in enumerate(words):
        written = match[0]
        last = words[number + 1].start() if number + 1 < len(words) else len(piece)
        suffix = _SUFFIX.search(written)
        bare = written[: suffix.start()] if suffix and suffix.start() >= _LEAST_BEFORE_SUFFIX else written
        folded, gap = _folded(bare), piece[match.end() : last]
        behind = _behind(gap, bare) if not is_name else ""
        capital = capital or written[0].isupper()
        counts = capital and (folded not in _NO_NAMES or (len(written) == 1 and gap.startswith(".")))
        found.append((_word(folded, match.start(), match.start() + len(bare), counts, is_name, written), behind))
    if not found:
        found.append((NameWord("", 0, 0, ()), "") if not piece or is_name else (None, "."))
    return tuple(found)


def _word(folded: str, start: int, end: int, counts: bool, is_name: bool, written: str) -> NameWord | None:
    """The word, with nothing in it where it stands for nothing, ``None`` where it is no part of a name."""
    if is_name:
        return NameWord(folded, start, end, ()) if name_keys(folded) else None
    if folded in (PARTICLES if written.islower() else CAPITAL_PARTICLES):
        return NameWord("", start, end, ())
    keys = name_keys(folded) if counts else ()
    return NameWord(folded, start, end, keys) if keys else None


def _folded(word: str) -> str:
    plain = re.sub(f"[{_APOSTROPHES}]", "", word)
    if len(plain) > _LONGEST_SYLLABLE:
        plain = re.sub("[Đđ]", "dj", plain)
    return "".join(token.folded for token in tokens(plain))


def _behind(gap: str, word: str) -> str:
    """What a gap between words means: nothing, a comma, or the end of a run (``.``)."""
    if not gap or not gap.strip(f"-‐‑–.{_APOSTROPHES}").strip():
        stops = "." in gap and len(word) > _ABBREVIATED
        return "." if stops or "\n" in gap or "–" in gap else ""
    return "," if gap.strip() == "," and "\n" not in gap else "."
