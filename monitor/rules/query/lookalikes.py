"""Characters of a query that cannot be seen, and operators in letters that only look like theirs.

Text that is copied from a document written from right to left brings marks of direction along, a keyboard of another
script gives ``ОR`` with a Cyrillic letter, one for Chinese ``ＡＮＤ`` in full width. The pairs of letters are those
of Unicode's list of confusable characters that operators are spelled with.
"""

from __future__ import annotations

import re
import unicodedata

UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff"
"""Marks of direction and characters without width, as a class of a regular expression."""
_ENDS = re.compile(f"[{UNSEEN}]+")
_LATIN = str.maketrans(
    "АВЕКМНОРСТХЅІЈаеорсхуѕіјΑΒΕΖΗΙΚΜΝΟΡΤΥΧο", "ABEKMHOPCTXSIJaeopcxysijABEZHIKMNOPTYXo"
)  # fmt: skip


def is_unseen(ch: str) -> bool:
    """Whether a character shows nothing and parts nothing."""
    return not ch.isascii() and _ENDS.match(ch) is not None


def trimmed(text: str) -> str:
    """The text without unseen characters at its beginning and end; those inside belong to the word."""
    first = _ENDS.match(text)
    start, end = first.end() if first else 0, len(text)
    while end > start and is_unseen(text[end - 1]):
        end -= 1
    return text[start:end]


def in_latin(word: str) -> str:
    """The word in the Latin letters and signs that it looks like, without unseen characters."""
    return unicodedata.normalize("NFKC", _ENDS.sub("", word)).translate(_LATIN)
