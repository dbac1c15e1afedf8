"""The table of the pages that are kept as evidence, and how a page is linked to the version it gave."""

from __future__ import annotations

from sqlalchemy import Column, Connection, ForeignKey, Index, Integer, String, Table, update

from monitor.archive.columns import ID, CleanText, Time, digest, metadata

evidence = Table(
    "evidence",
    metadata,
    Column("id", ID, primary_key=True),
    Column("url", CleanText, nullable=False),  # as announced, canonical
    Column("url_digest", String(32), nullable=False, index=True),
    Column("final_url", CleanText, nullable=False),  # that answered, after redirects
    Column("article_id", ForeignKey("article.id", ondelete="SET NULL"), index=True),
    Column("version", Integer),  # the number of the version that the page gave
    Column("fetched_at", Time, nullable=False),
    Column("status", Integer, nullable=False),  # of the answer
    Column("payload_digest", String(64), nullable=False),
    Column("file", CleanText, nullable=False),
    Column("position", Integer, nullable=False),
    Column("length", Integer, nullable=False),
    Column("refers_to", ForeignKey("evidence.id"), index=True),  # the page that holds the same payload
    Column("gone_at", Time),
    Column("gone_why", CleanText, nullable=False),
    Index("ix_evidence_fetched_at", "fetched_at"),
    Index("ix_evidence_file", "file"),
    sqlite_autoincrement=True,
)


def link(connection: Connection, page_id: int | None, url: str, article_id: str, number: int) -> None:
    """Record, in the transaction that keeps a version, which page gave it; and whose the pages of its address are.

    Those include pages that gave no article before this one did.
    """
    homeless = (evidence.c.url_digest == digest(url), evidence.c.article_id.is_(None))
    connection.execute(update(evidence).where(*homeless).values(article_id=article_id))
    if page_id is not None:
        values = {"article_id": article_id, "version": number}
        connection.execute(update(evidence).where(evidence.c.id == page_id).values(values))
