"""Our CSV of entities: a line of column names, then an entity a line, the items of a cell between semicolons."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from typing import TextIO

from monitor.domain.match import Entity
from monitor.gazetteer.rows import Row, Skipped, cell_of, entity_of, items_of

COLUMNS = ("id", "kind", "name", "aliases", "weak", "context", "excluded", "lists")
"""``name`` is the first alias; all but ``id`` may be left out."""
_LISTS = ("aliases", "weak", "context", "excluded", "lists")


def read_table(file: TextIO) -> Iterator[tuple[int, Entity | None, tuple[Skipped, ...]]]:
    """Each row's line, its entity, and what is wrong with it. A file that is no such table is one wrong line."""
    reader = csv.reader(file, strict=True)
    try:
        head = [name.strip().lower() for name in next(reader, [])]
        if wrong := _wrong_head(head):
            yield 1, None, (wrong,)
            return
        for cells in reader:
            if any(cells):
                entity, skipped = _entity(head, cells, reader.line_num)
                yield reader.line_num, entity, skipped
    except (csv.Error, UnicodeDecodeError) as error:
        yield reader.line_num, None, (Skipped(max(1, reader.line_num), "row", str(error), "CSV in UTF-8"),)


def write_table(file: TextIO, entities: Iterable[Entity]) -> None:
    """Write entities so that ``read_table`` reads them."""
    rows = csv.writer(file, lineterminator="\n")
    rows.writerow(COLUMNS)
    for entity in entities:
        name, others = (entity.aliases[0], entity.aliases[1:]) if entity.aliases else ("", ())
        lists = (others, entity.weak, entity.context, entity.excluded, entity.lists)
        rows.writerow((entity.id, entity.kind, name, *map(cell_of, lists)))


def _wrong_head(head: list[str]) -> Skipped | None:
    unknown = [name for name in head if name not in COLUMNS]
    if (
        "id" in head
        and not {"name", "aliases", "weak"}.isdisjoint(head)
        and not unknown
        and len(set(head)) == len(head)
    ):
        return None
    return Skipped(1, "columns", ",".join(head)[:200] or "nothing", f"id, name and others of {', '.join(COLUMNS)}")


def _entity(head: list[str], cells: list[str], line: int) -> tuple[Entity | None, tuple[Skipped, ...]]:
    if len(cells) != len(head):
        return None, (Skipped(line, "row", f"{len(cells)} cells", f"{len(head)}, one for each column"),)
    of_column = dict(zip(head, cells, strict=True))
    name = of_column.get("name", "").strip()
    lists = {column: items_of(of_column.get(column, "")) for column in _LISTS}
    lists["aliases"] = (*((name,) if name else ()), *lists["aliases"])
    return entity_of(Row(line, of_column["id"].strip(), of_column.get("kind", "").strip(), **lists))
