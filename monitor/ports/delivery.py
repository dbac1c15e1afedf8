"""The outbox, and what sends."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from monitor.domain.notification import Delivery, Outcome, Target
from monitor.ports.alerts import CatchUp


@dataclass(frozen=True, slots=True)
class Targets:
    """Which targets a claim is about: ``only`` these (all when None), and none of ``but``."""

    only: Collection[Target] | None = None
    but: Collection[Target] = ()


@dataclass(frozen=True, slots=True)
class Tried:
    """One attempt to send a delivery: how it ended and when, when to try again, and how many seconds it took."""

    delivery: Delivery
    outcome: Outcome
    at: datetime
    retry_at: datetime | None
    seconds: float


class Ended(StrEnum):
    """What the end of an attempt was to its target."""

    FENCED = "fenced"
    """Nothing: the lease was somebody else's by then, and nothing was recorded."""
    RECORDED = "recorded"
    PARKED = "parked"
    """It refuses everything, which it did not before: all that waits for it is parked."""
    RELEASED = "released"
    """It takes messages again: what was parked is due."""


class Outbox(Protocol):
    """Deliveries. One per target (receiver, channel, address) is out at a time; a story's go in order."""

    def claim(self, now: datetime, lease_seconds: float, limit: int, targets: Targets = Targets()) -> list[Delivery]:
        """Take due deliveries, at most one per free target, and lease them: state ``sending`` with a fresh lease token.

        The oldest goes first, but none before an older unsettled one of the same story. A target that asked for time
        gets nothing before; of a parked one the oldest is given, as a probe, when its time has come. A lease that ran
        out is claimed again. A reply carries the thread that it belongs to: the group's first delivery that this
        target took.
        """
        ...

    def finish_all(self, attempts: Sequence[Tried]) -> list[Ended]:
        """Record attempts, in one transaction; what the end of each was to its target.

        Accepted: ``sent``. ``retry_at`` given: ``pending`` until then. Else: ``dead``. ``retry_after`` of the outcome
        holds the target, not only the delivery. A refused target is parked, with all that waits for it, until
        ``retry_at``; anything it takes or refuses as a message releases it.
        """
        ...

    def expire(self, now: datetime, catch_up: CatchUp) -> int:
        """End what waited too long; how many. Each target is told of all of it in one message."""
        ...

    def release(self, now: datetime) -> int:
        """Give back every lease and ask parked targets again, for a process that begins; how many deliveries."""
        ...

    def clock_set_back(self, now: datetime, by: timedelta) -> int:
        """Let nothing in the archive wait for a time that was reckoned by a wrong clock; how many times were mended."""
        ...

    def retry_parked(self, now: datetime) -> int:
        """Make due now what is parked; how many deliveries."""
        ...

    def deliveries(self, states: Sequence[str] = (), limit: int = 100) -> list[Delivery]:
        """Deliveries, newest first, of these states (all when empty)."""
        ...

    def retry(self, delivery_id: int, now: datetime) -> None:
        """Make a delivery that is not sent due now, and its target free. Raises NotFound."""
        ...


class Channel(Protocol):
    """Sends, and says how that ended; it never retries, waits or records, and raises nothing but programming errors.

    Called from worker threads. No secret appears in an Outcome's detail.
    """

    @property
    def host(self) -> str:
        """The server that it talks to: what fails for all of its targets together; empty where nothing is shared."""
        ...

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt."""
        ...
