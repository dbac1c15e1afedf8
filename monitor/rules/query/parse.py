"""A query's text to its tree, by recursive descent.

    query    = either
    either   = all *( OR all )
    all      = same *( [ AND ] same )
    same     = near *( ( SAME/s | SAME/p ) near )
    near     = negation *( ( NEAR/n | ONEAR/n ) negation )
    negation = *( NOT | "+" ) operand
    operand  = leaf | group | field ":" ( leaf | group | counted ) | counted
    counted  = ( ATLEAST/n | FIRST/n ) operand
    group    = "(" either ")"

``leaves`` makes the leaves. Names of entities and rules, and what a term may hold, are looked at when a rule is
compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from monitor.errors import QueryError
from monitor.rules.query.dialects import foreign_field, meant_field
from monitor.rules.query.grammar import DEEPEST, FieldName
from monitor.rules.query.leaves import ends_of, has_place, leaf
from monitor.rules.query.lexeme import Lexeme, Sort
from monitor.rules.query.lexer import lexemes
from monitor.rules.query.misread import on_function, on_rest, on_signs, on_word, refuse_joining
from monitor.rules.query.remark import Remark
from monitor.rules.query.shown import shown
from monitor.rules.query.syntax import And, AtLeast, First, Near, Node, Not, Or, Same

_LEAVES: tuple[Sort, ...] = ("word", "phrase", "entity", "rule", "regex", "cased regex", "range", "=")
_BEHIND_ALL: tuple[Sort, ...] = ("OR", "AND", ")", "end")
"""What may stand behind a part of any sort."""
_OPERAND = "a word, a phrase, @entity or “(”"
LONGEST = 1_000_000
"""Characters of a query: one that long took 1.4 s to read, 2.8 s to compile and 170 MB."""
_USUAL = frozenset(("AND", "&&", "OR", "||", "NOT", "-", "!"))
"""Spellings of operators that need no remark."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query's tree, and what is to be said of the way in which it is written."""

    node: Node
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Noted:
    """A query's tree, and from which to before which character (from 0) each of its parts is written.

    ``extents`` goes by ``id``; a part that has no stretch of its own (behind a field that means several) is not in it.
    """

    node: Node
    extents: Mapping[int, tuple[int, int]]


def parse(query: str) -> Node:
    """The query's tree. Raises QueryError with the place, what was found and what was expected."""
    return parsed(query).node


def parsed(query: str) -> Parsed:
    """The query's tree and remarks on how it is written. Raises QueryError."""
    try:
        return _read(query)
    except QueryError as error:
        raise error.within(query) from None


def noted(query: str) -> Noted:
    """The query's tree, and where each of its parts is written. Raises QueryError."""
    parsed(query)  # also refuses what is too long
    parser = _NotingParser(lexemes(query))
    return Noted(parser.query(), parser.extents)


def _read(query: str) -> Parsed:
    if len(query) > LONGEST:
        expected = f"at most {LONGEST:,}; several rules, or a list of entities"
        raise QueryError(LONGEST + 1, f"a query of {len(query):,} characters", expected)
    found = lexemes(query)
    if len(found) == 1:
        raise QueryError(1, "an empty query", _OPERAND)
    parser = _Parser(found)
    node = parser.query()
    if (fault := _unanchored(node)) is not None:
        raise QueryError(*fault, "at least one term that must be present")
    return Parsed(node, tuple(parser.remarks))


