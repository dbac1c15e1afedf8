"""How long the pages of articles are kept as evidence. Whole days (UTC) end together, as their files do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class Retention:
    """``keep`` for every page; ``keep_matched``, at least as long, for articles that matched; None means for good."""

    keep: timedelta
    keep_matched: timedelta | None = None

    def __str__(self) -> str:
        matched = "for good" if self.keep_matched is None else f"for {self.keep_matched.days} days"
        return f"pages are kept for {self.keep.days} days, {matched} where the article matched"

    def until(self, fetched_at: datetime, *, matched: bool) -> datetime | None:
        """When a page fetched then may go: at the end of a day. None where it stays for good."""
        span = self.keep_matched if matched else self.keep
        if span is None:
            return None
        return datetime.combine(fetched_at.astimezone(UTC).date() + span + timedelta(days=1), time(), UTC)

    def first_kept(self, now: datetime, *, matched: bool) -> datetime | None:
        """What was fetched before then has had its time; None where nothing has."""
        span = self.keep_matched if matched else self.keep
        return None if span is None else datetime.combine(_day(now) - span, time(), UTC)


def _day(at: datetime) -> date:
    return at.astimezone(UTC).date()
