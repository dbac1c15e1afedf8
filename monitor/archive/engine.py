"""Connections to the archive's database, and what the two engines need to behave alike.

SQLite: write-ahead log, every commit synced to disk, write transactions begin as such (a later upgrade of a read lock
fails at once instead of waiting) and one thread writes at a time. PostgreSQL: sessions in UTC.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Dialect, Engine, Table, create_engine, event, func, make_url, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, SQLAlchemyError

from monitor.archive.columns import digest
from monitor.errors import ArchiveError

BUSY_MILLISECONDS = 5000
CONNECTIONS = 8
"""Connections of a process. Those beyond a pool's size are closed after each use, and opening one costs more than a
query; each of SQLite's keeps up to 2 MB of pages."""


class Conflict(ArchiveError):
    """Another transaction was faster, or a constraint forbids what was asked."""


class Database:
    """Transactions on one archive; every error of the database comes out as ArchiveError."""

    def __init__(self, engine: Engine, *, write: bool) -> None:
        self._engine = engine
        self._writers = {
            durable: engine.execution_options(immediate=True, durable=durable) for durable in (True, False)
        }
        self.writable = write
        self._turn = threading.Lock()

    @property
    def dialect(self) -> Dialect:
        """What the engine speaks."""
        return self._engine.dialect

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction for reading: one state of the archive from its first statement to its end."""
        with _translated(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def writing(self, *, durable: bool = True) -> Iterator[Connection]:
        """A transaction for writing, durable when it is left. Raises Conflict where a constraint was hit.

        One that need not be ``durable`` is not waited for until it is on the disk: a loss of power (not the death of
        the process) may undo it, and nothing that was durable.
        """
        if not self.writable:
            raise ArchiveError("this archive was opened for reading only")
        with _translated():
            if self.dialect.name != "sqlite":
                with self._engine.begin() as connection:
                    if not durable:
                        connection.exec_driver_sql("SET LOCAL synchronous_commit TO off")
                    yield connection
            else:
                with self._turn, self._writers[durable].begin() as connection:
                    yield connection

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


@contextmanager
def _translated() -> Iterator[None]:
    try:
        yield
    except IntegrityError as error:
        raise Conflict(f"the archive refused: {error.orig}") from error
    except DBAPIError as error:
        # 40001 and 40P01 are PostgreSQL's "serialization failure" and "deadlock detected".
        kind = Conflict if getattr(error.orig, "sqlstate", "") in ("40001", "40P01") else ArchiveError
        raise kind(f"the archive failed: {error.orig}") from error
    except SQLAlchemyError as error:
        raise ArchiveError(f"the archive failed: {error}") from error


def parse_url(url: str) -> URL:
    """A database's address. Raises ArchiveError (without the address: it may hold a password)."""
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise ArchiveError("the archive's address is not a database URL") from error
    if parsed.drivername in ("postgresql", "postgres"):
        parsed = parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername not in ("sqlite", "postgresql+psycopg"):
        raise ArchiveError(f"the archive's address begins with {parsed.drivername}: expected sqlite or postgresql")
    if sqlite_file(parsed) in (Path(), Path(":memory:")):
        raise ArchiveError("the archive's address names no file: expected sqlite:///PATH")
    return parsed


def sqlite_file(url: URL) -> Path | None:
    """The database's file; None for PostgreSQL."""
    return Path(url.database or "") if url.drivername == "sqlite" else None


def connect(url: URL, *, write: bool) -> Engine:
    """An engine; nothing is connected yet. Without ``write`` a SQLite file is opened read-only."""
    if (file := sqlite_file(url)) is None:
        return _connect_postgresql(url)
    if not write:
        url = url.set(database=file.absolute().as_uri()).update_query_dict({"mode": "ro", "uri": "true"})
    # The connection that was used last has the pages and statements that are wanted next.
    engine = create_engine(url, hide_parameters=True, pool_size=CONNECTIONS, max_overflow=0, pool_use_lifo=True)

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # sqlite3 begins no transactions of its own
        for setting in (f"busy_timeout={BUSY_MILLISECONDS}", "foreign_keys=ON", "synchronous=FULL"):
            connection.execute(f"PRAGMA {setting}")
        if write:
            connection.execute("PRAGMA journal_mode=WAL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        options = connection.get_execution_options()
        if "immediate" in options:
            connection.exec_driver_sql(f"PRAGMA synchronous={'FULL' if options['durable'] else 'NORMAL'}")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if "immediate" in options else "BEGIN")

    return engine


def _connect_postgresql(url: URL) -> Engine:
    try:
        engine = create_engine(url, hide_parameters=True, pool_pre_ping=True)
    except ModuleNotFoundError as error:
        raise ArchiveError("PostgreSQL needs the extra 'postgres' of this package: it installs psycopg") from error

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        connection.execute("SET TIME ZONE 'UTC'")
        connection.commit()

    return engine


def take_turn(connection: Connection, what: str) -> None:
    """Wait until no other transaction does ``what``, and let none before this one ends (SQLite needs no such thing)."""
    if connection.dialect.name == "postgresql":
        number = int(digest(what)[:15], 16)
        connection.execute(select(func.pg_advisory_xact_lock(number)))


def insert(where: Connection | Database, table: Table) -> sqlite.Insert | postgresql.Insert:
    """An INSERT that knows ON CONFLICT, in the dialect of a connection or database."""
    return sqlite.insert(table) if where.dialect.name == "sqlite" else postgresql.insert(table)