class _Parser:
    """Reads lexemes from left to right; ``_field`` is the field whose group is being read."""

    def __init__(self, found: list[Lexeme]) -> None:
        self.remarks: list[Remark] = []
        self._lexemes = found
        self._at = 0
        self._depth = 0
        self._field: FieldName | None = None
        self._joined = False
        """Whether the last ``_all`` joined several parts."""

    def query(self) -> Node:
        node = self._either()
        if self._next.sort == ")":
            raise QueryError(self._next.column, "“)” where no parenthesis is open", "“(” before it, or no “)”")
        return node

    @property
    def _next(self) -> Lexeme:
        return self._lexemes[self._at]

    def _take(self, *sorts: Sort) -> Lexeme | None:
        lexeme = self._lexemes[self._at]
        if lexeme.sort not in sorts:
            return None
        self._at += 1
        return lexeme

    def _either(self) -> Node:
        start = self._next.column
        parts = [self._all()]
        mixed = self._joined
        while sign := self._take("OR"):
            if sign.text not in _USUAL:
                self._canonical(sign)
            parts.append(self._all())
            mixed = mixed or self._joined
        if mixed and len(parts) > 1:
            found = "AND (or nothing) beside OR without parentheses; AND binds first"
            self.remarks.append(Remark(start, found, "( ) around what belongs together"))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def _all(self) -> Node:
        parts = [self._same()]
        while (sign := self._take("AND")) or self._next.sort not in ("OR", ")", "end"):
            if sign and sign.text not in _USUAL:
                self._canonical(sign)
            parts.append(self._same())
        self._joined = len(parts) > 1
        return And(tuple(parts)) if self._joined else parts[0]

    def _same(self) -> Node:
        if self._next.sort in _LEAVES and self._lexemes[self._at + 1].sort in _BEHIND_ALL:
            return self._operand()  # most parts are a word or phrase by itself
        start = self._next.column
        parts = [self._near()]
        first: Lexeme | None = None
        while sign := self._take("SAME/s", "SAME/p"):
            if first and sign.sort != first.sort:
                raise QueryError(sign.column, f"{sign.sort} behind {first.sort}", "parentheses around one of them")
            first = first or sign
            if len(parts) > DEEPEST:
                raise QueryError(sign.column, f"more than {DEEPEST} times {sign.sort} in a row", "fewer")
            self._canonical(sign)
            parts.append(self._near())
            self._need_places(sign, start, *parts[-2:])
        if first is None:
            return parts[0]
        return Same(tuple(parts), "sentence" if first.sort == "SAME/s" else "paragraph", first.column)

    def _near(self) -> Node:
        start = self._next.column
        node, chain = self._negation(), 0
        while sign := self._take("NEAR", "ONEAR"):
            chain += 1
            if chain > DEEPEST:
                raise QueryError(sign.column, f"more than {DEEPEST} times NEAR or ONEAR in a row", "fewer")
            self._canonical(sign)
            right = self._negation()
            self._need_places(sign, start, node, right)
            node = Near(node, right, sign.number, sign.sort == "ONEAR", sign.column)
        return node

    def _negation(self) -> Node:
        if self._next.sort not in ("NOT", "+"):
            return self._operand()
        first = self._next.column
        signs: list[Lexeme] = []
        while sign := self._take("NOT", "+"):
            signs.append(sign)
        self.remarks += on_signs(signs, self._next, self._at == len(signs))
        for sign in signs:
            if sign.sort == "NOT" and sign.text not in _USUAL:
                self._canonical(sign)
        node = self._operand()
        negative = sum(sign.sort == "NOT" for sign in signs) % 2
        return Not(node, first) if negative else node

    def _operand(self) -> Node:
        if lexeme := self._take(*_LEAVES):
            return self._leaf(lexeme)
        if lexeme := self._take("("):
            return self._group(lexeme)
        if lexeme := self._take("field"):
            return self._scoped(lexeme)
        if lexeme := self._take("ATLEAST", "FIRST"):
            return self._counted(lexeme)
        raise self._unexpected()

    def _group(self, opening: Lexeme) -> Node:
        self._deeper(opening)
        before = self._lexemes[self._at - 2] if opening.glued else None
        node = self._either()
        if not self._take(")"):
            raise QueryError(opening.column, "a parenthesis that is never closed", "“)”")
        self._depth -= 1
        if before:
            self.remarks += on_function(before, node)
        for suffix in self._suffixes():
            if suffix.text.startswith("~"):
                expected = "NEAR/n between the parts of the group, or “~” behind each word"
                raise QueryError(suffix.column, f"{suffix} behind a group", expected)
            ends_of((suffix,))
        return node

    def _counted(self, sign: Lexeme) -> Node:
        self._deeper(sign)
        self._canonical(sign)
        if self._next.sort not in (*_LEAVES, "(", "field", "ATLEAST", "FIRST"):
            raise QueryError(self._next.column, str(self._next), f"“(” after {sign}")
        grouped = self._next.sort == "("
        part = self._operand()
        self._depth -= 1
        self._need_places(sign, sign.column, part)
        if not grouped:
            self.remarks += on_rest(sign, self._next)
        if sign.sort == "ATLEAST":
            return AtLeast(part, sign.number, sign.column)
        return First(part, sign.number, sign.column)

    def _deeper(self, lexeme: Lexeme) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            raise QueryError(lexeme.column, f"more than {DEEPEST} parentheses inside each other", "fewer")

    def _scoped(self, lexeme: Lexeme) -> Node:
        known = meant_field(lexeme.text)
        name = lexeme.text if lexeme.text[-1] in "=<>(" else f"{lexeme.text.lower()}:"
        if known is None or self._field:
            outer = self._field.name if self._field else ""
            raise QueryError(lexeme.column, f"“{name}” inside {outer}:", "a word or a phrase")
        if self._next.sort == "NOT":
            raise QueryError(self._next.column, f"{self._next} after {name}", f"NOT before the field: NOT {name}…")
        if self._next.sort not in (*_LEAVES, "(", "ATLEAST", "FIRST"):
            raise QueryError(self._next.column, str(self._next), f"a word, a phrase or “(” after {name}")
        if name != f"{known.name}:":
            canonical = known.meaning if foreign_field(lexeme.text) else f"{known.name}:"
            self.remarks.append(Remark(lexeme.column, f"“{name}”, read as {canonical}", canonical))
        self._field = known
        node = self._operand()
        self._field = None
        if known.kind == "day" and self._next.sort == "word" and self._next.text == "TO":
            raise QueryError(self._next.column, f"“TO” behind {name}", "brackets: published:[2026-01-01 TO 2026-01-31]")
        return node

    def _leaf(self, lexeme: Lexeme) -> Node:
        if self._field and lexeme.sort == "word" and self._field.kind not in ("text", "raw"):
            refuse_joining(self._lexemes[self._at - 2], lexeme, self._next, self._field.name)
        exact = lexeme.sort == "="
        if exact:
            lexeme = self._next
            if not lexeme.glued or not self._take("word", "phrase"):
                raise QueryError(lexeme.column, f"{lexeme} behind “=”", "one word or one phrase right behind “=”")
        elif lexeme.sort == "word" and self._at > 1 and lexeme.text.isupper():
            self.remarks += on_word(self._lexemes[self._at - 2], lexeme, self._next)
        elif lexeme.sort == "phrase" and self._next.glued and self._next.text.isdigit():
            number = self._next
            raise QueryError(number.column, f"{number} right behind a phrase", f'"…"~{shown(number.text)}')
        return leaf(lexeme, exact, ends_of(self._suffixes()), self._field)

    def _suffixes(self) -> tuple[Lexeme, ...]:
        """The ``~`` and ``^`` right behind what was read; a weight is remarked on."""
        found: list[Lexeme] = []
        while self._next.sort == "suffix" and self._next.glued:
            found.append(self._lexemes[self._at])
            self._at += 1
            if found[-1].text.startswith("^"):
                self.remarks.append(
                    Remark(found[-1].column, f"{found[-1]}, a weight, which changes nothing", "no weight")
                )
        return tuple(found)

    def _canonical(self, sign: Lexeme) -> None:
        """Remark on an operator as other tools write it."""
        canonical = f"{sign.sort}/{sign.number}" if sign.number else sign.sort
        if sign.text not in (canonical, "SAME/S", "SAME/P"):
            foreign = not sign.text.isascii() and any(map(str.isalpha, sign.text))
            how = f"{sign} in other letters than ours" if foreign else str(sign)
            self.remarks.append(Remark(sign.column, f"{how}, read as {canonical}", canonical))

    def _need_places(self, sign: Lexeme, start: int, *parts: Node) -> None:
        """Raise QueryError where a part of an operator of position holds without standing anywhere."""
        for part in parts:
            if isinstance(part, Not):
                expected = f"parentheses: NOT (… {sign.text} …), or (… {sign.text} …) NOT …"
                if sign.sort in ("ATLEAST", "FIRST"):
                    expected = "a part that stands in the text; NOT before the operator"
                raise QueryError(part.column, f"NOT as a side of {sign}", expected)
            if not has_place(part):
                column = getattr(part, "column", start)
                raise QueryError(column, f"what stands nowhere in the text, as a side of {sign}", "AND instead")

    def _unexpected(self) -> QueryError:
        lexeme = self._next
        before = self._lexemes[self._at - 1] if self._at else None
        after = f" after {before}" if before else ""
        if lexeme.sort == "suffix":
            expected = f"“{lexeme.text[0]}” right behind a word or phrase, without a space"
            return QueryError(lexeme.column, f"{lexeme} with nothing right before it", expected)
        if before and before.sort == "NOT" and lexeme.sort in ("NEAR", "ONEAR", "SAME/s", "SAME/p"):
            return QueryError(
                lexeme.column, f"NOT {lexeme}", f"… NOT (… {lexeme.text} …); in quotes it is searched as text"
            )
        quotes = "" if lexeme.sort in ("end", "(", ")") else "; in quotes it is searched as text"
        return QueryError(lexeme.column, str(lexeme), f"{_OPERAND}{after}{quotes}")


