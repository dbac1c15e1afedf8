"""What feeds announced and what became of it (the port ``Announcements``), and what can be told of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Executable, Row, bindparam, func, insert, or_, select, update

from monitor.archive import engine
from monitor.archive.columns import batches, digest
from monitor.archive.records import AnnouncementHistory, Failure, FeedFailure
from monitor.archive.rows import entry_from_dict, entry_to_dict
from monitor.archive.schema import (
    announcement,
    announcement_failure,
    article,
    feed_failure,
    feed_state,
    gap,
    sighting,
)
from monitor.domain.feedmemory import FeedMemory
from monitor.domain.flood import address_mark, title_mark
from monitor.errors import NotFound
from monitor.ports import Announced, Announcement, FeedState, Gap, Waiting

# Statements of every poll are built once: building one costs more than executing it.
_STATE = select(feed_state).where(
    feed_state.c.source_id == bindparam("source_id"), feed_state.c.feed_url == bindparam("feed_url")
)
_WAITING = (
    select(announcement)
    .where(announcement.c.source_id == bindparam("source_id"), announcement.c.state == "waiting")
    .where(or_(announcement.c.retry_at.is_(None), announcement.c.retry_at <= bindparam("now")))
    .order_by(announcement.c.id)
    .limit(bindparam("most"))
)


class SqlAnnouncements:
    """The tables ``announcement``, ``announcement_failure``, ``feed_state``, ``feed_failure`` and ``gap``."""

    def __init__(self, database: engine.Database) -> None:
        self._database = database
        self._keep_state = _upsert_state(database)

    def feed_state(self, source_id: str, feed_url: str) -> FeedState:
        """The feed's state; an empty one for a feed that was never read."""
        with self._database.reading() as connection:
            row = connection.execute(_STATE, {"source_id": source_id, "feed_url": feed_url}).one_or_none()
        if row is None:
            return FeedState()
        return FeedState(row.etag, row.last_modified, row.body_hash, row.polled, FeedMemory.from_json(row.memory))

    def announce(
        self, source_id: str, feed_url: str, state: FeedState, announcements: Sequence[Announcement],
        *, baseline: bool, now: datetime,
    ) -> Announced:  # fmt: skip
        """Keep the feed's state and every announcement whose (source, key) is not known, in their order."""
        common = {"source_id": source_id, "feed_url": feed_url, "baseline": baseline, "announced_at": now}
        with self._database.writing(durable=bool(announcements)) as connection:
            connection.execute(self._keep_state, _state_values(source_id, feed_url, state, now))
            if not announcements:
                return Announced(0, 0)
            statement = engine.insert(connection, announcement).on_conflict_do_nothing().returning(announcement.c.id)
            new = [connection.execute(statement, common | _values(item)).one_or_none() for item in announcements]
            _see(connection, source_id, feed_url, [item.key for item in announcements], now)
        known = new.count(None)
        return Announced(len(new) - known, known)

    def feed_failed(
        self, source_id: str, feed_url: str, memory: FeedMemory, cause: str, detail: str, now: datetime
    ) -> None:
        """Record that a poll of the feed failed, with its cause, and what is remembered of it from now on."""
        values = {"source_id": source_id, "feed_url": feed_url, "cause": cause, "detail": detail, "failed_at": now}
        state = {"source_id": source_id, "feed_url": feed_url, "memory": memory.to_json(), "read_at": now}
        never_read = {"etag": "", "last_modified": "", "body_hash": "", "polled": False}
        with self._database.writing() as connection:
            connection.execute(insert(feed_failure), values)
            new = engine.insert(connection, feed_state).values(**state, **never_read)
            changed = {"memory": state["memory"], "read_at": now}
            connection.execute(new.on_conflict_do_update(index_elements=["source_id", "feed_url"], set_=changed))

    def known_keys(self, source_id: str, keys: Sequence[str], by: datetime | None = None) -> set[str]:
        """Those of the article keys that were announced before, or are kept; with ``by``, that were announced then."""
        announced = announcement.c
        chosen = [select(announced.key_digest).where(announced.source_id == source_id)]
        if by is None:
            chosen.append(select(article.c.key_digest).where(article.c.source_id == source_id))
        else:
            chosen[0] = chosen[0].where(announced.announced_at <= by)
        known: set[str] = set()
        with self._database.reading() as connection:
            for part in batches(keys):
                wanted = {digest(key): key for key in part}
                for query in chosen:
                    rows = connection.execute(query.where(query.selected_columns.key_digest.in_(wanted)))
                    known |= {wanted[row.key_digest] for row in rows}
        return known

    def marks(self, source_id: str, since: datetime) -> tuple[frozenset[str], frozenset[str]]:
        """Title marks and address marks of what was announced since then (see domain/flood.py)."""
        table = announcement.c
        chosen = select(table.title_mark, table.address_mark)
        with self._database.reading() as connection:
            rows = connection.execute(chosen.where(table.source_id == source_id, table.announced_at >= since)).all()
        return frozenset(row.title_mark for row in rows), frozenset(row.address_mark for row in rows)

    def found_gap(self, found: Gap) -> None:
        """Record that entries may have been lost, and what was done about it."""
        with self._database.writing() as connection:
            connection.execute(insert(gap), asdict(found))

    def gaps(self, source_id: str = "", limit: int = 50) -> list[Gap]:
        """Gaps, newest first, of one source or of all."""
        table = gap.c
        chosen = select(table.source_id, table.feed_url, table.since, table.until, table.filled, table.story)
        if source_id:
            chosen = chosen.where(table.source_id == source_id)
        with self._database.reading() as connection:
            return [Gap(*row) for row in connection.execute(chosen.order_by(table.id.desc()).limit(limit))]

    def waiting(self, source_id: str, now: datetime, limit: int) -> list[Waiting]:
        """Announcements of the source that are due to be fetched, oldest first, at most ``limit``."""
        with self._database.reading() as connection:
            rows = connection.execute(_WAITING, {"source_id": source_id, "now": now, "most": limit}).all()
        return [
            Waiting(
                row.id,
                Announcement(row.key, row.url, entry_from_dict(row.entry), row.held),
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

    def states_of(self, source_id: str, keys: Sequence[str]) -> dict[str, str]:
        """The state of each key that was ever announced: ``waiting``, ``article`` or ``failed``."""
        table, states = announcement.c, dict[str, str]()
        with self._database.reading() as connection:
            for part in batches(keys):
                wanted = table.key_digest.in_([digest(key) for key in part])
                chosen = select(table.key, table.state).where(table.source_id == source_id, wanted)
                states |= dict(connection.execute(chosen).all())
        return states

    def retry(self, source_id: str, keys: Sequence[str]) -> int:
        """Let what was given up wait for a fetch again, as if it had never been tried; how many that are."""
        table, count = announcement.c, 0
        with self._database.writing() as connection:
            for part in batches(keys):
                wanted = table.key_digest.in_([digest(key) for key in part])
                change = update(announcement).where(table.source_id == source_id, wanted, table.state == "failed")
                count += connection.execute(change.values(state="waiting", attempts=0, retry_at=None)).rowcount
        return count

    def keys_of(self, source_id: str, since: datetime) -> list[str]:
        """Keys that the source announced since then, oldest first."""
        table = announcement.c
        chosen = select(table.key).where(table.source_id == source_id, table.announced_at >= since)
        with self._database.reading() as connection:
            return list(connection.scalars(chosen.order_by(table.id)))

    def watched_since(self, source_id: str) -> datetime | None:
        """When the source's first announcement was written down; None where there is none."""
        table = announcement.c
        chosen = select(table.announced_at).where(table.source_id == source_id).order_by(table.id).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(chosen)

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


def _upsert_state(database: engine.Database) -> Executable:
    new = engine.insert(database, feed_state)
    names = ("etag", "last_modified", "body_hash", "polled", "read_at", "memory")
    changed = {name: new.excluded[name] for name in names}
    return new.on_conflict_do_update(index_elements=["source_id", "feed_url"], set_=changed)


def _state_values(source_id: str, feed_url: str, state: FeedState, now: datetime) -> dict[str, Any]:
    return {
        "source_id": source_id,
        "feed_url": feed_url,
        "etag": state.etag,
        "last_modified": state.last_modified,
        "body_hash": state.body_hash,
        "polled": state.polled,
        "read_at": now,
        "memory": state.memory.to_json(),
    }


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
        "held": item.held,
        "title_mark": title_mark(item.entry.title),
        "address_mark": address_mark(item.url),
    }


def _see(connection: Connection, source_id: str, feed_url: str, keys: Sequence[str], now: datetime) -> None:
    """Remember which feed announced what, once each: an article may stand in several."""
    table = announcement.c
    for part in batches(keys):
        here = select(table.id).where(table.source_id == source_id, table.key_digest.in_([digest(key) for key in part]))
        seen = [{"announcement_id": row.id, "feed_url": feed_url, "seen_at": now} for row in connection.execute(here)]
        if seen:
            connection.execute(engine.insert(connection, sighting).on_conflict_do_nothing(), seen)


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
