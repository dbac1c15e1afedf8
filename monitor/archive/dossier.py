"""Everything the archive says of an article, as values that JSON can hold: for whoever is handed its evidence.

Who was told of it, and how, is the desk's own business and is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Row, Select, or_, select

from monitor.archive.schema import announcement, announcement_failure, article, rule_match, sighting, version

Facts = dict[str, Any]

_NOT_TOLD = {"id", "article_id", "announcement_id", "version_id", "text", "folded", "filed", "latest", "generation"}
_NOT_TOLD |= {"key_digest", "url_digest", "title_mark", "address_mark", "attempts", "retry_at", "query", "description"}


def dossier(connection: Connection, article_id: str, urls: Sequence[str]) -> Facts:
    """The article with this id (empty where there is none), its versions, matches, and what announced these URLs."""
    of_article = select(article).where(article.c.id == article_id)
    versions = select(version).where(version.c.article_id == article_id).order_by(version.c.number)
    matches = (
        select(version.c.number.label("version"), rule_match)
        .join(version, version.c.id == rule_match.c.version_id)
        .where(version.c.article_id == article_id)
        .order_by(rule_match.c.id)
    )
    found = connection.execute(of_article).one_or_none()
    return {
        "article": {"id": found.id} | _facts(found) if found else None,
        "versions": _all(connection, versions),
        "matches": _all(connection, matches),
        "announcements": [_announced(connection, row) for row in _announcements(connection, article_id, urls)],
    }


def _announcements(connection: Connection, article_id: str, urls: Sequence[str]) -> Sequence[Row[Any]]:
    either = or_(announcement.c.article_id == article_id, announcement.c.url.in_(urls))
    return connection.execute(select(announcement).where(either).order_by(announcement.c.id)).all()


def _announced(connection: Connection, row: Row[Any]) -> Facts:
    tables = (
        ("sightings", sighting, sighting.c.seen_at),
        ("failures", announcement_failure, announcement_failure.c.id),
    )
    return _facts(row) | {
        name: _all(connection, select(table).where(table.c.announcement_id == row.id).order_by(order))
        for name, table, order in tables
    }


def _all(connection: Connection, chosen: Select[Any]) -> list[Facts]:
    return [_facts(row) for row in connection.execute(chosen)]


def _facts(row: Row[Any]) -> Facts:
    return {name: _plain(value) for name, value in row._mapping.items() if name not in _NOT_TOLD}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, (datetime, date)) else value
