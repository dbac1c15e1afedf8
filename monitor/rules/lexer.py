"""A query to its words, phrases and signs, each with its column.

Operators that analysts know from other tools and that do not exist here are refused by name: a rule that silently
looked for the word NEAR would be worse than no rule.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from monitor.errors import QueryError

Sort = Literal["word", "phrase", "field", "entity", "(", ")", "AND", "OR", "NOT", "+", "end"]

_CLOSING = {'"': '"', "“": "”“", "„": "“”", "«": "»", "＂": "＂", "「": "」"}
_QUOTES = "".join(_CLOSING) + "”»」"
_WORD = re.compile(rf"(?:(?!&&|\|\|)[^\s()（）{_QUOTES}])+")
_FIELD = re.compile(r"([^\W\d_]\w*)[:：]")
_SIGN = re.compile(r"(?P<NOT>[-!–—−－])|(?P<PLUS>\+)")
_OPERATORS: dict[str, Sort] = {"AND": "AND", "OR": "OR", "NOT": "NOT", "&&": "AND", "||": "OR"}
_PARENTHESES: dict[str, Sort] = {"(": "(", "（": "(", ")": ")", "）": ")"}

_QUOTED_HINT = "; in quotes it is searched as text"
_FOREIGN = (
    (re.compile(r"(?:O?NEAR|ADJ|WITHIN|ATLEAST)[/\d]*f?|(?:o?near|adj|atleast)\d+|(?i:o?near|adj|atleast|pre|w|n)/\d+.*"),
     "an operator for distance or count, which is not supported", "AND, OR, NOT or a phrase"),
    (re.compile(r".*~.*"), "“~” (distance or similar words), which is not supported", "a word or a phrase"),
    (re.compile(r"/.+/\w*"), "a regular expression, which is not supported", "a word or a phrase"),
    (re.compile(r".*\^\d.*"), "“^” (weight), which is not supported", "a word without it"),
    (re.compile(r"=.*"), "“=” (exact form), which is not supported", "a word without it"),
    (re.compile(r".*[\[\]{}].*"), "a range or set in brackets, which is not supported", "words and parentheses"),
    (re.compile(r".*\?.*"), "“?” for one letter, which is not supported", "a whole word, or “*” at its end"),
    (re.compile(r"&"), "“&” alone", "AND"),
    (re.compile(r"\|"), "“|” alone", "OR"),
    (re.compile(r"\*.*|.+\*.+"), "“*” that is not at the end of a word, which is not supported",
     "“*” behind at least two letters"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Lexeme:
    """One word, phrase or sign; ``text`` is a phrase without its quotes, an entity without ``@``."""

    sort: Sort
    text: str
    column: int

    def __str__(self) -> str:
        return "the end of the query" if self.sort == "end" else f"“{self.text}”"


def lexemes(query: str) -> list[Lexeme]:
    """The query's lexemes, an ``end`` last. Raises QueryError."""
    found: list[Lexeme] = []
    at = 0
    while at < len(query):
        if query[at].isspace():
            at += 1
            continue
        lexeme, at = _next(query, at)
        found.append(lexeme)
    return [*found, Lexeme("end", "", len(query) + 1)]


def _next(query: str, at: int) -> tuple[Lexeme, int]:
    ch = query[at]
    if ch in _PARENTHESES:
        return Lexeme(_PARENTHESES[ch], ch, at + 1), at + 1
    if ch in _CLOSING:
        return _phrase(query, at)
    if ch in _QUOTES:
        raise QueryError(at + 1, f"“{ch}” without a quote that opens", "a word or a phrase")
    if query[at : at + 2] in _OPERATORS:
        sign = query[at : at + 2]
        if sign in ("&&", "||"):
            return Lexeme(_OPERATORS[sign], sign, at + 1), at + 2
    if sign_match := _SIGN.match(query, at):
        return _sign(query, at, "NOT" if sign_match["NOT"] else "+")
    return _word(query, at)


def _phrase(query: str, at: int) -> tuple[Lexeme, int]:
    ends = [end for close in _CLOSING[query[at]] if (end := query.find(close, at + 1)) > 0]
    if not ends:
        raise QueryError(at + 1, "a quote that is never closed", f"“{_CLOSING[query[at]][0]}” at the end of the phrase")
    text = query[at + 1 : min(ends)]
    if star := re.search(r"\*(?=.*\S)", text):
        raise QueryError(at + 2 + star.start(), "“*” inside a phrase", "“*” only at the end of its last word")
    return Lexeme("phrase", text, at + 1), min(ends) + 1


def _sign(query: str, at: int, sort: Sort) -> tuple[Lexeme, int]:
    if at + 1 == len(query) or query[at + 1].isspace():
        raise QueryError(at + 1, f"“{query[at]}” standing alone", "a word, phrase or group right behind it")
    return Lexeme(sort, query[at], at + 1), at + 1


def _word(query: str, at: int) -> tuple[Lexeme, int]:
    found = _WORD.match(query, at)
    text = found[0] if found else query[at]
    if text in _OPERATORS:
        return Lexeme(_OPERATORS[text], text, at + 1), at + len(text)
    if field := _FIELD.match(text):
        return Lexeme("field", field[1], at + 1), at + field.end()
    for pattern, name, expected in _FOREIGN if not text.islower() or not text.isalpha() else ():
        if pattern.fullmatch(text):
            raise QueryError(at + 1, name, expected + ("" if len(text) == 1 else _QUOTED_HINT))
    if text.startswith("@"):
        if len(text) == 1:
            raise QueryError(at + 1, "“@” alone", "the name of an entity behind it")
        return Lexeme("entity", text[1:], at + 1), at + len(text)
    return Lexeme("word", text, at + 1), at + len(text)
