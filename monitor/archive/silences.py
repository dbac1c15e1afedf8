"""Silences: made, ended, counted, and told of, each of which happens once however often it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, func, insert, or_, select, update

from alerts.policy.silences import Silence
from monitor.archive.engine import Database, take_turn
from monitor.archive.history import keep_event
from monitor.archive.ledger_rows import silence_from_row
from monitor.archive.schema_alerts import disposition, silence
from monitor.errors import NotFound
from monitor.ports import Report

_table = silence.c
# Built once: it is asked every second.
_DUE = (
    select(silence)
    .where(or_(_table.told == "", (_table.told == "made") & (_table.ends <= bindparam("now"))))
    .order_by(_table.id)
)


class SqlSilences:
    """The table ``silence``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, new: Silence) -> Silence:
        """Keep a silence; it gets its number. One that is equal in everything else is there already: that is given."""
        values = {"matchers": [str(matcher) for matcher in new.matchers], "author": new.author, "reason": new.reason,
                  "starts": new.starts, "ends": new.ends}  # fmt: skip
        same = select(silence).where(*(_table[name] == value for name, value in values.items())).limit(1)
        with self._database.writing() as connection:
            row = connection.execute(same).one_or_none()
            if row is None:
                row = connection.execute(insert(silence).returning(silence), values | {"told": ""}).one()
            return silence_from_row(row)

    def listed(self, since: datetime | None = None) -> list[Silence]:
        """All silences, by number; with ``since`` only those that ended after it or have not ended."""
        chosen = select(silence).order_by(_table.id)
        with self._database.reading() as connection:
            rows = connection.execute(chosen if since is None else chosen.where(_table.ends > since))
            return [silence_from_row(row) for row in rows]

    def end(self, number: int, now: datetime) -> None:
        """End a silence now; it is kept. Raises NotFound where there is none that has not ended before."""
        change = update(silence).where(_table.id == number, _table.ends >= now).values(ends=now)
        with self._database.writing() as connection:
            if not connection.execute(change).rowcount:
                raise NotFound(f"no silence {number} that has not ended")

    def muted(self) -> dict[int, int]:
        """By number, how many matches each silence muted; a match that several receivers were owed counts once."""
        with self._database.reading() as connection:
            return _muted(connection)

    def tell(self, now: datetime, report: Callable[[Silence, str, int], Report]) -> int:
        """Keep an event for each silence that was ``made`` or has ``ended`` since this was asked last; how many.

        ``report`` makes it, of the silence, one of these words, and how many matches it muted.
        """
        with self._database.reading() as connection:
            if connection.execute(_DUE, {"now": now}).first() is None:
                return 0
        with self._database.writing() as connection:
            take_turn(connection, "dispatch")
            rows = connection.execute(_DUE, {"now": now}).all()
            return sum(_tell(connection, row, now, report) for row in rows)


def _tell(connection: Connection, row: Row[Any], now: datetime, report: Callable[[Silence, str, int], Report]) -> int:
    found, events = silence_from_row(row), list(_events(row, now))
    for event in events:
        keep_event(connection, report(found, event, _muted(connection).get(row.id, 0)))
        connection.execute(update(silence).where(_table.id == row.id).values(told=event))
    return len(events)


def _events(row: Row[Any], now: datetime) -> Iterator[str]:
    if not row.told:
        yield "made"
    if row.ends <= now:
        yield "ended"


def _muted(connection: Connection) -> dict[int, int]:
    mine = disposition.c
    matches = (
        select(mine.silence_id, mine.rule, mine.version_id, mine.event_id)
        .where(mine.silence_id.is_not(None))
        .distinct()
        .subquery()
    )
    counted = select(matches.c.silence_id, func.count().label("matches")).group_by(matches.c.silence_id)
    return {row.silence_id: row.matches for row in connection.execute(counted)}
