"""The leaves of a query's tree: what a word, phrase or name with its signs means behind a field or without one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import cast, get_args

from monitor.domain.match import Scope
from monitor.errors import QueryError
from monitor.rules.query.days import published
from monitor.rules.query.grammar import FieldName
from monitor.rules.query.lexeme import Lexeme
from monitor.rules.query.shown import shown
from monitor.rules.query.syntax import (
    And,
    EntityRef,
    Fact,
    Form,
    Key,
    Node,
    Not,
    Or,
    Published,
    Regex,
    RuleRef,
    Term,
)
from monitor.rules.terms.shapes import MOST_EDITS

MOST_SLOP = 100
"""How many other words may stand among those of a phrase."""
_SHORT = 5
"""Up to so many letters, ``word~`` allows one other letter, beyond two: as Elasticsearch does by itself."""
_WEIGHT = re.compile(r"\^[0-9]+(?:\.[0-9]+)?|\^\.[0-9]+")
_GAP = re.compile(r"(?<=\S) \*++(?: \*++)* (?=\S)")
_WILD = re.compile(r"(?<!\\)(?:\\\\)*[*?]")


@dataclass(frozen=True, slots=True)
class Ends:
    """What stands behind a leaf: the number of ``~`` as it is written, ``None`` without one, and where."""

    tilde: str | None = None
    column: int = 0


def ends_of(suffixes: tuple[Lexeme, ...]) -> Ends:
    """The signs behind a leaf. Raises QueryError for a weight that is no number, and for a sign that comes twice."""
    ends = Ends()
    for suffix in suffixes:
        if suffix.text.startswith("^"):
            if not _WEIGHT.fullmatch(suffix.text):
                raise QueryError(suffix.column, f"{suffix}, which is no weight", "nothing, or ^ and a number")
        elif ends.tilde is not None:
            raise QueryError(suffix.column, f"{suffix} behind another “~”", "one of them")
        else:
            ends = Ends(suffix.text[1:], suffix.column)
    return ends


def leaf(lexeme: Lexeme, exact: bool, ends: Ends, field: FieldName | None) -> Node:
    """The leaf of a lexeme behind ``field``. Raises QueryError."""
    kind = field.kind if field else "text"
    if field is None or kind in ("text", "raw"):
        scopes: tuple[Scope | None, ...] = field.scopes if field and field.scopes else (None,)
        found = tuple(_text(lexeme, exact or kind == "raw", ends, scope) for scope in scopes)
        return found[0] if len(found) == 1 else Or(found)
    if ends.tilde is not None:
        raise QueryError(
            ends.column,
            f"“~{shown(ends.tilde or '')}” behind {field.name}:",
            "the whole value; “*” and “?” stand for letters",
        )
    if exact or lexeme.sort not in ("word", "phrase", "range"):
        raise QueryError(lexeme.column, f"{'“=”' if exact else lexeme}", f"the whole value of {field.name}: after it")
    if kind in ("day", "after", "before"):
        sign = {"day": "", "after": ">", "before": "<"}[kind]
        return published(sign + lexeme.text.strip(), lexeme.column) if lexeme.text.strip() else _no_value(lexeme, field)
    if lexeme.sort == "range":
        raise QueryError(
            lexeme.column, str(lexeme), f"the whole value of {field.name}:; a range only behind published:"
        )
    if kind in ("exists", "missing"):
        known = _existing(lexeme)
        return Not(known, lexeme.column) if kind == "missing" else known
    return _fact(lexeme, field)


def has_place(node: Node) -> bool:
    """Whether a part can stand somewhere in a text; facts and a NOT cannot."""
    match node:
        case Fact() | Published() | Not():
            return False
        case And(parts) | Or(parts):
            return any(map(has_place, parts))
        case _:
            return True


def _text(lexeme: Lexeme, exact: bool, ends: Ends, scope: Scope | None) -> Node:
    column = lexeme.column
    match lexeme.sort:
        case "entity":
            return EntityRef(lexeme.text, _confidence(ends), scope, column)
        case "regex" | "cased regex":
            _no_tilde(lexeme, ends)
            return Regex(lexeme.text, lexeme.sort == "cased regex", scope, column)
        case "rule":
            _no_tilde(lexeme, ends)
            if scope:
                raise QueryError(
                    column, f"{lexeme} inside {scope}:", "a word or a phrase; a rule says itself where it looks"
                )
            return RuleRef(lexeme.text, column)
        case "range":
            raise _no_range(lexeme)
        case _:
            return _term(lexeme, exact, ends, scope)


def _term(lexeme: Lexeme, exact: bool, ends: Ends, scope: Scope | None) -> Term:
    text, quoted = lexeme.text.strip(), lexeme.sort == "phrase"
    if exact:
        if ends.tilde is not None:
            raise QueryError(
                ends.column, "“~” behind an exact form", "“=” or “~”; exact words near each other: =a NEAR/3 =b"
            )
        if _WILD.search(text):
            raise QueryError(
                lexeme.column, "“=” before a wildcard", "the word without “=”, or a regular expression /…/c"
            )
        cased = any(letter != letter.lower() for letter in text)
        return Term(text, Form.CASED if cased else Form.EXACT, scope=scope, quoted=quoted, column=lexeme.column)
    if quoted and "*" in text:
        _no_gap(text, lexeme.column)
    if ends.tilde is None:
        return Term(text, scope=scope, quoted=quoted, column=lexeme.column)
    if quoted:
        slop = _number(ends, 0, MOST_SLOP, "“~” and how many other words may stand between")
        return Term(text, slop=slop or None, scope=scope, quoted=True, column=lexeme.column)
    usual = "1" if len(text) <= _SHORT else "2"
    edits = _number(Ends(ends.tilde or usual, ends.column), 0, MOST_EDITS, "“~” and how many letters may differ")
    return Term(text, edits=edits, scope=scope, column=lexeme.column)


def _no_gap(phrase: str, column: int) -> None:
    """Raise QueryError where “*” stands for a whole word between others."""
    line = " ".join(phrase.split())
    parted = _GAP.sub(lambda gap: f'" ONEAR/{len(gap[0].split()) + 1} "', line)
    if parted != line:
        raise QueryError(column, "“*” for a word of a phrase", f'"{shown(parted)}"')


def _number(ends: Ends, least: int, most: int, what: str) -> int:
    if re.fullmatch("[0-9]{1,9}", ends.tilde or "") and least <= int(ends.tilde or "") <= most:
        return int(ends.tilde or "")
    raise QueryError(ends.column, f"“~{shown(ends.tilde or '')}”", f"{what}, {least} to {most}")


def _confidence(ends: Ends) -> float | None:
    if ends.tilde is None:
        return None
    if re.fullmatch(r"0?\.[0-9]{1,9}|[01](?:\.0{1,9})?", ends.tilde):
        return float(ends.tilde)
    raise QueryError(ends.column, f"“~{shown(ends.tilde or '')}”", "“~” and a confidence from 0 to 1, such as ~0.8")


def _no_tilde(lexeme: Lexeme, ends: Ends) -> None:
    if ends.tilde is not None:
        raise QueryError(
            ends.column,
            f"“~{shown(ends.tilde or '')}” behind {lexeme}",
            "“~” only behind a word, a phrase or an @entity",
        )


def _no_range(lexeme: Lexeme) -> QueryError:
    inner = lexeme.text[1:-1].strip()
    if lexeme.text[0] in "[{" and (lexeme.glued or re.fullmatch("[^ ]*[a-zA-Z0-9]-[a-zA-Z0-9][^ ]*", inner)):
        expected = "a regular expression between slashes: /…/, or a field before the word: title:…"
        return QueryError(lexeme.column, f"{lexeme} where nothing in brackets is read", expected)
    if lexeme.text[0] == "{" and " TO " not in lexeme.text:
        better = f'="{shown(inner)}"' if " " in inner else f"={shown(inner)}"
        return QueryError(lexeme.column, f"{lexeme}, a form taken letter by letter", f"{better}, the exact form")
    return QueryError(lexeme.column, str(lexeme), "words; a range or comparison stands behind published: only")


def _no_value(lexeme: Lexeme, field: FieldName) -> Node:
    raise QueryError(lexeme.column, str(lexeme), f"the whole value of {field.name}: after it")


def _fact(lexeme: Lexeme, field: FieldName) -> Fact:
    value = re.sub(r"\\([^*?\\])", r"\1", lexeme.text.strip())
    if not value:
        _no_value(lexeme, field)
    return Fact(cast(Key, field.name), value, lexeme.column)


def _existing(lexeme: Lexeme) -> Fact:
    name = lexeme.text.lower()
    if name not in get_args(Key):
        expected = f"one of {', '.join(get_args(Key))}; headline and text are always there"
        raise QueryError(lexeme.column, str(lexeme), expected)
    return Fact(cast(Key, name), "*", lexeme.column)
