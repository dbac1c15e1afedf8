"""Escalation: while nobody takes over a story, further receivers are told of it, step by step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from alerts.policy.ledger import Group


@dataclass(frozen=True, slots=True)
class Step:
    """After ``wait`` without an acknowledgement, ``receiver`` is told."""

    wait: timedelta
    receiver: str


@dataclass(frozen=True, slots=True)
class Escalation:
    """Steps that follow each other; all of them ``repeat`` times more."""

    name: str
    steps: tuple[Step, ...]
    repeat: int = 0

    @property
    def length(self) -> int:
        """How many times somebody is told at most."""
        return len(self.steps) * (1 + self.repeat)

    def step(self, number: int) -> Step:
        """The step after ``number`` steps that were taken."""
        return self.steps[number % len(self.steps)]

    def waited(self, number: int) -> timedelta:
        """How long the step after ``number`` others has waited together with these, each taken at its time."""
        return sum((self.step(one).wait for one in range(number + 1)), timedelta())


def started(group: Group, name: str, escalations: Mapping[str, Escalation], now: datetime) -> Group:
    """The group after its first message: its route's escalation begins, where it names one."""
    escalation = escalations.get(name)
    if escalation is None or group.escalation or group.over:
        return group
    return replace(group, escalation=name, escalate_at=now + escalation.step(0).wait)


def advanced(group: Group, escalation: Escalation, now: datetime) -> Group:
    """The group after the next step was taken; the last one ends the escalation."""
    taken = group.step + 1
    if taken >= escalation.length:
        return ended(replace(group, step=taken), f"exhausted after {taken} steps")
    return replace(group, step=taken, escalate_at=now + escalation.step(taken).wait)


def ended(group: Group, why: str) -> Group:
    """The group without its escalation, for a named reason."""
    return replace(group, escalation="", escalate_at=None, over=why)
