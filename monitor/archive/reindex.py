"""The full-text index made anew for versions that an earlier program indexed (the port ``Reindexing``)."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import func, select, update

from monitor.archive import search
from monitor.archive.engine import Database
from monitor.archive.rows import version_from_row
from monitor.archive.schema import article, version
from monitor.domain.article import Version
from monitor.domain.search import GENERATION


class SqlReindexing:
    """Reads and writes ``version`` and the full-text index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def outdated(self) -> int:
        """How many versions the index holds as an earlier program made it."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).where(search.OUTDATED)) or 0

    def oldest(self, limit: int) -> list[tuple[int, Version]]:
        """The first of them in order of arrival, with their numbers."""
        chosen = select(version, article.c.source_id, article.c.day).join(article).where(search.OUTDATED)
        with self._database.reading() as connection:
            rows = connection.execute(chosen.order_by(version.c.id).limit(limit))
            return [(row.id, version_from_row(row)) for row in rows]

    def renew(self, texts: Sequence[tuple[int, str]]) -> None:
        """Index these versions anew by their text for search, all in one transaction."""
        with self._database.writing() as connection:
            for number, folded in texts:
                search.forget(connection, number)
                change = update(version).where(version.c.id == number)
                connection.execute(change.values(folded=folded, generation=GENERATION))
                search.add(connection, number, folded)
