"""A query as a tree. ``column`` (from 1) says where a part stands in the query and is no part of what it means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from monitor.domain.match import Field

Key = Literal["source", "lang", "country"]


@dataclass(frozen=True, slots=True)
class Term:
    """A word or phrase to be found in the text; with ``prefix`` its last word is only how a word begins."""

    text: str
    prefix: bool = False
    scope: Field | None = None
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity, any of whose names is to be found in the text."""

    name: str
    scope: Field | None = None
    column: int = field(default=1, compare=False)


@dataclass(frozen=True, slots=True)
class Fact:
    """What is to be known of the source: its id, language or country."""

    key: Key
    value: str
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
    """The part does not hold."""

    part: Node
    column: int = field(default=1, compare=False)


Node = Term | EntityRef | Fact | And | Or | Not
