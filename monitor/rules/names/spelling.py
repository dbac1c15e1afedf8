"""One word of a name: what it sounds like, and the keys under which its other spellings are found.

Latin spellings of names from other scripts differ by letters that stand for the same sound (Djalali, Jalali; Moqaddam,
Moghaddam; Lawrentjew, Lavrentyev; Chang, Zhang). ``sounds`` writes a word with one sign for each sound. ``name_keys``
keeps only classes of consonants, in every reading of the letters that have several, so that two spellings of one name
share a key; many other names do too, and ``resemblance`` is asked which they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice, product

TAG = "^"
"""What a key of a name begins with, so that it equals no word."""
INITIAL = TAG + "."
_MOST_KEYS = 6
_LONGEST = 32
_REMEMBERED = 1 << 16

_SOUNDS = {
    "schtsch": "Q", "chtch": "Q", "shtch": "Q", "shch": "Q", "stsch": "Q", "tsch": "C", "tch": "C", "dsch": "J",
    "dzh": "J", "sch": "S", "sh": "S", "ch": "C", "zh": "J", "dj": "J", "kh": "X", "gh": "G", "ph": "f", "th":
    "t", "dh": "D", "tx": "C", "aou": "A", "au": "A", "tz": "T", "ts": "T", "cz": "C", "sz": "S", "ck": "k", "oo":
    "u", "ou": "u", "ee": "i", "ii": "i", "yy": "i", "iy": "i", "aa": "a", "uu": "u", "eo": "o", "eu": "u", "ae":
    "e", "oe": "o", "ue": "u", "w": "v",
}  # fmt: skip
"""Letters of one sound: S as in ship, C chip, Q both, J jet or measure, X loch, G its voiced form, T cats, N
sing, A house."""
_LETTERS = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_SYLLABLES = {
    "youN": "yoN", "ouN": "oN", "uN": "oN", "ien": "yan", "yen": "yan", "ieh": "ye", "ueh": "ue", "eh": "e", "ih":
    "i", "uh": "o", "eo": "o", "eu": "u", "oo": "u", "ee": "i", "ou": "O", "ao": "A", "oi": "oe", "tz": "T", "ts":
    "T", "zh": "J", "ch": "C", "sh": "S", "rh": "r", "yi": "i", "wu": "u", "w": "v",
}  # fmt: skip
"""O and A are the diphthongs of Zhou and Zhao."""
_EASTERN = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_SERVANT = re.compile("^abd[aeou]+(?:([lrnszdt])\\1+|l(?=.{2})|[lrnszdt]?$)")
"""Abdul-, Abdel-, Abdur-: the article of the second part, which is written in many ways or not at all."""

_OTHERWISE = {"park": "pak", "lee": "li", "rhee": "li", "yi": "li", "ri": "li", "xenia": "ksenia", "xeniya": "kseniya",
              "lim": "rim", "noh": "no", "roh": "no",
              **dict.fromkeys(("davood", "davoud", "davud", "dawood", "dawoud", "dawud", "daoud"), "daud")}  # fmt: skip
"""Spellings that no rule explains."""

_CLASSES = {
    "b": "P", "p": "P", "f": "F", "t": "T", "d": "T", "k": "K", "q": "K", "G": "K", "X": "K", "s": "S", "z": "S",
    "S": "S", "Q": "S", "J": "S", "T": "S", "m": "M", "n": "N", "N": "N", "l": "L", "r": "R",
}  # fmt: skip
_SEVERAL = {"v": ("F", "", "P"), "h": ("K", ""), "j": ("S", ""), "c": ("S", "K"), "C": ("S", "K"), "g": ("K", "S"),
            "D": ("T", "S"), "x": ("S", "K", "KS"), "q": ("K", "S")}  # fmt: skip
"""Letters that are read in several ways, the likeliest first."""


@lru_cache(maxsize=_REMEMBERED)
def sounds(word: str) -> str:
    """A folded word with one sign for each sound; letters beyond a-z are left out."""
    text = _letters(word)
    text = re.sub("^hs", "x", text)
    text = re.sub("g[hu]?(?=[ei])", lambda found: "G" if found[0] == "gh" else "g", text)
    text = re.sub("ij(?![aeou])", "i", re.sub("(?<=[^t])x", "ks", text))
    text = re.sub("[ao]w(?=[^aeiouy])", "au", re.sub("ng(?![aeiouy])", "N", text))
    text = _LETTERS.sub(lambda found: _SOUNDS[found[0]], text)
    text = re.sub("[iy](?=[aeou])", "y", text)
    text = re.sub("(?<=[aeou])i(?![aeiouy])", "y", text)
    text = re.sub("(?<![aeou])y(?![aeou])", "i", text)
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=_REMEMBERED)
def syllables(word: str) -> str:
    """As ``sounds``, of a Chinese or Korean name, in which every vowel and glide counts.

    After the tables of Hanyu Pinyin and Wade-Giles, of the Revised Romanization and McCune-Reischauer.
    """
    text = re.sub("^hs", "x", re.sub("^([hkg])o$", r"\1e", _letters(word)))
    text = re.sub("ng(?![aeiouy])", "N", text)
    text = _EASTERN.sub(lambda found: _SYLLABLES[found[0]], text)
    text = re.sub("[iy](?=[aeouAO])", "y", text)
    return _DOUBLE.sub(r"\1", re.sub("(?<![aeouAO])y(?![aeouAO])", "i", text))


@lru_cache(maxsize=_REMEMBERED)
def name_keys(word: str) -> tuple[str, ...]:
    """Every key of a folded word; that of an initial for a single letter, none for a word without Latin letters."""
    if len(word) == 1:
        return (INITIAL + word,) if "a" <= word <= "z" else ()
    signs = sounds(word)
    if not signs:
        return ()
    readings = [_readings(signs, at) for at in range(len(signs))]
    keys = ("".join(reading) for reading in _each(readings))
    return tuple(dict.fromkeys(TAG + _DOUBLE.sub(r"\1", key) for key in islice(keys, _MOST_KEYS)))


def initials(word: str) -> frozenset[str]:
    """The letters by which a name is abbreviated, in any of its spellings."""
    first = word[:1]
    return frozenset(next((group for group in _INITIALS if first in group), first))


_INITIALS = ("yeij", "vw", "ck", "gqj", "hkg", "zs", "td", "fp")


def _letters(word: str) -> str:
    text = "".join(ch for ch in word[:_LONGEST] if "a" <= ch <= "z")
    return _SERVANT.sub(lambda found: "abd" + (found[1] or ""), _OTHERWISE.get(text, text))


def _readings(signs: str, at: int) -> tuple[str, ...]:
    sign = signs[at]
    if sign == "g" and signs[at + 1 : at + 2] not in ("e", "i", "a", "y"):
        return ("K",)
    if sign == "q" and at and signs[at + 1 : at + 2] not in ("i", "u", "y"):
        return ("K",)
    if sign == "c" and signs[at + 1 : at + 2] in ("e", "i", "y"):
        return ("S",)
    return _SEVERAL.get(sign) or (_CLASSES.get(sign, ""),)


def _each(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Every combination of readings in which one letter is read in one way throughout."""
    several = list(dict.fromkeys(reading for reading in readings if len(reading) > 1))
    for choice in product(*several):
        chosen = dict(zip(several, choice, strict=True))
        yield tuple(chosen.get(reading, reading[0]) for reading in readings)
