"""The first schema: what is polled and announced, articles and versions, matches, deliveries, full-text index."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_UNSETTLED = sa.text("state IN ('pending', 'sending')")


def upgrade() -> None:
    _polls()
    _article()
    _announcement()
    _version()
    _matches()
    _delivery()
    if op.get_bind().dialect.name == "sqlite":
        _search_in_sqlite()
    else:
        _search_in_postgresql()


def _text(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text(), nullable=False) for name in names]


def _time(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _whole(*names: str) -> list[sa.Column[int]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _flag(name: str) -> sa.Column[bool]:
    return sa.Column(name, sa.Boolean(), nullable=False)


def _hex(name: str, length: int) -> sa.Column[str]:
    return sa.Column(name, sa.String(length), nullable=False)


def _id(table: str) -> list[sa.schema.SchemaItem]:
    return [sa.Column("id", _ID, nullable=False), sa.PrimaryKeyConstraint("id", name=f"pk_{table}")]


def _belongs_to(other: str, table: str, column: str = "", *, nullable: bool = False) -> list[sa.schema.SchemaItem]:
    """A column that names a row of ``other`` and goes with it."""
    column = column or f"{other}_id"
    kind = sa.String(16) if other == "article" else _ID
    reference = sa.ForeignKeyConstraint([column], [f"{other}.id"], name=f"fk_{table}_{column}", ondelete="CASCADE")
    return [sa.Column(column, kind, nullable=nullable), reference]


def _unique(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=f"uq_{table}_{'_'.join(columns)}")


def _index(table: str, *columns: str) -> None:
    op.create_index(f"ix_{table}_{'_'.join(columns)}", table, list(columns))


def _polls() -> None:
    op.create_table(
        "source_state",
        *_text("source_id"),
        _time("polled_at"),
        _time("succeeded_at", nullable=True),
        _time("next_poll_at"),
        *_whole("failures"),
        *_text("memory", "why"),
        sa.PrimaryKeyConstraint("source_id", name="pk_source_state"),
    )
    op.create_table(
        "feed_state",
        *_text("source_id", "feed_url", "etag", "last_modified", "body_hash"),
        _flag("polled"),
        _time("read_at"),
        *_text("memory"),
        sa.PrimaryKeyConstraint("source_id", "feed_url", name="pk_feed_state"),
    )
    op.create_table(
        "feed_failure",
        *_id("feed_failure"),
        *_text("source_id", "feed_url", "cause", "detail"),
        _time("failed_at"),
    )
    _index("feed_failure", "source_id", "id")
    op.create_table(
        "gap",
        *_id("gap"),
        *_text("source_id", "feed_url"),
        _time("since"),
        _time("until"),
        *_whole("filled"),
    )
    _index("gap", "source_id")
    op.create_table(
        "source_event",
        *_id("source_event"),
        *_text("source_id", "feed_url", "kind", "severity", "reason"),
        _time("since"),
        _time("at"),
        *_text("disposition"),
        sqlite_autoincrement=True,
    )
    _index("source_event", "source_id", "id")


def _article() -> None:
    op.create_table(
        "article",
        _hex("id", 16),
        *_text("source_id", "key"),
        _hex("key_digest", 32),
        *_text("url"),
        _hex("url_digest", 32),
        sa.Column("day", sa.Date(), nullable=False),
        *_whole("number", "latest"),
        _time("first_seen"),
        sa.PrimaryKeyConstraint("id", name="pk_article"),
        _unique("article", "source_id", "key_digest"),
        _unique("article", "source_id", "day", "number"),
    )
    _index("article", "key_digest")
    _index("article", "url_digest")
    _index("article", "source_id", "first_seen")


def _announcement() -> None:
    op.create_table(
        "announcement",
        *_id("announcement"),
        *_text("source_id", "feed_url", "key"),
        _hex("key_digest", 32),
        *_text("url"),
        _hex("url_digest", 32),
        *_text("entry"),
        _hex("state", 8),
        _flag("baseline"),
        _time("announced_at"),
        *_whole("attempts"),
        *_text("cause", "detail"),
        _time("retry_at", nullable=True),
        sa.Column("article_id", sa.String(16), nullable=True),
        *_text("held"),
        _hex("title_mark", 16),
        *_text("address_mark"),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_announcement_article_id"),
        sa.CheckConstraint("state IN ('waiting', 'article', 'failed')", name="ck_announcement_state"),
        sa.CheckConstraint("(state = 'article') = (article_id IS NOT NULL)", name="ck_announcement_article"),
        _unique("announcement", "source_id", "key_digest"),
        sqlite_autoincrement=True,
    )
    for columns in (["key_digest"], ["url_digest"], ["article_id"], ["source_id", "state", "id"]):
        _index("announcement", *columns)
    _index("announcement", "source_id", "announced_at")
    op.create_table(
        "announcement_failure",
        *_id("announcement_failure"),
        *_belongs_to("announcement", "announcement_failure"),
        *_text("cause", "detail"),
        _time("failed_at"),
        _time("retry_at", nullable=True),
    )
    _index("announcement_failure", "announcement_id")
    op.create_table(
        "sighting",
        *_belongs_to("announcement", "sighting"),
        *_text("feed_url"),
        _time("seen_at"),
        sa.PrimaryKeyConstraint("announcement_id", "feed_url", name="pk_sighting"),
    )


def _version() -> None:
    op.create_table(
        "version",
        *_id("version"),
        *_belongs_to("article", "version"),
        *_whole("number"),
        *_text("url", "headline", "text"),
        _hex("text_hash", 64),
        *_text("folded", "language", "authors", "date_origin"),
        _time("published", nullable=True),
        _time("seen_at"),
        *_text("file_name"),
        _flag("filed"),
        _unique("version", "article_id", "number"),
        _unique("version", "file_name"),
        sqlite_autoincrement=True,
    )
    op.create_index(
        "ix_version_unfiled",
        "version",
        ["id"],
        sqlite_where=sa.text("filed = 0"),
        postgresql_where=sa.text("NOT filed"),
    )


def _matches() -> None:
    op.create_table(
        "rule_match",
        *_id("rule_match"),
        *_belongs_to("version", "rule_match"),
        *_text("rule", "query", "description", "labels", "hits"),
        _unique("rule_match", "version_id", "rule"),
    )
    op.create_table(
        "disposition",
        *_id("disposition"),
        *_belongs_to("version", "disposition"),
        *_text("rule", "receiver", "kind", "reason"),
    )
    _index("disposition", "version_id")
    op.create_table(
        "notification",
        *_id("notification"),
        *_belongs_to("version", "notification", nullable=True),
        *_belongs_to("source_event", "notification", column="event_id", nullable=True),
        *_text("facts"),
        sa.CheckConstraint("(version_id IS NULL) <> (event_id IS NULL)", name="ck_notification_about"),
    )
    _index("notification", "version_id")
    _index("notification", "event_id")


def _delivery() -> None:
    op.create_table(
        "delivery",
        *_id("delivery"),
        *_belongs_to("notification", "delivery"),
        _hex("key", 40),
        *_text("receiver", "channel", "target"),
        _hex("state", 8),
        *_whole("attempts"),
        _time("created_at"),
        _time("next_attempt_at"),
        _time("lease_until", nullable=True),
        _hex("lease_token", 32),
        _time("sent_at", nullable=True),
        *_text("last_error", "receipt"),
        sa.CheckConstraint("state IN ('pending', 'sending', 'sent', 'dead')", name="ck_delivery_state"),
        sa.CheckConstraint("(state = 'sending') = (lease_until IS NOT NULL)", name="ck_delivery_lease"),
        _unique("delivery", "key"),
        sqlite_autoincrement=True,
    )
    _index("delivery", "notification_id")
    _index("delivery", "state", "id")
    lane = ["receiver", "channel", "target", "id"]
    op.create_index("ix_delivery_lane", "delivery", lane, sqlite_where=_UNSETTLED, postgresql_where=_UNSETTLED)
    op.create_table(
        "delivery_attempt",
        *_id("delivery_attempt"),
        *_belongs_to("delivery", "delivery_attempt"),
        _time("ended_at"),
        sa.Column("seconds", sa.Float(), nullable=False),
        *_text("result", "detail", "receipt"),
        _time("retry_at", nullable=True),
    )
    _index("delivery_attempt", "delivery_id")


def _search_in_sqlite() -> None:
    """Every character but white space is part of a token: the words were parted when they were folded."""
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5(folded, content='version', content_rowid='id', "
        "tokenize=\"unicode61 remove_diacritics 0 categories 'L* M* N* P* S* C*'\")"
    )
    op.execute(
        "CREATE TRIGGER search_index_forget AFTER DELETE ON version BEGIN "
        "INSERT INTO search_index (search_index, rowid, folded) VALUES ('delete', old.id, old.folded); END"
    )


def _search_in_postgresql() -> None:
    """Without ``fastupdate``, whose pending list stops a writer for seconds when it is merged."""
    op.execute(
        "CREATE TABLE search_index (version_id bigint PRIMARY KEY REFERENCES version (id) ON DELETE CASCADE, "
        "words tsvector)"
    )
    op.execute("CREATE INDEX search_index_words ON search_index USING gin (words) WITH (fastupdate = off)")
    op.execute("CREATE INDEX search_index_unindexed ON search_index (version_id) WHERE words IS NULL")
