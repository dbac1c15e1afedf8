"""One word of a name: what it sounds like, and the keys under which its other spellings are found.

Latin spellings of names from other scripts differ by letters that stand for the same sound (Djalali, Jalali; Moqaddam,
Moghaddam; Lawrentjew, Lavrentyev; Chang, Zhang). ``sounds`` writes a word with one sign for each sound. ``name_keys``
keeps only classes of consonants, in every reading of the letters that have several, so that two spellings of one name
share a key; many other names do too, and ``resemblance`` is asked which they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache
from itertools import islice, product

from monitor.rules.names.equivalent import KOREAN_FAMILIES, OTHERWISE

TAG = "^"
"""What a key of a name begins with, so that it equals no word."""
INITIAL = TAG + "."
MOST_KEYS = 6
_MOST_COMPARED = 64
"""So many combinations of readings are looked through for the likeliest."""
_LONGEST = 32
_REMEMBERED = 1 << 14

_SOUNDS = {
    "aoui": "avi", "aoua": "ava", "aeu": "A", "ndz": "nz", "bv": "v", "schtsch": "Q", "tschch": "CX", "tzh": "tJ",
    "chtch": "Q", "shtch": "Q", "shch": "Q",
    "stsch": "Q", "tsch": "C", "tch": "C", "dsch": "J", "dzh": "J", "sch": "S", "sh": "S", "ch": "C", "zh": "J",
    "dj": "J", "kh": "X", "gh": "G", "ph": "f", "th": "t", "dh": "D", "tx": "C", "aou": "A", "au": "A", "tz": "T",
    "ts": "T", "cz": "C", "sz": "S", "ck": "k", "oo": "u", "ou": "u", "ee": "i", "ii": "i", "yy": "i", "iy": "i",
    "aa": "a", "uu": "u", "eo": "o", "eu": "u", "ae": "e", "oe": "o", "ue": "u", "w": "v",
}  # fmt: skip
"""Letters of one sound: S as in ship, C chip, Q both, J jet or measure, X loch, G its voiced form, T cats, N
sing, A house."""
_LETTERS = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_SYLLABLES = {
    "youN": "yoN", "ouN": "oN", "uN": "oN", "ien": "yan", "yen": "yan", "ieh": "ye", "ueh": "ue", "uei": "ui",
    "hee": "hui", "uo": "o", "eh": "e", "ih": "i", "uh": "o", "eo": "o", "eu": "u", "oo": "u", "ee": "i", "ou": "O",
    "ao": "A", "oi": "oe", "tz": "T", "ts": "T", "zh": "J", "ch": "C", "sh": "S", "rh": "r", "yi": "i", "wu": "u",
    "w": "v",
}  # fmt: skip
"""O and A are the diphthongs of Zhou and Zhao."""
_EASTERN = re.compile("|".join(sorted(_SYLLABLES, key=len, reverse=True)))
_DOUBLE = re.compile(r"(.)\1+")
_OF_FAITH = re.compile("(?<=..)(?:[aeiou]{1,2}d|[aeu]l)d(?:ee|i)ne?$|(?<=..)ettin$")
"""-eddin, -uddin, -ettin: the article before the faith, which is written in many ways, parted, or not at all."""
_WITH_ARTICLE = re.compile("(?<=zia|ata)u[lr]$|(?<=atta|fazl|saif|amin)u[lr]$|(?<=habib|mujib|hafiz)u[lr]$")
"""The article of the second part (Ziaur Rahman, Zia-ur-Rehman)."""
_PILGRIM = re.compile("^(?:[ck]?h)a(?:tz|dz|dj|dzh)i")
"""The beginning of Greek and Balkan names."""
_SERVANT = re.compile("^abd[aeou]+(?:([lrnszdt])\\1+|l(?=.{2})|[lrnszdt]?$)")
"""Abdul-, Abdel-, Abdur-: the article of the second part, which is written in many ways or not at all."""

_CLASSES = {
    "b": "P", "p": "P", "f": "F", "t": "T", "d": "T", "k": "K", "q": "K", "G": "K", "X": "K", "s": "S", "z": "S",
    "S": "S", "Q": "S", "J": "S", "T": "S", "m": "M", "n": "N", "N": "N", "l": "L", "r": "R",
}  # fmt: skip
_SEVERAL = {"v": ("F", "", "P"), "h": ("K", ""), "j": ("S", ""), "c": ("S", "K"), "C": ("S", "K"), "g": ("K", "S"),
            "D": ("T", "S"), "x": ("S", "K", "KS"), "q": ("K", "S")}  # fmt: skip
"""Letters that are read in several ways, the likeliest first."""


def _sound(found: re.Match[str]) -> str:
    return _SOUNDS[found[0]]


def _soft_g(found: re.Match[str]) -> str:
    return "G" if found[0] == "gh" else "g"


_IN_PLACE: tuple[tuple[str, re.Pattern[str], str | Callable[[re.Match[str]], str]], ...] = (
    ("g", re.compile("g[hu]?(?=[ei])"), _soft_g),
    ("e", re.compile("(?<=[aeo])e(?=(?:v|w|ff)a?$)"), "ye"),
    ("ska", re.compile("(?<=sk)a[iyj]a$"), "a"),
    ("qua", re.compile("qua"), "qa"),
    ("x", re.compile("^x(?=en)"), "ks"),
    ("x", re.compile("(?<=[^aeiouytng])x"), "kh"),
    ("x", re.compile("(?<=[^t])x"), "ks"),
    ("ij", re.compile("ij(?![aeou])"), "i"),
    ("ij", re.compile("ij(?=oj)"), "iy"),
    ("ng", re.compile("ng(?![aeiouy])"), "N"),
    ("w", re.compile("[ao]w(?=[^aeiouy])"), "au"),
    ("", _LETTERS, _sound),
    ("h", re.compile("(?<=...[^aeiou])eh$"), "a"),
    ("", re.compile("[iy](?=[aeou])"), "y"),
    ("i", re.compile("(?<=[aeou])i(?![aeiouy])"), "y"),
    ("y", re.compile("(?<![aeou])y(?![aeou])"), "i"),
    ("o", re.compile("(?<=[^aeiouA])[yj]o(?=[^aeiouA])"), "e"),
    ("ov", re.compile("(?<=[CJQSj])ov$"), "ev"),
    ("e", re.compile("(?<=..[iu][nCS])e$"), ""),
)
"""What is replaced one after the other: where these letters stand, this pattern, by this."""


@lru_cache(maxsize=_REMEMBERED)
def sounds(word: str) -> str:
    """A folded word with one sign for each sound; letters beyond a-z are left out."""
    text = _letters(word)
    if text.startswith("hs"):
        text = "x" + text[2:]
    for letter, pattern, sign in _IN_PLACE:
        if letter in text:
            text = pattern.sub(sign, text)
    return _DOUBLE.sub(r"\1", text)


@lru_cache(maxsize=_REMEMBERED)
def syllables(word: str) -> str:
    """As ``sounds``, of a Chinese or Korean name, in which every vowel and glide counts.

    After the tables of Hanyu Pinyin and Wade-Giles, of the Revised Romanization and McCune-Reischauer.
    """
    text = re.sub("^r(?=y)", "", re.sub("^([hkg])o$", r"\1e", _letters(word)))
    text = re.sub("hs(?=[iu])", "x", text)
    text = re.sub("ng(?![aeiouy])", "N", text)
    text = _EASTERN.sub(lambda found: _SYLLABLES[found[0]], text)
    text = re.sub("[iy](?=[aeouAO])", "y", text)
    return _DOUBLE.sub(r"\1", re.sub("(?<![aeouAO])y(?![aeouAO])", "i", text))


@lru_cache(maxsize=_REMEMBERED)
def name_keys(word: str) -> tuple[str, ...]:
    """Every key of a folded word; that of an initial for a single letter, none for a word without Latin letters."""
    if len(word) == 1:
        return (INITIAL + word,) if "a" <= word <= "z" else ()
    known = KOREAN_FAMILIES.get(word, word)
    spelled = (known, known.replace("dj", "d")) if "dj" in known else (known,)  # What a text has for đ, too.
    return tuple(dict.fromkeys(key for one in spelled for key in _keys(sounds(one))))


def _keys(signs: str) -> Iterator[str]:
    if not signs:
        return
    readings = [_readings(*three) for three in zip(f" {signs}", signs, f"{signs[1:]} ", strict=False)]
    for key in islice(map("".join, _each(readings)), MOST_KEYS):
        yield TAG + _DOUBLE.sub(r"\1", key)


@lru_cache(maxsize=_REMEMBERED)
def joined_keys(one: str, other: str) -> tuple[str, ...]:
    """The keys of two words as one. Where they do not touch in letters that make a sound together, keys are joined."""
    short = len(one) == 1 or len(other) == 1
    listed = one in OTHERWISE or other in OTHERWISE or one in KOREAN_FAMILIES or other in KOREAN_FAMILIES
    changed = "abd" in (one[:3], other[:3]) or other.endswith("eh") or _OF_FAITH.search(one + other)
    changed = changed or _PILGRIM.match(one + other) or _WITH_ARTICLE.search(one) or _WITH_ARTICLE.search(one + other)
    if short or listed or changed or _TOUCHING.search(f"{one[-2:]}|{other[0]}"):
        return name_keys.__wrapped__(one + other)
    some, others = name_keys(one), name_keys(other)
    return tuple(dict.fromkeys(
        first + second[1 + (first[-1] == second[1:2]) :] for first, second in product(some, others)
    ))  # fmt: skip


def initials(word: str) -> frozenset[str]:
    """The letters by which a name is abbreviated, in any of its spellings."""
    first = word[:1]
    return frozenset(next((group for group in _INITIALS if first in group), first))


_TOUCHING = re.compile(
    r"(.)\|\1|\|x|[sckzgptd]\|h|d\|[jzs]|t\|[xzsc]|[cs]\|[zck]|h\|t|g\|[eiauy]|g[uh]\|[ei]|n\|g|ng\|[aeiouy]|i\|j|ij\||q\||\|q"
    r"|n\|d|b\|v|ou\|i|ao\|u|a\|o|eh\||c\|[eiy]|[ao]w\||[ao]\|w|x\|[hz]|[cgq][aeiouy]\|[aeiouy]"
)
"""Where a word ends and another begins so that letters of both may be read as one."""
_INITIALS = ("yeij", "vw", "ck", "gqj", "hkg", "zs", "td", "fp")


def _letters(word: str) -> str:
    text = word[:_LONGEST]
    if not (text.isascii() and text.isalpha()):
        text = "".join(ch for ch in text if "a" <= ch <= "z")
    if text.endswith(("ul", "ur")):
        text = _WITH_ARTICLE.sub("", text)
    text = _PILGRIM.sub("haji", _OF_FAITH.sub("din", OTHERWISE.get(text, text)))
    return _SERVANT.sub(lambda found: "abd" + (found[1] or ""), text) if text.startswith("abd") else text


@cache
def _readings(before: str, sign: str, behind: str) -> tuple[str, ...]:
    """The classes of a sign between two others (a space at the ends of a word)."""
    if sign == "g" and behind not in "eiay":
        return ("K",)
    if sign == "q" and before != " " and behind not in "iuy":
        return ("K",)
    if sign == "c" and behind in "eiy":
        return ("S",)
    return _SEVERAL.get(sign) or (_CLASSES.get(sign, ""),)


def _each(readings: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Every combination of readings in which one letter is read in one way throughout, the likeliest first."""
    several = list(dict.fromkeys(reading for reading in readings if len(reading) > 1))
    if not several:
        yield tuple(reading[0] for reading in readings)
        return
    choices = islice(product(*several), _MOST_COMPARED)
    for choice in sorted(choices, key=lambda choice: sum(map(tuple.index, several, choice))):
        chosen = dict(zip(several, choice, strict=True))
        yield tuple(chosen.get(reading, reading[0]) for reading in readings)
