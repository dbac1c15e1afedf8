"""How the sources were at each full step of the clock, as it was known when the step was judged.

Silence and absence say something of what was not published, so what they say rests on who was read. It is kept for as
long as the archive, in stretches of steps that were judged alike: a backtest asks it what the live judgement knew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from monitor.domain.volume.rule import STEP


@dataclass(frozen=True, slots=True)
class Watched:
    """Steps from ``first`` to ``last``; nothing was known of the ``unwell`` sources.

    ``known`` is when the steps were judged, where they had been missed before; None where each was in its time.
    """

    first: datetime
    last: datetime
    unwell: frozenset[str] = frozenset()
    known: datetime | None = None

    def goes_on_as(self, later: Watched) -> bool:
        """Whether ``later`` follows at the next step, and was judged alike."""
        return (later.first, later.unwell, later.known) == (self.last + STEP, self.unwell, self.known)


def in_stretches(steps: Iterable[Watched]) -> list[Watched]:
    """The same steps in as few parts as possible."""
    found: list[Watched] = []
    for one in steps:
        if found and found[-1].goes_on_as(one):
            found[-1] = replace(found[-1], last=one.last)
        else:
            found.append(one)
    return found


def step_by_step(kept: Sequence[Watched], after: datetime, until: datetime) -> Iterator[Watched]:
    """Each step behind ``after`` up to ``until`` that was judged, by itself; ``after`` is one.

    Before the first that is kept every step counts as judged in its time, with all sources well. A step that was
    judged again, because the clock was set back, comes once.
    """
    step = after + STEP
    if begins := min((one.first for one in kept), default=None):
        kept = [Watched(step, begins - STEP), *sorted(kept, key=lambda one: one.first)]
    else:
        kept = [Watched(step, until)]
    for one in kept:
        step = max(step, one.first)
        while step <= min(one.last, until):
            yield replace(one, first=step, last=step)
            step += STEP
