"""Alerts in the archive: turns of the policy, acknowledgements, and what became of every match."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from sqlalchemy import insert, select

from alerts.policy.ledger import Acknowledgement, Seen
from monitor.archive.alert_list import Wanted, acknowledgements, listed
from monitor.archive.engine import Database, take_turn
from monitor.archive.ledger import SqlLedger, seen
from monitor.archive.records import Alert
from monitor.archive.schema_alerts import acknowledgement, alert_group
from monitor.archive.telling import Teller
from monitor.domain.notification import Target
from monitor.ports import Compose


class SqlAlerts:
    """The tables of alerts, but for deliveries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def turn(self, compose: Compose, targets: Mapping[str, Collection[Target]]) -> Iterator[SqlLedger]:
        """A turn of the policy: what is done with the ledger is one transaction, and one turn is taken at a time."""
        with self._database.writing() as connection:
            take_turn(connection, "dispatch")
            ledger = SqlLedger(connection, Teller(compose, targets))
            yield ledger
            ledger.write()

    def seen(self, since: datetime) -> list[Seen]:
        """Matches and events since then that were meant for somebody, each once."""
        with self._database.reading() as connection:
            return seen(connection, since)

    def listed(self, wanted: Wanted) -> list[Alert]:
        """What became of matches at receivers, newest first."""
        with self._database.reading() as connection:
            return listed(connection, wanted)

    def acknowledge(self, new: Acknowledgement) -> None:
        """Keep that somebody has taken over a story; once, however often it is asked for."""
        values = {"story": new.story, "author": new.by, "at": new.at, "note": new.note}
        same = select(acknowledgement.c.id).where(*(acknowledgement.c[name] == it for name, it in values.items()))
        with self._database.writing() as connection:
            if connection.scalar(same.limit(1)) is None:
                connection.execute(insert(acknowledgement), values)

    def acknowledgements(self, stories: Collection[str]) -> list[Acknowledgement]:
        """Who has taken over these stories, in order."""
        with self._database.reading() as connection:
            return acknowledgements(connection, stories)

    def knows(self, story: str) -> bool:
        """Whether a story of this name is in an alert's group."""
        chosen = select(alert_group.c.id).where(alert_group.c.story == story).limit(1)
        with self._database.reading() as connection:
            return connection.scalar(chosen) is not None
