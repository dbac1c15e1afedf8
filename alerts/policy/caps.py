"""Rate caps: at most so many messages to a receiver in any span of time; what is beyond waits, and is told together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from alerts.policy.spans import span


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``most`` messages in any ``per``."""

    most: int
    per: timedelta

    def room_at(self, told_at: Sequence[datetime], now: datetime) -> datetime:
        """When the next message may be sent, ``now`` if at once; ``told_at`` are the messages before, oldest first.

        A message later than ``now`` was told by a clock that was fast, nobody knows how much: it does not count.
        """
        recent = [at for at in told_at if now - self.per < at <= now]
        return now if len(recent) < self.most else recent[-self.most] + self.per

    def __str__(self) -> str:
        return f"{self.most} messages in {span(self.per)}"
