"""Pages kept as evidence; what a page says of its article, how far it is trusted; how a gap was closed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("gap", sa.Column("story", sa.Text(), nullable=False, server_default=""))
    _version()
    _evidence()


def _version() -> None:
    for name, default in (("date_precision", ""), ("section", ""), ("tags", "[]"), ("image", ""), ("causes", "[]")):
        op.add_column("version", sa.Column(name, sa.Text(), nullable=False, server_default=default))
    op.add_column("version", sa.Column("verdict", sa.String(8), nullable=False, server_default="good"))
    op.add_column("version", sa.Column("provisional", sa.Boolean(), nullable=False, server_default=sa.false()))


def _evidence() -> None:
    op.create_table(
        "evidence",
        sa.Column("id", _ID, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_evidence"),
        sa.Column("url", sa.Text(), nullable=False),
        sa.Column("url_digest", sa.String(32), nullable=False),
        sa.Column("final_url", sa.Text(), nullable=False),
        sa.Column("article_id", sa.String(16), nullable=True),
        sa.Column("version", sa.Integer(), nullable=True),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("status", sa.Integer(), nullable=False),
        sa.Column("payload_digest", sa.String(64), nullable=False),
        sa.Column("file", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("length", sa.Integer(), nullable=False),
        sa.Column("refers_to", _ID, nullable=True),
        sa.Column("gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("gone_why", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["article_id"], ["article.id"], name="fk_evidence_article_id", ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["refers_to"], ["evidence.id"], name="fk_evidence_refers_to"),
        sqlite_autoincrement=True,
    )
    for column in ("url_digest", "article_id", "refers_to", "fetched_at", "file"):
        op.create_index(f"ix_evidence_{column}", "evidence", [column])
