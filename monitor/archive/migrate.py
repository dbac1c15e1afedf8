"""The schema's revisions: bring a database to the newest one, or say why it cannot be used.

The revisions are modules in ``migrations/versions``; Alembic runs them on a connection that we hand it, so the
database's address is in no file.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from monitor.archive.engine import take_turn
from monitor.errors import ArchiveError

_MIGRATIONS = Path(__file__).parent / "migrations"


def upgrade(connection: Connection) -> None:
    """Bring the schema to the newest revision within the connection's transaction. Raises ArchiveError."""
    take_turn(connection, "migrate")
    _refuse_newer(_revision(connection))
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def require_current(connection: Connection) -> None:
    """Raises ArchiveError, with what to do, where the schema is not the one that this code reads."""
    revision = _revision(connection)
    _refuse_newer(revision)
    if revision is None:
        raise ArchiveError("the database has no archive in it: 'monitor run' or 'monitor crawl' make one")
    if revision != (head := ScriptDirectory.from_config(_config()).get_current_head()):
        raise ArchiveError(
            f"the archive has revision {revision}, this version reads {head}: 'monitor run' brings it up to date"
        )


def _refuse_newer(revision: str | None) -> None:
    known = {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}
    if revision is not None and revision not in known:
        raise ArchiveError(
            f"the archive has revision {revision}, which this version does not know: "
            "a newer version of the monitor wrote it; update this one"
        )


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config
