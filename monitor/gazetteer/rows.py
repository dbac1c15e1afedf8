"""One entity of a list, checked: what can be searched is kept, what cannot is told."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass

from monitor.domain.match import Entity
from monitor.domain.text import tokens

LONGEST_NAME = 300
"""Characters; lists hold whole sentences as names now and then."""
_ID = re.compile(r"[^\W_][\w-]{0,63}")
_BREAKS = re.compile("[\n。，、；：！？]")
_LETTER = re.compile("[0-9A-Za-z\u0410-\u044f\u0621-\u063a\u0641-\u064a\u4e00-\u9fff\uac00-\ud7a3]")
"""Letters that are words or parts of words wherever they stand; others are looked at more closely."""


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something in a file that is not taken over; ``line`` counts from 1."""

    line: int
    column: str
    found: str
    expected: str

    def __str__(self) -> str:
        return f"{self.line}: {self.column}: found {self.found}, expected {self.expected}"


@dataclass(frozen=True, slots=True)
class Row:
    """What a file says of one entity, unchecked."""

    line: int
    id: str
    kind: str = ""
    aliases: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()


def entity_of(row: Row) -> tuple[Entity | None, tuple[Skipped, ...]]:
    """The entity with all names that can be searched, ``None`` if there are none; and what was left out."""
    skipped: list[Skipped] = []
    if not _ID.fullmatch(row.id):
        skipped.append(Skipped(row.line, "id", _shown(row.id), "letters, digits, hyphens and underscores, at most 64"))
        return None, tuple(skipped)
    kept = {}
    for column in ("aliases", "weak", "context", "excluded"):
        if not (given := getattr(row, column)):
            kept[column] = given
            continue
        names = dict.fromkeys(" ".join(name.split()) for name in given)
        faults = {name: fault for name in names if (fault := unsearchable(name))}
        skipped += [Skipped(row.line, column, *fault) for fault in faults.values()]
        kept[column] = tuple(name for name in names if name not in faults)
    for name in row.lists:
        if not _ID.fullmatch(name):
            skipped.append(Skipped(row.line, "lists", _shown(name), "the name of a list, as an id"))
    lists = tuple(name for name in row.lists if _ID.fullmatch(name))
    if not kept["aliases"] and not kept["weak"]:
        skipped.append(Skipped(row.line, "aliases", "no name that can be searched for", "at least one"))
        return None, tuple(skipped)
    return Entity(row.id, kind=row.kind, lists=lists, **kept), tuple(skipped)


def unsearchable(name: str) -> tuple[str, str] | None:
    """Why no text can be searched for a name: what was found and what is expected; ``None`` where it can."""
    if len(name) > LONGEST_NAME:
        return f"a name of {len(name)} characters", f"at most {LONGEST_NAME}"
    if not name.isascii() and _BREAKS.search(name.strip()[:-1]):
        return _shown(name), "a name without punctuation that no phrase reaches across"
    return None if _LETTER.search(name) or tokens(name) else (_shown(name), "a name with a letter or digit")


def items_of(cell: str) -> tuple[str, ...]:
    """What stands in a cell between semicolons; one in quotes may hold a semicolon itself."""
    found = next(csv.reader([cell], delimiter=";"), []) if '"' in cell else cell.split(";")
    return tuple(item for one in found if (item := one.strip()))


def cell_of(items: Iterable[str]) -> str:
    """A cell that ``items_of`` reads."""
    return ";".join('"' + item.replace('"', '""') + '"' if ";" in item or '"' in item else item for item in items)


def _shown(text: str) -> str:
    cut = text if len(text) <= 60 else text[:60] + "..."
    return f'"{cut}"' if cut else "nothing"
