"""What has become of an article or an event since rules matched it: every step, every message, every delivery."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from sqlalchemy import ColumnElement, Connection, select

from alerts.policy.ledger import Group
from monitor.archive.engine import Database
from monitor.archive.ledger_rows import group_from_row
from monitor.archive.outbox import THREADED, attempts_of, with_thread
from monitor.archive.records import Event, Message, Sending, Step
from monitor.archive.schema import source_event, version
from monitor.archive.schema_alerts import (
    alert_group,
    delivery,
    disposition,
    disposition_step,
    notification,
    target_state,
    told,
)
from monitor.archive.targets import same_target
from monitor.domain.notification import Delivery
from monitor.errors import NotFound

Subject = str | int
"""An article's id, or an event's number."""

_WITH_VERSIONS = disposition.outerjoin(version, version.c.id == disposition.c.version_id)


class SqlWays:
    """Reads the tables of alerts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def steps(self, subject: Subject) -> list[Step]:
        """What became of each match of the article's versions, or of the event, step by step, in order."""
        table, step = disposition.c, disposition_step.c
        columns = (step.at, version.c.number, table.rule, table.receiver, table.route, step.kind, step.reason,
                   step.until)  # fmt: skip
        joined = disposition_step.join(_WITH_VERSIONS, table.id == step.disposition_id)
        chosen = select(*columns).select_from(joined).where(_about(subject)).order_by(step.id)
        with self._database.reading() as connection:
            return [Step(at, number or 0, *rest) for at, number, *rest in connection.execute(chosen)]

    def messages(self, subject: Subject) -> list[Message]:
        """Everything that told of the article or event, in order."""
        tells = select(told.c.notification_id).where(
            told.c.disposition_id.in_(select(disposition.c.id).select_from(_WITH_VERSIONS).where(_about(subject)))
        )
        chosen = select(notification).where(notification.c.id.in_(tells)).order_by(notification.c.id)
        with self._database.reading() as connection:
            rows = connection.execute(chosen).all()
            sent = _deliveries(connection, [row.id for row in rows])
            groups = _groups(connection, {row.group_id for row in rows if row.group_id})
        return [
            Message(row.id, row.at, row.receiver, row.purpose, row.facts.get("note", ""), row.facts.get("topic", ""),
                    groups.get(row.group_id), tuple(sent.get(row.id, ())))
            for row in rows
        ]  # fmt: skip

    def event(self, number: int) -> Event:
        """The event with this number. Raises NotFound."""
        with self._database.reading() as connection:
            row = connection.execute(select(source_event).where(source_event.c.id == number)).one_or_none()
        if row is None:
            raise NotFound(f"no event {number}")
        story, headline = row.facts.get("story", ""), row.facts.get("headline", "")
        about = row.rule or row.source_id
        return Event(row.id, about, row.kind, row.severity, row.reason, row.at, story, headline)

    def delivery(self, number: int) -> Sending:
        """All that is known of a delivery. Raises NotFound."""
        held = target_state.c
        chosen = THREADED.add_columns(held.parked_at, held.why, held.not_before)
        chosen = chosen.outerjoin(target_state, same_target(target_state, delivery)).where(delivery.c.id == number)
        with self._database.reading() as connection:
            row = connection.execute(chosen).one_or_none()
            if row is None:
                raise NotFound(f"no delivery {number}")
            return Sending(
                with_thread(row), row.notification_id, row.group_id or 0, row.story, row.expires_at,
                row.parked_at, row.why or "", row.not_before, row.catch_up_id,
                tuple(attempts_of(connection, number)),
            )  # fmt: skip


def _about(subject: Subject) -> ColumnElement[bool]:
    return version.c.article_id == subject if isinstance(subject, str) else disposition.c.event_id == subject


def _groups(connection: Connection, numbers: Collection[int]) -> dict[int, Group]:
    chosen = select(alert_group).where(alert_group.c.id.in_(numbers))
    return {row.id: group_from_row(row) for row in connection.execute(chosen)}


def _deliveries(connection: Connection, messages: Sequence[int]) -> dict[int, list[Delivery]]:
    """The deliveries of each of these messages, in order."""
    found: dict[int, list[Delivery]] = {}
    for row in connection.execute(THREADED.where(delivery.c.notification_id.in_(messages)).order_by(delivery.c.id)):
        found.setdefault(row.notification_id, []).append(with_thread(row))
    return found
