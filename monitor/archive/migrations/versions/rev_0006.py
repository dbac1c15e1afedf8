"""How the sources were at each step of the clock at which volume rules were judged, and since when each rule is."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("volume_state", sa.Column("begun", sa.DateTime(timezone=True)))
    op.create_table(
        "volume_watched",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_volume_watched"),
        sa.Column("first", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last", sa.DateTime(timezone=True), nullable=False),
        sa.Column("unwell", sa.Text(), nullable=False),
        sa.Column("known", sa.DateTime(timezone=True)),
        sqlite_autoincrement=True,
    )
