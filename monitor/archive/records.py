"""What the archive tells beyond its ports: histories, for ``why``, for lists and for the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from alerts.policy.ledger import Acknowledgement, Group
from monitor.domain.article import Entry
from monitor.domain.notification import Delivery


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


@dataclass(frozen=True, slots=True)
class Step:
    """What became of a match at a receiver, at one time; ``version`` is 0 for an event."""

    at: datetime
    version: int
    rule: str
    receiver: str
    route: str
    kind: str
    reason: str
    until: datetime | None
    """When the policy looks again, where it does not wait for its group."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a receiver was told, with a delivery for each of its targets; ``group`` is its thread, None for none."""

    id: int
    at: datetime
    receiver: str
    purpose: str
    note: str
    topic: str
    group: Group | None
    deliveries: tuple[Delivery, ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Something that is told though no article matched: what it is about, what happened, and as what it is told."""

    id: int
    about: str
    """A source, a volume rule, or a part of the monitor."""
    kind: str
    severity: str
    reason: str
    at: datetime
    story: str
    headline: str


@dataclass(frozen=True, slots=True)
class Sending:
    """A delivery with all that is known of it."""

    delivery: Delivery
    message: int
    group: int
    story: str
    expires_at: datetime
    parked_at: datetime | None
    parked_why: str
    not_before: datetime | None
    """What holds its target."""
    catch_up: int | None
    """The message that told of it after it had expired."""
    attempts: tuple[Attempt, ...]


@dataclass(frozen=True, slots=True)
class Alert:
    """A match (or an event) at a receiver: what has become of it, and how far it came."""

    id: int
    rule: str
    receiver: str
    route: str
    kind: str
    reason: str
    at: datetime
    since: datetime
    """When it became what it is."""
    until: datetime | None
    """When the policy looks again."""
    article_id: str
    version: int
    event: int
    """The number of the event, 0 for an article."""
    source_id: str
    headline: str
    story: str
    deliveries: tuple[tuple[int, str, str, str], ...] = ()
    """Of each: number, channel, target, state."""
    acknowledged: Acknowledgement | None = None
