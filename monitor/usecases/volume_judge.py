"""Judges volume rules: asks the past for the facts that a rule's kind needs. The same live and in a backtest."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from monitor.domain.volume import judge
from monitor.domain.volume.judge import Finding
from monitor.domain.volume.rule import LATE, STEP, WEEK, Group, VolumeRule
from monitor.domain.volume.sighting import EARLIEST, Sighting
from monitor.domain.volume.usual import DAY, Profile, Usual, profile, spans_before, usual
from monitor.ports import Past

_Key = tuple[str, Group]


def step_before(time: datetime) -> datetime:
    """The last full step of the clock."""
    return EARLIEST + (time - EARLIEST) // STEP * STEP


class Judge:
    """Remembers what is usual for a step, and what was learned of a group for a day; not for several threads."""

    def __init__(self, past: Past) -> None:
        self._past = past
        self._begins: datetime | None = None
        self._usual: dict[_Key, tuple[datetime, Usual | None]] = {}
        self._profiles: dict[_Key, tuple[datetime, Profile]] = {}
        self._groups: dict[str, tuple[datetime, list[Group]]] = {}

    def arrived(self, rule: VolumeRule, new: Sighting) -> Finding | None:
        """Whether the rule is true now that the article has been seen. What comes too late for its window is not asked
        about: it only counts. Raises ArchiveError."""
        if rule.kind == "first":
            return judge.first(rule, new, self._past.before(new), self._since(new.seen_at))
        if rule.timed or new.at <= new.seen_at - rule.within - (LATE if rule.kind == "frequency" else timedelta()):
            return None
        return self.at(rule, new.group, new.seen_at)

    def at(
        self, rule: VolumeRule, group: Group, now: datetime, unwell: Collection[str] = (),
        known: datetime | None = None,
    ) -> Finding | None:  # fmt: skip
        """Whether the rule is true of the group at ``now``; ``unwell`` are the sources of which nothing is known then.

        ``known`` is until when articles were seen, where it is judged later than that. A ``first`` never is true: it is
        of an article. Raises ArchiveError.
        """
        known = known or now
        match rule.kind:
            case "frequency":
                span = (now - rule.within - LATE, now)
                return judge.frequency(rule, self._past.sightings(rule.name, group, span, known), now)
            case "spike":
                window = self._past.sightings(rule.name, group, (now - rule.within, now), known)
                few = len(window) < rule.at_least
                return None if few else judge.spike(rule, window, self._usual_until(rule, group, step_before(now)), now)
            case "silence":
                return self._silence(rule, group, now, unwell, known)
            case "absence" if rule.outlet not in unwell:
                span = (now - 2 * rule.within - LATE, now)
                return judge.absence(rule, self._past.sightings(rule.name, group, span, known), now)
        return None

    def groups(self, rule: VolumeRule, now: datetime, known: datetime | None = None) -> list[Group]:
        """The groups that may be silent, or in which an outlet may be absent. Raises ArchiveError."""
        if rule.kind == "absence":
            return self._past.groups(rule.name, now - 2 * rule.within - LATE, known or now)
        today, met = _midnight(now), self._groups.get(rule.name)
        if met is None or met[0] != today:
            # A silence needs weeks of matches: what is new today can wait.
            met = self._groups[rule.name] = today, self._past.groups(rule.name, today - rule.weeks * WEEK, today)
        return met[1]

    def _silence(
        self, rule: VolumeRule, group: Group, now: datetime, unwell: Collection[str], known: datetime
    ) -> Finding | None:
        end = now - LATE
        concerned = sorted(self._past.sources(rule.name, end - rule.weeks * WEEK) & set(unwell)) if unwell else []
        (count,) = self._past.counts(rule.name, group, [(end - rule.within, end)], known, concerned)
        return judge.silence(rule, count, self._usually(rule, group, end, known, concerned), end, len(concerned))

    def _usual_until(self, rule: VolumeRule, group: Group, until: datetime) -> Usual | None:
        key = rule.name, group
        if key not in self._usual or self._usual[key][0] != until:
            self._usual[key] = until, self._usually(rule, group, until, until, ())
        return self._usual[key][1]

    def _usually(
        self, rule: VolumeRule, group: Group, until: datetime, known: datetime, but: Collection[str]
    ) -> Usual | None:
        spans = spans_before(until, rule.within, self._since(until), rule.weeks)
        counts = self._past.counts(rule.name, group, spans, known, but)
        return usual(counts, until, rule.within, self._profile(rule, group, until)) if spans else None

    def _profile(self, rule: VolumeRule, group: Group, now: datetime) -> Profile:
        key, today = (rule.name, group), _midnight(now)
        if key not in self._profiles or self._profiles[key][0] != today:
            weeks = min(rule.weeks, (today - self._since(now)) // WEEK)
            times = self._past.times(rule.name, group, (today - weeks * WEEK, today), today) if weeks > 0 else []
            self._profiles[key] = today, profile(times, today, rule.within, max(weeks, 1))
        return self._profiles[key][1]

    def _since(self, now: datetime) -> datetime:
        """When the archive begins; ``now`` where it is empty."""
        if self._begins is None:
            self._begins = self._past.begins()
        return self._begins or now


def _midnight(time: datetime) -> datetime:
    return EARLIEST + (time - EARLIEST) // DAY * DAY
