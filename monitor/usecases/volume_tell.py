"""An event of a volume rule as what a receiver is told, and the sources of which nothing can be told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.domain.health import State
from monitor.domain.notification import Brief, Notification, RuleNote
from monitor.domain.source import Source
from monitor.domain.volume.rule import LATE, counted_labels
from monitor.domain.volume.standing import VolumeEvent
from monitor.ports import SourceState

MOST_BRIEFS = 100
"""Articles that a message keeps, the newest; their whole number is in its headline."""
NOT_READ = 2 * LATE
"""A source without a successful poll for so long may have published anything."""
_UNWELL = frozenset({State.SILENT, State.FAILING, State.BLOCKED, State.LAYOUT})


def notification_of(event: VolumeEvent, briefs: Sequence[Brief], sources: Mapping[str, Source]) -> Notification:
    """What is told: the count in the headline, its reason below, the articles with their links, newest first."""
    named = [_named(brief, sources) for brief in reversed(briefs)]
    countries = {sources[brief.source].country for brief in briefs if brief.source in sources}
    labels = counted_labels(event.rule, event.group, event.kind, event.severity)
    languages = {brief.language for brief in briefs}
    newest = named[0] if named else Brief("")
    return Notification(
        story=f"volume-{event.rule.name}",
        article_id="",
        version=0,
        headline=f"{event.rule.named(event.group)}: {event.words}",
        lead=event.reason,
        url=newest.url,
        source_id="",
        source_name=", ".join(dict.fromkeys(brief.source for brief in named)),
        country=countries.pop() if len(countries) == 1 else "",
        language=languages.pop() if len(languages) == 1 else "",
        published=None,
        first_seen=event.at,
        rules=(RuleNote(event.rule.name, event.severity, labels, ()),),
        snippets=(),
        kind="volume",
        briefs=tuple(replace(brief, severity=event.severity) for brief in named[:MOST_BRIEFS]),
    )


def unwell_sources(states: Sequence[SourceState], sources: Mapping[str, Source], now: datetime) -> frozenset[str]:
    """The sources that were watched and of which nothing is known now: configured no more, not read, or not well."""
    return frozenset(
        state.source_id
        for state in states
        if state.source_id not in sources
        or state.succeeded_at is None
        or now - state.succeeded_at > NOT_READ
        or any(told.state in _UNWELL for told in state.memory.standing.told)
    )


def _named(brief: Brief, sources: Mapping[str, Source]) -> Brief:
    source = sources.get(brief.source)
    return replace(brief, source=source.name) if source else brief
