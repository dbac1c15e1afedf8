"""The tables, the same for SQLite and PostgreSQL; docs/archive.md draws them. Those of alerts are in schema_alerts.py.

The full-text index is apart (``search_index``, see search.py): it is the one thing that the engines do differently.
Every change here needs a migration; a test compares the two.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    UniqueConstraint,
    false,
)

from monitor.archive.columns import ID, CleanText, Json, Time, metadata

source_state = Table(
    "source_state",
    metadata,
    Column("source_id", CleanText, primary_key=True),
    Column("polled_at", Time, nullable=False),
    Column("succeeded_at", Time),
    Column("next_poll_at", Time, nullable=False),
    Column("failures", Integer, nullable=False),  # in a row; 0 after a success
    Column("memory", Json, nullable=False),  # rhythm, health: what the policies remember
    Column("why", CleanText, nullable=False),  # of the next poll's time
)

feed_state = Table(
    "feed_state",
    metadata,
    Column("source_id", CleanText, primary_key=True),
    Column("feed_url", CleanText, primary_key=True),
    Column("etag", CleanText, nullable=False),
    Column("last_modified", CleanText, nullable=False),
    Column("body_hash", CleanText, nullable=False),
    Column("polled", Boolean, nullable=False),
    Column("read_at", Time, nullable=False),
    Column("memory", Json, nullable=False),  # domain/feedmemory.py
)

feed_failure = Table(
    "feed_failure",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source_id", CleanText, nullable=False),
    Column("feed_url", CleanText, nullable=False),
    Column("cause", CleanText, nullable=False),
    Column("detail", CleanText, nullable=False),
    Column("failed_at", Time, nullable=False),
    Index("ix_feed_failure_source_id_id", "source_id", "id"),
)

article = Table(
    "article",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("source_id", CleanText, nullable=False),
    Column("key", CleanText, nullable=False),
    Column("key_digest", String(32), nullable=False, index=True),
    Column("url", CleanText, nullable=False),
    Column("url_digest", String(32), nullable=False, index=True),
    Column("day", Date, nullable=False),
    Column("number", Integer, nullable=False),  # the running number within source and day
    Column("latest", Integer, nullable=False),  # the number of the newest version
    Column("first_seen", Time, nullable=False),
    UniqueConstraint("source_id", "key_digest"),
    UniqueConstraint("source_id", "day", "number"),
    Index("ix_article_source_id_first_seen", "source_id", "first_seen"),
)

announcement = Table(
    "announcement",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source_id", CleanText, nullable=False),
    Column("feed_url", CleanText, nullable=False),
    Column("key", CleanText, nullable=False),
    Column("key_digest", String(32), nullable=False, index=True),
    Column("url", CleanText, nullable=False),
    Column("url_digest", String(32), nullable=False, index=True),
    Column("entry", Json, nullable=False),
    Column("state", String(8), nullable=False),
    Column("baseline", Boolean, nullable=False),
    Column("announced_at", Time, nullable=False),
    Column("attempts", Integer, nullable=False),  # failed ones
    Column("cause", CleanText, nullable=False),
    Column("detail", CleanText, nullable=False),
    Column("retry_at", Time),
    Column("article_id", ForeignKey("article.id"), index=True),
    Column("held", CleanText, nullable=False),  # why the flood guard keeps its matches from alerting
    Column("title_mark", String(16), nullable=False),
    Column("address_mark", CleanText, nullable=False),
    CheckConstraint("state IN ('waiting', 'article', 'failed')", name="state"),
    CheckConstraint("(state = 'article') = (article_id IS NOT NULL)", name="article"),
    UniqueConstraint("source_id", "key_digest"),
    Index("ix_announcement_source_id_state_id", "source_id", "state", "id"),
    Index("ix_announcement_source_id_announced_at", "source_id", "announced_at"),
    sqlite_autoincrement=True,
)

sighting = Table(
    "sighting",
    metadata,
    Column("announcement_id", ForeignKey("announcement.id", ondelete="CASCADE"), primary_key=True),
    Column("feed_url", CleanText, primary_key=True),
    Column("seen_at", Time, nullable=False),
)

gap = Table(
    "gap",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source_id", CleanText, nullable=False, index=True),
    Column("feed_url", CleanText, nullable=False),
    Column("since", Time, nullable=False),  # the last read before it
    Column("until", Time, nullable=False),
    Column("filled", Integer, nullable=False),  # announcements that older pages and other feeds brought for it
    Column("story", CleanText, nullable=False, server_default=""),  # how it was closed, or how far that got
)

source_event = Table(
    "source_event",
    metadata,
    Column("id", ID, primary_key=True),
    Column("source_id", CleanText, nullable=False),
    Column("feed_url", CleanText, nullable=False),
    Column("kind", CleanText, nullable=False),
    Column("severity", CleanText, nullable=False),
    Column("reason", CleanText, nullable=False),
    Column("since", Time, nullable=False),
    Column("at", Time, nullable=False),
    Column("facts", Json, nullable=False, server_default="{}"),  # what is told of it
    Column("rule", CleanText, nullable=False, server_default=""),  # the volume rule that it is of, else a source's
    Index("ix_source_event_source_id_id", "source_id", "id"),
    sqlite_autoincrement=True,
)

announcement_failure = Table(
    "announcement_failure",
    metadata,
    Column("id", ID, primary_key=True),
    Column("announcement_id", ForeignKey("announcement.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("cause", CleanText, nullable=False),
    Column("detail", CleanText, nullable=False),
    Column("failed_at", Time, nullable=False),
    Column("retry_at", Time),
)

version = Table(
    "version",
    metadata,
    Column("id", ID, primary_key=True),  # in order of arrival
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("url", CleanText, nullable=False),
    Column("headline", CleanText, nullable=False),
    Column("text", CleanText, nullable=False),  # the content of its text file
    Column("text_hash", String(64), nullable=False),
    Column("folded", CleanText, nullable=False),
    Column("language", CleanText, nullable=False),
    Column("authors", Json, nullable=False),
    Column("date_origin", CleanText, nullable=False),
    Column("published", Time),
    Column("seen_at", Time, nullable=False),
    Column("file_name", CleanText, nullable=False, unique=True),
    Column("filed", Boolean, nullable=False),
    Column("date_precision", CleanText, nullable=False, server_default=""),
    Column("section", CleanText, nullable=False, server_default=""),
    Column("tags", Json, nullable=False, server_default="[]"),
    Column("image", CleanText, nullable=False, server_default=""),
    Column("causes", Json, nullable=False, server_default="[]"),  # of the verdict
    Column("verdict", String(8), nullable=False, server_default="good"),  # or doubtful (domain/verdict.py)
    Column("provisional", Boolean, nullable=False, server_default=false()),  # kept while the page gave no article
    Column("baseline", Boolean, nullable=False, server_default=false()),  # how it was announced
    Column("held", CleanText, nullable=False, server_default=""),
    Column("generation", Integer, nullable=False, server_default="0", index=True),  # of its index text
    UniqueConstraint("article_id", "number"),
    sqlite_autoincrement=True,
)
Index("ix_version_unfiled", version.c.id, sqlite_where=~version.c.filed, postgresql_where=~version.c.filed)

rule_match = Table(
    "rule_match",
    metadata,
    Column("id", ID, primary_key=True),
    Column("version_id", ForeignKey("version.id", ondelete="CASCADE"), nullable=False),
    Column("rule", CleanText, nullable=False),
    Column("query", CleanText, nullable=False),
    Column("description", CleanText, nullable=False),
    Column("labels", Json, nullable=False),
    Column("hits", Json, nullable=False),
    UniqueConstraint("version_id", "rule"),
)

mark = Table(
    "mark",
    metadata,
    Column("id", ID, primary_key=True),  # in order of arrival
    Column("match_id", ForeignKey("rule_match.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("verdict", String(8), nullable=False),  # useful or noise
    Column("by", CleanText, nullable=False),
    Column("note", CleanText, nullable=False),
    Column("at", Time, nullable=False),  # the latest of a match counts
    CheckConstraint("verdict IN ('useful', 'noise')", name="verdict"),
)
