"""One turn of the policy: what arrived joins its group, what is due is told, held, or settled for good.

A turn may be taken at any time and any number of times: a further one at a time when nothing is due changes nothing.
Everything that it decides follows from the ledger, the policy and the time, so it is the same after a restart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import TypeVar

from alerts.policy import grouping
from alerts.policy.collected import Collected
from alerts.policy.escalating import escalate
from alerts.policy.escalation import started
from alerts.policy.judge import Judge, Remembered
from alerts.policy.ledger import Change, Group, Item, Kind, Ledger, Purpose
from alerts.policy.teller import Teller
from alerts.policy.terms import Policy

BATCH = 200
"""Items or groups that are asked for at once."""

T = TypeVar("T")


def turn(ledger: Ledger, policy: Policy, now: datetime) -> None:
    """Take a turn; everything in it is one transaction of the ledger.

    What was held is told before what is new, so that new messages do not use up the rate that older ones wait for.
    """
    _Turn(ledger, policy, now).take()


class _Turn:
    def __init__(self, ledger: Ledger, policy: Policy, now: datetime) -> None:
        self._ledger, self._policy, self._now = ledger, policy, now
        self._judge = Judge(policy, now, ledger.silences(now), Remembered(ledger))
        self._teller = Teller(ledger, policy, now)
        self._collected = Collected(ledger, policy, now, self._judge, self._teller)

    def take(self) -> None:
        self._place()
        self._release()
        self._flush()
        self._collected.send()
        escalate(self._ledger, self._policy, self._judge, self._teller, self._now)

    def _place(self) -> None:
        for arrived in _batches(partial(self._ledger.arrived, BATCH)):
            newest = self._ledger.newest({grouping.name_of(self._policy.route(item), item) for item in arrived})
            gathered = grouping.gathered(arrived, self._policy.route, newest)
            saved = self._ledger.save([group for group, _ in gathered])
            self._ledger.place(
                [(item, group) for group, (_, items) in zip(saved, gathered, strict=True) for item in items]
            )

    def _release(self) -> None:
        """Tell what was beyond the rate, and what came in a quiet time that is over: each receiver once."""
        due = self._ledger.held((Kind.CAPPED, Kind.DEFERRED), self._now)
        over = self._by_heir(item for item in due if item.kind is Kind.DEFERRED)
        roomy = self._by_heir(item for item in due if item.kind is Kind.CAPPED)
        if roomy:
            capped = self._by_heir(self._ledger.held((Kind.CAPPED,)))
            for receiver in roomy:
                self._together(receiver, Purpose.OVERFLOW, capped[receiver])
        for receiver, items in over.items():
            self._together(receiver, Purpose.SUMMARY, items)

    def _together(self, receiver: str, purpose: Purpose, items: Sequence[Item]) -> None:
        items = self._settled(items)
        if items and not self._capped(receiver, items):
            self._teller.together(receiver, purpose, items)

    def _flush(self) -> None:
        for groups in _batches(partial(self._ledger.due_groups, self._now, BATCH)):
            waiting = self._ledger.waiting(groups)
            self._ledger.save([replace(self._flushed(one, waiting.get(one.id, ())), due_at=None) for one in groups])

    def _flushed(self, group: Group, waiting: Sequence[Item]) -> Group:
        items = self._settled(waiting)
        if not items or self._capped(self._policy.heir(group.receiver), items):
            return group
        self._teller.message(group, grouping.purpose_of(group, items), items)
        name = self._policy.route(items[0]).escalation
        told = grouping.told(group, items, self._now)
        return started(told, name, self._policy.escalations, self._now)

    def _settled(self, items: Sequence[Item]) -> list[Item]:
        """Write what becomes of the items that are not told now; the others are given back."""
        free, changes = [], []
        for item in items:
            if (verdict := self._judge.verdict(item)) is None:
                free.append(item)
            else:
                changes.append(Change(item, verdict.kind, verdict.reason, verdict.until, verdict.silence))
        self._ledger.change(changes, self._now)
        self._collected.note(change for change in changes if change.kind is Kind.QUEUED)
        return free

    def _capped(self, receiver: str, items: Sequence[Item]) -> bool:
        """Whether the receiver's rate is reached: then the items wait until there is room."""
        room = self._teller.room_at(receiver)
        if room <= self._now:
            return False
        reason = f"beyond {self._policy.receivers[receiver].rate}"
        self._ledger.change([Change(item, Kind.CAPPED, reason, room) for item in items], self._now)
        return True

    def _by_heir(self, items: Iterable[Item]) -> dict[str, list[Item]]:
        found: dict[str, list[Item]] = {}
        for item in items:
            found.setdefault(self._policy.heir(item.receiver), []).append(item)
        return found


def _batches(ask: Callable[[], Sequence[T]]) -> Iterator[Sequence[T]]:
    """What ``ask`` gives, asked again as long as there may be more."""
    while batch := ask():
        yield batch
        if len(batch) < BATCH:
            return
