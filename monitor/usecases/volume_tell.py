"""An event of a volume rule as what a receiver is told, and the sources of which nothing can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from monitor.domain.health import State, span
from monitor.domain.notification import Brief, Notification, RuleNote
from monitor.domain.source import Source
from monitor.domain.volume.rule import LATE, STEP, counted_labels
from monitor.domain.volume.standing import VolumeEvent
from monitor.ports import SourceState
from monitor.usecases.report import event_notification

MOST_BRIEFS = 100
"""Articles that a message keeps, the newest; their whole number is in its headline."""
NOT_READ = 2 * LATE
"""A source without a successful poll for so long may have published anything."""
_UNWELL = frozenset({State.SILENT, State.FAILING, State.BLOCKED, State.LAYOUT})


def notification_of(
    event: VolumeEvent, briefs: Sequence[Brief], sources: Mapping[str, Source], now: datetime
) -> Notification:
    """What is told: the count in the headline, its reason below, the articles with their links, newest first."""
    named = [_named(brief, sources) for brief in reversed(briefs)]
    countries = {sources[brief.source].country for brief in briefs if brief.source in sources}
    labels = counted_labels(event.rule, event.group, event.kind, event.severity)
    languages = {brief.language for brief in briefs}
    newest = named[0] if named else Brief("")
    told = event_notification(
        "volume",
        RuleNote(event.rule.name, event.severity, labels, ()),
        event.at,
        story=f"volume-{event.rule.name}",
        headline=f"{event.rule.named(event.group)}: {event.words}",
        lead=f"{event.reason}; {_late(event.at, now)}" if is_late(event, now) else event.reason,
        url=newest.url,
        source_id="",
        source_name=", ".join(dict.fromkeys(brief.source for brief in named)),
        country=countries.pop() if len(countries) == 1 else "",
    )
    lines = tuple(replace(brief, severity=event.severity) for brief in named[:MOST_BRIEFS])
    return replace(told, language=languages.pop() if len(languages) == 1 else "", briefs=lines)


def is_late(event: VolumeEvent, now: datetime) -> bool:
    """Whether the event was found at a later step than its own: while it was so nobody could tell."""
    return now - event.at >= STEP


def unwell_sources(states: Sequence[SourceState], sources: Mapping[str, Source], now: datetime) -> frozenset[str]:
    """The sources that were watched and of which nothing is known now: configured no more, not read, or not well."""
    return frozenset(
        state.source_id
        for state in states
        if state.source_id not in sources or is_unread(state, now) or is_unwell(state)
    )


def is_unread(state: SourceState, now: datetime) -> bool:
    """Whether too long ago somebody last read the source, if ever."""
    return state.succeeded_at is None or now - state.succeeded_at > NOT_READ


def is_unwell(state: SourceState) -> bool:
    """Whether somebody was told that the source cannot be read, or has fallen silent, and it is not over."""
    return any(told.state in _UNWELL for told in state.memory.standing.told)


def _late(at: datetime, now: datetime) -> str:
    """What is told of an event whose time was missed."""
    return f"that was so at {at.astimezone(UTC):%Y-%m-%d %H:%M} UTC, and could be told only {span(now - at)} later"


def _named(brief: Brief, sources: Mapping[str, Source]) -> Brief:
    source = sources.get(brief.source)
    return replace(brief, source=source.name) if source else brief
