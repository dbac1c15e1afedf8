"""After the clock was set back: times that were reckoned by the fast clock come nearer by as much.

Otherwise sources would not be polled, and alerts not sent, until the right clock had caught up with the wrong one. What
is to come is due now at the earliest. What has happened, and later times are reckoned from (messages under a rate,
digests, groups, arrivals), happened as long ago as it did. The end of a quiet time is a time of the wall's and stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Column, ColumnElement, Connection, bindparam, select, update

from alerts.policy.ledger import Kind
from monitor.archive.schema import announcement, source_state
from monitor.archive.schema_alerts import alert_group, delivery, digest, disposition, notification, target_state

_COMING: tuple[tuple[Column[datetime], *tuple[ColumnElement[bool], ...]], ...] = (
    (source_state.c.next_poll_at,),
    (announcement.c.retry_at,),
    (delivery.c.next_attempt_at,),
    (delivery.c.lease_until,),
    (target_state.c.not_before,),
    (disposition.c.until, disposition.c.open, disposition.c.kind.in_((Kind.CAPPED.value, Kind.QUEUED.value))),
    (alert_group.c.due_at,),
    (alert_group.c.escalate_at,),
)
"""Each with what the rows are that are meant, where these are not all."""
_HAPPENED = (
    disposition.c.at,
    alert_group.c.opened_at,
    alert_group.c.last_at,
    alert_group.c.flushed_at,
    notification.c.at,
    digest.c.last_at,
)


def bring_nearer(connection: Connection, now: datetime, by: timedelta) -> int:
    """Move what lies after ``now`` nearer by as much as the clock was set back; how many times were changed."""
    coming = sum(_bring(connection, column, which, now, by, now) for column, *which in _COMING)
    return coming + sum(_bring(connection, column, (), now, by, now - by) for column in _HAPPENED)


def _bring(
    connection: Connection, column: Column[datetime], which: Sequence[ColumnElement[bool]],
    now: datetime, by: timedelta, earliest: datetime,
) -> int:  # fmt: skip
    table = column.table
    keys = {f"of_{key.name}": key for key in table.primary_key}
    rows = connection.execute(select(*keys.values(), column).where(column > now, *which)).all()
    if rows:
        mine = (key == bindparam(name) for name, key in keys.items())
        connection.execute(
            update(table).where(*mine).values({column: bindparam("nearer")}),
            [dict(zip(keys, names, strict=True)) | {"nearer": max(earliest, at - by)} for *names, at in rows],
        )
    return len(rows)
