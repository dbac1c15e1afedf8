"""What an entry of the grammar's table is made of: operators, fields and signs, with their examples."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from monitor.domain.match import Scope

FieldKind = Literal["text", "fact", "day", "after", "before", "raw", "exists", "missing"]
"""What stands behind a field: a query, a value, a day or range; the others are other tools' ways to say these."""

OperatorSort = Literal["OR", "AND", "NOT", "NEAR", "ONEAR", "SAME/s", "SAME/p", "ATLEAST", "FIRST"]
DEEPEST = 40
"""How many groups may stand inside each other, and how many NEAR in one chain."""
FARTHEST = 100
"""The largest distance of NEAR and ONEAR, in words."""
NEAR_ALONE = 4
"""The distance of a NEAR without a number, as Meltwater has it."""
MOST_PLACES = 1000
"""The largest number of ATLEAST."""
MOST_FIRST = 100_000
"""The largest number of FIRST."""


@dataclass(frozen=True, slots=True)
class Example:
    """A query, a text that it finds and one that it does not.

    A text is the body of an article, or parts joined by `` · ``, each a field's name, a colon and what it holds.
    """

    query: str
    found: str
    missed: str


@dataclass(frozen=True, slots=True)
class Operator:
    """A word between or before parts of a query.

    ``words`` are its fixed spellings, ``numbered`` expressions for spellings with a number, in which ``#`` is the
    number and letter case does not matter; a number is at most ``most``, and ``alone`` where it is not written.
    """

    sort: OperatorSort
    sign: str
    meaning: str
    examples: tuple[Example, ...]
    words: tuple[str, ...] = ()
    numbered: tuple[str, ...] = ()
    most: int = 0
    alone: int = 0
    others: str = ""
    """What else is read as this operator, for people."""


@dataclass(frozen=True, slots=True)
class FieldName:
    """A word before a colon. ``aliases`` are other tools' names for it; one that ends in ``=`` needs no colon.

    ``scopes`` are the texts in which what stands behind it is looked for.
    """

    name: str
    kind: FieldKind
    meaning: str = ""
    examples: tuple[Example, ...] = ()
    aliases: tuple[str, ...] = ()
    scopes: tuple[Scope, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at a word, phrase or group."""

    sign: str
    name: str
    meaning: str
    examples: tuple[Example, ...]
