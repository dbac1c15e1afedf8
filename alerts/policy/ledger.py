"""What the alert policy knows and writes: matches on their way to receivers, their groups, and what was told.

``Item`` is a match (or an event of a source) on its way to one receiver by one route. It is open until the policy has
said, for good and with a reason, what became of it. ``Ledger`` is one turn of the policy: everything that is read and
written in it is one transaction. ``memory.py`` keeps a ledger in memory, for simulations, tests of a configuration and
backtests; the archive keeps the real one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from alerts.policy.silences import Silence


class Kind(StrEnum):
    """What became of a match at a receiver. The first four are open: the policy will look again."""

    WAITING = "waiting"
    """For its group's next message."""
    DEFERRED = "deferred"
    """Until a quiet time is over; then it is told in one summary."""
    QUEUED = "queued"
    """For the receiver's next digest."""
    CAPPED = "capped"
    """Beyond the receiver's rate: for the next digest of what was too much."""
    NOTIFIED = "notified"
    DIGESTED = "digested"
    SILENCED = "silenced"
    INHIBITED = "inhibited"
    DROPPED = "dropped"
    """By a time interval whose action is to drop."""


OPEN = (Kind.WAITING, Kind.DEFERRED, Kind.QUEUED, Kind.CAPPED)
EVENT = "event"
"""In ``about``: the number behind it is that of an event, not of an article's version."""


class Purpose(StrEnum):
    """Why a notification is sent."""

    ROOT = "root"
    """The first of a group."""
    UPDATE = "update"
    """Further matches or articles of a group that was told before."""
    EDIT = "edit"
    """A later version of an article that was told before."""
    WITHDRAWAL = "withdrawal"
    """Matches with the label ``kind="withdrawal"``: reserved, nothing makes them yet."""
    RISE = "rise"
    """The group's severity is higher than what was told."""
    DIGEST = "digest"
    SUMMARY = "summary"
    """What came in a quiet time."""
    OVERFLOW = "overflow"
    """What was beyond the receiver's rate."""
    CATCH_UP = "catch-up"
    """What could not be delivered in time."""
    ESCALATION = "escalation"


@dataclass(frozen=True, slots=True)
class Item:
    """One match on its way to one receiver; ``labels`` are what matchers see of it, ``story`` among them.

    ``about`` names the version (article id and version number) or the event (``event`` and its number). ``until`` is
    when an open item is looked at again where it does not wait for its group.
    """

    id: int
    rule: str
    receiver: str
    route: str
    """The name of the route that it arrived at (``Resolved.name``)."""
    labels: Mapping[str, str]
    at: datetime
    about: tuple[str, int]
    kind: Kind = Kind.WAITING
    group: int = 0
    """Its group's number; 0 as long as it has none."""
    until: datetime | None = None
    reason: str = ""
    """The reason of its newest change."""

    @property
    def story(self) -> str:
        """The story that it belongs to; until stories are clusters, the article, or the event."""
        return self.labels.get("story", "")

    @property
    def severity(self) -> str:
        """Its severity, ``medium`` where none is given."""
        return self.labels.get("severity", "medium")

    @property
    def is_edit(self) -> bool:
        """Whether it is about a later version of an article than the first."""
        return self.about[0] != EVENT and self.about[1] > 1


GroupName = tuple[str, str, str]
"""Receiver, route and key of a group."""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one receiver and route with equal labels where the route groups by them; it is one thread.

    ``severity`` is the highest that was told (empty before the first message), ``told`` how many messages were,
    ``due_at`` when the next one is due (None while nothing waits), ``flushed_at`` when the last one was.
    """

    id: int
    receiver: str
    route: str
    key: str
    """The labels that it is grouped by, as JSON with sorted keys."""
    story: str
    opened_at: datetime
    last_at: datetime
    """When its newest item arrived."""
    due_at: datetime | None = None
    flushed_at: datetime | None = None
    severity: str = ""
    told: int = 0
    escalation: str = ""
    """The name of the escalation that runs for it; empty where none does, or it is over."""
    step: int = 0
    """How many of the escalation's steps were taken."""
    escalate_at: datetime | None = None
    over: str = ""
    """Why its escalation ended: acknowledged, silenced, exhausted."""

    @property
    def name(self) -> GroupName:
        """What it is found by; a later group may have the same."""
        return self.receiver, self.route, self.key


