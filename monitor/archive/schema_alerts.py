"""The tables of alerts: what is owed to whom, what became of it, what was told, and every attempt to deliver it.

The rest of the schema is in schema.py; docs/archive.md draws both.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ColumnElement,
    Float,
    ForeignKey,
    FromClause,
    Index,
    Integer,
    String,
    Table,
    literal_column,
    text,
)

from monitor.archive.columns import ID, CleanText, Json, Time, metadata

alert_group = Table(
    "alert_group",
    metadata,
    Column("id", ID, primary_key=True),
    Column("receiver", CleanText, nullable=False),
    Column("route", CleanText, nullable=False),
    Column("key", CleanText, nullable=False),  # the labels that it is grouped by, as JSON
    Column("key_digest", String(32), nullable=False),  # of receiver, route and key
    Column("story", CleanText, nullable=False),
    Column("opened_at", Time, nullable=False),
    Column("last_at", Time, nullable=False),
    Column("due_at", Time),
    Column("flushed_at", Time),
    Column("severity", CleanText, nullable=False),
    Column("told", Integer, nullable=False),
    Column("escalation", CleanText, nullable=False),
    Column("step", Integer, nullable=False),
    Column("escalate_at", Time),
    Column("over", CleanText, nullable=False),
    Index("ix_alert_group_key_digest_id", "key_digest", "id"),
    sqlite_autoincrement=True,
)
for _time in (alert_group.c.due_at, alert_group.c.escalate_at):
    Index(f"ix_alert_group_{_time.name}", _time, sqlite_where=_time.is_not(None), postgresql_where=_time.is_not(None))

disposition = Table(
    "disposition",
    metadata,
    Column("id", ID, primary_key=True),  # in order of arrival
    Column("version_id", ForeignKey("version.id", ondelete="CASCADE"), index=True),
    Column("event_id", ForeignKey("source_event.id", ondelete="CASCADE"), index=True),
    Column("rule", CleanText, nullable=False),
    Column("receiver", CleanText, nullable=False),
    Column("route", CleanText, nullable=False),
    Column("labels", Json, nullable=False),
    Column("at", Time, nullable=False, index=True),  # when it arrived
    Column("kind", CleanText, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("until", Time),
    Column("open", Boolean, nullable=False),  # whether the policy will look at it again
    Column("group_id", ForeignKey("alert_group.id")),
    Column("silence_id", ForeignKey("silence.id"), index=True),  # that muted it
    CheckConstraint("(version_id IS NULL) <> (event_id IS NULL)", name="about"),
    sqlite_autoincrement=True,
)
for _name, _columns in (("open", ("group_id", "kind", "id")), ("until", ("until",))):
    Index(
        f"ix_disposition_{_name}",
        *(disposition.c[column] for column in _columns),
        sqlite_where=text("open = 1"),  # as a query says it
        postgresql_where=disposition.c.open,
    )
Index("ix_disposition_group_id", disposition.c.group_id)

disposition_step = Table(
    "disposition_step",
    metadata,
    Column("id", ID, primary_key=True),
    Column("disposition_id", ForeignKey("disposition.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("at", Time, nullable=False),
    Column("kind", CleanText, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("until", Time),
)

silence = Table(
    "silence",
    metadata,
    Column("id", ID, primary_key=True),
    Column("matchers", Json, nullable=False),  # as they are written: severity="low"
    Column("author", CleanText, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("starts", Time, nullable=False),
    Column("ends", Time, nullable=False, index=True),
    Column("told", String(5), nullable=False),  # how far: nothing, made or ended
    CheckConstraint("told IN ('', 'made', 'ended')", name="told"),
    sqlite_autoincrement=True,
)

acknowledgement = Table(
    "acknowledgement",
    metadata,
    Column("id", ID, primary_key=True),
    Column("story", CleanText, nullable=False, index=True),
    Column("author", CleanText, nullable=False),
    Column("at", Time, nullable=False),
    Column("note", CleanText, nullable=False),
)

digest = Table(
    "digest",
    metadata,
    Column("receiver", CleanText, primary_key=True),
    Column("last_at", Time, nullable=False),
)

notification = Table(
    "notification",
    metadata,
    Column("id", ID, primary_key=True),
    Column("group_id", ForeignKey("alert_group.id"), index=True),
    Column("receiver", CleanText, nullable=False),
    Column("purpose", CleanText, nullable=False),
    Column("key", CleanText, nullable=False, unique=True),
    Column("at", Time, nullable=False),
    Column("facts", Json, nullable=False),
    Index("ix_notification_receiver_at", "receiver", "at"),
)

told = Table(
    "told",
    metadata,
    Column("notification_id", ForeignKey("notification.id", ondelete="CASCADE"), primary_key=True),
    Column("disposition_id", ForeignKey("disposition.id", ondelete="CASCADE"), primary_key=True, index=True),
)

delivery = Table(
    "delivery",
    metadata,
    Column("id", ID, primary_key=True),  # in order of creation
    Column("notification_id", ForeignKey("notification.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("key", String(40), nullable=False, unique=True),
    Column("receiver", CleanText, nullable=False),
    Column("channel", CleanText, nullable=False),
    Column("target", CleanText, nullable=False),
    Column("story", CleanText, nullable=False),  # with the target, the lane: one after the other
    Column("group_id", ForeignKey("alert_group.id")),
    Column("state", String(8), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Time, nullable=False),
    Column("next_attempt_at", Time, nullable=False),
    Column("expires_at", Time, nullable=False),
    Column("lease_until", Time),
    Column("lease_token", String(32), nullable=False),
    Column("sent_at", Time),
    Column("last_error", CleanText, nullable=False),
    Column("receipt", CleanText, nullable=False),
    Column("catch_up_id", ForeignKey("notification.id"), index=True),  # what told of it when it had expired
    CheckConstraint("state IN ('pending', 'sending', 'sent', 'dead', 'parked', 'expired', 'dropped')", name="state"),
    CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="lease"),
    Index("ix_delivery_state_id", "state", "id"),
    Index("ix_delivery_group_id_id", "group_id", "id"),
    sqlite_autoincrement=True,
)


def unsettled(table: FromClause) -> ColumnElement[bool]:
    """Deliveries that are still to be sent, in the words of the indexes: for other words SQLite uses none."""
    return table.c.state.in_([literal_column(f"'{state}'", String) for state in ("pending", "sending", "parked")])


for _name, _wanted in {
    "lane": ["receiver", "channel", "target", "id"],
    "story": ["receiver", "channel", "target", "story", "id"],
    "expires_at": ["expires_at"],
}.items():
    Index(
        f"ix_delivery_{_name}",
        *(delivery.c[column] for column in _wanted),
        sqlite_where=unsettled(delivery),
        postgresql_where=unsettled(delivery),
    )

target_state = Table(
    "target_state",
    metadata,
    Column("receiver", CleanText, primary_key=True),
    Column("channel", CleanText, primary_key=True),
    Column("target", CleanText, primary_key=True),
    Column("not_before", Time),  # as the target asked, or when a parked one is asked again
    Column("parked_at", Time),
    Column("why", CleanText, nullable=False),  # it is parked
)

delivery_attempt = Table(
    "delivery_attempt",
    metadata,
    Column("id", ID, primary_key=True),
    Column("delivery_id", ForeignKey("delivery.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("ended_at", Time, nullable=False),
    Column("seconds", Float, nullable=False),
    Column("result", CleanText, nullable=False),
    Column("detail", CleanText, nullable=False),
    Column("receipt", CleanText, nullable=False),
    Column("retry_at", Time),
)
