"""Which steps of the clock are due for the rules that time alone can make true, and what is known of the sources.

Steps that were missed while nobody judged are made up for: late, in their order, for the time that they were for. What
was published meanwhile has to be seen first, so they wait until the sources have been read again, an hour at most.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from monitor.domain.source import Source
from monitor.domain.volume.rule import LATE, STEP
from monitor.domain.volume.usual import DAY
from monitor.domain.volume.watched import Watched
from monitor.ports import Gap, Schedule, SourceState, Volumes
from monitor.usecases.volume_judge import step_before
from monitor.usecases.volume_tell import is_unread, is_unwell, unwell_sources

MISSED = DAY
"""Steps that were missed longer ago are not made up for: nobody acts on a silence of the day before yesterday."""
AT_ONCE = 12
"""Missed steps that are judged in one round, so that articles do not wait for many of them."""
_LOOK = timedelta(seconds=30)
"""Between two looks whether the sources have been read."""


class Steps:
    """Goes on behind the last step that the archive says was judged. Blocking; not for several threads."""

    def __init__(self, volumes: Volumes, schedule: Schedule) -> None:
        self._volumes, self._schedule = volumes, schedule
        self._judged: datetime | None = None
        self._patience: datetime | None = None
        self._looked: datetime | None = None

    def begin(self) -> datetime | None:
        """Look up the last step that was judged: it is given, None where there is none. Raises ArchiveError."""
        self._judged = self._volumes.stepped()
        return self._judged

    def due(self, now: datetime, sources: Mapping[str, Source], *, waits: bool) -> list[Watched]:
        """The steps to be judged next, each by itself; none while ``waits`` and sources are still to be read.

        Raises ArchiveError.
        """
        steps = steps_behind(self._judged, now)
        if len(steps) <= 1:
            self._patience = None
            return [Watched(one, one, unwell_sources(self._schedule.states(), sources, one)) for one in steps]
        self._patience = self._patience or now + LATE
        if waits and now < self._patience:
            if not self._are_read(sources, now):
                return []
            self._patience = now  # for what is missed now; the rest follows without another look
        states, lost = self._schedule.states(), self._volumes.lost(steps[0])
        return [
            Watched(step, step, unwell_sources(states, sources, step) | _lost_at(lost, step), now)
            for step in steps[:AT_ONCE]
        ]

    def judged(self, steps: Sequence[Watched]) -> None:
        """These were judged, and the archive knows."""
        if steps:
            self._judged = steps[-1].last

    def is_behind(self, now: datetime) -> bool:
        """Whether steps up to now are still to be judged."""
        return bool(steps_behind(self._judged, now))

    def _are_read(self, sources: Mapping[str, Source], now: datetime) -> bool:
        if self._looked is not None and now - self._looked < _LOOK:
            return False
        self._looked = now
        return not any(_is_awaited(state, sources, now) for state in self._schedule.states())


def steps_behind(judged: datetime | None, now: datetime) -> list[datetime]:
    """The steps from the one behind ``judged`` up to ``now``, of the last day at most.

    Only the last one where none was judged before, and where the clock was set back.
    """
    last = step_before(now)
    if judged is None or judged > last:
        return [last]
    begin = max(judged, last - MISSED)
    return [begin + number * STEP for number in range(1, (last - begin) // STEP + 1)]


def _is_awaited(state: SourceState, sources: Mapping[str, Source], now: datetime) -> bool:
    """Whether the source may be read soon: it was until the monitor stopped, and nothing is known to be wrong."""
    watched = state.source_id in sources and state.succeeded_at is not None
    return watched and is_unread(state, now) and not is_unwell(state)


def _lost_at(lost: Iterable[Gap], step: datetime) -> frozenset[str]:
    return frozenset(one.source_id for one in lost if one.since < step <= one.until)
