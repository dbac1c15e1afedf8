"""The state of targets: which delivery is next at each, what holds them, when they are parked and free again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    or_,
    select,
    tuple_,
    update,
)

from monitor.archive.schema_alerts import delivery, target_state, unsettled
from monitor.domain.notification import Outcome, Result, Target
from monitor.ports import Ended, Targets

_state = target_state.c


def at(table: FromClause, target: Target) -> tuple[ColumnElement[bool], ...]:
    """The rows of one target."""
    return table.c.receiver == target.receiver, table.c.channel == target.channel, table.c.target == target.target


def same_target(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Rows of two tables that are about the same target."""
    return and_(one.c.receiver == other.c.receiver, one.c.channel == other.c.channel, one.c.target == other.c.target)


def next_deliveries(connection: Connection, now: datetime, limit: int, targets: Targets) -> Sequence[int]:
    """Ids of the deliveries that go out now: of each free target the oldest that is due, the oldest first."""
    names: dict[str, Any] = {}
    if targets.only is not None:
        names["only"] = [_name(one) for one in targets.only]
    if targets.but:
        names["but"] = [_name(one) for one in targets.but]
    return connection.scalars(_NEXT[frozenset(names)], {"now": now, "limit": limit, **names}).all()


def _name(target: Target) -> tuple[str, str, str]:
    return target.receiver, target.channel, target.target


def _next(named: Collection[str]) -> Select[Any]:
    """The statement of ``next_deliveries`` with these parameters that name targets."""
    now: BindParameter[datetime] = bindparam("now")
    row, older, out = delivery.alias("row"), delivery.alias("older"), delivery.alias("out")
    before = select(older.c.id).where(
        same_target(older, row), older.c.story == row.c.story, older.c.id < row.c.id, unsettled(older)
    )
    due = or_(and_(row.c.state == "pending", row.c.next_attempt_at <= now), row.c.state == "parked")
    first = (
        select(row.c.id)
        .where(same_target(row, target_state), unsettled(row), due, ~before.exists())
        .order_by(row.c.id)
        .limit(1)
        .correlate(target_state)
        .scalar_subquery()
    )
    is_out = select(out.c.id).where(same_target(out, target_state), unsettled(out), out.c.state == "sending").exists()
    free_ = or_(_state.not_before.is_(None), _state.not_before <= now)
    names = tuple_(_state.receiver, _state.channel, _state.target)
    meant = [names.in_(bindparam("only", expanding=True))] if "only" in named else []
    meant += [names.not_in(bindparam("but", expanding=True))] if "but" in named else []
    found = select(first.label("id")).where(free_, ~is_out, *meant).subquery()
    return select(found.c.id).where(found.c.id.is_not(None)).order_by(found.c.id).limit(bindparam("limit"))


# Built once: building it costs more than executing it.
_NEXT = {
    named: _next(named) for named in map(frozenset, ((), ("only",), ("but",), ("only", "but")))
}  # fmt: skip


def settle(
    connection: Connection, target: Target, outcome: Outcome, now: datetime, retry_at: datetime | None, *, parked: bool
) -> Ended:
    """What an attempt's end means for its target, which was ``parked`` or not."""
    change = update(target_state).where(*at(target_state, target))
    if outcome.result is Result.REFUSED_TARGET:
        since = {} if parked else {"parked_at": now}
        connection.execute(change.values(not_before=retry_at, why=outcome.detail, **since))
        waiting = update(delivery).where(*at(delivery, target), delivery.c.state.in_(("pending", "parked")))
        connection.execute(waiting.values(state="parked", next_attempt_at=retry_at))
        return Ended.RECORDED if parked else Ended.PARKED
    if outcome.result in (Result.ACCEPTED, Result.REFUSED_MESSAGE):
        if parked:
            free(connection, now, *at(target_state, target))
            return Ended.RELEASED
    elif parked or outcome.retry_after is not None:
        asked = now + timedelta(seconds=outcome.retry_after or 0)
        connection.execute(change.values(not_before=max(asked, retry_at or asked) if parked else asked))
    return Ended.RECORDED


def free(connection: Connection, now: datetime, *which: ColumnElement[bool]) -> int:
    """Let these targets be asked now, and make due what is parked for them; how many deliveries that are."""
    change = update(target_state).where(*which).values(parked_at=None, not_before=None, why="")
    names = (_state.receiver, _state.channel, _state.target)
    freed = [tuple(row) for row in connection.execute(change.returning(*names))]
    if not freed:
        return 0
    mine = tuple_(delivery.c.receiver, delivery.c.channel, delivery.c.target)
    waiting = update(delivery).where(mine.in_(freed), unsettled(delivery), delivery.c.state == "parked")
    return connection.execute(waiting.values(state="pending", next_attempt_at=now)).rowcount


def give_back(connection: Connection, which: ColumnElement[bool]) -> int:
    """End leases; how many. What was a probe of a parked target waits there again with the others."""
    leased = update(delivery).where(unsettled(delivery), delivery.c.state == "sending", which)
    return connection.execute(leased.values(state="pending", lease_until=None, lease_token="")).rowcount
