"""What follows from a version, written with it: matches, dispositions, notifications and a delivery per target."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime

from sqlalchemy import Connection, insert

from monitor.archive import engine
from monitor.archive.rows import hits_to_list, notification_to_dict
from monitor.archive.schema import delivery, disposition, notification, rule_match
from monitor.domain.article import Version
from monitor.domain.match import Match
from monitor.domain.notification import Disposition, Notification, Target
from monitor.ports import Consequences


def delivery_key(article_id: str, number: int, receiver: str, channel: str, target: str) -> str:
    """40 hex digits that name what is told to whom: the same at every try, and after every restart."""
    facts = json.dumps([article_id, number, receiver, channel, target])
    return hashlib.sha256(facts.encode()).hexdigest()[:40]


def record(
    connection: Connection, version_id: int, version: Version, consequences: Consequences, now: datetime
) -> None:
    """Write all that follows from the version; its deliveries are due at once."""
    if matches := [_match(version_id, match) for match in consequences.matches]:
        connection.execute(insert(rule_match), matches)
    if dispositions := [_disposition(version_id, item) for item in consequences.dispositions]:
        connection.execute(insert(disposition), dispositions)
    for told, targets in consequences.notifications:
        about = (version.article_id, version.number)
        notify(connection, {"version_id": version_id}, about, told, targets, now)


def _match(version_id: int, match: Match) -> dict[str, object]:
    rule = match.rule
    return {
        "version_id": version_id,
        "rule": rule.name,
        "query": rule.query,
        "description": rule.description,
        "labels": rule.labels,
        "hits": hits_to_list(match.hits),
    }


def _disposition(version_id: int, item: Disposition) -> dict[str, object]:
    names = {"rule": item.rule, "receiver": item.receiver, "kind": item.kind, "reason": item.reason}
    return {"version_id": version_id, **names}


def notify(
    connection: Connection, owner: dict[str, int], about: tuple[str, int], told: Notification,
    targets: tuple[Target, ...], now: datetime,
) -> None:  # fmt: skip
    """Write a notification of the row that ``owner`` names, and a delivery for each target, due at once.

    ``about`` is what is told of, for the deliveries' keys: an article's id and version, or ``event`` and its number.
    """
    facts = {**owner, "facts": notification_to_dict(told)}
    notification_id = connection.execute(insert(notification).returning(notification.c.id), facts).scalar_one()
    for target in targets:
        names = {"receiver": target.receiver, "channel": target.channel, "target": target.target}
        # A target that is named twice is told once: that is what the key is for.
        connection.execute(
            engine.insert(connection, delivery).on_conflict_do_nothing(index_elements=["key"]),
            {
                "notification_id": notification_id,
                "key": delivery_key(*about, target.receiver, target.channel, target.target),
                **names,
                "state": "pending",
                "attempts": 0,
                "created_at": now,
                "next_attempt_at": now,
                "lease_token": "",
                "last_error": "",
                "receipt": "",
            },
        )
