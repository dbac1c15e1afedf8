"""Which words of a text may be a name: runs of capitalised Latin words, without titles and particles.

Particles that transliterations write or leave out (al-, bin, von) are passed over, titles end a run, as do line ends,
punctuation and words in small letters. Words within one piece (Jong-un, Ch'ing) go on in small letters.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from monitor.domain.text import tokens
from monitor.rules.names.lists import ARTICLES, CAPITAL_PARTICLES, HONORIFICS, OPENERS, PARTICLES, SYLLABLES, TITLES
from monitor.rules.names.spelling import name_keys

_REMEMBERED = 1 << 14
_LONGEST_REMEMBERED = 48
_APOSTROPHES = "'’ʼ`‘ʹʻ"
LONGEST_NAME = 6
"""Words; what is longer is no person's name."""
_HYPHENS = frozenset("-‐‑")
_PLAIN = re.compile("[A-Za-z]+(?: [A-Za-z]+)*")
_WORD = re.compile(rf"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f]|[{_APOSTROPHES}](?=[^\W\d_]))*")
_SUFFIX = re.compile(rf"[{_APOSTROPHES}](?:s|n?[ıiuü]n|y?[ıiuüae]|[dt][ae]n?|l[ae]|S)$")
"""What languages hang to a name behind an apostrophe: the English genitive, Turkish endings."""
_LEAST_BEFORE_SUFFIX = 3
"""In a shorter word an apostrophe is a part of it (Ch'i)."""
_SEVERAL_SYLLABLES = re.compile("[aeiouyáéíóúý][^aeiouyáéíóúý]+[aeiouyáéíóúý]", re.IGNORECASE)
"""In such a word đ is the letter of the Serbs and Croats, who write it dj, too; in others of the Vietnamese, a d."""
_SHK = re.compile("šk", re.IGNORECASE)
"""Folded alone it would be sk, which makes another name (Peshkov, Peskov)."""
_ABBREVIATED = 2
"""A full stop behind so few letters (V. Yu.) does not end a run."""


class NameWord(NamedTuple):
    """A word of a name: folded, its place in the text (code points), its keys, whether a comma stands before it.

    ``tail`` is what a hyphen joins to it, as it is written.
    """

    folded: str
    start: int
    end: int
    keys: tuple[str, ...]
    comma: bool = False
    tail: str = ""


Run = tuple[NameWord, ...]
_WITHOUT_NAMES = PARTICLES | TITLES | HONORIFICS
"""Words that a name may hold beside those that are its own."""
_NO_NAMES = (TITLES | OPENERS) - SYLLABLES
"""Words of names that these are only as initials (A. Hatami)."""
_NO_TITLES = TITLES - SYLLABLES
_NOT_FIRST = HONORIFICS | SYLLABLES
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
    words = [word for piece in name.split() for word, _ in _piece(piece, True) if word is not None and word.folded]
    kept = [word.folded for at, word in enumerate(words) if at in (0, len(words) - 1) or word.keys]
    bare = [word for at, word in enumerate(kept) if word not in (_NO_TITLES if at else TITLES)]
    while len(bare) > 2 and bare[0] in HONORIFICS:
        del bare[0]
    return tuple(bare if len(bare) > 1 else kept)


def has_latin(name: str) -> bool:
    """Whether a name has a Latin letter."""
    return bool(_LATIN.search(name))


def runs_of(text: str) -> list[Run]:
    """The runs of two and more words of a text that may be names."""
    if not _CAPITAL.search(text):
        return []
    runs: list[Run] = []
    run: list[NameWord] = []
    behind_run: NameWord | None = None
    at, comma = 0, False
    for piece in text.split(" "):
        for word, behind in _parts_of(piece):
            if word is not None and word.folded and (run or word.folded not in _NOT_FIRST):
                folded, start, end, keys, _, tail = word
                placed = NameWord(folded, at + start, at + end, keys or name_keys(folded), comma and bool(run), tail)
                if keys:
                    run.append(placed)
                    behind_run, comma = None, behind == ","
                elif run and text[placed.start].isupper():
                    behind_run = placed
            if behind_run and (word is None or behind):
                run.append(behind_run)  # What no name follows is no particle: Luo Bin.
                behind_run = None
            if word is None or behind == ".":
                runs.append(tuple(run))
                run, comma = [], False
        at += len(piece) + 1
    runs.append((*run, behind_run) if behind_run else tuple(run))
    return [run for run in runs if len(run) > 1]


def _parts_of(piece: str) -> tuple[_Part, ...]:
    if piece.islower() and piece.isalpha() and piece not in PARTICLES:
        return _NO_NAME
    return _piece(piece) if len(piece) <= _LONGEST_REMEMBERED else _parts(piece)


@lru_cache(maxsize=_REMEMBERED)
def _piece(piece: str, is_name: bool = False) -> tuple[_Part, ...]:
    return _parts(piece, is_name)


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
        least = _LEAST_BEFORE_SUFFIX - written.endswith("s")
        bare = written[: suffix.start()] if suffix and suffix.start() >= least else written
        folded, gap = _folded(bare), piece[match.end() : last]
        behind = _behind(gap, bare) if not is_name else ""
        capital = capital or written[0].isupper()
        counts = capital and (is_name or folded not in _NO_NAMES or (len(written) == 1 and gap.startswith(".")))
        tail = words[number + 1][0] if number + 1 < len(words) and gap in _HYPHENS else ""
        is_particle = _is_particle(written, folded, tail, number > 0)
        keys = name_keys(folded) if counts and not is_particle else ()
        word = NameWord(folded, match.start(), match.start() + len(bare), keys, tail=tail)
        found.append((word if keys or is_particle else None, behind))
    if not found:
        found.append((NameWord("", 0, 0, ()), "") if not piece or is_name else (None, "."))
    return tuple(found)


def _is_particle(written: str, folded: str, tail: str, is_inside: bool) -> bool:
    """Whether a word counts for nothing. The last syllable of a piece does (Kim Jong-ul), whatever it is elsewhere."""
    if folded in CAPITAL_PARTICLES:
        return True
    if written.islower():
        return folded in PARTICLES and (bool(tail) or not is_inside)
    return folded in ARTICLES and bool(tail) and tail.lower().startswith(folded[1:])


def _folded(word: str) -> str:
    plain = re.sub(f"[{_APOSTROPHES}]", "", word)
    if ("đ" in plain or "Đ" in plain) and _SEVERAL_SYLLABLES.search(plain):
        plain = re.sub("[Đđ]", "dj", plain)
    if "š" in plain or "Š" in plain:
        plain = _SHK.sub("shk", plain)
    return "".join(token.folded for token in tokens(plain))


def _behind(gap: str, word: str) -> str:
    """What a gap between words means: nothing, a comma, or the end of a run (``.``)."""
    if not gap or not gap.strip(f"-‐‑–.{_APOSTROPHES}").strip():
        stops = "." in gap and len(word) > _ABBREVIATED
        return "." if stops or "\n" in gap or "–" in gap else ""
    return "," if gap.strip() == "," and "\n" not in gap else "."
