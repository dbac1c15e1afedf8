"""What follows from a version or an event, written with it: matches, what became of them, what is owed to whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import Connection, insert, literal, select

from alerts.policy.ledger import Kind, Owed
from monitor.archive.rows import hits_to_list
from monitor.archive.schema import rule_match
from monitor.archive.schema_alerts import disposition, disposition_step
from monitor.archive.volume_past import keep_sightings
from monitor.domain.match import Match
from monitor.domain.notification import Disposition
from monitor.ports import Consequences


def record(connection: Connection, version_id: int, consequences: Consequences, now: datetime) -> None:
    """Write all that follows from the version."""
    if matches := [_match(version_id, match) for match in consequences.matches]:
        connection.execute(insert(rule_match), matches)
    owe(connection, {"version_id": version_id}, consequences.dispositions, consequences.owed, now)
    keep_sightings(connection, consequences.sightings)


def owe(
    connection: Connection, owner: Mapping[str, int], final: Iterable[Disposition], owed: Iterable[Owed], now: datetime
) -> None:
    """Write what became of the matches of a new row, which ``owner`` names, each with its first step."""
    rows = [
        *(_row(one.rule, one.receiver, kind=one.kind, reason=one.reason) for one in final),
        *(_row(one.rule, one.receiver, route=one.route, labels=dict(one.labels), open=True) for one in owed),
    ]
    if not rows:
        return
    connection.execute(insert(disposition), [{**row, **owner, "at": now} for row in rows])
    table, mine = disposition.c, [disposition.c[column] == number for column, number in owner.items()]
    steps = select(table.id, literal(now, table.at.type), table.kind, table.reason).where(*mine).order_by(table.id)
    connection.execute(insert(disposition_step).from_select(["disposition_id", "at", "kind", "reason"], steps))


def _row(rule: str, receiver: str, **more: object) -> dict[str, object]:
    none = {"route": "", "labels": {}, "kind": Kind.WAITING.value, "reason": "", "open": False}
    return {**none, "rule": rule, "receiver": receiver, **more}


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
