"""Versions in bulk, for backtests (the port ``Replay``).

A version's id follows the order of arrival, so a span of time is a range of ids: no index on times is needed, and the
full-text index, which counts by the same ids, reads no more than the range.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, select

from monitor.archive import search
from monitor.archive.engine import Database
from monitor.archive.rows import version_from_row
from monitor.archive.schema import article, version
from monitor.domain.search import Preselect
from monitor.ports import Replayed

_OVERTAKEN = timedelta(minutes=1)
"""How much later than a version with a higher id one may have been seen, where several processes write."""

_columns = [column for column in version.c if column.name not in ("folded", "headline")]
_replayed = (
    select(*_columns, article.c.source_id, article.c.day)
    .select_from(version.join(article, article.c.id == version.c.article_id))
    .order_by(version.c.id.desc())
)  # fmt: skip


class SqlReplay:
    """Reads ``version``, ``article`` and the full-text index."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def numbers(self, since: datetime, until: datetime) -> range:
        """Within which the ids of the versions that arrived from ``since`` to before ``until`` lie."""
        with self._database.reading() as connection:
            last = connection.scalar(select(func.max(version.c.id))) or 0
            first = _first_since(connection, since - _OVERTAKEN, last)
            return range(first, _first_since(connection, until + _OVERTAKEN, last))

    def count(self, numbers: range, wanted: Preselect | None) -> int:
        """How many versions in the range may fit; ``None`` means all."""
        chosen = select(func.count(version.c.id))
        with self._database.reading() as connection:
            return connection.scalar(_within(connection, chosen, numbers, wanted)) or 0

    def versions(
        self, numbers: range, wanted: Preselect | None, since: datetime, until: datetime,
        sources: Collection[str] = (), holds: Callable[[str], bool] | None = None,
    ) -> Iterator[Replayed]:  # fmt: skip
        """Those in the range that may fit and arrived in that time, newest first. See the port."""
        chosen = _replayed.where(version.c.seen_at >= since, version.c.seen_at < until)
        if sources:
            chosen = chosen.where(article.c.source_id.in_(sources))
        with self._database.reading() as connection:
            rows = connection.execution_options(yield_per=200).execute(_within(connection, chosen, numbers, wanted))
            for row in rows:
                if holds and not holds(row.text):
                    continue
                yield Replayed(version_from_row(row), row.baseline, row.held)


def _within(connection: Connection, chosen: Select[Any], numbers: range, wanted: Preselect | None) -> Select[Any]:
    """Only versions with these ids; also of what fits, where the index can tell."""
    chosen = chosen.where(version.c.id >= numbers.start, version.c.id < numbers.stop)
    if wanted is None or (hits := search.hits(connection, wanted, numbers.stop, numbers.start)) is None:
        return chosen
    return chosen.where(version.c.id.in_(select(hits.c.version_id)))


def _first_since(connection: Connection, time: datetime, last: int) -> int:
    """By bisection, the first id of a version that was seen at ``time`` or later; behind ``last`` where none was."""
    seen = select(version.c.id, version.c.seen_at).order_by(version.c.id).limit(1)
    low, high = 1, last + 1
    while low < high:
        middle = (low + high) // 2
        row = connection.execute(seen.where(version.c.id >= middle)).one()
        if row.seen_at < time:
            low = row.id + 1
        else:
            high = middle
    return low
