"""What was collected for digests: which of them are due, and what is still to be told when they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime

from alerts.policy.digests import DigestPlan
from alerts.policy.judge import NOBODY, Judge, longest_wait
from alerts.policy.ledger import Change, Digest, Item, Kind, Ledger
from alerts.policy.spans import span
from alerts.policy.teller import Teller
from alerts.policy.terms import Policy


class Collected:
    """The digests of one turn.

    A scheduled digest is sent at its time whatever the hour: who wrote the schedule wants it then. One that is due by
    count or by delay leaves out what a quiet time holds, and so does one of a receiver without a digest of its own,
    whose items wait for the end of the quiet time that queued them.
    """

    def __init__(self, ledger: Ledger, policy: Policy, now: datetime, judge: Judge, teller: Teller) -> None:
        self._ledger, self._policy, self._now = ledger, policy, now
        self._judge, self._teller = judge, teller
        self._changed: set[str] = set()

    def note(self, changes: Iterable[Change]) -> None:
        """Items were collected in this turn: a count may be full."""
        for change in changes:
            receiver = self._policy.heir(change.item.receiver)
            plan = self._policy.receivers[receiver].digest
            if plan is not None and plan.max_items:
                self._changed.add(receiver)

    def send(self) -> None:
        """Send the digests that are due."""
        scheduled = set(self._scheduled())
        due = {self._policy.heir(item.receiver) for item in self._ledger.held((Kind.QUEUED,), self._now)}
        asked = scheduled | due | self._changed
        queues: dict[str, list[Item]] = {receiver: [] for receiver in sorted(asked)}
        for item in self._ledger.held((Kind.QUEUED,)) if asked else ():
            if (heir := self._policy.heir(item.receiver)) in asked:
                queues[heir].append(item)
        for receiver, items in queues.items():
            if not receiver:
                self._ledger.change([Change(item, Kind.DROPPED, NOBODY) for item in items], self._now)
                continue
            plan = self._policy.receivers[receiver].digest
            if receiver in scheduled and plan is not None:
                self._on_schedule(receiver, plan, items)
            else:
                self._unscheduled(receiver, plan, items)

    def _scheduled(self) -> Iterable[str]:
        """Receivers whose digest has come by its schedule; the first turn that sees a schedule counts from there."""
        sent = self._ledger.digests()
        for receiver, terms in self._policy.receivers.items():
            if terms.digest is None or not terms.digest.schedule:
                continue
            if receiver not in sent:
                self._ledger.digested(Digest(receiver, self._now))
                continue
            due = terms.digest.scheduled_after(sent[receiver].last_at)
            if due is not None and due <= self._now:
                yield receiver

    def _on_schedule(self, receiver: str, plan: DigestPlan, items: Sequence[Item]) -> None:
        free = self._unsilenced(items)
        if not free and not plan.send_empty:
            self._ledger.digested(Digest(receiver, self._now))
        elif self._has_room(receiver, free):
            self._teller.digest(receiver, plan.in_order(free), "as scheduled" if free else "nothing to tell")
            self._ledger.digested(Digest(receiver, self._now))

    def _unscheduled(self, receiver: str, plan: DigestPlan | None, items: Sequence[Item]) -> None:
        ready: list[Item] = []
        later: list[Item] = []
        for item in items:
            (later if self._judge.pause(item) else ready).append(item)
        if why := self._why(plan, ready):
            ready = self._unsilenced(ready)
            if ready and self._has_room(receiver, ready):
                self._teller.digest(receiver, plan.in_order(ready) if plan else ready, why)
        else:
            later += ready
        self._look_again(later)

    def _why(self, plan: DigestPlan | None, ready: Sequence[Item]) -> str:
        """Why a digest of these items is sent now; empty where it is not."""
        if not ready:
            return ""
        if plan is None:
            return f"after {ready[0].reason}"
        if plan.max_items and sum(1 for item in ready if not self._judge.silenced(item)) >= plan.max_items:
            return f"{plan.max_items} have come"
        if plan.max_delay or not plan.schedule:
            wait = longest_wait(plan)
            return f"the oldest has waited for {span(wait)}" if any(i.at + wait <= self._now for i in ready) else ""
        return ""

    def _unsilenced(self, items: Sequence[Item]) -> list[Item]:
        """Settle what a silence mutes by now; the rest is given back."""
        free, changes = [], []
        for item in items:
            if (verdict := self._judge.silenced(item)) is None:
                free.append(item)
            else:
                changes.append(Change(item, verdict.kind, verdict.reason, silence=verdict.silence))
        self._ledger.change(changes, self._now)
        return free

    def _has_room(self, receiver: str, items: Sequence[Item]) -> bool:
        """Whether the receiver's rate has room for a message with these items; else they wait until it has."""
        room = self._teller.room_at(receiver)
        if room <= self._now:
            return True
        waiting = [item for item in items if item.until != room]
        self._ledger.change([Change(item, Kind.QUEUED, item.reason, room) for item in waiting], self._now)
        return False

    def _look_again(self, items: Sequence[Item]) -> None:
        """Give a new time to items whose time has come though their digest is not due: the schedule is a new one, or
        a quiet time holds them."""
        late = [item for item in items if item.until is None or item.until <= self._now]
        self._ledger.change(
            [Change(item, Kind.QUEUED, item.reason, self._judge.queue_until(item)) for item in late], self._now
        )
