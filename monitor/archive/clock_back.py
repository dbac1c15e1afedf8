"""After the clock was set back: times to come that were reckoned by the fast clock come sooner by as much.

Otherwise sources would not be polled, and alerts not sent, until the right clock had caught up with the wrong one.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import Column, Connection, and_, select, update

from monitor.archive.schema import announcement, source_state
from monitor.archive.schema_alerts import alert_group, delivery, target_state

_COMING = (
    source_state.c.next_poll_at,
    announcement.c.retry_at,
    delivery.c.next_attempt_at,
    target_state.c.not_before,
    alert_group.c.due_at,
    alert_group.c.flushed_at,
    alert_group.c.escalate_at,
)


def bring_nearer(connection: Connection, now: datetime, by: timedelta) -> int:
    """Move what is to come after ``now`` nearer, but not before it; how many times were changed."""
    return sum(_bring(connection, column, now, by) for column in _COMING)


def _bring(connection: Connection, column: Column[datetime], now: datetime, by: timedelta) -> int:
    table = column.table
    keys = list(table.primary_key)
    rows = connection.execute(select(*keys, column).where(column > now)).all()
    for *names, time in rows:
        mine = and_(*(key == name for key, name in zip(keys, names, strict=True)))
        connection.execute(update(table).where(mine).values({column: max(now, time - by)}))
    return len(rows)
