"""A turn of the dispatcher: silences are told of, the policy says what is told now, and what waited too long for its
target expires."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from contextlib import AbstractContextManager
from datetime import datetime
from functools import partial
from typing import Protocol

from alerts.policy.dispatch import turn
from alerts.policy.ledger import Ledger
from alerts.policy.silences import Silence
from monitor.domain.notification import Target
from monitor.domain.source import Source
from monitor.ports import Compose, Outbox, Report
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.silence_notice import notice
from monitor.usecases.telling import Composer, catch_up


class Alerts(Protocol):
    """What is owed to receivers, in the archive."""

    def turn(
        self, compose: Compose, targets: Mapping[str, Collection[Target]]
    ) -> AbstractContextManager[Ledger]:  # fmt: skip
        """A turn of the policy: what is done with the ledger is one transaction, and one turn is taken at a time."""
        ...


class Silences(Protocol):
    """Silences, in the archive."""

    def tell(self, now: datetime, report: Callable[[Silence, str, int], Report]) -> int:
        """Keep an event for each silence that was ``made`` or has ``ended`` since this was asked last; how many.

        ``report`` makes it, of the silence, one of these words, and how many matches it muted.
        """
        ...


class Dispatch:
    """Takes turns. Blocking; may be called from any thread."""

    def __init__(
        self, alerts: Alerts, silences: Silences, outbox: Outbox, policy: AlertPolicy, sources: Mapping[str, Source]
    ) -> None:
        self._alerts, self._silences, self._outbox = alerts, silences, outbox
        self._in_force = policy, sources

    def swap(self, policy: AlertPolicy, sources: Mapping[str, Source]) -> None:
        """Go by these from the next turn on."""
        self._in_force = policy, sources

    def __call__(self, now: datetime) -> None:
        """Take a turn. Raises ArchiveError."""
        policy, sources = self._in_force
        self._silences.tell(now, partial(notice, policy, now))
        with self._alerts.turn(Composer(sources), policy.targets) as ledger:
            turn(ledger, policy.terms, now)
        self._outbox.expire(now, catch_up)
