"""The tables of volume rules: what they count, how far each has been judged, and what was known of the sources then.

docs/volume.md tells of them.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, UniqueConstraint, true

from monitor.archive.columns import ID, CleanText, Json, Time, metadata

volume_sighting = Table(
    "volume_sighting",
    metadata,
    Column("id", ID, primary_key=True),  # in order of arrival
    Column("rule", CleanText, nullable=False),
    Column("grp", Json, nullable=False),  # the values of the rule's "by"
    Column("unit", CleanText, nullable=False),  # what counts once
    Column("article_id", ForeignKey("article.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("version", Integer, nullable=False),  # its number within the article
    Column("source_id", CleanText, nullable=False),
    Column("at", Time, nullable=False),  # the time it counts at
    Column("seen_at", Time, nullable=False),
    Column("raises", Boolean, nullable=False),  # whether it may raise an alarm
    UniqueConstraint("rule", "grp", "unit"),
    Index("ix_volume_sighting_rule_grp_at", "rule", "grp", "at", "seen_at", "source_id"),
    sqlite_autoincrement=True,
)

_raising = volume_sighting.c.raises == true()  # in the words of the query, else SQLite does not use the index
Index("ix_volume_sighting_raising", volume_sighting.c.id, sqlite_where=_raising, postgresql_where=_raising)

volume_state = Table(
    "volume_state",
    metadata,
    Column("rule", CleanText, primary_key=True),
    Column("definition", String(64), nullable=False),  # a digest of what is counted; another one begins anew
    Column("filled", Boolean, nullable=False),  # whether what the archive held before is counted
    Column("judged", ID, nullable=False),  # the last sighting that was judged
    Column("active", Json, nullable=False),  # events that are not over: group, since, last
    Column("begun", Time),  # no step of the clock before that is judged; empty for a rule that was always there
)

volume_watched = Table(
    "volume_watched",
    metadata,
    Column("id", ID, primary_key=True),  # in the order in which they were judged
    Column("first", Time, nullable=False),  # steps of the clock, judged alike
    Column("last", Time, nullable=False),
    Column("unwell", Json, nullable=False),  # sources of which nothing was known
    Column("known", Time),  # when they were judged, where that was later
    sqlite_autoincrement=True,
)
