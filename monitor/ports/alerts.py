"""What is owed to receivers, and what a message to one of them tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from alerts.policy.ledger import Item, Telling
from monitor.domain.article import Version
from monitor.domain.match import Match
from monitor.domain.notification import Notification


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of one item of a telling: a version and the match, or what an event says."""

    item: Item
    version: Version | None = None
    match: Match | None = None
    event: Notification | None = None
    before: Version | None = None
    """The version before this one, where there is one."""


class Compose(Protocol):
    """Makes the facts of a message."""

    def __call__(self, telling: Telling, told: Sequence[Told], topic: str) -> Notification:
        """The message of a telling; ``topic`` is its thread's subject, empty for the thread's first message."""
        ...


class CatchUp(Protocol):
    """Makes the facts of a message about what could not be delivered in time."""

    def __call__(self, expired: Sequence[Notification], before: Notification | None, count: int) -> Notification:
        """Add what has expired to the message ``before`` (None for a new one), which tells of ``count`` by now."""
        ...
