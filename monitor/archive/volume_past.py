"""What volume rules counted (the port ``Past``): the table ``volume_sighting``, whose index covers the counts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, func, or_, select

from monitor.archive import engine
from monitor.archive.engine import Database
from monitor.archive.schema import version
from monitor.archive.schema_volume import volume_sighting
from monitor.domain.volume.rule import Group
from monitor.domain.volume.sighting import Sighting
from monitor.ports import Span

_table = volume_sighting.c
SPANS = 60
"""Spans that are counted by one statement."""
# Statements are built once: building one costs more than executing it.
_OF_GROUP = (_table.rule == bindparam("rule"), _table.grp == bindparam("grp"))
_SIGHTINGS = (
    select(volume_sighting)
    .where(
        *_OF_GROUP,
        _table.at > bindparam("since"),
        _table.at <= bindparam("until"),
        _table.seen_at <= bindparam("known"),
    )
    .order_by(_table.at, _table.id)
)
_TIMES = (
    select(_table.at)
    .where(
        *_OF_GROUP,
        _table.at > bindparam("since"),
        _table.at <= bindparam("until"),
        _table.seen_at <= bindparam("known"),
    )
    .order_by(_table.at)
)
_BEFORE = (
    select(volume_sighting)
    .where(
        *_OF_GROUP,
        or_(
            _table.id < bindparam("id"),
            and_(_table.id > bindparam("id"), ~_table.raises, _table.seen_at <= bindparam("seen_at")),
        ),
    )
    .order_by(_table.at.desc(), _table.id.desc())
    .limit(1)
)
_BEGINS = select(func.min(version.c.id))


@lru_cache(maxsize=4)
def _counts(spans: int) -> Select[Any]:
    """One statement that counts ``spans`` spans, each by the index alone."""
    return select().add_columns(*(_count(number) for number in range(spans)))


def _count(number: int) -> ColumnElement[int]:
    within = (_table.at > bindparam(f"since{number}"), _table.at <= bindparam(f"until{number}"))
    known = (_table.seen_at <= bindparam("known"), _table.source_id.not_in(bindparam("but", expanding=True)))
    return select(func.count()).where(*_OF_GROUP, *within, *known).scalar_subquery()


class SqlPast:
    """Reads the table ``volume_sighting``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def begins(self) -> datetime | None:
        """When the first article of the archive was seen; None where there is none."""
        with self._database.reading() as connection:
            first = connection.scalar(_BEGINS)
            return connection.scalar(select(version.c.seen_at).where(version.c.id == first))

    def sightings(self, rule: str, group: Group, span: Span, known: datetime) -> list[Sighting]:
        """Those of the span, in order of the time they count at."""
        wanted = {"rule": rule, "grp": list(group), "since": span[0], "until": span[1], "known": known}
        with self._database.reading() as connection:
            return of_rows(connection.execute(_SIGHTINGS, wanted))

    def times(self, rule: str, group: Group, span: Span, known: datetime) -> list[datetime]:
        """When those of the span count, in order."""
        wanted = {"rule": rule, "grp": list(group), "since": span[0], "until": span[1], "known": known}
        with self._database.reading() as connection:
            return list(connection.scalars(_TIMES, wanted))

    def counts(
        self, rule: str, group: Group, spans: Sequence[Span], known: datetime, but: Collection[str] = ()
    ) -> list[int]:
        """How many there are in each span, of all sources ``but`` these."""
        found: list[int] = []
        with self._database.reading() as connection:
            for start in range(0, len(spans), SPANS):
                some = spans[start : start + SPANS]
                wanted: dict[str, Any] = {"rule": rule, "grp": list(group), "known": known, "but": list(but)}
                wanted |= {f"since{number}": span[0] for number, span in enumerate(some)}
                wanted |= {f"until{number}": span[1] for number, span in enumerate(some)}
                found += connection.execute(_counts(len(some)), wanted).one()
        return found

    def before(self, new: Sighting) -> Sighting | None:
        """The latest other one of its rule and group that arrived before it, or was seen before it and is no news."""
        wanted = {"rule": new.rule, "grp": list(new.group), "id": new.id, "seen_at": new.seen_at}
        with self._database.reading() as connection:
            return next(iter(of_rows(connection.execute(_BEFORE, wanted))), None)

    def groups(self, rule: str, since: datetime, known: datetime) -> list[Group]:
        """The groups of which something was counted since then, in order."""
        counted = (_table.rule == rule, _table.at > since, _table.seen_at <= known)
        chosen = select(_table.grp).distinct().where(*counted).order_by(_table.grp)
        with self._database.reading() as connection:
            return [tuple(group) for group in connection.scalars(chosen)]

    def sources(self, rule: str, since: datetime) -> set[str]:
        """The sources of which something was counted since then."""
        chosen = select(_table.source_id).distinct().where(_table.rule == rule, _table.at > since)
        with self._database.reading() as connection:
            return set(connection.scalars(chosen))


def of_rows(rows: Iterable[Row[Any]]) -> list[Sighting]:
    """Rows of ``volume_sighting``."""
    return [
        Sighting(
            row.rule, tuple(row.grp), row.unit, row.source_id, row.at, row.seen_at, row.raises, row.article_id,
            row.version, row.id,
        )
        for row in rows
    ]  # fmt: skip


def keep_sightings(connection: Connection, sightings: Iterable[Sighting]) -> None:
    """Count what is not counted yet."""
    rows = [
        {
            "rule": one.rule,
            "grp": list(one.group),
            "unit": one.unit,
            "article_id": one.article_id,
            "version": one.version,
            "source_id": one.source,
            "at": one.at,
            "seen_at": one.seen_at,
            "raises": one.raises,
        }
        for one in sightings
    ]
    if rows:
        connection.execute(engine.insert(connection, volume_sighting).on_conflict_do_nothing(), rows)
