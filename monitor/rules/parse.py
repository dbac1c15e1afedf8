"""A query's text to its tree, by recursive descent.

    query    = either
    either   = all *( OR all )
    all      = negation *( [ AND ] negation )
    negation = *( NOT | "+" ) operand
    operand  = word | phrase | "@" entity | "(" either ")" | field ":" ( word | phrase | entity | "(" either ")" )

docs/rules.md is the manual. Fields and nesting are checked here, entities when the rule is compiled.
"""

from __future__ import annotations

from typing import cast, get_args

from monitor.domain.match import Field
from monitor.errors import QueryError
from monitor.rules.lexer import Lexeme, Sort, lexemes
from monitor.rules.suggest import nearest
from monitor.rules.syntax import And, EntityRef, Fact, Key, Node, Not, Or, Term

FIELDS: tuple[str, ...] = get_args(Field) + get_args(Key)
DEEPEST = 40
_OPERAND = "a word, a phrase, @entity or “(”"


def parse(query: str) -> Node:
    """The query's tree. Raises QueryError with the column, what was found and what was expected."""
    if not query.strip():
        raise QueryError(1, "an empty query", _OPERAND)
    node = _Parser(lexemes(query)).query()
    if (fault := _unanchored(node)) is not None:
        column, found = fault
        raise QueryError(column, found, "at least one term that must be present")
    return node


class _Parser:
    """Reads lexemes from left to right; ``_field`` is the field whose group is being read."""

    def __init__(self, found: list[Lexeme]) -> None:
        self._lexemes = found
        self._at = 0
        self._depth = 0
        self._field = ""

    def query(self) -> Node:
        node = self._either()
        if self._next.sort == ")":
            raise QueryError(self._next.column, "“)” where no parenthesis is open", "“(” before it, or no “)”")
        return node

    @property
    def _next(self) -> Lexeme:
        return self._lexemes[self._at]

    def _take(self, *sorts: Sort) -> Lexeme | None:
        lexeme = self._next
        if lexeme.sort not in sorts:
            return None
        self._at += 1
        return lexeme

    def _either(self) -> Node:
        parts = [self._all()]
        while self._take("OR"):
            parts.append(self._all())
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._negation()]
        while self._take("AND") or self._next.sort not in ("OR", ")", "end"):
            parts.append(self._negation())
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def _negation(self) -> Node:
        first = self._next.column
        negative = False
        while sign := self._take("NOT", "+"):
            negative ^= sign.sort == "NOT"
        node = self._operand()
        return Not(node, first) if negative else node

    def _operand(self) -> Node:
        if lexeme := self._take("field"):
            return self._scoped(lexeme)
        if lexeme := self._take("("):
            return self._group(lexeme)
        if lexeme := self._take("word", "phrase", "entity"):
            return self._leaf(lexeme)
        before = f" after “{self._lexemes[self._at - 1].text}”" if self._at else ""
        raise QueryError(self._next.column, str(self._next), _OPERAND + before)

    def _group(self, opening: Lexeme) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(opening.column, f"more than {DEEPEST} parentheses inside each other", "fewer")
        node = self._either()
        if not self._take(")"):
            raise QueryError(opening.column, "a parenthesis that is never closed", "“)”")
        self._depth -= 1
        return node

    def _scoped(self, lexeme: Lexeme) -> Node:
        name = lexeme.text.lower()
        if name not in FIELDS:
            hint = nearest(name, FIELDS, after=":") or "; text with a colon goes in quotes"
            known = ", ".join(f"{known}:" for known in FIELDS)
            raise QueryError(lexeme.column, f"the unknown field “{lexeme.text}:”", f"one of {known}{hint}")
        if self._field:
            raise QueryError(lexeme.column, f"“{lexeme.text}:” inside {self._field}:", "a word or a phrase")
        if self._next.sort not in ("word", "phrase", "entity", "("):
            raise QueryError(self._next.column, str(self._next), f"a word, a phrase or “(” after {name}:")
        self._field = name
        node = self._operand()
        self._field = ""
        return node

    def _leaf(self, lexeme: Lexeme) -> Node:
        if self._field in get_args(Key):
            return _fact(cast(Key, self._field), lexeme)
        scope = cast(Field, self._field) if self._field else None
        if lexeme.sort == "entity":
            return EntityRef(lexeme.text, scope=scope, column=lexeme.column)
        return Term(lexeme.text.strip(), scope=scope, quoted=lexeme.sort == "phrase", column=lexeme.column)


def _fact(key: Key, lexeme: Lexeme) -> Fact:
    value = lexeme.text.strip()
    if lexeme.sort == "entity" or not value or "*" in value:
        raise QueryError(lexeme.column, f"“{lexeme.text}”", f"the whole value of {key}: after it")
    return Fact(key, value, lexeme.column)


def _unanchored(node: Node) -> tuple[int, str] | None:
    """Where and what lets the query be true of an article with none of its terms; ``None`` where nothing does."""
    if isinstance(node, Not):
        return node.column, "nothing but what must not be there (NOT)"
    if isinstance(node, And):
        faults = [_unanchored(part) for part in node.parts]
        return faults[0] if all(faults) else None
    if isinstance(node, Or):
        return next((fault for part in node.parts if (fault := _unanchored(part))), None)
    return None
