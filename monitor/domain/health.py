"""How a source (or one of its feeds) is: the facts of it at a time, judged with a readable reason.

Several things may be wrong at once; the condition names the one that explains most: blocked, failing, moved, layout
changed, silent. What the facts speak against is listed too (``cleared``), since only that is evidence for a recovery.
The rules and the figures measured with them are in docs/health.md.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.domain.silence import CHANCE, LONGEST, Habit, expected_gap, lull, young

FAILURES, FAILING_FOR = 3, timedelta(minutes=30)
"""So many failures in a row over at least so long are no hiccup."""
UNFETCHED, UNFETCHED_SHARE = 5, 0.9
"""So many pages of a day, and such a share of them, that could not be fetched: a failure though the feed answers."""
LINKLESS = 3
"""So many reads in a row without a link that fits the pattern mean that the page is another one."""
FAILED_IN_ROW, FAILED_SHARE, LEAST_USUAL = 4, 0.5, 0.05
"""Fewest failed extractions in a row that say anything; the share of a day that is always asked for; the share that
is taken as usual where history shows less."""
LENGTHS, COLLAPSED = 5, 1 / 3
"""The median length of so many extractions or more below this share of the usual one is a collapse."""
RECOVERED_PAGES = 2
"""So many pages in a row with an article show that the layout is read again."""
TRIALS = 7
"""A day's share is judged anew each day: so many times a week."""


class State(StrEnum):
    """How a source is."""

    OK = "ok"
    LEARNING = "learning"
    """Nothing is wrong, but it is watched too short a time to have habits; until then a generous limit holds."""
    SILENT = "silent"
    FAILING = "failing"
    BLOCKED = "blocked"
    MOVED = "moved"
    LAYOUT = "layout changed"


PROBLEMS = frozenset({State.BLOCKED, State.FAILING, State.MOVED, State.LAYOUT, State.SILENT})


@dataclass(frozen=True, slots=True)
class Pages:
    """Articles' pages of the last 24 hours, and how they compare with the source's history.

    ``failed`` came but gave no article; ``unfetched`` did not come. Lengths are medians in characters: of the last
    ``measured`` extractions (10, say) and of the history before; 0 where there is none.
    """

    extracted: int = 0
    failed: int = 0
    unfetched: int = 0
    failed_in_row: int = 0
    extracted_in_row: int = 0
    usual_failed: float = 0.0
    """Share of pages without an article in the source's history."""
    measured: int = 0
    length: float = 0.0
    usual_length: float = 0.0
    causes: tuple[str, ...] = ()
    """Why the ``failed`` of the day gave no article."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a source, or of one feed of it (``feed`` is its address), at a time. Times are in UTC.

    ``last_entry`` is when the last new entry was first seen; after the baseline alone, the feed's newest date.
    ``arrivals`` are the times at which new entries were first seen, in order, over at least the day before the last
    one; ``causes`` those of the ``failures`` in a row since ``failing_since``, ``blocked`` how many of these were
    challenge or block pages. ``moved_to`` is a permanent redirect's target, once it was seen often enough.
    ``linkless`` counts successful reads in a row in which no link fitted, for a source where links once did.
    """

    source: str
    watched_since: datetime
    feed: str = ""
    last_success: datetime | None = None
    last_entry: datetime | None = None
    arrivals: tuple[datetime, ...] = ()
    habit: Habit | None = None
    failures: int = 0
    failing_since: datetime | None = None
    causes: tuple[str, ...] = ()
    blocked: int = 0
    moved_to: str = ""
    linkless: int = 0
    linkless_since: datetime | None = None
    pages: Pages = Pages()


@dataclass(frozen=True, slots=True)
class Condition:
    """How a source is, since when, and why; ``cleared`` are the problems that the facts speak against."""

    source: str
    state: State
    reason: str
    since: datetime
    feed: str = ""
    cleared: frozenset[State] = frozenset()

    @property
    def problem(self) -> bool:
        """Whether somebody should be told."""
        return self.state in PROBLEMS


_Found = tuple[State, str, datetime]


def judge(facts: Facts, now: datetime) -> Condition:
    """The condition of a source."""
    checks: tuple[Callable[[Facts, datetime], _Found | None], ...] = (_failing, _moved, _layout, _silent)
    found = next((found for check in checks if (found := check(facts, now))), None)
    state, reason, since = found or _fine(facts, now)
    return Condition(facts.source, state, reason, since, facts.feed, _cleared(facts, now))


def alarm_after(facts: Facts, now: datetime) -> timedelta:
    """The expected gap: how long after its last entry (or the beginning of watching) the source counts as silent."""
    if facts.habit is None or facts.last_entry is None:
        return LONGEST
    known, watched = facts.habit, now - facts.watched_since
    return expected_gap(known, facts.last_entry, watched, lull(known, facts.arrivals))


def _failing(facts: Facts, now: datetime) -> _Found | None:
    since = facts.failing_since or facts.last_success or facts.watched_since
    if facts.failures >= FAILURES and now - since >= FAILING_FOR:
        causes = ", ".join(f"{cause} x {count}" for cause, count in Counter(facts.causes).most_common(3))
        told = f"{facts.failures} failures in a row for {span(now - since)}" + (f" ({causes})" if causes else "")
        if 2 * facts.blocked >= facts.failures:
            return State.BLOCKED, f"{told}; {facts.blocked} of them answered with a block or challenge page", since
        return State.FAILING, told, since
    pages = facts.pages
    tried = pages.unfetched + pages.extracted + pages.failed
    if pages.unfetched >= UNFETCHED and pages.unfetched >= UNFETCHED_SHARE * tried:
        reason = f"the feed answers, but {pages.unfetched} of {tried} pages of the last day could not be fetched"
        return State.FAILING, reason, now
    return None


