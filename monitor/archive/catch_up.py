"""What waited too long: it expires, and one message to its target names all of it when that takes messages again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from alerts.policy.ledger import Purpose
from monitor.archive import engine
from monitor.archive.columns import batches
from monitor.archive.rows import notification_from_dict, notification_to_dict
from monitor.archive.schema_alerts import delivery, notification, told, unsettled
from monitor.archive.targets import at
from monitor.archive.telling import Message, deliver
from monitor.domain.notification import Notification, State, Target
from monitor.ports import CatchUp

_mine = delivery.c


def expire(connection: Connection, now: datetime, catch_up: CatchUp) -> int:
    """End what is too old and not out; how many. A message that catches up is missed by nobody and only ends."""
    late = update(delivery).where(unsettled(delivery), _mine.state != "sending", _mine.expires_at <= now)
    rows = connection.execute(late.values(state=State.EXPIRED.value).returning(delivery)).all()
    told_too = _catching_up(connection, [row.notification_id for row in rows])
    missed: dict[Target, list[Row[Any]]] = {}
    for row in sorted(rows, key=lambda row: row.id):
        if row.notification_id not in told_too:
            missed.setdefault(Target(row.receiver, row.channel, row.target), []).append(row)
    for target, found in missed.items():
        _tell(connection, target, found, now, catch_up)
    return len(rows)


def _catching_up(connection: Connection, numbers: Sequence[int]) -> set[int]:
    """Those of the notifications that catch up themselves."""
    found: set[int] = set()
    for some in batches([str(number) for number in numbers]):
        chosen = select(notification.c.id).where(
            notification.c.id.in_(map(int, some)), notification.c.purpose == Purpose.CATCH_UP.value
        )
        found.update(connection.scalars(chosen))
    return found


def _tell(connection: Connection, target: Target, late: Sequence[Row[Any]], now: datetime, catch_up: CatchUp) -> None:
    """Name them in the target's next message that catches up; one that was tried is not changed any more."""
    waiting = (
        select(notification.c.id, notification.c.facts)
        .join(delivery, _mine.notification_id == notification.c.id)
        .where(*at(delivery, target), unsettled(delivery), _mine.state != "sending", _mine.attempts == 0)
        .where(notification.c.purpose == Purpose.CATCH_UP.value)
        .order_by(notification.c.id)
        .limit(1)
    )
    begun = connection.execute(waiting).one_or_none()
    before = notification_from_dict(begun.facts) if begun else None
    count = len(late) + (_named(connection, begun.id) if begun else 0)
    facts = catch_up(_facts(connection, late), before, count)
    number = begun.id if begun else _begin(connection, target, f"catch-up {late[0].key}", facts, now)
    values = {"facts": notification_to_dict(facts)}
    connection.execute(update(notification).where(notification.c.id == number).values(values))
    for some in batches([str(row.id) for row in late]):
        ids = list(map(int, some))
        connection.execute(update(delivery).where(_mine.id.in_(ids)).values(catch_up_id=number))
        _link(connection, ids, number)


def _named(connection: Connection, number: int) -> int:
    return connection.scalar(select(func.count()).where(_mine.catch_up_id == number)) or 0


def _facts(connection: Connection, late: Sequence[Row[Any]]) -> list[Notification]:
    found: dict[int, Notification] = {}
    for some in batches([str(row.notification_id) for row in late]):
        chosen = select(notification.c.id, notification.c.facts).where(notification.c.id.in_(map(int, some)))
        found |= {number: notification_from_dict(facts) for number, facts in connection.execute(chosen)}
    return [found[row.notification_id] for row in late]


def _begin(connection: Connection, target: Target, key: str, facts: Notification, now: datetime) -> int:
    values = {"receiver": target.receiver, "purpose": Purpose.CATCH_UP.value, "key": key, "at": now,
              "facts": notification_to_dict(facts)}  # fmt: skip
    number: int = connection.execute(insert(notification).returning(notification.c.id), values).scalar_one()
    deliver(connection, [Message(number, key, [target], facts, now)])
    return number


def _link(connection: Connection, deliveries: Sequence[int], number: int) -> None:
    """What the late messages told of, this one tells of."""
    from_late = (
        select(notification.c.id.label("n"), told.c.disposition_id)
        .select_from(delivery.join(told, told.c.notification_id == _mine.notification_id))
        .join(notification, notification.c.id == number)
        .where(_mine.id.in_(deliveries))
        .distinct()
    )
    written = engine.insert(connection, told).from_select(["notification_id", "disposition_id"], from_late)
    connection.execute(written.on_conflict_do_nothing())
