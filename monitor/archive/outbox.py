"""Deliveries on their way (the port ``Outbox``) and what became of every attempt.

Every target has a row of its own, so that who is next is found by a look at each target's oldest deliveries, however
many wait behind them.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, insert, or_, select, update

from alerts.policy.backoff import LIFE
from monitor.archive.catch_up import expire
from monitor.archive.clock_back import bring_nearer
from monitor.archive.engine import Database, take_turn
from monitor.archive.records import Attempt
from monitor.archive.rows import delivery_from_row
from monitor.archive.schema_alerts import (
    delivery,
    delivery_attempt,
    notification,
    target_state,
    unsettled,
)
from monitor.archive.targets import at, free, give_back, next_deliveries, same_target, settle
from monitor.domain.notification import Delivery, Result, State, Target, Thread
from monitor.errors import NotFound
from monitor.ports import CatchUp, Ended, Targets, Tried

_mine = delivery.c
_EVERY = Targets()
_NOT_SENT = ("pending", "parked", "dead", "expired", "dropped")
_WAITING = (
    select(_mine.id)
    .where(
        unsettled(delivery),
        or_(
            and_(_mine.state.in_(("pending", "parked")), _mine.next_attempt_at <= bindparam("now")),
            and_(_mine.state == "sending", _mine.lease_until <= bindparam("now")),
        ),
    )
    .limit(1)
)
_deliveries = select(delivery, notification.c.facts).join(notification, notification.c.id == _mine.notification_id)
_root, _sent = delivery.alias("root"), delivery.alias("sent")
THREADED = _deliveries.add_columns(_root.c.key.label("root_key"), _root.c.receipt.label("root_receipt")).outerjoin(
    _root,
    _root.c.id
    == select(_sent.c.id)
    .where(_sent.c.group_id == _mine.group_id, same_target(_sent, delivery), _sent.c.state == "sent")
    .order_by(_sent.c.sent_at, _sent.c.id)
    .limit(1)
    .correlate(delivery)
    .scalar_subquery(),
)
"""Deliveries, each with the first of its group that its target took."""
# Built once: building a statement costs more than executing it.
_numbers = _mine.id.in_(bindparam("ids", expanding=True))
_LEASE = (
    update(delivery)
    .where(_numbers, _mine.state.in_(("pending", "parked")))
    .values(state=State.SENDING.value, lease_until=bindparam("until"), lease_token=bindparam("token"))
)
_LEASED = THREADED.where(_numbers, _mine.lease_token == bindparam("token")).order_by(_mine.id)
_OUT = (
    select(_mine.id, _mine.lease_token, target_state.c.parked_at)
    .outerjoin(target_state, same_target(delivery, target_state))
    .where(_numbers, _mine.state == "sending")
    .order_by(_mine.id)
    .with_for_update(of=delivery)
)
"""Those of some deliveries that are out, and whether their targets are parked."""
_END = (
    update(delivery)
    .where(_mine.id == bindparam("number"))
    .values(
        state=bindparam("is"), attempts=_mine.attempts + 1, lease_until=None, lease_token="",
        next_attempt_at=bindparam("due"), sent_at=bindparam("sent"), receipt=bindparam("with"),
        last_error=bindparam("why"),
    )
)  # fmt: skip


class SqlOutbox:
    """The tables ``delivery``, ``target_state`` and ``delivery_attempt``."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def claim(self, now: datetime, lease_seconds: float, limit: int, targets: Targets = _EVERY) -> list[Delivery]:
        """Take due deliveries, at most one per free target, and lease them. See the port."""
        with self._database.reading() as connection:
            if connection.scalar(_WAITING, {"now": now}) is None:
                return []  # as it is nearly always: no turn is taken, and no long statement built, for nothing
        token, until = secrets.token_hex(16), now + timedelta(seconds=lease_seconds)
        with self._database.writing() as connection:
            take_turn(connection, "claim")
            give_back(connection, _mine.lease_until <= now)
            ids = next_deliveries(connection, now, limit, targets)
            if not ids:
                return []
            connection.execute(_LEASE, {"ids": ids, "until": until, "token": token})
            return [with_thread(row) for row in connection.execute(_LEASED, {"ids": ids, "token": token})]

    def finish_all(self, attempts: Sequence[Tried]) -> list[Ended]:
        """Record attempts and their ends. See the port."""
        with self._database.writing() as connection:
            found = connection.execute(_OUT, {"ids": [tried.delivery.id for tried in attempts]})
            out = {(row.id, row.lease_token): row.parked_at is not None for row in found}
            ours = [tried for tried in attempts if _lease(tried) in out]
            if ours:
                connection.execute(_END, [_end(tried, parked=out[_lease(tried)]) for tried in ours])
                connection.execute(insert(delivery_attempt), [_attempt(tried) for tried in ours])
            return [
                _settled(connection, tried, parked=out[_lease(tried)]) if _lease(tried) in out else Ended.FENCED
                for tried in attempts
            ]

    def expire(self, now: datetime, catch_up: CatchUp) -> int:
        """End what waited too long; how many. Each target is told of all of it in one message."""
        with self._database.reading() as connection:
            if connection.scalar(select(_mine.id).where(unsettled(delivery), _mine.expires_at <= now).limit(1)) is None:
                return 0
        with self._database.writing() as connection:
            take_turn(connection, "claim")
            return expire(connection, now, catch_up)

    def release(self, now: datetime) -> int:
        """Give back every lease and ask parked targets again, for a process that begins; how many deliveries."""
        with self._database.writing() as connection:
            given_back = give_back(connection, _mine.state == "sending")
            return given_back + free(connection, now, target_state.c.parked_at.is_not(None))

    def clock_set_back(self, now: datetime, by: timedelta) -> int:
        """Let nothing in the archive wait for a time that was reckoned by a wrong clock; how many times were mended."""
        with self._database.writing() as connection:
            return bring_nearer(connection, now, by)

    def deliveries(self, states: Sequence[str] = (), limit: int = 100) -> list[Delivery]:
        """Deliveries, newest first, of these states (all when empty)."""
        chosen = _deliveries.where(_mine.state.in_(states)) if states else _deliveries
        with self._database.reading() as connection:
            return _read(connection, chosen.order_by(_mine.id.desc()).limit(limit))

    def retry(self, delivery_id: int, now: datetime) -> None:
        """Make a delivery that is not sent due now, and its target free. Raises NotFound."""
        change = update(delivery).where(_mine.id == delivery_id, _mine.state.in_(_NOT_SENT))
        with self._database.writing() as connection:
            due = change.values(state="pending", next_attempt_at=now).returning(delivery)
            row = connection.execute(due).one_or_none()
            if row is None:
                raise NotFound(f"no delivery {delivery_id} that waits or was given up")
            if row.expires_at <= now:
                connection.execute(change.values(expires_at=now + LIFE))
            free(connection, now, *at(target_state, Target(row.receiver, row.channel, row.target)))

    def retry_parked(self, now: datetime) -> int:
        """Make due now what is parked; how many deliveries."""
        with self._database.writing() as connection:
            return free(connection, now, target_state.c.parked_at.is_not(None))

    def retry_receiver(self, receiver: str, now: datetime) -> int:
        """Make due now what waits for the receiver, parked or not, and its targets free; how many deliveries."""
        waiting = update(delivery).where(_mine.receiver == receiver, unsettled(delivery), _mine.state == "pending")
        with self._database.writing() as connection:
            waited = connection.execute(waiting.values(next_attempt_at=now)).rowcount
            return waited + free(connection, now, target_state.c.receiver == receiver)

    def drop(self, delivery_id: int, why: str) -> None:
        """Take a delivery that is not sent out of the outbox; ``why`` is kept. Raises NotFound."""
        change = update(delivery).where(_mine.id == delivery_id, _mine.state.in_(_NOT_SENT))
        with self._database.writing() as connection:
            dropped = change.values(state=State.DROPPED.value, last_error=why)
            if not connection.execute(dropped).rowcount:
                raise NotFound(f"no delivery {delivery_id} that waits or was given up")

    def counts(self) -> dict[str, int]:
        """How many deliveries are in each state."""
        chosen = select(_mine.state, func.count()).group_by(_mine.state)
        with self._database.reading() as connection:
            return {state.value: 0 for state in State} | dict(connection.execute(chosen).all())


