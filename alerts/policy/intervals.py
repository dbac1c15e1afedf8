"""Time intervals with a name: whether one holds now, when a quiet time ends, and why a route is quiet."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from alerts.policy.calendar import DAY, Calendar
from alerts.policy.routes import Action, Resolved

FURTHEST = timedelta(days=400)
"""How far ahead the end of a quiet time is looked for; a quiet time without one is asked about again then."""


@dataclass(frozen=True, slots=True)
class TimeInterval:
    """Holds while any of its calendars fits."""

    name: str
    calendars: tuple[Calendar, ...]

    def is_active(self, at: datetime) -> bool:
        """Whether it holds at this moment."""
        return any(one.fits(at) for one in self.calendars)


@dataclass(frozen=True, slots=True)
class Pause:
    """A quiet time of a route that holds now."""

    reason: str
    action: Action
    until: datetime


def pause(route: Resolved, intervals: Mapping[str, TimeInterval], at: datetime) -> Pause | None:
    """Why the route is quiet at this moment: an interval of ``mute`` holds, else none of ``active`` does.

    Names that are no intervals (any more) are passed over.
    """
    if route.mute:
        muting = tuple(intervals[name] for name in route.mute.intervals if name in intervals)
        if active := [one.name for one in muting if one.is_active(at)]:
            until = _first(muting, at, lambda moment: not any(one.is_active(moment) for one in muting))
            return Pause(f"quiet time {', '.join(active)}", route.mute.action, until)
    if route.active:
        open_ = tuple(intervals[name] for name in route.active.intervals if name in intervals)
        if open_ and not any(one.is_active(at) for one in open_):
            until = _first(open_, at, lambda moment: any(one.is_active(moment) for one in open_))
            names = ", ".join(one.name for one in open_)
            return Pause(f"time outside {names}", route.active.action, until)
    return None


def _first(intervals: tuple[TimeInterval, ...], at: datetime, holds: Callable[[datetime], bool]) -> datetime:
    """The first moment after ``at`` at which ``holds``, which depends on nothing but these intervals."""
    at = at.astimezone(UTC)
    start = at
    while start < at + FURTHEST:
        marks = {mark for one in intervals for calendar in one.calendars for mark in calendar.marks(start)}
        if found := next(filter(holds, sorted(marks)), None):
            return found
        start += DAY
    return at + FURTHEST
