"""The circuit breaker of a host: when nothing there works, what waits for it is not tried one by one.

After FAILURES attempts in a row that failed without a reason of their own the breaker is open: deliveries to the host
wait, and use up no attempts. When the cool-down is over one of them is the probe; its success closes the breaker, its
failure doubles the cool-down. The terms are those of Michael Nygard's "Release It!" (2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.domain.notification import Outcome, Result

FAILURES = 5
"""So many failures in a row open it."""
COOL_DOWN, COOL_DOWN_MOST = timedelta(seconds=5), timedelta(seconds=120)
"""The first pause before a probe, and the longest."""


@dataclass(frozen=True, slots=True)
class Breaker:
    """What is known of a host: how many attempts failed in a row, and when the next one may be made (None: now)."""

    failures: int = 0
    probe_at: datetime | None = None

    @property
    def is_open(self) -> bool:
        """Whether only a probe may be sent."""
        return self.probe_at is not None

    def probes(self, now: datetime) -> bool:
        """Whether it is open and the time for a probe has come."""
        return self.probe_at is not None and self.probe_at <= now

    def after(self, outcome: Outcome, now: datetime) -> Breaker:
        """The breaker after an attempt. A host that answers, if only to ask for time, works."""
        failed = outcome.result in (Result.RETRY, Result.UNKNOWN) and outcome.retry_after is None
        if not failed:
            return Breaker()
        failures = self.failures + 1
        if failures < FAILURES:
            return Breaker(failures)
        pause = min(COOL_DOWN_MOST, COOL_DOWN * 2 ** min(failures - FAILURES, 10))
        return Breaker(failures, now + pause)
