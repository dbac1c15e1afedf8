"""Is the archive sound? The database's own checks, and what no constraint can say."""

from __future__ import annotations

from sqlalchemy import Connection, text

from monitor.archive.engine import Database
from monitor.errors import ArchiveError

_NUMBERS = """
    SELECT a.id FROM article a LEFT JOIN version v ON v.article_id = a.id
    GROUP BY a.id, a.latest HAVING count(v.id) <> a.latest OR max(v.number) <> a.latest"""
_UNINDEXED = """
    SELECT v.id FROM version v LEFT JOIN search_index s ON s.version_id = v.id WHERE s.version_id IS NULL"""


def faults(database: Database) -> list[str]:
    """What is wrong, one line each; empty where the archive is sound."""
    try:
        with database.reading() as connection:
            wrong = connection.execute(text(_NUMBERS))
            found = [f"the versions of article {row[0]} are not numbered from 1 to its latest" for row in wrong]
            if connection.dialect.name == "postgresql":
                missing = connection.execute(text(_UNINDEXED))
                return found + [f"version {row[0]} is not in the full-text index" for row in missing]
            found += _sqlite(connection)
        if database.writable:
            _check_index(database)
    except ArchiveError as error:
        return [str(error)]
    return found


def _sqlite(connection: Connection) -> list[str]:
    integrity = [str(row[0]) for row in connection.exec_driver_sql("PRAGMA integrity_check")]
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check")
    return [line for line in integrity if line != "ok"] + [f"{row[0]} {row[1]} names no {row[2]}" for row in orphans]


def _check_index(database: Database) -> None:
    """Compare the full-text index with the texts; SQLite asks for the right to write. Raises ArchiveError."""
    with database.writing() as connection:
        connection.exec_driver_sql("INSERT INTO search_index (search_index, rank) VALUES ('integrity-check', 1)")
