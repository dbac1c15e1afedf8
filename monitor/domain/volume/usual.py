"""How many matches are usual in these hours, and how unlikely another number is.

The mean is that of the same hours of earlier weeks. Eight numbers say little where few match, so it is steadied by the
same hours of all other days, corrected for the weekday, which count as much as ``STEADY`` weeks. The lowest and the
highest week, and a seventh of the days, are left out: an earlier event must not hide the next one.

What comes is taken to be negative binomial with variance-to-mean ratio ``spread * (1 + 1 / n)``: ``spread`` (1 for
independent articles, Poisson) is measured as the difference between windows one week apart, and ``1 / n`` is what is
not known of the mean after ``n`` windows. For ``spread`` 1 that is the posterior predictive distribution of a Poisson
rate (Gelman et al., Bayesian Data Analysis, section 2.6); a measured ratio beside it is the way of Farrington et al.
(1996) and Noufaily et al. (2013) in the surveillance of diseases.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from monitor.domain.volume.rule import WEEK

DAY = timedelta(days=1)
STEADY = 8
"""The other days count as much as so many weeks."""
FEWEST_WEEKS = 2
"""With fewer earlier weeks nothing is usual yet."""
_HALF = 0.5  # of an article: what Jeffreys' prior adds to the sum
_FEW = 5.0  # articles on each weekday, by which its share is steadied
_SPREAD_PRIOR = 10.0  # articles that speak for a spread of 1
_TRIMMED = 0.02  # share of the pairs of windows, the most different ones, that are left out
_LEAST = timedelta(microseconds=1)
_NEGLIGIBLE, _MOST_TERMS = 1e-12, 10_000


@dataclass(frozen=True, slots=True)
class Profile:
    """What is learned once a day: the share of each weekday (UTC, Monday first; 1 is average), and the spread."""

    weekdays: tuple[float, ...] = (1.0,) * 7
    spread: float = 1.0


@dataclass(frozen=True, slots=True)
class Usual:
    """How many are expected in a window, and the variance of what comes in units of that."""

    mean: float
    ratio: float

    def at_least(self, count: int) -> float:
        """The chance of ``count`` or more."""
        return 1.0 if count <= 0 else _tail(self, count)

    def at_most(self, count: int) -> float:
        """The chance of ``count`` or fewer."""
        return math.fsum(math.exp(_log_chance(self, number)) for number in range(count + 1))


def spans_before(until: datetime, within: timedelta, begins: datetime, weeks: int) -> list[tuple[datetime, datetime]]:
    """The same hours of each day before, the latest first, of ``weeks`` weeks or as far as the archive goes back."""
    days = min(weeks * 7, (until - within - begins) // DAY)
    return [(until - day * DAY - within, until - day * DAY) for day in range(1, days + 1)]


def profile(times: Sequence[datetime], until: datetime, within: timedelta, weeks: int) -> Profile:
    """What the times of the matches show of weekdays and spread, over ``weeks`` whole weeks up to a midnight (UTC)."""
    in_week = WEEK // within  # a window that does not divide the week leaves a rest, which belongs to none
    weekdays, windows = [0] * 7, [0] * (weeks * in_week)
    for time in times:
        age = until - time
        if timedelta() < age <= weeks * WEEK:
            weekdays[time.weekday()] += 1
            week, place = (age - _LEAST) // WEEK, (age - _LEAST) % WEEK // within
            if place < in_week:
                windows[week * in_week + place] += 1
    average = sum(weekdays) / 7
    return Profile(tuple((one + _FEW) / (average + _FEW) for one in weekdays), _spread(windows, in_week))


def usual(counts: Sequence[int], until: datetime, within: timedelta, learned: Profile) -> Usual | None:
    """What is usual in the window up to ``until``, by the counts of ``spans_before``; None where the weeks are few."""
    weekly = list(counts[6::7])
    if len(weekly) < FEWEST_WEEKS:
        return None
    if len(weekly) >= 4:
        weekly = sorted(weekly)[1:-1]
    cut = len(counts) // 14
    shares = [_share(learned.weekdays, until - day * DAY, within) for day in range(7)]
    level = sorted(count / shares[day % 7] for day, count in enumerate(counts, 1))
    level = level[cut : len(level) - cut]
    other = (sum(level) + _HALF) / len(level) * shares[0]
    weight = len(weekly) + STEADY
    return Usual((sum(weekly) + STEADY * other) / weight, learned.spread * (1 + 1 / weight))


def _share(weekdays: Sequence[float], until: datetime, within: timedelta) -> float:
    """The share of a window, part by part of the days that it lies in."""
    total, end = 0.0, until
    while end > until - within:
        # A moment before its end a window that ends at midnight is still in its day.
        midnight = (end - _LEAST).replace(hour=0, minute=0, second=0, microsecond=0)
        start = max(midnight, until - within)
        total += weekdays[midnight.weekday()] * ((end - start) / within)
        end = start
    return total


def _spread(windows: Sequence[int], week: int) -> float:
    """Variance in units of the mean: half the mean square of differences one week apart; at least 1."""
    pairs = [(a - b, a + b) for a, b in zip(windows, windows[week:], strict=False) if a + b]
    pairs.sort(key=lambda pair: pair[0] ** 2 / pair[1])
    kept = pairs[: len(pairs) - int(len(pairs) * _TRIMMED)]
    squares, total = sum(difference**2 for difference, _ in kept), sum(both for _, both in kept)
    return max(1.0, (squares + _SPREAD_PRIOR) / (total + _SPREAD_PRIOR))


def _tail(usual: Usual, count: int) -> float:
    """Summed from ``count`` on: one minus the rest would be noise where the chance is small."""
    below_mean = count <= usual.mean
    if below_mean:
        return max(0.0, 1.0 - usual.at_most(count - 1))
    tail = 0.0
    for number in range(count, count + _MOST_TERMS):
        chance = math.exp(_log_chance(usual, number))
        tail += chance
        if chance < _NEGLIGIBLE * tail:
            break
    return tail


def _log_chance(usual: Usual, count: int) -> float:
    """Logarithm of the negative binomial's chance of exactly ``count``: size ``r``, success ``1 / ratio``."""
    size = usual.mean / (usual.ratio - 1)
    ways = math.lgamma(size + count) - math.lgamma(size) - math.lgamma(count + 1)
    return ways - size * math.log(usual.ratio) + count * math.log1p(-1 / usual.ratio)
