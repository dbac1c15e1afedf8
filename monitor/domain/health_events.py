"""When somebody is told about a source's health: each problem once, until the facts speak against it for a while.

``transition`` is given what it said last time, the condition now, and the time; what it returns as ``Standing`` is
kept and given back at the next judgement. An event goes through the same routes as a match, by its ``labels``.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.domain.health import Condition, State, span
from monitor.domain.source import Source

CALM = timedelta(hours=1)
"""The facts must speak against a problem for so long before it is over; a problem may come back within this time."""

SEVERITY = {
    State.BLOCKED: "high",
    State.SILENT: "high",
    State.LAYOUT: "high",
    State.FAILING: "medium",
    State.MOVED: "low",
}
RECOVERED = "recovered"


@dataclass(frozen=True, slots=True)
class Told:
    """A problem that somebody was told of; ``calm_since`` is when the facts began to speak against it."""

    state: State
    since: datetime
    calm_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What is remembered of a source's health between two judgements; empty at first."""

    told: tuple[Told, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """What is told. ``kind`` is silent, failing, blocked, moved, layout changed or recovered."""

    kind: str
    source: str
    since: datetime
    reason: str
    severity: str
    feed: str = ""


def transition(standing: Standing | None, condition: Condition, now: datetime) -> tuple[Standing, Event | None]:
    """What to remember, and what to tell, if anything."""
    before = (standing or Standing()).told
    known = {told.state for told in before}
    now_told = tuple(_seen(told, condition, now) for told in before)
    left = tuple(told for told in now_told if told.calm_since is None or now - told.calm_since < CALM)
    if condition.problem and condition.state not in known:
        told = Told(condition.state, condition.since)
        return Standing((*left, told)), _event(condition)
    if before and not left:
        return Standing(), _recovered(before, condition, now)
    return Standing(left), None


def labels(event: Event, source: Source) -> dict[str, str]:
    """What routes see of an event: the source's own labels, and the facts, which none may replace."""
    return health_labels(event.kind, event.severity, source)


def health_labels(event: str, severity: str, source: Source) -> dict[str, str]:
    """Labels for anything that is told about a source, such as a flood that was held."""
    facts = {
        "kind": "health",
        "event": event,
        "severity": severity,
        "source": source.id,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership,
    }
    return {**source.labels, **facts}


def _seen(told: Told, condition: Condition, now: datetime) -> Told:
    calm = told.state in condition.cleared and condition.state is not told.state
    return replace(told, calm_since=(told.calm_since or now) if calm else None)


def _event(condition: Condition) -> Event:
    severity = SEVERITY[condition.state]
    return Event(condition.state.value, condition.source, condition.since, condition.reason, severity, condition.feed)


def _recovered(before: tuple[Told, ...], condition: Condition, now: datetime) -> Event:
    since = min(told.since for told in before)
    was = ", ".join(told.state.value for told in before)
    reason = f"was {was}, {span(now - since)} since it began; now {condition.reason}"
    return Event(RECOVERED, condition.source, since, reason, "info", condition.feed)
