"""What is owed to whom, step by step; groups, silences, digests; targets that are parked, deliveries that expire.

Four tables change in ways that SQLite cannot change in place. On both engines their rows are set aside, the tables made
anew and filled: matches from before have the end they had, as their only step, and every notification names what it
told.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_CHANGED = ("delivery_attempt", "delivery", "notification", "disposition")
"""Those that refer to others first."""


def upgrade() -> None:
    for table in _CHANGED:
        op.execute(f"CREATE TABLE old_{table} AS SELECT * FROM {table}")
    for table in _CHANGED:
        op.drop_table(table)
    _group()
    _asides()
    _disposition()
    _notification()
    _delivery()
    _fill()
    op.drop_column("source_event", "disposition")
    for table in _CHANGED:
        op.execute(f"DROP TABLE old_{table}")


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column("id", _ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]


def _names(
    table: str, other: str, column: str, *, nullable: bool = True, cascade: bool = True
) -> list[sa.schema.SchemaItem]:
    """A column that names a row of ``other``, and with ``cascade`` goes with it."""
    gone = "CASCADE" if cascade else None
    reference = sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete=gone)
    return [sa.Column(column, _ID, nullable=nullable), reference]


def _index(table: str, *columns: str, name: str = "", where: str = "") -> None:
    found = sa.text(where) if where else None
    name = f"ix_{table}_{name or '_'.join(columns)}"
    op.create_index(name, table, list(columns), sqlite_where=found, postgresql_where=found)


def _group() -> None:
    op.create_table(
        "alert_group",
        *_id("alert_group"),
        *_text("receiver", "route", "key"),
        sa.Column("key_digest", sa.String(32), nullable=False),
        *_text("story"),
        _time("opened_at"),
        _time("last_at"),
        _time("due_at", nullable=True),
        _time("flushed_at", nullable=True),
        *_text("severity"),
        *_whole("told"),
        *_text("escalation"),
        *_whole("step"),
        _time("escalate_at", nullable=True),
        *_text("over"),
        sqlite_autoincrement=True,
    )
    _index("alert_group", "key_digest", "id")
    for column in ("due_at", "escalate_at"):
        _index("alert_group", column, where=f"{column} IS NOT NULL")


def _disposition() -> None:
    op.create_table(
        "disposition",
        *_id("disposition"),
        *_names("disposition", "version", "version_id"),
        *_names("disposition", "source_event", "event_id"),
        *_text("rule", "receiver", "route", "labels"),
        _time("at"),
        *_text("kind", "reason"),
        _time("until", nullable=True),
        sa.Column("open", sa.Boolean(), nullable=False),
        *_names("disposition", "alert_group", "group_id", cascade=False),
        *_names("disposition", "silence", "silence_id", cascade=False),
        sa.CheckConstraint("(version_id IS NULL) <> (event_id IS NULL)", name="ck_disposition_about"),
        sqlite_autoincrement=True,
    )
    for column in ("version_id", "event_id", "at", "group_id", "silence_id"):
        _index("disposition", column)
    is_open = "open" if op.get_bind().dialect.name == "postgresql" else "open = 1"
    _index("disposition", "group_id", "kind", "id", name="open", where=is_open)
    _index("disposition", "until", where=is_open)
    op.create_table(
        "disposition_step",
        *_id("disposition_step"),
        *_names("disposition_step", "disposition", "disposition_id", nullable=False),
        _time("at"),
        *_text("kind", "reason"),
        _time("until", nullable=True),
    )
    _index("disposition_step", "disposition_id")


def _asides() -> None:
    op.add_column("source_event", sa.Column("facts", sa.Text(), nullable=False, server_default="{}"))
    op.create_table(
        "silence",
        *_id("silence"),
        *_text("matchers", "author", "reason"),
        _time("starts"),
        _time("ends"),
        sa.Column("told", sa.String(5), nullable=False),
        sa.CheckConstraint("told IN ('', 'made', 'ended')", name="ck_silence_told"),
        sqlite_autoincrement=True,
    )
    _index("silence", "ends")
    op.create_table("acknowledgement", *_id("acknowledgement"), *_text("story", "author"), _time("at"), *_text("note"))
    _index("acknowledgement", "story")
    op.create_table(
        "digest", *_text("receiver"), _time("last_at"), sa.PrimaryKeyConstraint("receiver", name="pk_digest")
    )


def _notification() -> None:
    op.create_table(
        "notification",
        *_id("notification"),
        *_names("notification", "alert_group", "group_id", cascade=False),
        *_text("receiver", "purpose", "key"),
        _time("at"),
        *_text("facts"),
        sa.UniqueConstraint("key", name="uq_notification_key"),
    )
    _index("notification", "group_id")
    _index("notification", "receiver", "at")
    op.create_table(
        "told",
        *_names("told", "notification", "notification_id", nullable=False),
        *_names("told", "disposition", "disposition_id", nullable=False),
        sa.PrimaryKeyConstraint("notification_id", "disposition_id", name="pk_told"),
    )
    _index("told", "disposition_id")


def _delivery() -> None:
    op.create_table(
        "delivery",
        *_id("delivery"),
        *_names("delivery", "notification", "notification_id", nullable=False),
        sa.Column("key", sa.String(40), nullable=False),
        *_text("receiver", "channel", "target", "story"),
        *_names("delivery", "alert_group", "group_id", cascade=False),
        sa.Column("state", sa.String(8), nullable=False),
        *_whole("attempts"),
        _time("created_at"),
        _time("next_attempt_at"),
        _time("expires_at"),
        _time("lease_until", nullable=True),
        sa.Column("lease_token", sa.String(32), nullable=False),
        _time("sent_at", nullable=True),
        *_text("last_error", "receipt"),
        *_names("delivery", "notification", "catch_up_id", cascade=False),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'dead', 'parked', 'expired', 'dropped')", name="ck_delivery_state"
        ),
        sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="ck_delivery_lease"),
        sa.UniqueConstraint("key", name="uq_delivery_key"),
        sqlite_autoincrement=True,
    )
    for columns in (("notification_id",), ("state", "id"), ("group_id", "id"), ("catch_up_id",)):
        _index("delivery", *columns)
    unsettled = "state IN ('pending', 'sending', 'parked')"
    target = ("receiver", "channel", "target")
    _index("delivery", *target, "id", name="lane", where=unsettled)
    _index("delivery", *target, "story", "id", name="story", where=unsettled)
    _index("delivery", "expires_at", where=unsettled)
    op.create_table(
        "target_state",
        *_text(*target),
        _time("not_before", nullable=True),
        _time("parked_at", nullable=True),
        *_text("why"),
        sa.PrimaryKeyConstraint(*target, name="pk_target_state"),
    )
    op.create_table(
        "delivery_attempt",
        *_id("delivery_attempt"),
        *_names("delivery_attempt", "delivery", "delivery_id", nullable=False),
        _time("ended_at"),
        sa.Column("seconds", sa.Float(), nullable=False),
        *_text("result", "detail", "receipt"),
        _time("retry_at", nullable=True),
    )
    _index("delivery_attempt", "delivery_id")


_RECEIVER = "(SELECT min(d.receiver) FROM old_delivery d WHERE d.notification_id = n.id)"
_TOLD = f"""INSERT INTO told (notification_id, disposition_id) SELECT n.id, b.id
    FROM old_notification n JOIN disposition b ON b.kind = 'notified' AND b.receiver = {_RECEIVER}"""
_MOVES = (
    """INSERT INTO disposition (id, version_id, rule, receiver, route, labels, at, kind, reason, open)
    SELECT o.id, o.version_id, o.rule, o.receiver, '', coalesce(m.labels, '{}'), v.seen_at, o.kind, o.reason, FALSE
    FROM old_disposition o JOIN version v ON v.id = o.version_id
    LEFT JOIN rule_match m ON m.version_id = o.version_id AND m.rule = o.rule ORDER BY o.id""",
    """UPDATE source_event SET facts = coalesce(
    (SELECT min(n.facts) FROM old_notification n WHERE n.event_id = source_event.id), '{}')""",
    "COUNT ON",
    # An event named whom it was told to, or why nobody was, in words.
    """INSERT INTO disposition (event_id, rule, receiver, route, labels, at, kind, reason, open)
    SELECT e.id, 'source health', CASE WHEN j.value LIKE 'notified %' THEN substr(j.value, 10) ELSE '' END, '',
    coalesce({labels of e}, '{}'), e.at, CASE WHEN j.value LIKE 'notified %' THEN 'notified' ELSE j.value END, '', FALSE
    FROM source_event e CROSS JOIN {each of e} ORDER BY e.id""",
    """INSERT INTO notification (id, receiver, purpose, key, at, facts)
    SELECT n.id, coalesce({receiver}, ''), 'root', 'before ' || n.id, coalesce(v.seen_at, e.at), n.facts
    FROM old_notification n LEFT JOIN version v ON v.id = n.version_id LEFT JOIN source_event e ON e.id = n.event_id
    ORDER BY n.id""".replace("{receiver}", _RECEIVER),
    f"{_TOLD} AND n.version_id = b.version_id",
    f"{_TOLD} AND n.event_id = b.event_id",
    "INSERT INTO disposition_step (disposition_id, at, kind, reason) SELECT id, at, kind, reason FROM disposition",
    # Until now a delivery was given up after 72 hours.
    """INSERT INTO delivery (id, notification_id, key, receiver, channel, target, story, state, attempts, created_at,
    next_attempt_at, expires_at, lease_until, lease_token, sent_at, last_error, receipt)
    SELECT o.id, o.notification_id, o.key, o.receiver, o.channel, o.target, {story of n}, o.state, o.attempts,
    o.created_at, o.next_attempt_at, {72 hours after o}, o.lease_until, o.lease_token, o.sent_at, o.last_error,
    o.receipt
    FROM old_delivery o JOIN old_notification n ON n.id = o.notification_id ORDER BY o.id""",
    """INSERT INTO target_state (receiver, channel, target, why)
    SELECT DISTINCT receiver, channel, target, '' FROM delivery""",
    """INSERT INTO delivery_attempt (id, delivery_id, ended_at, seconds, result, detail, receipt, retry_at)
    SELECT id, delivery_id, ended_at, seconds, result, detail, receipt, retry_at FROM old_delivery_attempt""",
    "COUNT ON",
)
_WORDS = {
    "sqlite": {
        "{labels of e}": "json_extract(nullif(e.facts, '{}'), '$.rules[0].labels')",
        "{each of e}": "json_each(e.disposition) j",
        "{story of n}": "json_extract(n.facts, '$.story')",
        "{72 hours after o}": "strftime('%Y-%m-%d %H:%M:%f000', o.created_at, '+72 hours')",
    },
    "postgresql": {
        "{labels of e}": "(CAST(e.facts AS json) #>> '{rules,0,labels}')",
        "{each of e}": "LATERAL json_array_elements_text(CAST(e.disposition AS json)) AS j(value)",
        "{story of n}": "CAST(n.facts AS json) ->> 'story'",
        "{72 hours after o}": "o.created_at + interval '72 hours'",
    },
}
"""How each engine reads JSON and reckons with times."""


def _fill() -> None:
    engine = op.get_bind().dialect.name
    for move in _MOVES:
        if move == "COUNT ON":
            _count_on(engine)
        else:
            op.get_bind().exec_driver_sql(_in_words_of(engine, move))


def _in_words_of(engine: str, statement: str) -> str:
    for words, meaning in _WORDS[engine].items():
        statement = statement.replace(words, meaning)
    return statement.replace("%", "%%") if engine == "postgresql" else statement


def _count_on(engine: str) -> None:
    """PostgreSQL's counters do not notice numbers that were given."""
    if engine == "postgresql":
        for table in _CHANGED:
            last = f"(SELECT coalesce(max(id), 0) + 1 FROM {table})"
            op.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last}, false)")