class _NotingParser(_Parser):
    """Also notes where each part is written, with its field and parentheses; for explanations, which may be slow."""

    def __init__(self, found: list[Lexeme]) -> None:
        super().__init__(found)
        self.extents: dict[int, tuple[int, int]] = {}

    def _either(self) -> Node:
        return self._noted(super()._either)

    def _all(self) -> Node:
        return self._noted(super()._all)

    def _same(self) -> Node:
        return self._noted(super()._same)

    def _near(self) -> Node:
        return self._noted(super()._near)

    def _negation(self) -> Node:
        return self._noted(super()._negation)

    def _operand(self) -> Node:
        return self._noted(super()._operand)

    def _noted(self, read: Callable[[], Node]) -> Node:
        start = self._next.column - 1
        node = read()
        self.extents[id(node)] = start, self._next.column - 1
        return node


def _unanchored(node: Node) -> tuple[int, str] | None:
    """Where and what lets the query be true of an article with none of its terms; ``None`` where nothing does."""
    match node:
        case Not():
            return node.column, "nothing but what must not be there (NOT)"
        case And(parts):
            faults = [_unanchored(part) for part in parts]
            return faults[0] if all(faults) else None
        case Or(parts):
            return next((fault for part in parts if (fault := _unanchored(part))), None)
        case _:
            return None
