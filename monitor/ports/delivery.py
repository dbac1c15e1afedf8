"""The outbox, and what sends."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.domain.notification import Delivery, Outcome


class Outbox(Protocol):
    """Deliveries. At most one delivery per lane (receiver, channel, target) is out at a time, oldest first."""

    def claim(self, now: datetime, lease_seconds: float, limit: int) -> list[Delivery]:
        """Take due deliveries, at most one per free lane, and lease them: state ``sending`` with a fresh lease token.

        A lane's oldest unsent delivery holds it, also while it waits for its next attempt, so what a target gets is
        in time order; a delivery that failed ``STEP_ASIDE`` times no longer holds its lane. A lease that ran out is
        claimed again.
        """
        ...

    def finish(
        self, delivery: Delivery, outcome: Outcome, now: datetime, retry_at: datetime | None, seconds: float
    ) -> bool:
        """Record one attempt. Accepted: ``sent``. ``retry_at`` given: ``pending`` until then. Else: ``dead``.

        False, and nothing changed, where the lease token is no longer the row's.
        """
        ...

    def release(self) -> int:
        """Give back every lease, for a process that knows it is the only sender; how many there were."""
        ...

    def deliveries(self, states: Sequence[str] = (), limit: int = 100) -> list[Delivery]:
        """Deliveries, newest first, of these states (all when empty)."""
        ...

    def retry(self, delivery_id: int, now: datetime) -> None:
        """Make a dead or waiting delivery due now. Raises NotFound."""
        ...


STEP_ASIDE = 20
"""After so many failed attempts a delivery lets the ones behind it in its lane pass."""


class Channel(Protocol):
    """Sends, and says how that ended; it never retries, waits or records, and raises nothing but programming errors.

    Called from worker threads. No secret appears in an Outcome's detail.
    """

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt."""
        ...
