"""When somebody is told about a volume rule: each event once, and perhaps when it is over.

``transition`` is given what it said last time, what is found now, and the time; what it returns as ``Active`` is kept
and given back at the next judgement.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.domain.health import span
from monitor.domain.volume.judge import Finding
from monitor.domain.volume.rule import Group, VolumeRule
from monitor.domain.volume.sighting import Sighting

OVER = "over"


@dataclass(frozen=True, slots=True)
class Active:
    """An event that somebody was told of: since when, and when it was last true."""

    since: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class VolumeEvent:
    """What is told. ``kind`` is that of the rule, or ``over``; ``words`` is the headline without the rule's name."""

    rule: VolumeRule
    group: Group
    kind: str
    since: datetime
    at: datetime
    words: str
    reason: str
    severity: str
    sightings: Sequence[Sighting] = ()

    @property
    def told(self) -> bool:
        """Whether anybody is to be told of it."""
        return self.kind != OVER or self.rule.recovery


def transition(
    rule: VolumeRule, group: Group, active: Active | None, found: Finding | None, now: datetime
) -> tuple[Active | None, VolumeEvent | None]:
    """What to remember of the group, and what to tell, if anything. A ``first`` is over as soon as it is told."""
    if found is not None:
        if active is not None:
            return replace(active, last=max(now, active.last)), None
        event = VolumeEvent(
            rule, group, rule.kind, found.start, now, found.words, found.reason, rule.severity, found.sightings
        )
        return (None if rule.kind == "first" else Active(found.start, now)), event
    if active is None or now - active.last < rule.cooldown:
        return active, None
    reason = f"true since {active.since:%Y-%m-%d %H:%M} UTC, for the last time {span(now - active.last)} ago"
    return None, VolumeEvent(rule, group, OVER, active.since, now, f"{rule.kind} is over", reason, "info")
