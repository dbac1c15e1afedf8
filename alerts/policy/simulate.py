"""Time goes on over a ledger in memory: turns are taken at every time at which something may be due."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from alerts.policy.dispatch import turn
from alerts.policy.memory import MemoryLedger
from alerts.policy.terms import Policy


def run(ledger: MemoryLedger, policy: Policy, now: datetime, until: datetime) -> None:
    """Take a turn now, and at every time up to ``until`` (included) at which something is due."""
    turn(ledger, policy, now)
    while (now := next_time(ledger, policy, now)) <= until:
        turn(ledger, policy, now)


def next_time(ledger: MemoryLedger, policy: Policy, now: datetime) -> datetime:
    """The next time after ``now`` at which a turn may do something; the end of time where there is none."""
    times = [
        at for at in (ledger.next_at(now), *_digests(ledger, policy), *_rooms(ledger, policy, now)) if at is not None
    ]
    return min((at for at in times if at > now), default=datetime.max.replace(tzinfo=now.tzinfo))


def _digests(ledger: MemoryLedger, policy: Policy) -> Iterator[datetime | None]:
    for receiver, digest in ledger.digests().items():
        terms = policy.receivers.get(receiver)
        if terms is not None and terms.digest is not None:
            yield terms.digest.scheduled_after(digest.last_at)


def _rooms(ledger: MemoryLedger, policy: Policy, now: datetime) -> Iterator[datetime]:
    for receiver, terms in policy.receivers.items():
        if terms.rate is not None:
            yield terms.rate.room_at(ledger.told_at(receiver, now - terms.rate.per), now)
