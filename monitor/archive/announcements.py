"""What feeds announced and what became of it (the port ``Announcements``), and what can be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, insert, or_, select, update

from monitor.archive import engine
from monitor.archive.columns import digest
from monitor.archive.records import AnnouncementHistory, Failure, FeedFailure
from monitor.archive.rows import entry_from_dict, entry_to_dict
from monitor.archive.schema import announcement, announcement_failure, feed_failure, feed_state
from monitor.errors import NotFound
from monitor.ports import Announced, Announcement, FeedState, Waiting


class SqlAnnouncements:
    """The tables ``announcement``, ``announcement_failure``, ``feed_state`` and ``feed_failure``."""

    def __init__(self, database: engine.Database) -> None:
        self._database = database

    def feed_state(self, source_id: str, feed_url: str) -> FeedState:
        """The feed's state; an empty one for a feed that was never read."""
        here = (feed_state.c.source_id == source_id, feed_state.c.feed_url == feed_url)
        with self._database.reading() as connection:
            row = connection.execute(select(feed_state).where(*here)).one_or_none()
        return FeedState() if row is None else FeedState(row.etag, row.last_modified, row.body_hash, row.polled)

    def announce(
        self, source_id: str, feed_url: str, state: FeedState, announcements: Sequence[Announcement],
        *, baseline: bool, now: datetime,
    ) -> Announced:  # fmt: skip
        """Keep the feed's state and every announcement whose (source, key) is not known, in their order."""
        common = {"source_id": source_id, "feed_url": feed_url, "baseline": baseline, "announced_at": now}
        with self._database.writing() as connection:
            _keep_feed_state(connection, source_id, feed_url, state, now)
            statement = engine.insert(connection, announcement).on_conflict_do_nothing().returning(announcement.c.id)
            new = [connection.execute(statement, common | _values(item)).one_or_none() for item in announcements]
        known = new.count(None)
        return Announced(len(new) - known, known)

    def feed_failed(self, source_id: str, feed_url: str, cause: str, detail: str, now: datetime) -> None:
        """Record that a poll of the feed failed, with its cause."""
        values = {"source_id": source_id, "feed_url": feed_url, "cause": cause, "detail": detail, "failed_at": now}
        with self._database.writing() as connection:
            connection.execute(insert(feed_failure), values)

    def waiting(self, source_id: str, now: datetime, limit: int) -> list[Waiting]:
        """Announcements of the source that are due to be fetched, oldest first, at most ``limit``."""
        table = announcement.c
        due = or_(table.retry_at.is_(None), table.retry_at <= now)
        chosen = select(announcement).where(table.source_id == source_id, table.state == "waiting", due)
        with self._database.reading() as connection:
            rows = connection.execute(chosen.order_by(table.id).limit(limit)).all()
        return [
            Waiting(
                row.id,
                Announcement(row.key, row.url, entry_from_dict(row.entry)),
                row.baseline,
                row.announced_at,
                row.attempts,
            )
            for row in rows
        ]

    def entry_failed(self, waiting_id: int, cause: str, detail: str, now: datetime, retry_at: datetime | None) -> None:
        """Record a failed fetch or extraction; ``retry_at`` None: given up. Raises NotFound where none waits."""
        table = announcement.c
        fault = {"cause": cause, "detail": detail, "retry_at": retry_at}
        state = "failed" if retry_at is None else "waiting"
        change = update(announcement).where(table.id == waiting_id, table.state == "waiting")
        with self._database.writing() as connection:
            done = connection.execute(change.values(state=state, attempts=table.attempts + 1, **fault))
            if not done.rowcount:
                raise NotFound(f"no announcement {waiting_id} is waiting")
            values = {"announcement_id": waiting_id, "failed_at": now, **fault}
            connection.execute(insert(announcement_failure), values)

    def history(self, url_or_key: str) -> list[AnnouncementHistory]:
        """Every announcement with this canonical address or article key, oldest first."""
        table, wanted = announcement.c, digest(url_or_key)
        chosen = select(announcement).where(or_(table.url_digest == wanted, table.key_digest == wanted))
        with self._database.reading() as connection:
            rows = connection.execute(chosen.order_by(table.id)).all()
            return [_history(connection, row) for row in rows]

    def feed_failures(self, source_id: str, limit: int = 20) -> list[FeedFailure]:
        """The source's failed polls, newest first."""
        table = feed_failure.c
        chosen = select(table.source_id, table.feed_url, table.cause, table.detail, table.failed_at)
        chosen = chosen.where(table.source_id == source_id).order_by(table.id.desc()).limit(limit)
        with self._database.reading() as connection:
            return [FeedFailure(*row) for row in connection.execute(chosen)]

    def counts(self) -> dict[str, int]:
        """How many announcements are in each state."""
        chosen = select(announcement.c.state, func.count()).group_by(announcement.c.state)
        with self._database.reading() as connection:
            return {"waiting": 0, "article": 0, "failed": 0} | dict(connection.execute(chosen).all())


def settle(connection: Connection, waiting_id: int | None, article_id: str) -> None:
    """The announcement, if one, has become an article."""
    if waiting_id is not None:
        change = update(announcement).where(announcement.c.id == waiting_id)
        connection.execute(change.values(state="article", article_id=article_id, retry_at=None))


def _keep_feed_state(connection: Connection, source_id: str, feed_url: str, state: FeedState, now: datetime) -> None:
    values = {
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "polled": state.polled,
        "read_at": now,
    }
    new = engine.insert(connection, feed_state).values(source_id=source_id, feed_url=feed_url, **values)
    connection.execute(new.on_conflict_do_update(index_elements=["source_id", "feed_url"], set_=values))


def _values(item: Announcement) -> dict[str, Any]:
    return {
        "key": item.key,
        "key_digest": digest(item.key),
        "url": item.url,
        "url_digest": digest(item.url),
        "entry": entry_to_dict(item.entry),
        "state": "waiting",
        "attempts": 0,
        "cause": "",
        "detail": "",
    }


def _history(connection: Connection, row: Row[Any]) -> AnnouncementHistory:
    table = announcement_failure.c
    chosen = select(table.cause, table.detail, table.failed_at, table.retry_at)
    failures = connection.execute(chosen.where(table.announcement_id == row.id).order_by(table.id))
    return AnnouncementHistory(
        id=row.id,
        source_id=row.source_id,
        feed_url=row.feed_url,
        key=row.key,
        url=row.url,
        entry=entry_from_dict(row.entry),
        state=row.state,
        baseline=row.baseline,
        announced_at=row.announced_at,
        retry_at=row.retry_at,
        article_id=row.article_id or "",
        failures=tuple(Failure(*failure) for failure in failures),
    )
