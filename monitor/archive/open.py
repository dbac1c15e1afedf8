"""The way into the archive: lock, connect, migrate, and hand out its parts."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import URL

from monitor.archive import migrate
from monitor.archive.alerts import SqlAlerts
from monitor.archive.announcements import SqlAnnouncements
from monitor.archive.articles import SqlArticles
from monitor.archive.check import faults
from monitor.archive.engine import Database, connect, parse_url, sqlite_file
from monitor.archive.evidence import SqlEvidence
from monitor.archive.history import SqlHistory
from monitor.archive.lock import WriteLock
from monitor.archive.marks import SqlMarks
from monitor.archive.outbox import SqlOutbox
from monitor.archive.reindex import SqlReindexing
from monitor.archive.replay import SqlReplay
from monitor.archive.rulestats import SqlRuleStats
from monitor.archive.schedule import SqlSchedule
from monitor.archive.silences import SqlSilences
from monitor.archive.volume import SqlVolumes
from monitor.archive.ways import SqlWays
from monitor.errors import ArchiveError, MonitorError


@dataclass(frozen=True, slots=True)
class Archive:
    """An open archive: the parts of the port, over one database. Usable from any thread."""

    announcements: SqlAnnouncements
    schedule: SqlSchedule
    articles: SqlArticles
    alerts: SqlAlerts
    silences: SqlSilences
    ways: SqlWays
    outbox: SqlOutbox
    history: SqlHistory
    evidence: SqlEvidence
    replay: SqlReplay
    rule_stats: SqlRuleStats
    marks: SqlMarks
    volumes: SqlVolumes
    reindexing: SqlReindexing
    _database: Database
    _lock: WriteLock | None

    @property
    def exclusive(self) -> bool:
        """Whether no other process can be writing to it."""
        return self._lock is not None

    def check(self) -> list[str]:
        """What is wrong with the archive, one line each; empty where it is sound. Reads everything: slow."""
        return faults(self._database)

    def close(self) -> None:
        """Close the connections and give the right to write back."""
        self._database.close()
        if self._lock is not None:
            self._lock.release()


def open_archive(url: str, *, write: bool, lock_path: Path | None = None) -> Archive:
    """Open the archive at a database URL (``sqlite:///PATH`` or ``postgresql://...``).

    For writing it is made or brought to the newest schema; with SQLite one process holds it at a time, by a lock file
    (``lock_path``, or beside the database). Raises ArchiveBusy, and ArchiveError where it is missing for a reader, has
    a schema of another version, or cannot be reached.
    """
    address = parse_url(url)
    lock = _prepare(address, lock_path, write=write)
    database = Database(connect(address, write=write), write=write)
    try:
        with database.writing() if write else database.reading() as connection:
            migrate.upgrade(connection) if write else migrate.require_current(connection)
    except MonitorError:
        database.close()
        if lock is not None:
            lock.release()
        raise
    return Archive(
        SqlAnnouncements(database), SqlSchedule(database), SqlArticles(database), SqlAlerts(database),
        SqlSilences(database), SqlWays(database), SqlOutbox(database), SqlHistory(database), SqlEvidence(database),
        SqlReplay(database), SqlRuleStats(database), SqlMarks(database), SqlVolumes(database),
        SqlReindexing(database), database, lock,
    )  # fmt: skip


def _prepare(address: URL, lock_path: Path | None, *, write: bool) -> WriteLock | None:
    """Take the right to write, in a directory that is there; or see that there is a file to read."""
    file = sqlite_file(address)
    if write:
        if file is not None:
            lock_path = lock_path or file.with_name(f"{file.name}.lock")
            file.parent.mkdir(parents=True, exist_ok=True)
        return None if lock_path is None else WriteLock(lock_path)
    if file is not None and not file.is_file():
        raise ArchiveError(f"there is no archive at {file} yet: 'monitor run' or 'monitor crawl' make one")
    return None
