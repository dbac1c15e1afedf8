"""When a volume rule would have fired: the live judgement over what the archive holds, as it arrived.

What the archive holds is counted once, in memory; then articles and steps of the clock are gone through in order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import takewhile
from operator import attrgetter

from monitor.domain.volume.rule import STEP, Group, VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active, VolumeEvent, transition
from monitor.domain.volume.watched import Watched, step_by_step
from monitor.ports import Span
from monitor.usecases.volume_judge import Judge, step_before

_seen = attrgetter("seen_at")


@dataclass(slots=True)
class MemoryPast:
    """The port ``Past`` in memory, of one rule; ``began`` is when the archive began."""

    began: datetime | None = None
    _of_group: dict[Group, list[Sighting]] = field(default_factory=dict)
    _times: dict[Group, list[datetime]] = field(default_factory=dict)
    """When those of each group count: what is cut and counted most."""
    _last: datetime | None = None
    _known: set[tuple[Group, str]] = field(default_factory=set)

    def add(self, new: Sighting) -> bool:
        """Count it, unless its unit is counted already; whether it was new."""
        if (new.group, new.unit) in self._known:
            return False
        self._known.add((new.group, new.unit))
        times = self._times.setdefault(new.group, [])
        place = bisect_right(times, new.at)
        times.insert(place, new.at)
        self._of_group.setdefault(new.group, []).insert(place, new)
        self._last = max(self._last or new.seen_at, new.seen_at)
        return True

    def begins(self) -> datetime | None:
        """When the first article of the archive was seen."""
        return self.began

    def sightings(self, rule: str, group: Group, span: Span, known: datetime) -> list[Sighting]:
        """Those of the span, in order of the time they count at."""
        return [one for one in self._within(group, span) if one.seen_at <= known]

    def times(self, rule: str, group: Group, span: Span, known: datetime) -> list[datetime]:
        """When those of the span count, in order."""
        return [one.at for one in self._within(group, span) if one.seen_at <= known]

    def counts(
        self, rule: str, group: Group, spans: Sequence[Span], known: datetime, but: Collection[str] = ()
    ) -> list[int]:
        """How many there are in each span, of all sources ``but`` these."""
        if not but and self._last is not None and self._last <= known:
            cuts = [self._cut(group, span) for span in spans]
            return [cut.stop - cut.start for cut in cuts]
        return [
            sum(one.seen_at <= known and one.source not in but for one in self._within(group, span)) for span in spans
        ]

    def before(self, new: Sighting) -> Sighting | None:
        """The latest other one."""
        others = (one for one in reversed(self._of_group.get(new.group, ())) if one.unit != new.unit)
        return next(others, None)

    def groups(self, rule: str, since: datetime, known: datetime) -> list[Group]:
        """The groups of which something was counted since then, in order."""
        return sorted(group for group, found in self._of_group.items() if _is_counted(found, since, known))

    def sources(self, rule: str, since: datetime) -> set[str]:
        """The sources of which something was counted since then."""
        return {one.source for found in self._of_group.values() for one in found if one.at > since}

    def _within(self, group: Group, span: Span) -> list[Sighting]:
        return self._of_group.get(group, [])[self._cut(group, span)]

    def _cut(self, group: Group, span: Span) -> slice:
        times = self._times.get(group, [])
        return slice(bisect_right(times, span[0]), bisect_right(times, span[1]))


def _is_counted(found: Sequence[Sighting], since: datetime, known: datetime) -> bool:
    """Whether any of them, in order of the time they count at, counts later than ``since`` and was seen by then."""
    return any(one.seen_at <= known for one in takewhile(lambda one: one.at > since, reversed(found)))


def events_of(
    rule: VolumeRule, sightings: Iterable[Sighting], began: datetime | None, since: datetime, until: datetime,
    watched: Sequence[Watched] = (),
) -> Iterator[VolumeEvent]:  # fmt: skip
    """What the rule would have told from ``since`` to ``until``; ``sightings`` in any order, older ones for comparison.

    ``watched`` is how the sources were: as ``step_by_step`` takes it.
    """
    past, arrived = MemoryPast(began), sorted(sightings, key=_seen)
    if rule.timed:
        return _by_time(rule, past, arrived, step_by_step(watched, step_before(since), until))
    return _by_articles(rule, past, arrived, since, until)


def _by_time(
    rule: VolumeRule, past: MemoryPast, arrived: Sequence[Sighting], steps: Iterable[Watched]
) -> Iterator[VolumeEvent]:
    judge, active = Judge(past), dict[Group, Active]()
    counted = 0
    for step in steps:
        at, known = step.last, step.known or step.last
        while counted < len(arrived) and arrived[counted].seen_at <= known:
            past.add(arrived[counted])
            counted += 1
        for group in dict.fromkeys([*active, *judge.groups(rule, at, known)]):
            found = judge.at(rule, group, at, step.unwell, known)
            yield from _moved(rule, group, active, transition(rule, group, active.get(group), found, at))


def _by_articles(
    rule: VolumeRule, past: MemoryPast, arrived: Iterable[Sighting], since: datetime, until: datetime
) -> Iterator[VolumeEvent]:
    judge, active = Judge(past), dict[Group, Active]()
    step = step_before(since) + STEP
    for new in arrived:
        while step < min(new.seen_at, until):
            yield from _ended(rule, judge, active, step)
            step = step + STEP if active else max(step + STEP, step_before(new.seen_at))
        if new.seen_at > until:
            break
        if not past.add(new) or new.seen_at < since or not new.raises:
            continue
        if found := judge.arrived(rule, new):
            after = transition(rule, new.group, active.get(new.group), found, new.seen_at)
            yield from _moved(rule, new.group, active, after)
    while active and step <= until:
        yield from _ended(rule, judge, active, step)
        step += STEP


def _ended(rule: VolumeRule, judge: Judge, active: dict[Group, Active], at: datetime) -> Iterator[VolumeEvent]:
    for group in tuple(active):
        found = judge.at(rule, group, at)
        yield from _moved(rule, group, active, transition(rule, group, active.get(group), found, at))


def _moved(
    rule: VolumeRule, group: Group, active: dict[Group, Active], after: tuple[Active | None, VolumeEvent | None]
) -> Iterator[VolumeEvent]:
    standing, event = after
    active.pop(group, None)
    if standing is not None:
        active[group] = standing
    if event is not None:
        yield event