@dataclass(frozen=True, slots=True)
class Seen:
    """A match that happened, as inhibition sees it."""

    rule: str
    labels: Mapping[str, str]
    at: datetime
    about: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Telling:
    """A notification that the policy wants sent to every target of ``receiver``.

    ``items`` is what it tells, in order of arrival; ``key`` is stable: the same decision made again after a crash has
    the same key. ``group`` is 0 for a message that belongs to no thread (a digest, an empty one with no items).
    """

    receiver: str
    purpose: Purpose
    at: datetime
    key: str
    items: tuple[Item, ...] = ()
    group: int = 0
    story: str = ""
    note: str = ""
    """What is said besides the items: which escalation step, which quiet time, how many more there are."""


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """Somebody has taken over a story: its escalations end."""

    story: str
    by: str
    at: datetime
    note: str = ""


@dataclass(frozen=True, slots=True)
class Digest:
    """What is remembered of a receiver's digest: when one was last sent, or decided to be empty."""

    receiver: str
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an item: for good where ``kind`` is not open."""

    item: Item
    kind: Kind
    reason: str
    until: datetime | None = None
    silence: int = 0
    """The number of the silence that mutes it, where one does."""


class Ledger(Protocol):
    """One turn of the policy, one transaction. Items and groups are given in order of their numbers."""

    def arrived(self, limit: int) -> Sequence[Item]:
        """Open items that have no group yet."""
        ...

    def newest(self, names: Collection[GroupName]) -> Mapping[GroupName, Group]:
        """The newest group of each name, where there is one."""
        ...

    def save(self, groups: Sequence[Group]) -> Sequence[Group]:
        """Write groups; those whose number is 0 are new and get their numbers, in this order."""
        ...

    def place(self, placed: Sequence[tuple[Item, Group]]) -> None:
        """Each item belongs to its group from now on."""
        ...

    def due_groups(self, now: datetime, limit: int) -> Sequence[Group]:
        """Groups whose ``due_at`` has come."""
        ...

    def waiting(self, groups: Sequence[Group]) -> Mapping[int, Sequence[Item]]:
        """The items that wait for the next message of each group, by its number."""
        ...

    def held(self, kinds: Collection[Kind], due: datetime | None = None) -> Sequence[Item]:
        """Open items of these kinds (deferred, queued, capped) of all receivers; with ``due`` only those whose
        ``until`` is set and not after it."""
        ...

    def told(self, group: Group) -> Sequence[Item]:
        """The group's items that were told (notified or digested)."""
        ...

    def change(self, changes: Sequence[Change], now: datetime) -> None:
        """Write what becomes of items, each a step of the item's history."""
        ...

    def tell(self, telling: Telling) -> None:
        """Write the notification with a delivery for each target of its receiver; nothing where its key is known."""
        ...

    def told_at(self, receiver: str, since: datetime) -> Sequence[datetime]:
        """When the receiver was told something after ``since``, oldest first."""
        ...

    def seen(self, since: datetime) -> Sequence[Seen]:
        """Matches and events at ``since`` or later, oldest first, that were meant for somebody (not: baseline, aged
        out, alerts off)."""
        ...

    def silences(self, now: datetime) -> Sequence[Silence]:
        """Silences that are active."""
        ...

    def acknowledged(self, story: str) -> Acknowledgement | None:
        """The newest acknowledgement of the story."""
        ...

    def escalating(self, now: datetime) -> Sequence[Group]:
        """Groups whose ``escalate_at`` has come."""
        ...

    def digests(self) -> Mapping[str, Digest]:
        """What is remembered of digests, by receiver."""
        ...

    def digested(self, digest: Digest) -> None:
        """Remember when a receiver's digest was sent, or passed empty."""
        ...


@dataclass(frozen=True, slots=True)
class Owed:
    """A match that a route takes, before it has a number: what is written when its version is kept."""

    rule: str
    receiver: str
    route: str
    labels: Mapping[str, str] = field(default_factory=dict)