def attempts_of(connection: Connection, delivery_id: int) -> list[Attempt]:
    """Every recorded try to send the delivery, oldest first."""
    table = delivery_attempt.c
    columns = (table.ended_at, table.seconds, table.result, table.detail, table.receipt, table.retry_at)
    chosen = select(*columns).where(table.delivery_id == delivery_id).order_by(table.id)
    return [Attempt(*row) for row in connection.execute(chosen)]


def with_thread(row: Row[Any]) -> Delivery:
    """A row of ``THREADED``; the first of its thread answers nothing."""
    is_reply = row.root_key and row.root_key != row.key
    return replace(delivery_from_row(row), thread=Thread(row.root_key, row.root_receipt) if is_reply else None)


def _lease(tried: Tried) -> tuple[int, str]:
    return tried.delivery.id, tried.delivery.lease_token


def _attempt(tried: Tried) -> dict[str, Any]:
    """The row of an attempt."""
    return {
        "delivery_id": tried.delivery.id,
        "ended_at": tried.at,
        "seconds": tried.seconds,
        "result": tried.outcome.result.value,
        "detail": tried.outcome.detail,
        "receipt": tried.outcome.receipt,
        "retry_at": tried.retry_at,
    }


def _end(tried: Tried, *, parked: bool) -> dict[str, Any]:
    """What ``_END`` makes of the delivery, whose target was ``parked`` or not."""
    mine, outcome = tried.delivery, tried.outcome
    if outcome.result is Result.ACCEPTED:
        state = State.SENT
    elif tried.retry_at is None:
        state = State.DEAD
    else:
        state = State.PARKED if parked or outcome.result is Result.REFUSED_TARGET else State.PENDING
    accepted = state is State.SENT
    return {
        "number": mine.id,
        "is": state.value,
        "due": tried.retry_at if state in (State.PARKED, State.PENDING) else mine.next_attempt_at,
        "sent": tried.at if accepted else None,
        "with": outcome.receipt if accepted else mine.receipt,
        "why": "" if accepted else outcome.detail,
    }


def _settled(connection: Connection, tried: Tried, *, parked: bool) -> Ended:
    """What the attempt was to its target."""
    mine = tried.delivery
    target = Target(mine.receiver, mine.channel, mine.target)
    return settle(connection, target, tried.outcome, tried.at, tried.retry_at, parked=parked)


def _read(connection: Connection, chosen: Select[Any]) -> list[Delivery]:
    return [delivery_from_row(row) for row in connection.execute(chosen)]
