"""What a query is made of: words, phrases and signs, each with its place."""

from __future__ import annotations

from typing import Literal, NamedTuple

from monitor.rules.query.grammar import OperatorSort
from monitor.rules.query.shown import shown

Sort = (
    OperatorSort
    | Literal[
        "word",
        "phrase",
        "field",
        "entity",
        "rule",
        "regex",
        "cased regex",
        "range",
        "suffix",
        "(",
        ")",
        "+",
        "=",
        "end",
    ]
)
CLOSING = {
    '"': '"', "“": "”“", "„": "“”", "«": "»", "»": "«»", "＂": "＂", "″": "″",
    "「": "」", "『": "』", "《": "》", "〈": "〉", "‹": "›", "›": "‹›",
}  # fmt: skip
"""Marks that begin a phrase, each with those that end it."""
QUOTES = "".join(CLOSING) + "”」』》〉"
HEBREW = "\u05d0-\u05f2\ufb1d-\ufb4f"
GERSHAYIM = f'"(?<=[{HEBREW}\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7]")(?=[{HEBREW}])'
"""A straight quote between two Hebrew letters: typed for the sign of an acronym, and part of the word."""
PARTED = rf"\s()（）\[\]{{}}{QUOTES}"
"""What ends a word, as a class of a regular expression."""
QUOTED_HINT = "; in quotes it is searched as text"
"""The end of a message on what is no word outside quotes."""
Read = tuple[Sort, str, int, int]
"""Sort, text and number of a lexeme, and where it ends."""


class Lexeme(NamedTuple):
    """One word, phrase or sign, as ``written``.

    ``text`` is what it holds: a phrase without its quotes, a name without its sign. ``number`` belongs to an operator.
    ``glued`` tells that nothing stands between it and the one before, which is no parenthesis that opens.
    """

    sort: Sort
    text: str
    column: int
    number: int = 0
    glued: bool = False
    written: str = ""

    def __str__(self) -> str:
        return "the end of the query" if self.sort == "end" else f"“{shown(self.written)}”"
