"""Entities from what others export: OpenSanctions, FollowTheMoney, Wikidata. The form is told from the file itself.

- ``targets.simple.csv``: columns id, schema, name, aliases, ... (https://www.opensanctions.org/docs/bulk/csv/)
- FollowTheMoney JSON lines: ``{"id", "schema", "properties": {"name", "alias", "weakAlias"}}``
- Wikidata SPARQL results, JSON or CSV: item, itemLabel, itemAltLabel or altLabel, kind; an item may have several rows
- Wikidata entities, JSON or JSON lines: ``labels`` and ``aliases`` by language
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any, TextIO

from monitor.domain.match import Entity
from monitor.gazetteer.rows import Row, Skipped, entity_of, items_of

_KINDS = {"legalentity": "organization", "company": "organization", "publicbody": "organization", "address": "place",
          "airplane": "vehicle"}  # fmt: skip
"""Schemata of FollowTheMoney whose kind has another name here; others are their own kind in small letters."""
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/entity/)?([QPL]\d+)")
_UNLABELLED = re.compile(r"[QPL]\d+")
_AS_IN = "targets.simple.csv of OpenSanctions, FollowTheMoney JSON lines, or a Wikidata export"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was taken from a file, in its order, and what was not."""

    entities: tuple[Entity, ...]
    skipped: tuple[Skipped, ...]


def read_export(file: TextIO, list_name: str = "", kind: str = "") -> Imported:
    """Everything in a file that can be searched for, on the list ``list_name``; ``kind`` where the file tells none."""
    entities: dict[str, Entity] = {}
    skipped: list[Skipped] = []
    for row in _rows(file):
        if isinstance(row, Skipped):
            skipped.append(row)
            continue
        lists = (list_name,) if list_name else ()
        entity, left_out = entity_of(replace(row, kind=row.kind or kind, lists=lists))
        skipped += left_out
        if entity is not None:
            known = entities.get(entity.id)
            entities[entity.id] = _together(known, entity) if known else entity
    return Imported(tuple(entities.values()), tuple(skipped))


def _together(one: Entity, other: Entity) -> Entity:
    aliases = tuple(dict.fromkeys((*one.aliases, *other.aliases)))
    return replace(
        one, aliases=aliases, weak=tuple(dict.fromkeys((*one.weak, *other.weak))), kind=one.kind or other.kind
    )


def _rows(file: TextIO) -> Iterator[Row | Skipped]:
    try:
        first = next((line for line in file if line.strip()), "").removeprefix("\ufeff")
        whole = chain([first], file)
        if first.lstrip().startswith(("{", "[")):
            yield from _from_json(whole)
        else:
            yield from _from_csv(whole)
    except (UnicodeDecodeError, csv.Error) as error:
        yield Skipped(1, "file", str(error), _AS_IN)


def _from_csv(lines: Iterable[str]) -> Iterator[Row | Skipped]:
    reader = csv.DictReader(lines, strict=False)
    columns = set(reader.fieldnames or ())
    if {"id", "schema", "name"} <= columns:
        for cells in reader:
            aliases = (cells["name"] or "", *items_of(cells.get("aliases") or ""))
            weak = items_of(cells.get("weak_aliases") or "")
            yield Row(reader.line_num, (cells["id"] or "").strip(), _kind(cells["schema"] or ""), _given(aliases), weak)
    elif {"item", "itemLabel"} <= columns:
        for cells in reader:
            yield _item(reader.line_num, {name: cell or "" for name, cell in cells.items() if name})
    else:
        yield Skipped(1, "columns", ",".join(columns)[:200] or "nothing", _AS_IN)


def _from_json(lines: Iterable[str]) -> Iterator[Row | Skipped]:
    rest: list[str] = []
    for number, line in enumerate(lines, 1):
        bare = line.strip().rstrip(",")
        if rest or not bare or bare in "[]":
            rest += [line] if rest else []
            continue
        try:
            value = json.loads(bare)
        except json.JSONDecodeError as error:
            if number == 1:
                rest.append(line)  # One value on many lines.
                continue
            yield Skipped(number, "line", str(error), "a JSON object a line")
            continue
        yield from _values(value, number)
    if rest:
        try:
            yield from _values(json.loads("".join(rest)), 1)
        except json.JSONDecodeError as error:
            yield Skipped(error.lineno, "file", error.msg, _AS_IN)


def _values(value: Any, line: int) -> Iterator[Row | Skipped]:
    """The rows of one JSON value, of whichever form it is."""
    match value:
        case list():
            for one in value:
                yield from _values(one, line)
        case {"results": {"bindings": [*rows]}}:
            for row in rows:
                yield _item(line, {name: cell["value"] for name, cell in row.items() if isinstance(cell, dict)})
        case {"entities": dict(entities)}:
            for one in entities.values():
                yield from _values(one, line)
        case {"id": str(name), "schema": str(schema), "properties": dict(properties)}:
            aliases = (*_texts(properties.get("name")), *_texts(properties.get("alias")))
            yield Row(line, name, _kind(schema), aliases, _texts(properties.get("weakAlias")))
        case {"id": str(name), "labels": dict(labels)}:
            more = value.get("aliases")
            others = [one for many in more.values() for one in many] if isinstance(more, dict) else []
            texts = (one.get("value") for one in (*labels.values(), *others) if isinstance(one, dict))
            yield Row(line, name, "", _given(text for text in texts if isinstance(text, str)))
        case _:
            yield Skipped(line, "value", f"{str(value)[:60]}", _AS_IN)


def _item(line: int, cells: dict[str, str]) -> Row | Skipped:
    """A row of a SPARQL result; labels that Wikidata makes of ids where it has none are no names."""
    found = _ITEM.fullmatch(cells.get("item", "").strip())
    if not found:
        return Skipped(line, "item", f'"{cells.get("item", "")[:60]}"', "an item of Wikidata, such as Q42")
    others = (
        name for column in ("itemAltLabel", "altLabel", "altLabels") for name in cells.get(column, "").split(", ")
    )
    names = (name for name in (cells.get("itemLabel", ""), *others) if not _UNLABELLED.fullmatch(name))
    return Row(line, found[1], cells.get("kind", ""), _given(names))


def _kind(schema: str) -> str:
    return _KINDS.get(schema.lower(), schema.lower())


def _texts(value: Any) -> tuple[str, ...]:
    return _given(text for text in value if isinstance(text, str)) if isinstance(value, list) else ()


def _given(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for name in names if name.strip()))
