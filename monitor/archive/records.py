"""What the archive tells beyond its ports: histories, for ``why``, for lists and for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.domain.article import Entry


@dataclass(frozen=True, slots=True)
class Failure:
    """One failed fetch or extraction; ``retry_at`` is None where it was given up."""

    cause: str
    detail: str
    failed_at: datetime
    retry_at: datetime | None


@dataclass(frozen=True, slots=True)
class FeedFailure:
    """One poll of a feed that failed."""

    source_id: str
    feed_url: str
    cause: str
    detail: str
    failed_at: datetime


@dataclass(frozen=True, slots=True)
class AnnouncementHistory:
    """An announcement and what became of it; ``state`` is ``waiting``, ``article`` or ``failed``."""

    id: int
    source_id: str
    feed_url: str
    key: str
    url: str
    entry: Entry
    state: str
    baseline: bool
    announced_at: datetime
    retry_at: datetime | None
    article_id: str
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try to send a delivery."""

    ended_at: datetime
    seconds: float
    result: str
    detail: str
    receipt: str
    retry_at: datetime | None
