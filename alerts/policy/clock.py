"""Whether somebody changed the clock while we watched: times in the archive were reckoned by what it said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

NOTICEABLE = timedelta(seconds=30)
"""Smaller changes are those of a clock that is kept right all the time."""


class ClockWatch:
    """Compares the clock with ``seconds``, which only ever go on evenly."""

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._last: tuple[datetime, float] | None = None

    def jumped(self, now: datetime) -> timedelta | None:
        """By how much the clock, which says ``now``, was changed since the last look; None where it was not."""
        last, self._last = self._last, (now, self._seconds())
        if last is None:
            return None
        change = (now - last[0]) - timedelta(seconds=self._last[1] - last[1])
        return change if abs(change) >= NOTICEABLE else None
