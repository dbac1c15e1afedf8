"""What the policy wants told, written: the notification with its facts, what it tells, and a delivery per target."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, Connection, Row, Select, bindparam, func, insert, select

from alerts.policy.backoff import life
from alerts.policy.ledger import EVENT, Item, Telling
from monitor.archive import engine
from monitor.archive.columns import batches
from monitor.archive.rows import match_from_row, notification_from_dict, notification_to_dict, version_from_row
from monitor.archive.schema import article, rule_match, source_event, version
from monitor.archive.schema_alerts import delivery, disposition, notification, target_state, told
from monitor.domain.notification import Notification, State, Target
from monitor.ports import Compose, Told

_ABOUT: BindParameter[list[int]] = bindparam("items", expanding=True)
_item = disposition.c
_of_items = select(_item.version_id).where(_item.id.in_(_ABOUT))
_VERSIONS = (
    select(version, article.c.source_id, article.c.day)
    .join(article, article.c.id == version.c.article_id)
    .where(version.c.id.in_(_of_items))
)
_before = version.alias("before")
_EARLIER = (
    select(_before, article.c.source_id, article.c.day)
    .join(version, (_before.c.article_id == version.c.article_id) & (_before.c.number == version.c.number - 1))
    .join(article, article.c.id == version.c.article_id)
    .where(version.c.id.in_(_of_items))
)
_MATCHES = (
    select(_item.id.label("item_id"), rule_match)
    .join(rule_match, (rule_match.c.version_id == _item.version_id) & (rule_match.c.rule == _item.rule))
    .where(_item.id.in_(_ABOUT))
)
_EVENTS = select(source_event.c.id, source_event.c.facts).where(
    source_event.c.id.in_(select(_item.event_id).where(_item.id.in_(_ABOUT)))
)
_first = select(func.min(notification.c.id)).where(notification.c.group_id.in_(bindparam("groups", expanding=True)))
_FIRST = select(notification.c.group_id, notification.c.facts).where(
    notification.c.id.in_(_first.group_by(notification.c.group_id))
)
_KNOWN = select(notification.c.key).where(notification.c.key.in_(bindparam("keys", expanding=True)))
_NOTIFY = insert(notification).returning(notification.c.id, sort_by_parameter_order=True)
_TARGETS = select(target_state).where(target_state.c.receiver.in_(bindparam("receivers", expanding=True)))


@dataclass(frozen=True, slots=True)
class Message:
    """A notification that was written, on its way to targets; ``story`` and ``group`` are its lane and thread."""

    notification_id: int
    key: str
    targets: Collection[Target]
    facts: Notification
    at: datetime
    story: str = ""
    group: int = 0


def delivery_key(telling_key: str, target: Target) -> str:
    """40 hex digits that name what is told to whom: the same at every try, and after every restart."""
    facts = json.dumps([telling_key, target.receiver, target.channel, target.target])
    return hashlib.sha256(facts.encode()).hexdigest()[:40]


class Teller:
    """Writes tellings: ``compose`` makes their facts, ``targets`` are those of each receiver."""

    def __init__(self, compose: Compose, targets: Mapping[str, Collection[Target]]) -> None:
        self._compose, self._targets = compose, targets

    def tell(self, connection: Connection, tellings: Sequence[Telling]) -> None:
        """Write notifications with a delivery for each target of their receivers; nothing where a key is known."""
        by_key: dict[str, Telling] = {}
        for telling in tellings:
            by_key.setdefault(telling.key, telling)
        known = {row.key for row in _rows(connection, _KNOWN, "keys", list(by_key))}
        new = [telling for key, telling in by_key.items() if key not in known]
        if not new:
            return
        facts = self._composed(connection, new)
        rows = [
            {"group_id": one.group or None, "receiver": one.receiver, "purpose": one.purpose.value, "key": one.key,
             "at": one.at, "facts": notification_to_dict(fact)}
            for one, fact in zip(new, facts, strict=True)
        ]  # fmt: skip
        numbers = list(connection.scalars(_NOTIFY, rows))
        links = [
            {"notification_id": number, "disposition_id": item.id}
            for number, one in zip(numbers, new, strict=True)
            for item in one.items
        ]
        if links:
            connection.execute(insert(told), links)
        messages = [
            Message(number, one.key, self._targets.get(one.receiver, ()), fact, one.at, one.story, one.group)
            for number, one, fact in zip(numbers, new, facts, strict=True)
        ]
        deliver(connection, messages)

    def _composed(self, connection: Connection, tellings: Sequence[Telling]) -> list[Notification]:
        """The facts of each; a thread's subject is that of its first message, which may be among these."""
        told_of = told_by(connection, [item for telling in tellings for item in telling.items])
        topics = _topics(connection, {telling.group for telling in tellings if telling.group})
        composed = []
        for telling in tellings:
            told = [told_of[item.id] for item in telling.items]
            facts = self._compose(telling, told, topics.get(telling.group, ""))
            if telling.group:
                topics.setdefault(telling.group, facts.topic)
            composed.append(facts)
        return composed


