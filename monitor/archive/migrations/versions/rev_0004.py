"""Marks of the desk on matches; how each version was announced, which so far only its article's announcement told;
which generation of the text for search its index was made of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _marks()
    _announced()
    _index()


def _index() -> None:
    """Which generation of the text for search each version's index was made of; until now, the first."""
    op.add_column("version", sa.Column("generation", sa.Integer(), nullable=False, server_default="0"))
    op.create_index("ix_version_generation", "version", ["generation"])


def _marks() -> None:
    op.create_table(
        "mark",
        sa.Column("id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_mark"),
        sa.Column("match_id", _ID, nullable=False),
        sa.Column("verdict", sa.String(8), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["match_id"], ["rule_match.id"], name="fk_mark_match_id", ondelete="CASCADE"),
        sa.CheckConstraint("verdict IN ('useful', 'noise')", name="ck_mark_verdict"),
    )
    op.create_index("ix_mark_match_id", "mark", ["match_id"])


def _announced() -> None:
    op.add_column("version", sa.Column("baseline", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("version", sa.Column("held", sa.Text(), nullable=False, server_default=""))
    for column, default in (("baseline", "false"), ("held", "''")):
        op.execute(
            f"UPDATE version SET {column} = coalesce((SELECT announcement.{column} FROM article JOIN announcement "
            "ON announcement.source_id = article.source_id AND announcement.key_digest = article.key_digest "
            f"WHERE article.id = version.article_id), {default})"
        )
