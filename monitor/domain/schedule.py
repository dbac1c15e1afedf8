"""When to look again: the next poll of a source, the next try of a page that failed."""

from __future__ import annotations

from datetime import datetime, timedelta

PAGE_RETRIES = (
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
    timedelta(hours=24),
)
"""Waits before each further try of an announced page; after the last one it is given up, with its cause kept."""

FINAL_CAUSES = frozenset({"http 410", "address refused", "bad address", "not http"})
"""Causes that no waiting mends."""

SLOWEST = timedelta(hours=6)
"""A source that keeps failing is still polled this often."""

JITTER = 0.1
"""Share of the interval by which polls are spread."""


def page_retry_at(now: datetime, failures: int, cause: str) -> datetime | None:
    """When a page that has now failed ``failures`` times (1 or more) is tried again; None when it is given up."""
    if cause in FINAL_CAUSES or failures > len(PAGE_RETRIES):
        return None
    return now + PAGE_RETRIES[failures - 1]


def next_poll_at(now: datetime, interval: timedelta, failures: int, chance: float) -> datetime:
    """When a source is polled next. ``failures`` in a row double the interval up to ``SLOWEST``.

    ``chance`` is a random number from 0 to 1 that spreads polls over 10 % of the interval to each side.
    """
    wait: timedelta = min(interval * (1 << min(failures, 16)), max(interval, SLOWEST))
    return now + wait * (1 + JITTER * (2 * chance - 1))
