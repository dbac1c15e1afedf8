"""Matches by number, and the desk's marks on them: added, never changed; the newest of a match counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Subquery, func, insert, select

from monitor.archive.columns import batches
from monitor.archive.engine import Database
from monitor.archive.schema import article, mark, rule_match, version
from monitor.domain.mark import Mark
from monitor.errors import NotFound


@dataclass(frozen=True, slots=True)
class Marked:
    """A match with all marks on it, the oldest first."""

    id: int
    rule: str
    article_id: str
    version: int
    source_id: str
    headline: str
    seen_at: datetime
    marks: tuple[Mark, ...]

    @property
    def verdict(self) -> str:
        """What counts: the newest mark's, empty without one."""
        return self.marks[-1].verdict if self.marks else ""


_matches = select(
    rule_match.c.id, rule_match.c.rule, version.c.article_id, version.c.number, article.c.source_id,
    version.c.headline, version.c.seen_at,
).select_from(rule_match.join(version).join(article))  # fmt: skip


class SqlMarks:
    """The table ``mark``, and ``rule_match`` by number."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, marks: Sequence[Mark]) -> None:
        """Keep marks, all or none; each once, however often it is asked for.

        Raises NotFound for a match that does not exist.
        """
        with self._database.writing() as connection:
            ids = {one.match_id for one in marks}
            _require(connection, ids)
            known = set(_marks_on(connection, ids))
            if rows := [asdict(one) for one in dict.fromkeys(marks) if one not in known]:
                connection.execute(insert(mark), rows)

    def require(self, ids: Sequence[int]) -> None:
        """Raises NotFound unless there is a match with each of these numbers."""
        with self._database.reading() as connection:
            _require(connection, set(ids))

    def of_version(self, article_id: str, number: int) -> list[Marked]:
        """The matches of a version, in the order in which they were kept."""
        chosen = _matches.where(version.c.article_id == article_id, version.c.number == number)
        with self._database.reading() as connection:
            return _marked(connection, chosen.order_by(rule_match.c.id))

    def listed(self, numbers: range, rule: str = "", limit: int = 50, *, unmarked: bool = False) -> list[Marked]:
        """Matches of the versions with these numbers (see ``SqlReplay.numbers``), newest first."""
        chosen = _matches.where(rule_match.c.version_id >= numbers.start, rule_match.c.version_id < numbers.stop)
        if rule:
            chosen = chosen.where(rule_match.c.rule == rule)
        if unmarked:
            chosen = chosen.where(rule_match.c.id.not_in(select(mark.c.match_id)))
        with self._database.reading() as connection:
            return _marked(connection, chosen.order_by(rule_match.c.id.desc()).limit(limit))


def newest_marks() -> Subquery:
    """Of every match that is marked, its number and the verdict that counts."""
    place = func.row_number().over(partition_by=mark.c.match_id, order_by=(mark.c.at.desc(), mark.c.id.desc()))
    ranked = select(mark.c.match_id, mark.c.verdict, place.label("place")).subquery()
    return select(ranked.c.match_id, ranked.c.verdict).where(ranked.c.place == 1).subquery()


def _require(connection: Connection, ids: set[int]) -> None:
    known = {
        id_
        for some in batches(sorted(map(str, ids)))
        for id_ in connection.scalars(select(rule_match.c.id).where(rule_match.c.id.in_(map(int, some))))
    }
    if missing := sorted(ids - known):
        raise NotFound(f"no match {', '.join(map(str, missing))}; 'monitor matches list' shows their numbers")


def _marked(connection: Connection, chosen: Select[Any]) -> list[Marked]:
    rows = connection.execute(chosen).all()
    marks: dict[int, list[Mark]] = {row.id: [] for row in rows}
    for one in _marks_on(connection, marks):
        marks[one.match_id].append(one)
    return [
        Marked(
            row.id, row.rule, row.article_id, row.number, row.source_id, row.headline, row.seen_at, tuple(marks[row.id])
        )
        for row in rows
    ]


def _marks_on(connection: Connection, ids: Iterable[int]) -> Iterator[Mark]:
    """The marks on these matches, the oldest of each first."""
    for some in batches(sorted(map(str, ids))):
        chosen = select(mark).where(mark.c.match_id.in_(map(int, some))).order_by(mark.c.at, mark.c.id)
        for row in connection.execute(chosen):
            yield Mark(row.match_id, row.verdict, row.by, row.note, row.at)