def _moved(facts: Facts, now: datetime) -> _Found | None:
    return (State.MOVED, f"redirects permanently to {facts.moved_to}", now) if facts.moved_to else None


def _layout(facts: Facts, now: datetime) -> _Found | None:
    pages = facts.pages
    if facts.linkless >= LINKLESS:
        since = facts.linkless_since or now
        return State.LAYOUT, f"no link fits the article pattern in the last {facts.linkless} reads", since
    if pages.measured >= LENGTHS and pages.length < COLLAPSED * pages.usual_length:
        lengths = f"{pages.length:.0f} characters, {pages.usual_length:.0f} are usual"
        return State.LAYOUT, f"the median of the last {pages.measured} texts is {lengths}", now
    if pages.failed_in_row and (reason := _extraction_fails(pages)):
        return State.LAYOUT, reason, now
    return None


def _extraction_fails(pages: Pages) -> str:
    """Why failed extractions are too many to be chance, once in 1,000 weeks for each rule; empty where they are not."""
    usual = min(max(pages.usual_failed, LEAST_USUAL), 0.99)
    tried = pages.extracted + pages.failed
    enough = max(FAILED_IN_ROW, math.ceil(math.log(max(1, 7 * tried) / CHANCE) / -math.log(usual)))
    causes = ", ".join(f"{cause} x {count}" for cause, count in Counter(pages.causes).most_common(3))
    against = f"{pages.usual_failed:.0%} are usual" + (f" ({causes})" if causes else "")
    if pages.failed_in_row >= enough:
        return f"no article in the last {pages.failed_in_row} pages; {against}"
    if pages.failed >= FAILED_SHARE * tried and _at_least(pages.failed, tried, usual) < CHANCE / TRIALS:
        return f"no article in {pages.failed} of {tried} pages of the last day; {against}"
    return ""


def _silent(facts: Facts, now: datetime) -> _Found | None:
    """Silence is what successful reads did not bring: while reads fail, nothing is known."""
    if facts.last_success is None:
        return None
    last = facts.last_entry
    start = last or facts.watched_since
    if facts.last_success - start < alarm_after(facts, now):
        return None
    quiet = span(facts.last_success - start)
    if last is None or facts.habit is None:
        return State.SILENT, f"no new entry for {quiet}, and hardly any before", start
    if young(facts.habit, now - facts.watched_since):
        reason = f"no new entry for {quiet}; its longest silence so far was {span(facts.habit.longest)}"
        return State.SILENT, reason, start
    due = f"{facts.habit.expected(last, facts.last_success):.0f} were expected since"
    chance = f"by chance that happens here less than once in {1 / CHANCE:,.0f} weeks"
    return State.SILENT, f"no new entry for {quiet}; {due}; {chance}", start


def _fine(facts: Facts, now: datetime) -> _Found:
    start = facts.last_entry or facts.watched_since
    watched = now - facts.watched_since
    usual = f"counts as silent after {span(alarm_after(facts, now))}"
    if young(facts.habit, watched):
        return State.LEARNING, f"watched for {span(watched)}, which is too short to have habits; {usual}", start
    return State.OK, f"last entry {span(now - start)} ago; {usual}", start


def _cleared(facts: Facts, now: datetime) -> frozenset[State]:
    """The problems that the facts speak against."""
    pages, found = facts.pages, set[State]()
    answers = facts.failures == 0 and facts.last_success is not None
    if answers and _failing(facts, now) is None:
        found |= {State.FAILING, State.BLOCKED}
    if answers and not facts.moved_to:
        found.add(State.MOVED)
    # Half of the gap: a source that came back with one entry long ago is not well.
    last, seen = facts.last_success, facts.last_entry
    if last and seen and last - seen < alarm_after(facts, now) / 2:
        found.add(State.SILENT)
    if not facts.linkless and not _layout(facts, now) and pages.extracted_in_row >= RECOVERED_PAGES:
        found.add(State.LAYOUT)
    return frozenset(found)


def _at_least(count: int, of: int, share: float) -> float:
    """The chance of ``count`` or more of ``of`` (binomial)."""
    below = sum(
        math.exp(_log_choose(of, n) + n * math.log(share) + (of - n) * math.log1p(-share)) for n in range(count)
    )
    return max(0.0, 1.0 - below)


def _log_choose(of: int, count: int) -> float:
    return math.lgamma(of + 1) - math.lgamma(count + 1) - math.lgamma(of - count + 1)


def span(time: timedelta) -> str:
    """A length of time as people say it: ``12 min``, ``5 h 10 min``, ``3 d 4 h``."""
    minutes = max(0, int(time.total_seconds() // 60))
    days, hours = minutes // 1440, minutes // 60 % 24
    if days >= 2:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if minutes >= 60:
        hours, rest = minutes // 60, minutes % 60
        return f"{hours} h {rest} min" if rest else f"{hours} h"
    return f"{minutes} min"
