"""Whether a volume rule is true at a time, and why: one function for each kind, from facts alone."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from monitor.domain.health import span
from monitor.domain.volume.rule import ENTITY, LATE, VolumeRule
from monitor.domain.volume.sighting import Sighting
from monitor.domain.volume.usual import Usual

CHANCE = 1e-4
"""A number that chance brings less often than this is a spike, or a silence."""
FEWEST_EXPECTED = 5.0
"""A topic of which fewer are expected in the window cannot be told to be silent."""


@dataclass(frozen=True, slots=True)
class Finding:
    """That a rule is true: how many were counted from ``start`` to ``end``, in a few words and in a sentence."""

    start: datetime
    end: datetime
    count: int
    words: str
    reason: str
    sightings: tuple[Sighting, ...] = ()
    expected: float | None = None


def frequency(rule: VolumeRule, near: Sequence[Sighting], now: datetime) -> Finding | None:
    """The fullest window of length ``within`` that ends now, or an hour ago at most, so that slow sources count.

    ``near`` are the sightings of ``within + LATE``, in order of time.
    """
    times = [one.at for one in near]
    fullest: tuple[int, int] = (0, 0)
    for start, at in enumerate(times):
        end = bisect_right(times, at + rule.within)
        if at + rule.within > now - LATE and end - start > fullest[1] - fullest[0]:
            fullest = start, end
    found = tuple(near[slice(*fullest)])
    if len(found) < rule.at_least:
        return None
    first, last = found[0].at, found[-1].at
    words = f"{_articles(len(found))} in {span(rule.within)}"
    reason = f"{_articles(len(found))} from {_sources(found)}, {_from_to(first, last)}; {rule.at_least} are asked for"
    return Finding(first, last, len(found), words, f"{reason} in {span(rule.within)}", found)


def spike(rule: VolumeRule, window: Sequence[Sighting], usual: Usual | None, now: datetime) -> Finding | None:
    """More in the window than chance explains; ``window`` are the sightings of the last ``within``."""
    count = len(window)
    if usual is None or count < max(rule.at_least, usual.mean) or usual.at_least(count) >= CHANCE:
        return None
    words = f"{_articles(count)} in {span(rule.within)}, {_number(usual.mean)} are usual"
    reason = (
        f"{_articles(count)} from {_sources(window)} in {span(rule.within)}; {_number(usual.mean)} are usual in these "
        f"hours; by chance that happens less than once in {1 / CHANCE:,.0f} times"
    )
    return Finding(now - rule.within, now, count, words, reason, tuple(window), usual.mean)


def silence(rule: VolumeRule, count: int, usual: Usual | None, end: datetime, unwell: int) -> Finding | None:
    """Fewer in the window up to ``end`` than chance explains, where enough are expected.

    Only sources that are well are counted, now and before; ``unwell`` is how many of the rule's sources are not.
    """
    if usual is None or usual.mean < FEWEST_EXPECTED or count >= usual.mean or usual.at_most(count) >= CHANCE:
        return None
    words = f"{_articles(count)} in {span(rule.within)}, {_number(usual.mean)} are usual"
    apart = f"; {_unwell(unwell)} left out" if unwell else ""
    reason = (
        f"{_articles(count)} in the {span(rule.within)} up to {end.astimezone(UTC):%H:%M} UTC; "
        f"{_number(usual.mean)} are usual in these hours; by chance that happens less than once in "
        f"{1 / CHANCE:,.0f} times{apart}"
    )
    return Finding(end - rule.within, end, count, words, reason, (), usual.mean)


def first(rule: VolumeRule, new: Sighting, before: Sighting | None, begins: datetime) -> Finding | None:
    """The first match, or the first for ``after``; ``before`` is the latest other one that was seen before it."""
    if before is not None and (rule.after is None or before.at > new.at - rule.after):
        return None
    what = "first mention" if ENTITY in rule.by else "first match"
    if before is None:
        words = f"{what} ever" if rule.after is None else f"{what} in {span(rule.after)}"
        reason = f"no match before in the archive, which begins on {begins.astimezone(UTC):%Y-%m-%d}"
    else:
        words = f"{what} in {span(new.at - before.at)}"
        reason = f"the last one before was on {before.at.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    return Finding(new.at, new.at, 1, words, reason, (new,))


def absence(rule: VolumeRule, near: Sequence[Sighting], now: datetime) -> Finding | None:
    """So many other outlets within the window, and this one not: neither in it nor around it.

    ``near`` are the sightings of ``2 * within + LATE``. The window ends an hour ago: what was published may not have
    been seen yet.
    """
    end = now - LATE
    if any(one.source == rule.outlet for one in near):
        return None
    window = [
        one for one in near
        if end - rule.within < one.at <= end and (one.source in rule.others if rule.others else True)
    ]  # fmt: skip
    outlets = sorted({one.source for one in window})
    if len(outlets) < rule.at_least:
        return None
    words = f"{len(outlets)} outlets report, {rule.outlet} does not"
    reason = f"{', '.join(outlets)} reported {_from_to(window[0].at, window[-1].at)}; {rule.outlet} did not"
    return Finding(end - rule.within, end, len(outlets), words, reason, tuple(window))


def _articles(count: int) -> str:
    return f"{count or 'no'} article{'s' * (count != 1)}"


def _sources(found: Sequence[Sighting]) -> str:
    count = len({one.source for one in found})
    return f"{count} source{'s' * (count != 1)}"


def _unwell(count: int) -> str:
    return "1 source that is not well is" if count == 1 else f"{count} sources that are not well are"


def _number(mean: float) -> str:
    return f"{mean:.0f}" if mean >= 10 else f"{mean:.1f}"


def _from_to(start: datetime, end: datetime) -> str:
    start, end = start.astimezone(UTC), end.astimezone(UTC)
    day = f"{end:%Y-%m-%d} " if end - start >= timedelta(days=1) or end.date() != start.date() else ""
    return f"from {start:%Y-%m-%d %H:%M} to {day}{end:%H:%M} UTC"
