"""A word as dictionaries spell it: without what texts add to its letters, and in the letters that readers see.

Signs without width (a soft hyphen), stress marks, vowel signs and the stretching line of Arabic, and points of Hebrew
are not in dictionaries. Letters taken apart from their diacritics, full-width ones and those of a presentation form are
there in their usual form only.
"""

from __future__ import annotations

import re
import unicodedata

_UNSPELLED = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
_LATIN, _CYRILLIC = re.compile("[A-Za-z]"), re.compile("[\u0400-\u04ff]")
_PLURAL = re.compile("([A-Z][A-Z0-9]+|[0-9]{1,3})s")


def spelled(word: str, folded: str) -> str:
    """A word of a text or a query as a dictionary has it; with letters of one script, where ``folded`` has them."""
    if word.isascii():
        return word
    plain = _UNSPELLED.sub("", unicodedata.normalize("NFKC", word))
    if not (_LATIN.search(plain) and _CYRILLIC.search(plain)):
        return plain
    return folded.upper() if plain.isupper() else folded.capitalize() if plain[:1].isupper() else folded


def singular(word: str) -> str:
    """The folded acronym, or number of a type, of which a word is the plural or genitive: ``UAVs``, ``F-16s``.

    Empty where it is none; numbers of four digits are years (``1990s``).
    """
    found = _PLURAL.fullmatch(word)
    return found[1].lower() if found else ""
