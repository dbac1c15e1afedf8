"""A ledger in memory: for simulations, tests of a configuration, and backtests.

Time goes on in it: what happens is given in the order of its time.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from alerts.policy.ledger import (
    OPEN,
    Acknowledgement,
    Change,
    Digest,
    Group,
    GroupName,
    Item,
    Kind,
    Owed,
    Seen,
    Telling,
)
from alerts.policy.silences import Silence


class MemoryLedger:
    """Keeps everything; ``steps`` are all changes in order, each with its time, ``tellings`` all that was told."""

    def __init__(self) -> None:
        self.items: dict[int, Item] = {}
        self.groups: dict[int, Group] = {}
        self.tellings: list[Telling] = []
        self.steps: list[tuple[datetime, Change]] = []
        self._open: dict[int, Item] = {}
        self._new: dict[int, Item] = {}
        self._members: dict[int, list[int]] = {}
        self._newest: dict[GroupName, int] = {}
        self._timed: dict[int, Group] = {}
        self._keys: set[str] = set()
        self._told_at: dict[str, list[datetime]] = {}
        self._seen: list[Seen] = []
        self._silences: dict[int, Silence] = {}
        self._acknowledged: dict[str, Acknowledgement] = {}
        self._digests: dict[str, Digest] = {}

    # --- what happens from outside ---

    def owe(self, owed: Sequence[Owed], at: datetime, about: tuple[str, int]) -> None:
        """Matches of one version, or an event, arrive."""
        for one in owed:
            item = Item(len(self.items) + 1, one.rule, one.receiver, one.route, one.labels, at, about)
            self.items[item.id] = self._open[item.id] = self._new[item.id] = item
        by_rule = {one.rule: one.labels for one in owed}
        self._seen += [Seen(rule, labels, at, about) for rule, labels in by_rule.items()]

    def silence(self, silence: Silence) -> None:
        """Somebody has made a silence; one with the same number takes its place."""
        self._silences[silence.id] = silence

    def acknowledge(self, acknowledgement: Acknowledgement) -> None:
        """Somebody has taken over a story."""
        self._acknowledged[acknowledgement.story] = acknowledgement

    def next_at(self, after: datetime) -> datetime | None:
        """The earliest time after this one that an item, a group or an escalation waits for."""
        times = [item.at for item in self._new.values()]
        times += [item.until for item in self._open.values() if item.until is not None]
        times += [at for group in self._timed.values() for at in (group.due_at, group.escalate_at) if at is not None]
        return min((at for at in times if at > after), default=None)

    # --- the port Ledger ---

    def arrived(self, limit: int) -> Sequence[Item]:
        """See ``Ledger``."""
        return list(self._new.values())[:limit]

    def newest(self, names: Collection[GroupName]) -> Mapping[GroupName, Group]:
        """See ``Ledger``."""
        return {name: self.groups[self._newest[name]] for name in names if name in self._newest}

    def save(self, groups: Sequence[Group]) -> Sequence[Group]:
        """See ``Ledger``."""
        return [self._save(group) for group in groups]

    def _save(self, group: Group) -> Group:
        saved = group if group.id else replace(group, id=len(self.groups) + 1)
        self.groups[saved.id] = saved
        if not group.id:
            self._newest[saved.name] = saved.id
        self._timed.pop(saved.id, None)
        if saved.due_at is not None or saved.escalate_at is not None:
            self._timed[saved.id] = saved
        return saved

    def place(self, placed: Sequence[tuple[Item, Group]]) -> None:
        """See ``Ledger``."""
        for item, group in placed:
            self.items[item.id] = self._open[item.id] = replace(item, group=group.id)
            self._members.setdefault(group.id, []).append(item.id)
            del self._new[item.id]

    def due_groups(self, now: datetime, limit: int) -> Sequence[Group]:
        """See ``Ledger``."""
        due = [number for number, one in self._timed.items() if one.due_at is not None and one.due_at <= now]
        return [self.groups[number] for number in sorted(due)[:limit]]

    def waiting(self, groups: Sequence[Group]) -> Mapping[int, Sequence[Item]]:
        """See ``Ledger``."""
        return {group.id: self._of(group, (Kind.WAITING,)) for group in groups}

    def held(self, kinds: Collection[Kind], due: datetime | None = None) -> Sequence[Item]:
        """See ``Ledger``."""
        found = [item for _, item in sorted(self._open.items()) if item.kind in kinds]
        return found if due is None else [item for item in found if item.until is not None and item.until <= due]

    def told(self, group: Group) -> Sequence[Item]:
        """See ``Ledger``."""
        return self._of(group, (Kind.NOTIFIED, Kind.DIGESTED))

    def _of(self, group: Group, kinds: Collection[Kind]) -> Sequence[Item]:
        members = (self.items[number] for number in sorted(self._members.get(group.id, ())))
        return [item for item in members if item.kind in kinds]

    def change(self, changes: Sequence[Change], now: datetime) -> None:
        """See ``Ledger``."""
        for one in changes:
            item = replace(self.items[one.item.id], kind=one.kind, reason=one.reason, until=one.until)
            self.items[item.id] = item
            self._open.pop(item.id, None)
            if item.kind in OPEN:
                self._open[item.id] = item
            self.steps.append((now, one))

    def tell(self, telling: Telling) -> None:
        """See ``Ledger``."""
        if telling.key not in self._keys:
            self._keys.add(telling.key)
            self.tellings.append(telling)
            self._told_at.setdefault(telling.receiver, []).append(telling.at)

    def told_at(self, receiver: str, since: datetime) -> Sequence[datetime]:
        """See ``Ledger``."""
        times = self._told_at.get(receiver, [])
        return times[bisect_right(times, since) :]

    def seen(self, since: datetime) -> Sequence[Seen]:
        """See ``Ledger``."""
        return self._seen[bisect_left(self._seen, since, key=lambda one: one.at) :]

    def silences(self, now: datetime) -> Sequence[Silence]:
        """See ``Ledger``."""
        return [one for _, one in sorted(self._silences.items()) if one.is_active(now)]

    def acknowledged(self, story: str) -> Acknowledgement | None:
        """See ``Ledger``."""
        return self._acknowledged.get(story)

    def escalating(self, now: datetime) -> Sequence[Group]:
        """See ``Ledger``."""
        due = [number for number, one in self._timed.items() if one.escalate_at is not None and one.escalate_at <= now]
        return [self.groups[number] for number in sorted(due)]

    def digests(self) -> Mapping[str, Digest]:
        """See ``Ledger``."""
        return dict(self._digests)

    def digested(self, digest: Digest) -> None:
        """See ``Ledger``."""
        self._digests[digest.receiver] = digest
