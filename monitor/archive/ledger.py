"""One turn of the alert policy on the archive (the protocol ``Ledger``); all of it is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, bindparam, func, insert, select, update

from alerts.policy.ledger import OPEN, Acknowledgement, Change, Digest, Group, GroupName, Item, Kind, Seen, Telling
from alerts.policy.silences import Silence
from monitor.archive import engine
from monitor.archive.ledger_rows import (
    ITEMS,
    about_of,
    group_digest,
    group_from_row,
    group_to_values,
    item_from_row,
    silence_from_row,
)
from monitor.archive.schema_alerts import (
    acknowledgement,
    alert_group,
    digest,
    disposition,
    disposition_step,
    notification,
    silence,
)
from monitor.archive.telling import Teller
from monitor.domain.notification import AtOnce

_item, _group = disposition.c, alert_group.c
# Built once: building a statement costs more than executing it, and a turn is taken every second.
_ARRIVED = (
    ITEMS.where(_item.open, _item.group_id.is_(None), _item.kind == Kind.WAITING.value)
    .order_by(_item.id)
    .limit(bindparam("limit"))
)
_WAITING = ITEMS.where(
    _item.open, _item.group_id.in_(bindparam("groups", expanding=True)), _item.kind == Kind.WAITING.value
).order_by(_item.id)  # fmt: skip
_TOLD = ITEMS.where(
    _item.group_id == bindparam("group"), _item.kind.in_((Kind.NOTIFIED.value, Kind.DIGESTED.value))
).order_by(_item.id)  # fmt: skip
_HELD = ITEMS.where(_item.open, _item.kind.in_(bindparam("kinds", expanding=True))).order_by(_item.id)
_HELD_UNTIL = _HELD.where(_item.until <= bindparam("due"))
_newest = select(func.max(_group.id)).where(_group.key_digest.in_(bindparam("digests", expanding=True)))
_NEWEST = select(alert_group).where(_group.id.in_(_newest.group_by(_group.key_digest)))
_meant = (_item.receiver != "", _item.kind != AtOnce.AGED_OUT)
_SEEN = ITEMS.where(_item.at >= bindparam("since"), *_meant).order_by(_item.id)
_TOLD_AT = (
    select(notification.c.at)
    .where(notification.c.receiver == bindparam("receiver"), notification.c.at > bindparam("since"))
    .order_by(notification.c.at)
)
_SILENCES = (
    select(silence)
    .where(silence.c.starts <= bindparam("now"), silence.c.ends > bindparam("now"))
    .order_by(silence.c.id)
)
_ACKNOWLEDGED = (
    select(acknowledgement)
    .where(acknowledgement.c.story == bindparam("story"))
    .order_by(acknowledgement.c.id.desc())
    .limit(1)
)
_mine = update(disposition).where(_item.id == bindparam("number"))
_PLACE = _mine.values(group_id=bindparam("group"))
_CHANGE = _mine.values(
    kind=bindparam("is"), reason=bindparam("for"), until=bindparam("to"), open=bindparam("on"),
    silence_id=bindparam("by"),
)  # fmt: skip
_SAVE = update(alert_group).where(_group.id == bindparam("number"))
_OPEN = insert(alert_group).returning(_group.id, sort_by_parameter_order=True)
MOST = 200
"""So many messages are written together at most: what they tell is in memory until then."""


class SqlLedger:
    """The alert tables within the transaction of ``connection``; ``teller`` writes what is told.

    What becomes of items, and what is told, is written together: before something is read that depends on it, and by
    ``write`` at the end of the turn. One by one, this was half of what a delivery costs.
    """

    def __init__(self, connection: Connection, teller: Teller) -> None:
        self._connection, self._teller = connection, teller
        self._changes: list[tuple[Change, datetime]] = []
        self._tellings: list[Telling] = []

    def arrived(self, limit: int) -> list[Item]:
        """Open items that have no group yet."""
        return self._items(_ARRIVED, limit=limit)

    def newest(self, names: Collection[GroupName]) -> dict[GroupName, Group]:
        """The newest group of each name, where there is one."""
        by_digest = {group_digest(*name): name for name in names}
        rows = self._connection.execute(_NEWEST, {"digests": list(by_digest)})
        return {by_digest[row.key_digest]: group_from_row(row) for row in rows}

    def save(self, groups: Sequence[Group]) -> list[Group]:
        """Write groups; those whose number is 0 are new and get their numbers, in this order."""
        known = [{"number": group.id, **group_to_values(group)} for group in groups if group.id]
        new = [group_to_values(group) for group in groups if not group.id]
        if known:
            self._connection.execute(_SAVE, known)
        numbers = iter(self._connection.scalars(_OPEN, new) if new else ())
        return [group if group.id else replace(group, id=next(numbers)) for group in groups]

    def place(self, placed: Sequence[tuple[Item, Group]]) -> None:
        """Each item belongs to its group from now on."""
        self._connection.execute(_PLACE, [{"number": item.id, "group": group.id} for item, group in placed])

    def due_groups(self, now: datetime, limit: int) -> list[Group]:
        """Groups whose ``due_at`` has come."""
        return self._groups(_group.due_at <= now, limit)

    def escalating(self, now: datetime) -> list[Group]:
        """Groups whose ``escalate_at`` has come."""
        return self._groups(_group.escalate_at <= now, None)

    def waiting(self, groups: Sequence[Group]) -> dict[int, list[Item]]:
        """The items that wait for the next message of each group, by its number."""
        found: dict[int, list[Item]] = {}
        for item in self._items(_WAITING, groups=[group.id for group in groups]):
            found.setdefault(item.group, []).append(item)
        return found

    def told(self, group: Group) -> list[Item]:
        """The group's items that were told (notified or digested)."""
        return self._items(_TOLD, group=group.id)

    def held(self, kinds: Collection[Kind], due: datetime | None = None) -> list[Item]:
        """Open items of these kinds of all receivers; with ``due`` only those whose time has come."""
        wanted = [kind.value for kind in kinds]
        return self._items(_HELD, kinds=wanted) if due is None else self._items(_HELD_UNTIL, kinds=wanted, due=due)

    def change(self, changes: Sequence[Change], now: datetime) -> None:
        """Write what becomes of items, each a step of the item's history."""
        self._changes += [(change, now) for change in changes]

    def tell(self, telling: Telling) -> None:
        """Write the notification with a delivery for each target of its receiver; nothing where its key is known."""
        self._tellings.append(telling)
        if len(self._tellings) >= MOST:
            self.write()

    def write(self) -> None:
        """Write what was put off."""
        changes, self._changes = self._changes, []
        tellings, self._tellings = self._tellings, []
        if changes:
            became = [
                {"number": one.item.id, "is": one.kind.value, "for": one.reason, "to": one.until,
                 "on": one.kind in OPEN, "by": one.silence or None}
                for one, _ in changes
            ]  # fmt: skip
            steps = [
                {"disposition_id": one.item.id, "at": at, "kind": one.kind.value, "reason": one.reason,
                 "until": one.until}
                for one, at in changes
            ]  # fmt: skip
            self._connection.execute(_CHANGE, became)
            self._connection.execute(insert(disposition_step), steps)
        if tellings:
            self._teller.tell(self._connection, tellings)

    def told_at(self, receiver: str, since: datetime) -> list[datetime]:
        """When the receiver was told something after ``since``, oldest first."""
        self.write()
        return list(self._connection.scalars(_TOLD_AT, {"receiver": receiver, "since": since}))

    def seen(self, since: datetime) -> list[Seen]:
        """Matches and events since then that were meant for somebody, each once."""
        return seen(self._connection, since)

    def silences(self, now: datetime) -> list[Silence]:
        """Silences that are active."""
        return [silence_from_row(row) for row in self._connection.execute(_SILENCES, {"now": now})]

    def acknowledged(self, story: str) -> Acknowledgement | None:
        """The newest acknowledgement of the story."""
        row = self._connection.execute(_ACKNOWLEDGED, {"story": story}).one_or_none()
        return None if row is None else Acknowledgement(row.story, row.author, row.at, row.note)

    def digests(self) -> Mapping[str, Digest]:
        """What is remembered of digests, by receiver."""
        rows = self._connection.execute(select(digest).order_by(digest.c.receiver))
        return {row.receiver: Digest(row.receiver, row.last_at) for row in rows}

    def digested(self, digest_: Digest) -> None:
        """Remember when a receiver's digest was sent, or passed empty."""
        written = engine.insert(self._connection, digest).values(receiver=digest_.receiver, last_at=digest_.last_at)
        self._connection.execute(
            written.on_conflict_do_update(index_elements=["receiver"], set_={"last_at": digest_.last_at})
        )

    def _items(self, chosen: Select[Any], **values: object) -> list[Item]:
        self.write()
        return [item_from_row(row) for row in self._connection.execute(chosen, values)]

    def _groups(self, condition: ColumnElement[bool], limit: int | None) -> list[Group]:
        chosen = select(alert_group).where(condition).order_by(_group.id).limit(limit)
        return [group_from_row(row) for row in self._connection.execute(chosen)]


def seen(connection: Connection, since: datetime) -> list[Seen]:
    """Matches and events since then that were meant for somebody, each once, oldest first."""
    found = {
        (row.rule, about_of(row)): Seen(row.rule, row.labels, row.at, about_of(row))
        for row in connection.execute(_SEEN, {"since": since})
    }
    return list(found.values())
