"""Watches volume rules: judges what has been counted, moves each rule's state on, and tells.

Sightings are kept with their versions, so nothing is lost between an article and its judgement: a round begins behind
the last sighting that was judged, and its end is one transaction with what it tells. A round that is broken off is
done again, with the same result.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from threading import Lock

from alerts.policy.decide import Decided
from monitor.domain.match import Entity, Rule
from monitor.domain.notification import AtOnce, Disposition
from monitor.domain.source import Source
from monitor.domain.volume.judge import Finding
from monitor.domain.volume.rule import Group, VolumeRule, counted_labels
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active, VolumeEvent, transition
from monitor.domain.volume.usual import DAY
from monitor.domain.volume.watched import Watched, in_stretches
from monitor.ports import Judged, Replay, Report, Schedule, SourceEvent, Volumes, VolumeState
from monitor.rules.engine import compile_rules
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.report import report_of
from monitor.usecases.volume_count import begins, past_sightings
from monitor.usecases.volume_definition import definitions
from monitor.usecases.volume_judge import Judge
from monitor.usecases.volume_steps import MISSED, Steps, steps_behind
from monitor.usecases.volume_tell import is_late, notification_of

BATCH = 500
"""Sightings that are judged in one round."""


@dataclass(slots=True)
class _Round:
    """What a round of judgement has found so far."""

    active: dict[str, dict[Group, Active]] = field(default_factory=dict)
    events: list[VolumeEvent] = field(default_factory=list)
    steps: Sequence[Watched] = ()


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
        self._volumes, self._replay = volumes, replay
        self._turn = Lock()
        self._now, self._begun = Configured(), False
        self._judge = Judge(volumes)
        self._states: dict[str, VolumeState] = {}
        self._filling: Iterator[list[Sighting]] | None = None
        self._steps = Steps(volumes, schedule)
        self._ended: datetime | None = None
        """The last step at which the events of articles were looked at; doing that again changes nothing."""

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
        self._states = self._volumes.begin(definitions(rules, known, self._now.entities), now)
        self._ended = self._steps.begin()
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

        Steps that were missed come when the sources have been read again. Raises ArchiveError; what was not settled
        then is judged again.
        """
        with self._turn:
            return self._advance(now, waits=True)

    def finish(self, now: datetime) -> int:
        """Advance until everything that is counted is judged, and every step; how many events are owed.

        The sources count as read where they can be. Raises ArchiveError.
        """
        with self._turn:
            owed = self._advance(now, waits=False)
            while self._is_behind(now):
                owed += self._advance(now, waits=False)
            return owed

    def _advance(self, now: datetime, *, waits: bool) -> int:
        if not self._begun:
            self._take_up(now)
        self._fill()
        ready = {name: state.judged for name, state in self._states.items() if state.filled}
        fresh = self._volumes.new(min(ready.values()), BATCH) if ready else []
        ends, steps = self._due(now, waits=waits) if len(fresh) < BATCH else ([], [])
        if not fresh and not ends and not steps:
            return 0
        found = _Round(steps=steps)
        self._in_order(found, [one for one in fresh if one.id > ready.get(one.rule, one.id)], ends)
        for step in steps:
            self._step(found, step)
        told = self._settled(found, ready, fresh[-1].id if fresh else 0, now)
        self._ended = ends[-1] if ends else self._ended
        self._steps.judged(steps)
        return told

    def _due(self, now: datetime, *, waits: bool) -> tuple[list[datetime], list[Watched]]:
        """The steps at which events may end, and those at which time alone may begin one."""
        return steps_behind(self._ended, now), self._steps.due(now, self._now.sources, waits=waits)

    def _is_behind(self, now: datetime) -> bool:
        filled = [state.judged for state in self._states.values() if state.filled]
        new = bool(filled and self._volumes.new(min(filled), 1))
        return new or self._filling is not None or self._steps.is_behind(now)

    def forget(self, now: datetime) -> int:
        """Drop what no rule will ask about again; how many sightings. Raises ArchiveError."""
        reaches, earliest = {name: rule.reach for name, rule in self._now.rules.items()}, now - MISSED
        return self._volumes.forget({name: earliest - reach for name, reach in reaches.items() if reach is not None})

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
        self._states |= {name: replace(self._states[name], filled=True) for name in done}
        self._filling = None

    def _in_order(self, found: _Round, new: Sequence[Sighting], ends: Sequence[datetime]) -> None:
        """Articles in the order in which they arrived, and the ends of what they began where these stand among them."""
        waiting = deque(ends)
        for one in new:
            while waiting and waiting[0] < one.seen_at:
                self._end(found, waiting.popleft())
            self._arrived(found, one)
        for at in waiting:
            self._end(found, at)

    def _arrived(self, found: _Round, new: Sighting) -> None:
        rule = self._now.rules[new.rule]
        if finding := self._judge.arrived(rule, new):
            self._move(found, rule, new.group, finding, new.seen_at)

    def _end(self, found: _Round, at: datetime) -> None:
        for rule in (rule for rule in self._filled() if not rule.timed):
            for group in tuple(self._active(found, rule)):
                self._move(found, rule, group, self._judge.at(rule, group, at), at)

    def _step(self, found: _Round, step: Watched) -> None:
        at = step.last
        for rule in (rule for rule in self._filled() if rule.timed):
            begun = self._states[rule.name].begun
            if begun is not None and at < begun:
                continue
            groups = dict.fromkeys([*self._active(found, rule), *self._judge.groups(rule, at, step.known)])
            for group in groups:
                self._move(found, rule, group, self._judge.at(rule, group, at, step.unwell, step.known), at)

    def _filled(self) -> Iterator[VolumeRule]:
        """The rules that are judged: what the archive held before is counted for them."""
        return (rule for name, rule in self._now.rules.items() if self._states[name].filled)

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

    def _settled(self, found: _Round, ready: Mapping[str, int], up_to: int, now: datetime) -> int:
        reports = [self._report(event, now) for event in found.events]
        before = max(ready.values(), default=0)
        self._volumes.settle(Judged(before, up_to, found.active, reports, in_stretches(found.steps)))
        for name, judged in ready.items():
            state = self._states[name]
            active = found.active.get(name, state.active)
            self._states[name] = replace(state, judged=max(judged, up_to), active=active)
        return sum(bool(report.decided.owed) for report in reports)

    def _report(self, event: VolumeEvent, now: datetime) -> Report:
        """The event as it is kept, and to whom it is owed, through the routes of matches."""
        told = notification_of(event, self._volumes.briefs(event.sightings), self._now.sources, now)
        kept = SourceEvent(
            "", "", event.kind, event.severity, f"{event.words}: {event.reason}", event.since, event.at,
            rule=event.rule.named(event.group),
        )  # fmt: skip
        if not event.told:
            untold = Disposition(event.rule.name, "", AtOnce.NOT_TOLD, "its end is not told")
            return Report(kept, told, Decided((untold,)))
        labels = counted_labels(event.rule, event.group, event.kind, event.severity)
        return replace(report_of(self._now.policy, kept, told, labels), owed_at=now if is_late(event, now) else None)
