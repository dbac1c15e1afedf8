"""Writes what is told: the notification with a key that is the same however often it is decided, and the items' end."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from datetime import datetime

from alerts.policy.ledger import Change, Group, Item, Kind, Ledger, Purpose, Telling
from alerts.policy.terms import Policy

_MESSAGES = {
    Purpose.ROOT: "first message of its group",
    Purpose.UPDATE: "update of its group",
    Purpose.EDIT: "later version of what was told",
    Purpose.WITHDRAWAL: "withdrawal of what was told",
    Purpose.RISE: "more severe than what was told",
}


def key_of(*facts: object) -> str:
    """64 hex digits that name a telling by its facts; numbers of groups are none, they may change after a crash."""
    return hashlib.sha256(json.dumps(facts, default=str).encode()).hexdigest()


class Teller:
    """Tells, in one turn."""

    def __init__(self, ledger: Ledger, policy: Policy, now: datetime) -> None:
        self._ledger, self._policy, self._now = ledger, policy, now

    def room_at(self, receiver: str) -> datetime:
        """When the receiver's rate has room for a message: now, if it has."""
        rate = self._policy.receivers[receiver].rate
        if rate is None:
            return self._now
        return rate.room_at(self._ledger.told_at(receiver, self._now - rate.per), self._now)

    def message(self, group: Group, purpose: Purpose, items: Sequence[Item]) -> None:
        """The next message of a group."""
        receiver = self._policy.heir(group.receiver)
        note = "" if receiver == group.receiver else f"for {group.receiver}, which is configured no more"
        self._tell(receiver, purpose, items, note, group)
        self._end(items, Kind.NOTIFIED, _MESSAGES[purpose])

    def together(self, receiver: str, purpose: Purpose, items: Sequence[Item]) -> None:
        """Items that were held, for the reasons that they have, in one message."""
        reasons = dict.fromkeys(item.reason for item in items)
        self._tell(receiver, purpose, items, "; ".join(reasons))
        for reason in reasons:
            self._end([item for item in items if item.reason == reason], Kind.DIGESTED, f"{purpose} after {reason}")

    def digest(self, receiver: str, items: Sequence[Item], why: str) -> None:
        """A digest with these items, or an empty one as a sign of life."""
        key = key_of(receiver, Purpose.DIGEST, self._ids(items) or self._now.isoformat())
        self._ledger.tell(Telling(receiver, Purpose.DIGEST, self._now, key, tuple(items), note=why))
        self._end(items, Kind.DIGESTED, f"digest, {why}")

    def escalation(self, receiver: str, group: Group, items: Sequence[Item], note: str) -> None:
        """What a group has told, once more and to a further receiver; the items are settled already."""
        opened = group.opened_at.isoformat()
        key = key_of(receiver, Purpose.ESCALATION, group.receiver, group.route, group.key, opened, group.step)
        told = tuple(items)
        self._ledger.tell(
            Telling(receiver, Purpose.ESCALATION, self._now, key, told, group.id, group.story, note)
        )  # fmt: skip

    def _tell(
        self, receiver: str, purpose: Purpose, items: Sequence[Item], note: str, group: Group | None = None
    ) -> None:
        key = key_of(receiver, purpose, self._ids(items))
        number, story = (group.id, group.story) if group else (0, "")
        self._ledger.tell(Telling(receiver, purpose, self._now, key, tuple(items), number, story, note))

    def _end(self, items: Iterable[Item], kind: Kind, reason: str) -> None:
        self._ledger.change([Change(item, kind, reason) for item in items], self._now)

    def _ids(self, items: Iterable[Item]) -> list[int]:
        return [item.id for item in items]
