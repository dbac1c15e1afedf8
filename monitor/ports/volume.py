"""The archive: what volume rules count, and how far each has been judged."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from monitor.domain.notification import Brief
from monitor.domain.volume.rule import Group
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.standing import Active
from monitor.domain.volume.watched import Watched
from monitor.ports.announcements import Gap
from monitor.ports.sources import Report

Span = tuple[datetime, datetime]
"""What is later than the first time, and not later than the second."""


class Past(Protocol):
    """What was counted so far. ``known`` leaves out what was seen later than that."""

    def begins(self) -> datetime | None:
        """When the first article of the archive was seen; None where there is none."""
        ...

    def sightings(self, rule: str, group: Group, span: Span, known: datetime) -> list[Sighting]:
        """Those of the span, in order of the time they count at."""
        ...

    def times(self, rule: str, group: Group, span: Span, known: datetime) -> list[datetime]:
        """When those of the span count, in order."""
        ...

    def counts(
        self, rule: str, group: Group, spans: Sequence[Span], known: datetime, but: Collection[str] = ()
    ) -> list[int]:
        """How many there are in each span, of all sources ``but`` these."""
        ...

    def before(self, new: Sighting) -> Sighting | None:
        """The latest other one of its rule and group that arrived, or was seen, before it."""
        ...

    def groups(self, rule: str, since: datetime, known: datetime) -> list[Group]:
        """The groups of which something was counted since then, in order."""
        ...

    def sources(self, rule: str, since: datetime) -> set[str]:
        """The sources of which something was counted since then."""
        ...


@dataclass(frozen=True, slots=True)
class VolumeState:
    """How far a rule was judged: its last sighting, and the events that are not over.

    Of a rule that began at ``begun`` no step before that is judged; None for one that always was there.
    """

    definition: str
    filled: bool = False
    judged: int = 0
    active: Mapping[Group, Active] = field(default_factory=dict)
    begun: datetime | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """What a round of judgement leads to: all filled rules are judged up to there, and what was found is told.

    ``before`` is the highest number that any of them was judged up to, as far as the caller knows; ``active`` has the
    rules whose events began, went on or ended, ``steps`` are those of the clock that were judged.
    """

    before: int
    up_to: int
    active: Mapping[str, Mapping[Group, Active]]
    reports: Sequence[Report]
    steps: Sequence[Watched] = ()


class Volumes(Past, Protocol):
    """Sightings are kept with their version (``Consequences``); everything here may be repeated after a crash."""

    def begin(self, definitions: Mapping[str, str], now: datetime) -> dict[str, VolumeState]:
        """The state of each of these rules, by name; what is counted of others, or by other definitions, is dropped.

        What arrives from then on is new to a rule that begins.
        """
        ...

    def fill(self, sightings: Sequence[Sighting]) -> None:
        """Count what the archive held before; what is counted already is left as it is."""
        ...

    def filled(self, rules: Collection[str]) -> None:
        """Remember that all that the archive held before is counted for these rules."""
        ...

    def new(self, after: int, limit: int) -> list[Sighting]:
        """Sightings behind that number that may raise an alarm, in order of arrival."""
        ...

    def settle(self, judged: Judged) -> None:
        """Keep all of it in one transaction. Raises ArchiveError where somebody else has judged meanwhile."""
        ...

    def stepped(self) -> datetime | None:
        """The step of the clock that was judged last; None where none was."""
        ...

    def watched(self) -> list[Watched]:
        """All steps that were ever judged, in the order in which they were."""
        ...

    def lost(self, after: datetime) -> list[Gap]:
        """Where entries of sources may have been lost, up to a time after that."""
        ...

    def briefs(self, sightings: Sequence[Sighting]) -> list[Brief]:
        """Their articles, as lines of a message, in that order."""
        ...

    def forget(self, until: Mapping[str, datetime]) -> int:
        """Drop what counts at a time up to its rule's; how many."""
        ...
