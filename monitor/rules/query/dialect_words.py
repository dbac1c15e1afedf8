"""Words and signs of other tools that have no meaning of their own here: what each is, and what to write instead.

A query that silently looked for the word ``NOTNEAR`` would be worse than no query. What may be a word as well
(``EXCEPT``) is refused only where it is loud: in capitals, in a query that is not all in capitals as a headline may be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refused:
    """What is refused: an expression for a whole word, or for where a stretch of several words begins.

    ``written`` shows some of what it is true of, for the manual and its test. ``loud`` ones are words where the whole
    query is in capitals.
    """

    pattern: str
    written: tuple[str, ...]
    found: str
    expected: str
    loud: bool = False


_TOOL = "an operator of another tool"
_PLACE = "NEAR/5 or, in this order, ONEAR/5"
_EXPRESSION = "a regular expression between slashes: /…/"
_DISTANCE = "NEAR/5 or ONEAR/5, with a number from 1 to 100 and without a space"
_LENGTH = ("the length of an article, which is not searched", "a query without it")
WORDS = (
    Refused(r"&", ("&",), "alone", "AND, or quotes around a name that it belongs to"),
    Refused(r"[,;،؛、，；]", (",", ";"), "alone", "OR between alternatives, AND or a blank between what must be there"),
    Refused(r"\|", ("|",), "alone", "OR"),
    Refused(r".*\|.*", ("a|b",), "in which “|” is no operator", "OR in parentheses: (a OR b)"),
    Refused(r"\*:\*", ("*:*",), "which would be every article", "a word, or two letters beside the “*”"),
    Refused(r"(?i:wc|word_?count|length)[<>=].*", ("wc>500", "LENGTH>500"), *_LENGTH),
    Refused(r"[^\W\d][\w.]*[<>]=?[^<>=].*", ("hits>10",), "a comparison",
            "a day behind published:, such as published:>=2026-01-31; nothing else is compared"),
    Refused(r"[^\W\d_A-Z]{3,}\$\d*", ("manag$", "manag$2"), "“$” for letters at the end of a word",
            "“*” for any letters, “?” for one"),
    Refused(r"(?:AND|BUT)[-_+]?NOT", ("ANDNOT", "AND-NOT", "BUTNOT"), _TOOL, "NOT"),
    Refused(r"OR[-_+]?NOT", ("ORNOT", "OR-NOT"), _TOOL, "NOT in a group with what must be there"),
    Refused(r"(?i:not)/[0-9]+|NOT[-_]?(?:NEAR|W|IN)(?:/?[0-9]+)?", ("NOT/5", "NOTNEAR/5"), "NOT with a distance",
            "… NOT (… NEAR/5 …)"),
    Refused(r"(?:AND|OR|NOT|O?NEAR|SAME)[,;.:]+", ("AND,", "OR,"), "an operator with a sign",
            "the operator alone", True),
    Refused(r"XOR|XNOR", ("XOR",), _TOOL, "(a OR b) NOT (a AND b)", True),
    Refused(r"NOR|NAND", ("NOR", "NAND"), _TOOL, "NOT (a OR b), or NOT (a AND b)", True),
    Refused(r"EXCEPT|WITHOUT|EXCLUDING|MINUS|UNLESS", ("EXCEPT", "WITHOUT", "EXCLUDING", "MINUS", "UNLESS"),
            "a word of another tool", "NOT", True),
    Refused(r"BUT", ("BUT",), "which is not needed", "AND, or NOT", True),
    Refused(r"MAYBE", ("MAYBE",), _TOOL, "OR", True),
    Refused(r"WITHIN|BEFORE|AFTER|NEARBY|FOLLOWED|PRECEDES", ("WITHIN", "BEFORE", "AFTER", "NEARBY"),
            _TOOL, _PLACE, True),
    Refused(r"(?i:within|before|after|next)/.*", ("WITHIN/5", "BEFORE/5", "NEXT/5"), _TOOL, _PLACE),
    Refused(r"SENTENCE", ("SENTENCE",), _TOOL, "SAME/s", True),
    Refused(r"PARAGRAPH", ("PARAGRAPH",), _TOOL, "SAME/p", True),
    Refused(r"(?i:pre/s|(?:w|pre)/sent.*)", ("PRE/S", "W/SENT"), _TOOL, "SAME/s; ONEAR/n where the order counts"),
    Refused(r"(?i:pre/p|(?:w|pre)/(?:para.*|seg))", ("PRE/P", "W/SEG"), _TOOL,
            "SAME/p; ONEAR/n where the order counts"),
    Refused(r"P/[0-9]+", ("P/5",), _TOOL, "ONEAR/5"),
    Refused(r"I?LIKE|CONTAINS|MATCHES|WHERE", ("LIKE", "CONTAINS", "WHERE"), "a word of a database",
            "the words, or title: and the words", True),
    Refused(r"AFT|BEF", ("AFT", "BEF"), _TOOL, "published:>2026-01-31, published:<2026-01-31", True),
    Refused(r"AROUND", ("AROUND",), "an operator without its number", "NEAR/3", True),
    Refused(r"ADJ", ("ADJ",), "an operator without its number", "ONEAR/3, NEAR/3 or a phrase in quotes"),
    Refused(r"ATLEAST", ("ATLEAST",), "an operator without its number", "ATLEAST/3(…)"),
    Refused(r"(?i:atleast/.*|first/[0-9].*)|FIRST/.*|ATLEAST[0-9].*", ("ATLEAST/x", "FIRST/2.5"),
            "an operator whose number cannot be read", "ATLEAST/3(…), or FIRST/50(…)"),
    Refused(r"(?i:same/[0-9sp]*)|SAME/.*", ("SAME/5", "SAME/x"), "an operator that is not complete",
            "SAME/s or SAME/p"),
    Refused(r"(?i:(?:o?near|adj|around)/.*)|(?:O?NEAR|ADJ)[-=\\.,@]?[0-9].*", ("NEAR/x", "NEAR/2.5", "NEAR-5"),
            "an operator whose number cannot be read", _DISTANCE),
    Refused(r"[0-9]+\.\.[0-9]+", ("2020..2024",), "a range of numbers",
            "each number, or published:[2020 TO 2024] for years"),
    Refused(r".*[^\W\d_]{2}\.[*+].*", ("oil.*gas",), "a regular expression without its slashes", _EXPRESSION),
    Refused(r"(?:[^\\]|\\[^A-Za-z0-9])*\\[A-Za-z0-9].*", (r"\boil\b", r"oil\d"), "where a letter stands behind “\\”",
            _EXPRESSION),
    Refused(r"\w{2,}\.(?:ti|ab|tw|mp|kw|af|tx)(?:,[a-z]{2})*\.", ("oil.ti.",), "a field of another tool",
            "title: or lead: before it"),
)  # fmt: skip
"""What is refused as one word."""

STRETCHES = (
    Refused(r"(?:O?NEAR|ADJ)[ \t]+[0-9]{1,4}(?![\w.,])|(?i:(?:w|n|p|pre|o?near|adj)/)[ \t]+[0-9]{1,4}(?!\w)",
            ("NEAR 5", "NEAR/ 5", "W/ 5"), "an operator apart from its number", "the number right behind it: NEAR/5"),
    Refused(r"FIRST[ \t]*\(|(?:FIRST[ \t]+|(?i:first))[0-9]+[ \t]*\(", ("FIRST(", "first20(", "FIRST 20 ("),
            "FIRST without its number", "FIRST/50(…)"),
    Refused(r"TITLE-ABS(?:-KEY)?\(", ("TITLE-ABS-KEY(",), "several fields at once", "title:( ) OR lead:( )"),
    Refused(r"IN[ \t]*\(", ("IN (",), "a word of a database", "a field and its values: country:(IR OR RU)", True),
)  # fmt: skip
"""What is refused together with what stands behind it."""

_FORM = ("a form taken letter by letter", "= before the word: =us this form only, =US these letters only")
_CODES = ("a search for the code of another tool", "words or an @entity")
_ANY_CASE = {
    "allcaps": _FORM, "caps": _FORM, "nocaps": _FORM, "singular": _FORM, "plural": _FORM,
    "byline": ("the byline", "author: with the whole name, or header:( )"),
    "dateline": ("the dateline", "header:( )"),
    "noft": ("all but the full text", "title:( ) OR lead:( )"),
    "near": ("an operator before its parts", "NEAR/5 between them: a NEAR/5 b"),
    "onear": ("an operator before its parts", "ONEAR/5 between them: a ONEAR/5 b"),
}  # fmt: skip
_CAPITALS = {
    "ANY": ("an operator before its parts", "OR between them: (a OR b)"),
    "ALL": ("an operator before its parts", "AND between them: (a AND b)"),
    "NONE": ("an operator before its parts", "NOT (a OR b)"),
    "EXACT": _FORM, "X": _FORM,
    "AB": ("the abstract", "lead:( )"),
    "LENGTH": _LENGTH,
    "PUBLICATION": ("a source's name", "source: with the id of a source"),
    "PUB": ("a source's name", "source: with the id of a source"),
    **dict.fromkeys(("SUBJECT", "TERMS", "TERM", "COMPANY", "PERSON", "TICKER", "INDUSTRY", "GEOGRAPHIC"), _CODES),
}  # fmt: skip


FUNCTIONS = {**_CAPITALS, **_ANY_CASE}
"""Names right before a parenthesis: what each is in another tool, and what to write instead."""


def refused_word(text: str, loud: bool) -> Refused | None:
    """Why a word is refused; ``None`` for one that is text. ``loud``: not all of the query is in capitals."""
    if text.islower() and text.isalpha():
        return None
    return _first(WORDS, _WORDS.fullmatch(text), loud)


def refused_stretch(query: str, at: int, loud: bool) -> tuple[Refused, str] | None:
    """Why what begins at a place (from 0) is refused, and the stretch; ``None`` where nothing is."""
    found = _STRETCHES.match(query, at)
    refused = _first(STRETCHES, found, loud)
    return (refused, found[0]) if found and refused else None


def refused_function(name: str) -> tuple[str, str] | None:
    """What a name right before a parenthesis is in another tool, and what to write instead."""
    return _CAPITALS.get(name) or _ANY_CASE.get(name.lower())


def _first(all_of: tuple[Refused, ...], found: re.Match[str] | None, loud: bool) -> Refused | None:
    if found is None:
        return None
    refused = all_of[int((found.lastgroup or "").removeprefix("_"))]
    return refused if loud or not refused.loud else None


def _either(all_of: tuple[Refused, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<_{number}>{one.pattern})" for number, one in enumerate(all_of)), re.DOTALL)


_WORDS, _STRETCHES = _either(WORDS), _either(STRETCHES)
