"""The flood guard: what a feed announces anew although it is old does not alert.

A feed that moves to other software, changes all its ids, re-dates its entries or publishes its archive announces
hundreds of "new" articles at once. Nothing is thrown away: every entry is fetched and kept, but the matches of those
that are held end with the disposition ``held`` and the reason given here, and one notice says what was held.

An entry is held only inside a flood, and only for a reason of its own: what is unknown by title and address and
carries a recent date that can be believed always alerts. docs/health.md shows the rules by example.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from urllib.parse import urlsplit

from monitor.domain.article import Entry
from monitor.domain.text import folded

FEWEST = 3
"""Fewer entries than this are no flood: so few messages too many do no harm, one too few does."""
BURST_FLOOR = 10
BURST_TIMES_EXPECTED = 5.0
BURST_TIMES_MOST = 1.5
STAMPED_SHARE = 0.8
STAMPED_WITHIN = timedelta(minutes=10)
STAMPED_FEWEST = 5
"""Dates of which so many lie so close together were given by a machine and say nothing of the articles."""
FUTURE = timedelta(days=1)
FIRST_YEAR = 1990
"""No article on the web is older; zero times and years of other calendars are."""
SLACK = timedelta(hours=1)
"""A date may lie so long before the poll that should have seen it: clocks differ, caches hold back."""
QUIET = timedelta(days=1)
"""A flood that goes on is told again after so long."""
EXAMPLES = 5


class Why(StrEnum):
    """Why an entry is held."""

    KNOWN = "known"
    """Its title or address is known under another key."""
    OLD = "old"
    """It says itself that it was published longer ago than alerts go back."""
    UNDATED = "undated"
    """It has no usable date and came in a burst; the page's own date may lift the hold (``lifted``)."""
    STAMPED = "stamped"
    """It came in a burst that replaced the whole feed, and all dates are (nearly) equal."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a feed when it announces something; marks are made by ``title_mark`` and ``address_mark``.

    ``titles`` and ``addresses`` are those of the source's articles of the last 30 days. ``present`` counts the other
    entries of the same body, those known under their own key: none means that the whole window was replaced.
    ``expected`` is how many new entries the source's rhythm expects since ``last_success``, ``most`` the largest number
    that one poll of the last 30 days brought, floods and the baseline left out; None where that is not known yet.
    """

    titles: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    present: int = 0
    polled: bool = True
    """Whether the feed was ever read before; the first read is its baseline and never a flood."""
    last_success: datetime | None = None
    expected: float | None = None
    most: int | None = None
    told_at: datetime | None = None
    """When the last notice about this feed was given."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What becomes of one entry. ``published`` is never empty; ``published_origin`` names where it comes from."""

    entry: Entry
    published: datetime
    published_origin: str
    held: Why | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """What was held, told once: how many of how many entries, why, and the first titles (or addresses)."""

    held: int
    announced: int
    reasons: tuple[tuple[Why, int], ...]
    examples: tuple[str, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Held:
    """One decision for every entry, in their order, and at most one notice."""

    decisions: tuple[Decision, ...]
    notice: Notice | None = None


def hold(entries: Sequence[Entry], known: Known, now: datetime, max_age: timedelta) -> Held:
    """Decide about the entries that one poll of one feed is about to announce: those whose key is not known."""
    decisions = [Decision(entry, *dated(entry, now)) for entry in entries]
    if not known.polled or len(entries) < FEWEST:
        return Held(tuple(decisions))
    view = _view(decisions, known)
    reasons = [_reason(decision, known, now, max_age, view) for decision in decisions]
    if not _flood([reason[0] for reason in reasons if reason], known, view, len(entries)):
        return Held(tuple(decisions))
    settled = tuple(
        replace(decision, held=reason[0], reason=reason[1]) if reason else decision
        for decision, reason in zip(decisions, reasons, strict=True)
    )
    return Held(settled, _notice(settled, known, now))


def lifted(decision: Decision, printed: datetime | None, now: datetime, max_age: timedelta) -> bool:
    """Whether the date that the page prints ends a hold that was only made for want of a date."""
    return decision.held is Why.UNDATED and printed is not None and now - max_age <= printed <= now + FUTURE


def dated(entry: Entry, now: datetime) -> tuple[datetime, str]:
    """When the entry was published and where that comes from: ``feed``, or ``first seen`` with what is wrong."""
    if entry.published is None:
        return now, "first seen (no date)"
    if entry.published > now + FUTURE:
        return now, "first seen (date in the future)"
    if entry.published.year < FIRST_YEAR:
        return now, "first seen (impossible date)"
    return entry.published, "feed"


def title_mark(title: str) -> str:
    """What is compared of a title: a hash of its folded words; empty for a title without any."""
    words = folded(title)
    return hashlib.sha256(words.encode()).hexdigest()[:16] if words else ""


def address_mark(url: str) -> str:
    """What is compared of an address: path and query, so that another host or scheme is the same; empty for a root."""
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    return f"{path}?{parts.query}" if path or parts.query else ""


@dataclass(frozen=True, slots=True)
class _View:
    """What the entries look like as a whole."""

    stamp: tuple[datetime, datetime] | None
    """First and last of the dates that are too close together to be believed."""
    republished: bool
    """Whether the whole window was replaced by what is mostly known under other keys."""
    burst: bool
    strange: bool
    """Whether those that are not known under another key are a burst by themselves."""


def _view(decisions: Sequence[Decision], known: Known) -> _View:
    count = len(decisions)
    familiar = sum(bool(_known_by(decision.entry, known)) for decision in decisions)
    republished = known.present == 0 and 2 * familiar >= count
    return _View(_stamp(decisions), republished, _burst(count, known), _burst(count - familiar, known))


def _stamp(decisions: Sequence[Decision]) -> tuple[datetime, datetime] | None:
    """The span of the dates that are (nearly) equal, where most are."""
    dates = sorted(decision.published for decision in decisions if decision.published_origin == "feed")
    enough = max(STAMPED_FEWEST, round(STAMPED_SHARE * len(decisions)))
    spans = zip(dates, dates[enough - 1 :], strict=False)
    found = next(((first, last) for first, last in spans if last - first <= STAMPED_WITHIN), None)
    return (found[0], found[0] + STAMPED_WITHIN) if found else None


def _burst(count: int, known: Known) -> bool:
    """Whether so many at once are far beyond the learned rate and beyond what any one poll ever brought."""
    if known.expected is None or known.most is None:
        return False
    return count > BURST_FLOOR + max(BURST_TIMES_EXPECTED * known.expected, BURST_TIMES_MOST * known.most)


def _reason(decision: Decision, known: Known, now: datetime, max_age: timedelta, view: _View) -> tuple[Why, str] | None:
    """Why this entry would be held if there is a flood."""
    by_feed = decision.published_origin == "feed"
    stamped = by_feed and view.stamp is not None and view.stamp[0] <= decision.published <= view.stamp[1]
    fresh = by_feed and not stamped and not view.republished and _since_last_poll(decision.published, known)
    # A column that appears every day under one title is new each time: its date says so.
    if not fresh and (mark := _known_by(decision.entry, known)):
        return Why.KNOWN, f"its {mark} is known under another key"
    if by_feed and now - decision.published > max_age:
        return Why.OLD, f"published {_days(now - decision.published)} ago, alerts go back {_days(max_age)}"
    if view.strange and not by_feed:
        return Why.UNDATED, f"{decision.published_origin}, in a burst far above this feed's rate"
    if view.strange and stamped and known.present == 0:
        return Why.STAMPED, "the whole feed was replaced by a burst of entries with the same date"
    return None


def _since_last_poll(published: datetime, known: Known) -> bool:
    return known.last_success is not None and published > known.last_success - SLACK


def _known_by(entry: Entry, known: Known) -> str:
    if (mark := title_mark(entry.title)) and mark in known.titles:
        return "title"
    if (mark := address_mark(entry.url)) and mark in known.addresses:
        return "address"
    return ""


def _flood(reasons: Sequence[Why], known: Known, view: _View, count: int) -> bool:
    """Whether the suspects make a flood: a few in a burst or in a feed replaced as a whole, else half of all."""
    return len(reasons) >= FEWEST and (view.burst or known.present == 0 or 2 * len(reasons) >= count)


def _notice(decisions: Sequence[Decision], known: Known, now: datetime) -> Notice | None:
    held = [decision for decision in decisions if decision.held]
    if not held or (known.told_at is not None and now - known.told_at < QUIET):
        return None
    reasons = tuple(Counter(decision.held for decision in held if decision.held).most_common())
    causes = ", ".join(f"{count} {why}" for why, count in reasons)
    examples = tuple(decision.entry.title or decision.entry.url for decision in held[:EXAMPLES])
    text = f"{len(held)} of {len(decisions)} entries announced as new were held ({causes}); they are kept, not alerted"
    return Notice(len(held), len(decisions), reasons, examples, text)


def _days(span: timedelta) -> str:
    hours = int(span.total_seconds() // 3600)
    return f"{hours // 24} d" if hours >= 48 else f"{hours} h"
