"""Groups: which matches become one thread of messages, when its next message is due, and what kind of message it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from alerts.policy.ledger import Group, GroupName, Item, Purpose
from alerts.policy.routes import ALL_LABELS, Resolved
from alerts.policy.severity import highest, rank


def group_key(route: Resolved, item: Item) -> str:
    """The labels that the route groups by, as JSON with sorted keys; a label that is not there is empty."""
    names = item.labels.keys() if ALL_LABELS in route.group_by else route.group_by
    return json.dumps({name: item.labels.get(name, "") for name in sorted(set(names))}, ensure_ascii=False)


def gathered(
    items: Sequence[Item], route_of: Callable[[Item], Resolved], newest: Mapping[GroupName, Group]
) -> list[tuple[Group, list[Item]]]:
    """The items by the groups that they belong to; ``newest`` has the groups that are there, by name. Groups are in
    order of their first items, new ones have the number 0."""
    full: list[tuple[Group, list[Item]]] = []
    found: dict[GroupName, tuple[Group, list[Item]]] = {}
    for item in items:
        route = route_of(item)
        name = name_of(route, item)
        group, members = found.get(name, (newest.get(name), []))
        if group is not None and not takes(group, item, route):
            full += [(group, members)] if members else []
            group, members = None, []
        members.append(item)
        found[name] = joined(group, item, route, name[2]), members
    return sorted((*full, *found.values()), key=lambda one: one[1][0].id)


def name_of(route: Resolved, item: Item) -> GroupName:
    """The name of the item's group."""
    return item.receiver, item.route, group_key(route, item)


def takes(group: Group, item: Item, route: Resolved) -> bool:
    """Whether the group takes the item: its last one came no longer than ``group_ttl`` before."""
    return item.at - group.last_at <= route.group_ttl


def joined(group: Group | None, item: Item, route: Resolved, key: str) -> Group:
    """The group that the item belongs to, with its next message due: this one, or a new one with number 0.

    The first message waits ``group_wait`` from the first item on, each further one until ``group_interval`` after the
    last message, but nothing waits that is more severe than what was told.
    """
    if group is None or not takes(group, item, route):
        due = item.at + route.group_wait
        return Group(0, item.receiver, item.route, key, item.story, item.at, item.at, due)
    return replace(group, last_at=max(group.last_at, item.at), due_at=_due(group, item, route))


def _due(group: Group, item: Item, route: Resolved) -> datetime:
    if group.told and rank(item.severity) > rank(group.severity):
        due = item.at
    elif group.flushed_at is not None:
        due = max(item.at, group.flushed_at + route.group_interval)
    else:
        due = item.at + route.group_wait
    return due if group.due_at is None else min(due, group.due_at)


def purpose_of(group: Group, items: Sequence[Item]) -> Purpose:
    """What the group's next message is, with these items in it."""
    if not group.told:
        return Purpose.ROOT
    if rank(highest(item.severity for item in items)) > rank(group.severity):
        return Purpose.RISE
    if all(item.labels.get("kind") == "withdrawal" for item in items):
        return Purpose.WITHDRAWAL
    if all(item.story == group.story and item.is_edit for item in items):
        return Purpose.EDIT
    return Purpose.UPDATE


def told(group: Group, items: Sequence[Item], now: datetime) -> Group:
    """The group after a message with these items."""
    return replace(
        group,
        told=group.told + 1,
        flushed_at=now,
        severity=highest((group.severity, *(item.severity for item in items))),
    )
