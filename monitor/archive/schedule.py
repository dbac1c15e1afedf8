"""When each source is polled next (the port ``Schedule``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import ColumnElement, Executable, bindparam, case, func, select

from monitor.archive import engine
from monitor.archive.schema import source_state
from monitor.domain.sourcememory import SourceMemory
from monitor.ports import SourceState

_NEVER = datetime.min.replace(tzinfo=UTC)
# Statements of every poll are built once: building one costs more than executing it.
_table = source_state.c
_KNOWN = select(_table.source_id)
_DUE = select(_table.source_id, _table.next_poll_at).where(_table.next_poll_at <= bindparam("now"))
_MEMORY = select(_table.memory).where(_table.source_id == bindparam("source_id"))


class SqlSchedule:
    """The table ``source_state``."""

    def __init__(self, database: engine.Database) -> None:
        self._database = database
        self._keep = _upsert(database)
        self._known: set[str] = set()  # polled at some time, as far as was looked; nothing takes that back

    def due(self, source_ids: Sequence[str], now: datetime) -> list[str]:
        """Those of the sources whose time has come or that were never polled, longest due first."""
        with self._database.reading() as connection:
            due: dict[str, datetime] = dict(connection.execute(_DUE, {"now": now}).all())
            if not self._known.issuperset(source_ids):
                self._known = set(connection.scalars(_KNOWN))
        known = self._known
        ripe = [source_id for source_id in source_ids if source_id in due or source_id not in known]
        return sorted(ripe, key=lambda source_id: due.get(source_id, _NEVER))

    def memory(self, source_id: str) -> SourceMemory:
        """What is remembered of the source; nothing of one that was never polled."""
        with self._database.reading() as connection:
            found = connection.execute(_MEMORY, {"source_id": source_id}).scalar_one_or_none()
        return SourceMemory.from_json(found or {})

    def polled(
        self, source_id: str, now: datetime, next_at: datetime, ok: bool, *, memory: SourceMemory, why: str
    ) -> None:
        """Record that a poll ended, when the next one is due and why then, and what to remember."""
        values: dict[str, Any] = {"source_id": source_id, "polled_at": now, "succeeded_at": now if ok else None}
        values |= {"next_poll_at": next_at, "failures": 0 if ok else 1, "memory": memory.to_json(), "why": why}
        with self._database.writing(durable=False) as connection:
            connection.execute(self._keep, values)

    def states(self) -> list[SourceState]:
        """Every source that was ever polled, by id."""
        columns = (_table.source_id, _table.polled_at, _table.succeeded_at, _table.next_poll_at, _table.failures)
        with self._database.reading() as connection:
            rows = connection.execute(select(*columns, _table.memory, _table.why).order_by(_table.source_id))
            return [SourceState(*row[:5], SourceMemory.from_json(row.memory), row.why) for row in rows]


def _upsert(database: engine.Database) -> Executable:
    """Keep a source's state: a failed poll counts one more failure, and leaves the last success as it was."""
    new = engine.insert(database, source_state)
    changed: dict[str, ColumnElement[Any]] = {
        name: new.excluded[name] for name in ("polled_at", "next_poll_at", "memory", "why")
    }
    changed["succeeded_at"] = func.coalesce(new.excluded.succeeded_at, _table.succeeded_at)
    changed["failures"] = case((new.excluded.failures == 0, 0), else_=_table.failures + 1)
    return new.on_conflict_do_update(index_elements=["source_id"], set_=changed)
