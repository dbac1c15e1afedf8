"""One row of the health table: plain values, the same for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from monitor.domain.health import Condition, Facts, alarm_after

_BLOCKS = "▁▂▃▄▅▆▇█"


def sparkline(counts: Sequence[int]) -> str:
    """One block a day, oldest first. The lowest block is kept for days without anything."""
    top = max(counts, default=0)
    rest = len(_BLOCKS) - 1
    return "".join(_BLOCKS[0] if count <= 0 else _BLOCKS[-(-count * rest // top)] for count in counts)


@dataclass(frozen=True, slots=True)
class Row:
    """A source in the health table. Times are in UTC, ``alarm_after`` in seconds after the last entry."""

    source: str
    feed: str
    state: str
    since: datetime
    last_success: datetime | None
    last_entry: datetime | None
    alarm_after: float
    failures: int
    extraction_failed: float | None
    """Share of the last day's pages that gave no article; None without pages."""
    per_day: tuple[int, ...]
    sparkline: str
    reason: str


def row(facts: Facts, condition: Condition, per_day: Sequence[int], now: datetime) -> Row:
    """The row of a source; ``per_day`` counts its articles, oldest day first."""
    tried = facts.pages.extracted + facts.pages.failed
    return Row(
        source=facts.source,
        feed=facts.feed,
        state=condition.state.value,
        since=condition.since,
        last_success=facts.last_success,
        last_entry=facts.last_entry,
        alarm_after=alarm_after(facts, now).total_seconds(),
        failures=facts.failures,
        extraction_failed=facts.pages.failed / tried if tried else None,
        per_day=tuple(per_day),
        sparkline=sparkline(per_day),
        reason=condition.reason,
    )
