"""Whether somebody changed the clock while we watched: times in the archive were reckoned by what it said before."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

NOTICEABLE = timedelta(seconds=30)
"""Smaller changes are those of a clock that is kept right all the time."""


class ClockWatch:
    """Compares the clock with ``seconds``, which only ever go on evenly.

    ``behind`` is how far the clock is behind what times in the archive were reckoned by; it is kept until ``mended``.
    """

    def __init__(self, seconds: Callable[[], float]) -> None:
        self._seconds = seconds
        self._last: tuple[datetime, float] | None = None
        self.behind = timedelta(0)

    def jumped(self, now: datetime) -> timedelta | None:
        """By how much the clock, which says ``now``, was changed since the last look; None where it was not."""
        last, self._last = self._last, (now, self._seconds())
        if last is None:
            return None
        change = (now - last[0]) - timedelta(seconds=self._last[1] - last[1])
        if abs(change) < NOTICEABLE:
            return None
        self.behind = max(timedelta(0), self.behind - change)
        return change

    def mended(self) -> None:
        """Times in the archive are those of the clock again."""
        self.behind = timedelta(0)
