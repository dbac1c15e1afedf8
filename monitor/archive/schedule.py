"""When each source is polled next (the port ``Schedule``)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import case, select

from monitor.archive import engine
from monitor.archive.schema import source_state
from monitor.domain.sourcememory import SourceMemory
from monitor.ports import SourceState

_NEVER = datetime.min.replace(tzinfo=UTC)


class SqlSchedule:
    """The table ``source_state``."""

    def __init__(self, database: engine.Database) -> None:
        self._database = database

    def due(self, source_ids: Sequence[str], now: datetime) -> list[str]:
        """Those of the sources whose time has come or that were never polled, longest due first."""
        with self._database.reading() as connection:
            rows = connection.execute(select(source_state.c.source_id, source_state.c.next_poll_at))
            next_poll = dict(rows.all())
        since = {source_id: next_poll.get(source_id, _NEVER) for source_id in source_ids}
        return sorted((source_id for source_id in source_ids if since[source_id] <= now), key=since.__getitem__)

    def memory(self, source_id: str) -> SourceMemory:
        """What is remembered of the source; nothing of one that was never polled."""
        chosen = select(source_state.c.memory).where(source_state.c.source_id == source_id)
        with self._database.reading() as connection:
            found = connection.execute(chosen).scalar_one_or_none()
        return SourceMemory.from_json(found or {})

    def polled(
        self, source_id: str, now: datetime, next_at: datetime, ok: bool, *, memory: SourceMemory, why: str
    ) -> None:
        """Record that a poll ended, when the next one is due and why then, and what to remember."""
        values: dict[str, Any] = {"polled_at": now, "next_poll_at": next_at, "failures": 0 if ok else 1}
        values |= {"memory": memory.to_json(), "why": why}
        if ok:
            values["succeeded_at"] = now
        with self._database.writing() as connection:
            new = engine.insert(connection, source_state).values(source_id=source_id, **values)
            values["failures"] = case((new.excluded.failures == 0, 0), else_=source_state.c.failures + 1)
            connection.execute(new.on_conflict_do_update(index_elements=["source_id"], set_=values))

    def states(self) -> list[SourceState]:
        """Every source that was ever polled, by id."""
        table = source_state.c
        columns = (table.source_id, table.polled_at, table.succeeded_at, table.next_poll_at, table.failures)
        with self._database.reading() as connection:
            rows = connection.execute(select(*columns, table.memory, table.why).order_by(table.source_id))
            return [SourceState(*row[:5], SourceMemory.from_json(row.memory), row.why) for row in rows]
