"""Digests: when what was collected for a receiver is sent together, and in which order.

A schedule is a cron expression of five fields on the clock of its time zone. As with Debian's cron, a time that is left
out when clocks are set forward comes right after the gap, and one that comes twice counts once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from cronsim import CronSim, CronSimError

from alerts.policy.calendar import UTC_ZONE
from alerts.policy.ledger import Item
from alerts.policy.severity import rank


@dataclass(frozen=True, slots=True)
class DigestPlan:
    """When a receiver's digest is sent: by ``schedule`` (empty: by none), when ``max_items`` wait, or when the oldest
    has waited for ``max_delay``; with ``send_empty`` a scheduled one also where nothing waits."""

    schedule: str = ""
    zone: ZoneInfo = UTC_ZONE
    max_items: int | None = None
    max_delay: timedelta | None = None
    send_empty: bool = False
    order: Literal["severity", "time"] = "severity"

    def scheduled_after(self, at: datetime) -> datetime | None:
        """The first time of the schedule after ``at``."""
        if not self.schedule:
            return None
        # A time of the hour that comes twice is given once more from within its repetition: it is not after ``at``.
        times = (found.astimezone(UTC) for found in CronSim(self.schedule, at.astimezone(self.zone)))
        return next((time for time in times if time > at), None)

    def in_order(self, items: Sequence[Item]) -> tuple[Item, ...]:
        """The items as the digest lists them: the most severe first, or as they came."""
        by_time = sorted(items, key=lambda item: (item.at, item.id))
        return tuple(by_time if self.order == "time" else sorted(by_time, key=lambda item: -rank(item.severity)))


def check_schedule(schedule: str) -> None:
    """Raise ValueError, with what is wrong, unless this is a cron expression of five fields that ever comes true."""
    if len(schedule.split()) != 5:
        raise ValueError("a schedule of five fields: minute, hour, day of month, month, weekday")
    try:
        if next(CronSim(schedule, datetime(2026, 1, 1, tzinfo=UTC)), None) is None:
            raise ValueError("a schedule with a day that exists")
    except CronSimError as error:
        field = str(error).removeprefix("Bad ")
        raise ValueError(f"a cron expression whose {field} can be read") from None
