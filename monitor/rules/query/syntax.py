"""A query as a tree. ``column`` (from 1) says where a part stands in the query and is no part of what it means.

A tree says what was asked, not how it is found; ``docs/query-language.md`` says what each part means.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Literal

from monitor.domain.match import Scope

Key = Literal["source", "country", "lang", "ownership", "author", "section", "tag", "url", "site"]
"""What is known of an article besides its text, compared as a whole without regard to case; ``*`` and ``?`` may stand
for what is not known. ``author`` and ``tag`` may have several values, any of which may fit."""


class Form(StrEnum):
    """Which forms of a word count as the word."""

    ANY = "any"
    """Every inflected form, with what its language attaches to it."""
    EXACT = "exact"
    """This form only, in any letter case (``=word``)."""
    CASED = "cased"
    """This form only, in these letters (``=NATO``)."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to be found in the text; its words may hold ``*`` (any letters) and ``?`` (one letter).

    ``edits`` (0 to 2) is how many letters of a single word may differ (``word~1``). With ``slop`` (``"a b"~3``) the
    words of a phrase stand in any order, at most that many other words among them. A backslash in ``text`` makes a sign
    a letter.
    """

    text: str
    form: Form = Form.ANY
    edits: int = 0
    slop: int | None = None
    scope: Scope | None = None
    quoted: bool = False
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Regex:
    """A regular expression (RE2) that some stretch of one line fits; letter case counts only with ``cased``."""

    pattern: str
    cased: bool = False
    scope: Scope | None = None
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity, or every entity of a list or kind, one of whose names is to be found with at least ``confidence``."""

    name: str
    confidence: float | None = None
    scope: Scope | None = None
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class RuleRef:
    """What another rule's query says (``#rule``)."""

    name: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is to be known of the article besides its text."""

    key: Key
    value: str
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Published:
    """The day of publication (UTC) lies from ``first`` to ``last``, both included; ``None`` is open."""

    first: date | None
    last: date | None
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class And:
    """Every part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part holds nowhere in the article."""

    part: Node
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Near:
    """A place of ``left`` and a place of ``right`` at most ``distance`` words from each other (neighbours: 1).

    ``ordered``: the left one comes first. Both stand in the same text field.
    """

    left: Node
    right: Node
    distance: int
    ordered: bool = False
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Same:
    """Each part has a place in one and the same sentence or paragraph."""

    parts: tuple[Node, ...]
    unit: Literal["sentence", "paragraph"]
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class AtLeast:
    """The part has at least ``count`` places that do not overlap."""

    part: Node
    count: int
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class First:
    """The part holds within the first ``words`` words below the headline (standfirst, then body)."""

    part: Node
    words: int
    column: int = field(default=1, compare=False)


Node = Term | Regex | EntityRef | RuleRef | Fact | Published | And | Or | Not | Near | Same | AtLeast | First


def parts_of(node: Node) -> tuple[Node, ...]:
    """The parts that a node is made of; none for a leaf."""
    match node:
        case And(parts) | Or(parts) | Same(parts):
            return parts
        case Not(part) | AtLeast(part) | First(part):
            return (part,)
        case Near(left, right):
            return (left, right)
        case _:
            return ()


def as_written(node: Node) -> Node:
    """The tree of a rule without forms: words count as they are written. Rules that it refers to are as they are."""
    match node:
        case Term():
            return replace(node, form=Form.EXACT) if node.form is Form.ANY else node
        case And(parts) | Or(parts) | Same(parts):
            return replace(node, parts=tuple(map(as_written, parts)))
        case Not(part) | AtLeast(part) | First(part):
            return replace(node, part=as_written(part))
        case Near(left, right):
            return replace(node, left=as_written(left), right=as_written(right))
        case _:
            return node


def leaves(node: Node) -> Iterator[Node]:
    """The leaves of a tree, in the order of the query."""
    parts = parts_of(node)
    if not parts:
        yield node
    for part in parts:
        yield from leaves(part)
