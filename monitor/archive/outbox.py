"""Deliveries on their way (the port ``Outbox``) and what became of every attempt.

A lane is (receiver, channel, target). Who is next in a lane is decided in one SQL statement over its unsettled rows.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    func,
    insert,
    or_,
    select,
    update,
)

from monitor.archive.engine import Database, take_turn
from monitor.archive.records import Attempt
from monitor.archive.rows import delivery_from_row
from monitor.archive.schema import delivery, delivery_attempt, notification, version
from monitor.domain.notification import Delivery, Outcome, Result, State
from monitor.errors import NotFound
from monitor.ports import STEP_ASIDE

_deliveries = select(delivery, notification.c.facts).join(notification)


class SqlOutbox:
    """The tables ``delivery`` and ``delivery_attempt``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, now: datetime, lease_seconds: float, limit: int) -> list[Delivery]:
        """Take due deliveries, at most one per free lane, and lease them. See the port."""
        with self._database.reading() as connection:
            if connection.scalar(_WAITING, {"now": now}) is None:
                return []  # as it is nearly always: no turn is taken, and no long statement built, for nothing
        lease = {"lease_until": now + timedelta(seconds=lease_seconds), "lease_token": secrets.token_hex(16)}
        with self._database.writing() as connection:
            take_turn(connection, "claim")
            ids = list(connection.scalars(_next(now, limit)))
            leased = update(delivery).where(delivery.c.id.in_(ids))
            connection.execute(leased.values(state=State.SENDING.value, **lease))
            return _read(connection, _deliveries.where(delivery.c.id.in_(ids)).order_by(delivery.c.id))

    def finish(
        self, delivery_: Delivery, outcome: Outcome, now: datetime, retry_at: datetime | None, seconds: float
    ) -> bool:
        """Record one attempt and its end; False, and nothing changed, where the lease is no longer ours."""
        table = delivery.c
        ours = (table.id == delivery_.id, table.lease_token == delivery_.lease_token, table.state == "sending")
        change = update(delivery).where(*ours).values(attempts=table.attempts + 1, lease_until=None, lease_token="")
        accepted = outcome.result is Result.ACCEPTED
        attempt = {
            "delivery_id": delivery_.id,
            "ended_at": now,
            "seconds": seconds,
            "result": outcome.result.value,
            "detail": outcome.detail,
            "receipt": outcome.receipt,
            "retry_at": None if accepted else retry_at,
        }
        with self._database.writing() as connection:
            if not connection.execute(change.values(**_end(outcome, now, retry_at))).rowcount:
                return False
            connection.execute(insert(delivery_attempt), attempt)
        return True

    def release(self) -> int:
        """Give back every lease, for a process that knows it is the only sender; how many there were."""
        leased = update(delivery).where(delivery.c.state == "sending")
        with self._database.writing() as connection:
            return connection.execute(leased.values(state="pending", lease_until=None, lease_token="")).rowcount

    def deliveries(self, states: Sequence[str] = (), limit: int = 100) -> list[Delivery]:
        """Deliveries, newest first, of these states (all when empty)."""
        chosen = _deliveries.where(delivery.c.state.in_(states)) if states else _deliveries
        with self._database.reading() as connection:
            return _read(connection, chosen.order_by(delivery.c.id.desc()).limit(limit))

    def retry(self, delivery_id: int, now: datetime) -> None:
        """Make a dead or waiting delivery due now. Raises NotFound, also for one that is sent or being sent."""
        waiting = delivery.c.state.in_(("dead", "pending"))
        change = update(delivery).where(delivery.c.id == delivery_id, waiting)
        with self._database.writing() as connection:
            if not connection.execute(change.values(state="pending", next_attempt_at=now)).rowcount:
                raise NotFound(f"no dead or waiting delivery {delivery_id}")

    def deliveries_of(self, article_id: str) -> list[Delivery]:
        """All deliveries of an article's versions, oldest first."""
        versions = select(version.c.id).where(version.c.article_id == article_id)
        chosen = _deliveries.where(notification.c.version_id.in_(versions))
        with self._database.reading() as connection:
            return _read(connection, chosen.order_by(delivery.c.id))

    def attempts(self, delivery_id: int) -> list[Attempt]:
        """Every recorded try to send the delivery, oldest first."""
        table = delivery_attempt.c
        columns = (table.ended_at, table.seconds, table.result, table.detail, table.receipt, table.retry_at)
        chosen = select(*columns).where(table.delivery_id == delivery_id).order_by(table.id)
        with self._database.reading() as connection:
            return [Attempt(*row) for row in connection.execute(chosen)]

    def counts(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        chosen = select(delivery.c.state, func.count()).group_by(delivery.c.state)
        with self._database.reading() as connection:
            return {state.value: 0 for state in State} | dict(connection.execute(chosen).all())


def _due(table: FromClause, now: datetime | BindParameter[datetime]) -> ColumnElement[bool]:
    return or_(
        and_(table.c.state == "pending", table.c.next_attempt_at <= now),
        and_(table.c.state == "sending", table.c.lease_until <= now),
    )


def _unsettled(table: FromClause) -> ColumnElement[bool]:
    return table.c.state.in_(("pending", "sending"))


_WAITING = select(delivery.c.id).where(_unsettled(delivery), _due(delivery, bindparam("now"))).limit(1)


def _next(now: datetime, limit: int) -> Select[tuple[int]]:
    """Ids of the deliveries that go out now: due, and nothing else has their lane."""
    other = delivery.alias("other")
    mine, its = delivery.c, other.c
    same_lane = and_(its.receiver == mine.receiver, its.channel == mine.channel, its.target == mine.target)
    out = and_(its.state == "sending", its.lease_until > now)
    # An older one goes first: it holds the lane by its age, or it has stepped aside but its own time has come.
    first = and_(_unsettled(other), its.id < mine.id, or_(its.attempts < STEP_ASIDE, _due(other, now)))
    held = select(its.id).where(same_lane, _unsettled(other), or_(out, first)).exists()
    chosen = select(mine.id).where(_unsettled(delivery), _due(delivery, now), ~held).order_by(mine.id).limit(limit)
    return chosen.with_for_update(skip_locked=True, of=delivery)


def _end(outcome: Outcome, now: datetime, retry_at: datetime | None) -> dict[str, Any]:
    """What an attempt's end changes in the delivery."""
    if outcome.result is Result.ACCEPTED:
        return {"state": "sent", "sent_at": now, "receipt": outcome.receipt, "last_error": ""}
    if retry_at is None:
        return {"state": "dead", "last_error": outcome.detail}
    return {"state": "pending", "next_attempt_at": retry_at, "last_error": outcome.detail}


def _read(connection: Connection, chosen: Select[Any]) -> list[Delivery]:
    return [delivery_from_row(row) for row in connection.execute(chosen)]
