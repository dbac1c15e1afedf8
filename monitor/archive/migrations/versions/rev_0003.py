"""Volume rules: what they count, how far each has been judged; events name the rule that they are of."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("source_event", sa.Column("rule", sa.Text(), nullable=False, server_default=""))
    _sightings()
    op.create_table(
        "volume_state",
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("rule", name="pk_volume_state"),
        sa.Column("definition", sa.String(64), nullable=False),
        sa.Column("filled", sa.Boolean(), nullable=False),
        sa.Column("judged", _ID, nullable=False),
        sa.Column("active", sa.Text(), nullable=False),
    )


def _sightings() -> None:
    op.create_table(
        "volume_sighting",
        sa.Column("id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_volume_sighting"),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("grp", sa.Text(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("article_id", sa.String(16), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("raises", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.id"], name="fk_volume_sighting_article_id", ondelete="CASCADE"
        ),
        sa.UniqueConstraint("rule", "grp", "unit", name="uq_volume_sighting_rule_grp_unit"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_volume_sighting_article_id", "volume_sighting", ["article_id"])
    op.create_index("ix_volume_sighting_rule_grp_at", "volume_sighting", ["rule", "grp", "at", "seen_at", "source_id"])
    op.create_index(
        "ix_volume_sighting_raising",
        "volume_sighting",
        ["id"],
        sqlite_where=sa.text("raises = 1"),
        postgresql_where=sa.text("raises"),
    )
