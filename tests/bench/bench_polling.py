"""What each ingredient of the polling policy gives: ``python tests/bench/bench_polling.py [OUTLETS] [DAYS]``.

A simulated world of 500 outlets (see ``tests/quality/polling_day.py``); the policies learn from their own polls for
``DAYS - 1`` days (3 by default), and the last day is measured. Delay is from publication to fetch. The gain of a row is
over fixed intervals that take the same number of requests in the same world; never quote it without its budget, which
is named by the mean interval that it allows. ``twice`` counts the lost entries that stood in the window at two polls.
Takes some minutes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[2]))

from monitor.domain.polling import Budget, Watched
from monitor.domain.rhythm import Tally
from tests.quality.polling_day import START, Day, Outlet, Policy, adaptive, fixed, world

MINUTES = (10, 15, 30)
SEED = 11


def _level(watched: Watched) -> Watched:
    """Only the level is known: no hours, weekdays, bursts and window."""
    flat = replace(watched.rhythm, burst=Tally.empty(), hours=Tally.empty(24), days=Tally.empty(7))
    return replace(watched, rhythm=flat, window=0)


def _proportional(watched: Watched) -> Watched:
    """A weight that is the rate itself makes the root of both the rate."""
    flat = _level(watched)
    return replace(flat, weight=flat.rhythm.usual(START))


def _hours(watched: Watched) -> Watched:
    return replace(watched, rhythm=replace(watched.rhythm, burst=Tally.empty()), window=0)


def _burst(watched: Watched) -> Watched:
    return replace(watched, window=0)


def _all(watched: Watched) -> Watched:
    return watched


POLICIES: dict[str, Callable[[Watched], Watched]] = {
    "proportional to rate": _proportional,
    "sqrt(rate)": _level,
    "... of the hour and weekday": _hours,
    "... and after bursts": _burst,
    "... and by window: the policy": _all,
}


def main() -> None:
    """Play the day for every policy and budget, print one row for each."""
    count, days = (int(text) for text in [*sys.argv[1:], "500", "4"][:2])
    outlets = world(Random(SEED), count, days)
    entries = sum(time >= 24 * (days - 1) for outlet in outlets for time in outlet.times)
    sys.stdout.write(f"{count} outlets, {entries} entries in the measured day, learned for {days - 1} days\n\n")
    heads = f"{'requests':>8} {'mean':>6} {'median':>6} {'p95':>6} {'lost':>6} {'twice':>5}  gain"
    sys.stdout.write(f"{'budget':>7}  {'policy':<30} {heads}\n")
    for minutes in MINUTES:
        for name, sees in POLICIES.items():
            _row(minutes, name, outlets, days, Policy(Budget(count * 60 / minutes), sees=sees))


def _row(minutes: int, name: str, outlets: Sequence[Outlet], days: int, policy: Policy) -> None:
    day = adaptive(outlets, days, policy, Random(SEED))
    same = fixed(outlets, days, day.requests, Random(SEED))
    if name == next(iter(POLICIES)):
        _write(minutes, "fixed", same, "")
    _write(minutes, name, day, f"{1 - day.mean / same.mean:.1%}")


def _write(minutes: int, name: str, day: Day, gain: str) -> None:
    delays = f"{day.mean:>6.2f} {day.percentile(0.5):>6.2f} {day.percentile(0.95):>6.1f}"
    sys.stdout.write(
        f"{minutes:>3} min  {name:<30} {day.requests:>8} {delays} {day.lost:>6} {day.lost_twice:>5}  {gain:>5}\n"
    )
    sys.stdout.flush()


if __name__ == "__main__":
    main()
