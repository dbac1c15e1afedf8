"""Rows of the alert tables to what the policy knows of them, and back."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from sqlalchemy import Row, select

from alerts.policy.ledger import EVENT, Group, Item, Kind
from alerts.policy.matchers import Matcher
from alerts.policy.silences import Silence
from monitor.archive.columns import digest
from monitor.archive.schema import version
from monitor.archive.schema_alerts import disposition

ITEMS = select(disposition, version.c.article_id, version.c.number).outerjoin(
    version, version.c.id == disposition.c.version_id
)
_GROUP = [field.name for field in fields(Group)]


def about_of(row: Row[Any]) -> tuple[str, int]:
    """The version or event that a row of ``ITEMS`` is about."""
    return (EVENT, row.event_id) if row.version_id is None else (row.article_id, row.number)


def item_from_row(row: Row[Any]) -> Item:
    """A row of ``ITEMS``."""
    return Item(
        id=row.id,
        rule=row.rule,
        receiver=row.receiver,
        route=row.route,
        labels=row.labels,
        at=row.at,
        about=about_of(row),
        kind=Kind(row.kind),
        group=row.group_id or 0,
        until=row.until,
        reason=row.reason,
    )


def group_from_row(row: Row[Any]) -> Group:
    """A row of ``alert_group``."""
    return Group(**{name: getattr(row, name) for name in _GROUP})


def group_to_values(group: Group) -> dict[str, Any]:
    """What is written of a group: everything but its number."""
    values = {name: getattr(group, name) for name in _GROUP if name != "id"}
    return values | {"key_digest": group_digest(group.receiver, group.route, group.key)}


def group_digest(receiver: str, route: str, key: str) -> str:
    """What a group is found by."""
    return digest("\n".join((receiver, route, key)))


def silence_from_row(row: Row[Any]) -> Silence:
    """A row of ``silence``."""
    matchers = tuple(Matcher.parse(text) for text in row.matchers)
    return Silence(row.id, matchers, row.author, row.reason, row.starts, row.ends)
