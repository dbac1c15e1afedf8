"""Watches volume rules: judges what has been counted, moves each rule's state on, and tells.

Sightings are kept with their versions, so nothing is lost between an article and its judgement: a round begins behind
the last sighting that was judged, and its end is one transaction with what it tells. A round that is broken off is
done again, with the same result.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from threading import Lock

from alerts.policy.decide import Decided
from monitor.domain.match import Entity, Rule
from monitor.domain.notification import Disposition
from monitor.domain.source import Source
from monitor.domain.volume.judge import Finding
from monitor.domain.volume.rule import Group, VolumeRule, counted_labels
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active, VolumeEvent, transition
from monitor.domain.volume.usual import DAY
from monitor.ports import Judged, Replay, Report, Schedule, SourceEvent, Volumes, VolumeState
from monitor.rules.engine import compile_rules
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.report import report_of
from monitor.usecases.volume_count import begins, definition, past_sightings
from monitor.usecases.volume_judge import Judge, step_before
from monitor.usecases.volume_tell import notification_of, unwell_sources

BATCH = 500
"""Sightings that are judged in one round."""


@dataclass(slots=True)
class _Round:
    """What a round of judgement has found so far."""

    active: dict[str, dict[Group, Active]] = field(default_factory=dict)
    events: list[VolumeEvent] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Configured:
    """The volume rules by name, the rules that they may refer to, and what else the configuration says."""

    rules: Mapping[str, VolumeRule] = field(default_factory=dict)
    known: Mapping[str, Rule] = field(default_factory=dict)
    entities: Mapping[str, Entity] = field(default_factory=dict)
    sources: Mapping[str, Source] = field(default_factory=dict)
    policy: AlertPolicy = field(default_factory=AlertPolicy)


class VolumeWatch:
    """Blocking; may be called from several threads, of which one at a time does something."""

    def __init__(self, volumes: Volumes, replay: Replay, schedule: Schedule) -> None:
        self._volumes, self._replay, self._schedule = volumes, replay, schedule
        self._turn = Lock()
        self._now, self._begun = Configured(), False
        self._judge = Judge(volumes)
        self._states: dict[str, VolumeState] = {}
        self._filling: Iterator[list[Sighting]] | None = None
        self._stepped: datetime | None = None

    def begin(self, configured: Configured, now: datetime) -> None:
        """Go by this configuration; to be called before articles are counted by it. Raises ArchiveError.

        Each rule goes on where it stopped, in this process or the last. One that is new, or counts something else than
        before, first counts what the archive holds (``advance`` does so bit by bit); what arrives meanwhile is judged
        after that.
        """
        with self._turn:
            self._now, self._begun = configured, False
            self._take_up(now)

    def _take_up(self, now: datetime) -> None:
        rules, known = self._now.rules, self._now.known
        self._states = self._volumes.begin({name: definition(rule, known) for name, rule in rules.items()})
        unfilled = {name: rules[name] for name, state in self._states.items() if not state.filled}
        self._filling = self._past(unfilled, now) if unfilled else None
        self._judge, self._begun = Judge(self._volumes), True

    def _past(self, rules: Mapping[str, VolumeRule], now: datetime) -> Iterator[list[Sighting]]:
        counted = [rule.counted for rule in rules.values()]
        match = compile_rules(counted, self._now.entities, self._now.known.values()).match
        since, until = begins(rules.values(), now), now + DAY  # what arrives meanwhile is not counted twice
        return past_sightings(rules, match, self._replay, self._now.sources, since, until)

    def advance(self, now: datetime) -> int:
        """Judge what is new, and at each full step of the clock what time brings about; how many events are owed.

        Raises ArchiveError; what was not settled then is judged again.
        """
        with self._turn:
            if not self._begun:
                self._take_up(now)
            return self._advance(now) if self._states else 0

    def _advance(self, now: datetime) -> int:
        self._fill()
        ready = {name: state.judged for name, state in self._states.items() if state.filled}
        if not ready:
            return 0
        fresh = self._volumes.new(min(ready.values()), BATCH)
        step = step_before(now)
        due = len(fresh) < BATCH and step != self._stepped
        if not fresh and not due:
            return 0
        new = [one for one in fresh if one.id > ready.get(one.rule, one.id)]
        told = self._settled(self._round(new, step if due else None), ready, fresh[-1].id if fresh else 0)
        self._stepped = step if due else self._stepped
        return told

    def finish(self, now: datetime) -> int:
        """Advance until everything that is counted is judged; how many events are owed. Raises ArchiveError."""
        owed = self.advance(now)
        while self._behind():
            owed += self.advance(now)
        return owed

    def _behind(self) -> bool:
        filled = [state.judged for state in self._states.values() if state.filled]
        return self._filling is not None or bool(filled and self._volumes.new(min(filled), 1))

    def forget(self, now: datetime) -> int:
        """Drop what no rule will ask about again; how many sightings. Raises ArchiveError."""
        reaches = {name: rule.reach for name, rule in self._now.rules.items()}
        return self._volumes.forget({name: now - reach for name, reach in reaches.items() if reach is not None})

    def _fill(self) -> None:
        """Count a further part of what the archive holds."""
        if self._filling is None:
            return
        part = next(self._filling, None)
        if part is not None:
            self._volumes.fill(part)
            return
        done = [name for name, state in self._states.items() if not state.filled]
        self._volumes.filled(done)
        self._states |= {name: _filled(self._states[name]) for name in done}
        self._filling = None

    def _round(self, new: Sequence[Sighting], step: datetime | None) -> _Round:
        """Articles in the order in which they arrived, and the step where it stands among them."""
        found = _Round()
        for one in (one for one in new if step is None or one.seen_at <= step):
            self._arrived(found, one)
        if step is not None:
            unwell = unwell_sources(self._schedule.states(), self._now.sources, step)
            for rule in self._now.rules.values():
                if self._states[rule.name].filled:
                    self._step(found, rule, step, unwell)
        for one in (one for one in new if step is not None and one.seen_at > step):
            self._arrived(found, one)
        return found

    def _arrived(self, found: _Round, new: Sighting) -> None:
        rule = self._now.rules[new.rule]
        if finding := self._judge.arrived(rule, new):
            self._move(found, rule, new.group, finding, new.seen_at)

    def _step(self, found: _Round, rule: VolumeRule, at: datetime, unwell: Collection[str]) -> None:
        groups = dict.fromkeys([*self._active(found, rule), *(self._judge.groups(rule, at) if rule.timed else ())])
        for group in groups:
            self._move(found, rule, group, self._judge.at(rule, group, at, unwell), at)

    def _move(self, found: _Round, rule: VolumeRule, group: Group, finding: Finding | None, now: datetime) -> None:
        known = self._active(found, rule)
        after, event = transition(rule, group, known.get(group), finding, now)
        if after != known.get(group):
            changed = found.active.setdefault(rule.name, dict(known))
            changed.pop(group, None)
            if after is not None:
                changed[group] = after
        if event is not None:
            found.events.append(event)

    def _active(self, found: _Round, rule: VolumeRule) -> Mapping[Group, Active]:
        return found.active.get(rule.name, self._states[rule.name].active)

    def _settled(self, found: _Round, ready: Mapping[str, int], up_to: int) -> int:
        reports = [self._report(event) for event in found.events]
        self._volumes.settle(Judged(max(ready.values()), up_to, found.active, reports))
        for name, judged in ready.items():
            state = self._states[name]
            active = found.active.get(name, state.active)
            self._states[name] = VolumeState(state.definition, True, max(judged, up_to), active)
        return sum(bool(report.decided.owed) for report in reports)

    def _report(self, event: VolumeEvent) -> Report:
        """The event as it is kept, and to whom it is owed, through the routes of matches."""
        told = notification_of(event, self._volumes.briefs(event.sightings), self._now.sources)
        kept = SourceEvent(
            "", "", event.kind, event.severity, f"{event.words}: {event.reason}", event.since, event.at,
            rule=event.rule.named(event.group),
        )  # fmt: skip
        if not event.told:
            return Report(kept, told, Decided((Disposition(event.rule.name, "", "not told", "its end is not told"),)))
        labels = counted_labels(event.rule, event.group, event.kind, event.severity)
        return report_of(self._now.policy, kept, told, labels)


def _filled(state: VolumeState) -> VolumeState:
    return VolumeState(state.definition, True, state.judged, state.active)
