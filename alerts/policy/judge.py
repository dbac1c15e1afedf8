"""What becomes of one item when it would be told now: the first of a fixed order of questions decides, with a reason.

The order is: inhibited, quiet time of its route, silenced, collected for a digest. What passes all of them may be told.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from alerts.policy.digests import DigestPlan
from alerts.policy.inhibition import inhibited_by
from alerts.policy.intervals import Pause, pause
from alerts.policy.ledger import Item, Kind, Ledger, Seen
from alerts.policy.routes import Action
from alerts.policy.silences import Silence, silenced_by
from alerts.policy.terms import Policy

LONGEST_COUNT = timedelta(days=7)
"""A digest that is sent by count alone does not wait longer for its last items."""
NOBODY = "no receiver is configured any more"


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why an item is not told now; ``until`` is when it is looked at again, where it is still open. ``silence`` is the
    number of the one that mutes it."""

    kind: Kind
    reason: str
    until: datetime | None = None
    silence: int = 0


class Remembered:
    """Matches that happened, asked of the ledger once in a turn as long as no earlier ones are wanted."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._since: datetime | None = None
        self._seen: Sequence[Seen] = ()

    def __call__(self, since: datetime) -> Sequence[Seen]:
        """Those after ``since``, and perhaps earlier ones."""
        if self._since is None or since < self._since:
            self._since, self._seen = since, self._ledger.seen(since)
        return self._seen


@dataclass(frozen=True, slots=True)
class Judge:
    """The facts of one turn: the policy, the active silences, and matches that happened (since a time)."""

    policy: Policy
    now: datetime
    silences: Sequence[Silence]
    seen: Callable[[datetime], Sequence[Seen]]
    _pauses: dict[str, Pause | None] = field(default_factory=dict)
    """The quiet times of routes, by name, each worked out once in a turn: to find its end takes a while."""

    def verdict(self, item: Item) -> Verdict | None:
        """Why the item is not told now; None where it may be."""
        if not self.policy.heir(item.receiver):
            return Verdict(Kind.DROPPED, NOBODY)
        return self._inhibited(item) or self._paused(item) or self.silenced(item) or self._collected(item)

    def silenced(self, item: Item) -> Verdict | None:
        """The silence that mutes the item."""
        silence = silenced_by(self.silences, item.labels, self.now)
        if silence is None:
            return None
        reason = f"silence {silence.id} by {silence.author}: {silence.reason}"
        return Verdict(Kind.SILENCED, reason, silence=silence.id)

    def pause(self, item: Item) -> Pause | None:
        """The quiet time of the item's route that holds now."""
        if item.route not in self._pauses:
            self._pauses[item.route] = pause(self.policy.route(item), self.policy.intervals, self.now)
        return self._pauses[item.route]

    def plan(self, item: Item) -> DigestPlan | None:
        """The digest of the item's receiver."""
        return self.policy.receivers[self.policy.heir(item.receiver)].digest

    def queue_until(self, item: Item) -> datetime:
        """When an item that is collected is told at the latest, as far as its receiver's digest says so."""
        plan, held = self.plan(item), self.pause(item)
        if plan is None:
            return held.until if held else self.now
        at = item.at + longest_wait(plan) if plan.max_delay or not plan.schedule else None
        if at is not None and held is not None:
            at = max(at, held.until)
        return min(time for time in (at, plan.scheduled_after(self.now)) if time is not None)

    def _inhibited(self, item: Item) -> Verdict | None:
        rules = [rule for rule in self.policy.inhibitions if rule.applies(item)]
        if not rules:
            return None
        since = item.at - max(rule.within for rule in rules)
        reason = inhibited_by(rules, item, self.seen(since), self.now)
        return Verdict(Kind.INHIBITED, reason) if reason else None

    def _paused(self, item: Item) -> Verdict | None:
        held = self.pause(item)
        if held is None:
            return None
        if held.action is Action.DROP:
            return Verdict(Kind.DROPPED, held.reason)
        if held.action is Action.DIGEST:
            return Verdict(Kind.QUEUED, held.reason, self.queue_until(item))
        return Verdict(Kind.DEFERRED, held.reason, held.until)

    def _collected(self, item: Item) -> Verdict | None:
        if self.plan(item) is None:
            return None
        return Verdict(Kind.QUEUED, "collected for a digest", self.queue_until(item))


def longest_wait(plan: DigestPlan) -> timedelta:
    """How long the oldest item of a digest may wait for others, apart from the schedule."""
    return plan.max_delay or LONGEST_COUNT
