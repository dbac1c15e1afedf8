"""What is allowed in a query but probably not meant: terms that can never match, or always, and signs of other tools.

A remark never stops a rule from being used. What cannot be read at all is a QueryError.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from monitor.domain.text import folded
from monitor.rules.query.lint_facts import of_fact
from monitor.rules.query.lint_words import of_dates, of_operators, of_question, of_regex, of_term, of_truncated
from monitor.rules.query.parse import Parsed, parsed
from monitor.rules.query.remark import Remark
from monitor.rules.query.shown import shown
from monitor.rules.query.syntax import (
    And,
    EntityRef,
    Fact,
    First,
    Form,
    Near,
    Node,
    Not,
    Or,
    Published,
    Regex,
    Same,
    Term,
    leaves,
    parts_of,
)

_SINGLE_VALUED = ("source", "country", "lang", "ownership", "section")
_FIELDS = {
    None: {"title", "lead", "body"},
    "title": {"title"},
    "lead": {"lead", "body"},
    "body": {"body"},
    "header": {"title", "lead", "header"},
}
"""In which texts a scope can find something; what counts as standfirst may be the body's first block."""
_STOP_WORDS = """
a an the of to in on at by for with from and or is are was were be it this that as not der die das und zu von mit le la
les de du des et en un une el los las y o que del и в на с по не что из за к а о от для و در از به که با را این في من
على إلى عن ve bir bu da 의 는 은 이 가 을 를 的 了 是 在 和 の は を に
"""
_STOPS = frozenset(map(folded, _STOP_WORDS.split()))
"""Words that stand in nearly every article of their language."""


def lint(query: str, sources: Collection[str] | None = None) -> tuple[Remark, ...]:
    """Remarks on a query, in the order of their places; ``sources`` are the ids that exist. Raises QueryError."""
    return remarks_on(parsed(query), sources)


def remarks_on(found: Parsed, sources: Collection[str] | None = None) -> tuple[Remark, ...]:
    """As ``lint``, of a query that was read already."""
    known = list(leaves(found.node))
    words = [leaf for leaf in known if isinstance(leaf, Term)]
    remarks = [*found.remarks, *_of_tree(found.node), *of_operators(words)]
    remarks += [*of_truncated(words), *of_dates(words)]
    if isinstance(found.node, And) and words == list(found.node.parts):
        remarks += of_question(words[0].text, words[-1].text, words[-1].column)
    for leaf in known:
        if isinstance(leaf, Term):
            remarks += of_term(leaf)
        elif isinstance(leaf, Regex):
            remarks += of_regex(leaf)
        elif isinstance(leaf, Fact):
            remarks += of_fact(leaf, sources)
        elif isinstance(leaf, Published) and leaf.first and leaf.last and leaf.last < leaf.first:
            remarks.append(Remark(leaf.column, f"no day: {leaf.first} is behind {leaf.last}", "the earlier day first"))
    return tuple(sorted(dict.fromkeys(remarks), key=lambda remark: remark.column))


def _of_tree(node: Node) -> Iterator[Remark]:
    if _is_everywhere(node):
        yield Remark(_column(node), "words that stand in nearly every article", "a word that says what is looked for")
    yield from _of_part(node, inside="")


def _of_part(node: Node, inside: str) -> Iterator[Remark]:
    """Remarks on a part and what is in it; ``inside`` names the operator of position that it stands in."""
    match node:
        case Or(parts):
            yield from _repeated(parts, "again as an alternative", "each alternative once")
        case And(parts):
            # Text that is pasted as a query repeats its articles and prepositions, which changes nothing.
            telling = tuple(part for part in parts if not _is_everywhere(part))
            yield from _repeated(telling, "again", "each part once")
            yield from _contradicted(parts)
        case Near(left, right):
            inside = "NEAR"
            yield from _apart(node.column, "NEAR", (left, right))
        case Same(parts):
            inside = "SAME"
            yield from _apart(node.column, "SAME", parts)
        case First(part):
            if not _fields(part) & {"lead", "body"}:
                yield Remark(node.column, "FIRST around what stands in the headline only", "the part without FIRST")
        case Not(part) if inside:
            found = f"NOT inside {inside}, where it still speaks of the whole article"
            yield Remark(node.column, found, "NOT outside the parentheses, or NOT (… NEAR/n …)")
    for part in parts_of(node):
        yield from _of_part(part, inside)


def _repeated(parts: tuple[Node, ...], what: str, expected: str) -> Iterator[Remark]:
    seen: set[object] = set()
    for part in parts:
        key = _key(part)
        if key in seen:
            yield Remark(_column(part), f"{_shown(part)} {what}", expected)
        seen.add(key)


def _contradicted(parts: tuple[Node, ...]) -> Iterator[Remark]:
    wanted = set(parts)
    values: dict[str, str] = {}
    for part in parts:
        if isinstance(part, Not) and part.part in wanted:
            yield Remark(part.column, f"{_shown(part.part)} wanted and refused, which nothing can be", "one of them")
        if isinstance(part, Fact) and part.key in _SINGLE_VALUED and not re.search("[*?]", part.value):
            value = part.value.casefold()
            if values.setdefault(part.key, value) != value:
                found = f"{part.key}: twice, which nothing can be"
                yield Remark(part.column, found, f"{part.key}:({values[part.key]} OR {part.value})")


def _apart(column: int, operator: str, parts: tuple[Node, ...]) -> Iterator[Remark]:
    if not set.intersection(*map(_fields, parts)):
        yield Remark(column, f"{operator} between parts of different fields, which never stand together", "AND instead")


def _fields(node: Node) -> set[str]:
    """In which texts a part can stand."""
    match node:
        case Term(scope=scope) | Regex(scope=scope) | EntityRef(scope=scope):
            return set(_FIELDS[scope])
        case And(parts) | Or(parts) | Same(parts):
            return set().union(*(_fields(part) for part in parts if not isinstance(part, Not)))
        case Near(left, right):
            return _fields(left) & _fields(right)
        case _:
            return set(_FIELDS[None] | _FIELDS["header"])


def _is_everywhere(node: Node) -> bool:
    match node:
        case Term(text, scope=scope):
            return scope in (None, "body") and folded(text) in _STOPS
        case And(parts):
            return all(map(_is_everywhere, parts))
        case Or(parts):
            return any(map(_is_everywhere, parts))
        case _:
            return False


def _key(part: Node) -> object:
    """What is the same for parts that find the same."""
    if isinstance(part, Term) and part.form is not Form.CASED and not re.search(r"[\\*?]", part.text):
        return folded(part.text), part.form, part.edits, part.slop, part.scope
    return part


def _column(node: Node) -> int:
    return next((leaf.column for leaf in leaves(node) if hasattr(leaf, "column")), 1)


def _shown(node: Node) -> str:
    match node:
        case Term(text):
            return f"“{shown(text)}”"
        case EntityRef(name):
            return f"@{shown(name)}"
        case Fact(key, value):
            return f"{key}:{shown(value)}"
        case _:
            return "the same part"