def deliver(connection: Connection, messages: Sequence[Message]) -> None:
    """Write a delivery for each target of each message, due at once; one for a parked target is parked."""
    # A target that is named twice is told once.
    wanted = [(message, target) for message in messages for target in dict.fromkeys(message.targets)]
    if not wanted:
        return
    parked = _parked(connection, dict.fromkeys(target for _, target in wanted))
    rows = [
        {"notification_id": one.notification_id, "key": delivery_key(one.key, target), **_names(target),
         "story": one.story, "group_id": one.group or None, "state": _state(target in parked), "attempts": 0,
         "created_at": one.at, "next_attempt_at": one.at, "expires_at": one.at + life(one.facts), "lease_token": "",
         "last_error": "", "receipt": ""}
        for one, target in wanted
    ]  # fmt: skip
    connection.execute(insert(delivery), rows)


def _names(target: Target) -> dict[str, str]:
    return {"receiver": target.receiver, "channel": target.channel, "target": target.target}


def _state(parked: bool) -> str:
    return State.PARKED.value if parked else State.PENDING.value


def _parked(connection: Connection, targets: Collection[Target]) -> set[Target]:
    """Those that are parked; targets that are new get their rows."""
    receivers = list({target.receiver for target in targets})
    known = {
        Target(row.receiver, row.channel, row.target): row.parked_at
        for row in _rows(connection, _TARGETS, "receivers", receivers)
    }
    if new := [{**_names(target), "why": ""} for target in targets if target not in known]:
        connection.execute(engine.insert(connection, target_state).on_conflict_do_nothing(), new)
    return {target for target, parked_at in known.items() if parked_at is not None}


def _topics(connection: Connection, groups: Collection[int]) -> dict[int, str]:
    """The subject of each group that was told before: that of its first message."""
    rows = _rows(connection, _FIRST, "groups", list(groups))
    return {row.group_id: row.facts["topic"] for row in rows}


def told_by(connection: Connection, items: Sequence[Item]) -> dict[int, Told]:
    """What is known of each item, by its number. What several of them are about is read once."""
    about_event = [item.id for item in items if item.about[0] == EVENT]
    about_article = [item.id for item in items if item.about[0] != EVENT]
    edits = [item.id for item in items if item.is_edit]
    versions = {
        (row.article_id, row.number): version_from_row(row)
        for row in _rows(connection, _VERSIONS, "items", about_article)
    }
    earlier = {
        (row.article_id, row.number + 1): version_from_row(row) for row in _rows(connection, _EARLIER, "items", edits)
    }
    matches = {row.item_id: match_from_row(row) for row in _rows(connection, _MATCHES, "items", about_article)}
    events = {
        (EVENT, row.id): notification_from_dict(row.facts) for row in _rows(connection, _EVENTS, "items", about_event)
    }
    return {
        item.id: Told(item, versions.get(item.about), matches.get(item.id), events.get(item.about),
                      earlier.get(item.about))
        for item in items
    }  # fmt: skip


def _rows(connection: Connection, chosen: Select[Any], name: str, values: Sequence[Any]) -> Iterator[Row[Any]]:
    """Rows of a statement whose parameter ``name`` is a list of any length."""
    for some in batches(values):
        yield from connection.execute(chosen, {name: some})
