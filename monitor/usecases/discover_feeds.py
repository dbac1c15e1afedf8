"""Finding an outlet's feeds: what its pages declare and link, pages that list feeds, and usual names."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from monitor.discovery.candidates import Candidate, feed_candidates, guessed_feeds, on_site, refusal
from monitor.discovery.page import Page, read_page
from monitor.domain.article import Entry
from monitor.domain.source import FeedKind
from monitor.errors import FeedError, FetchError
from monitor.usecases.discover_visits import Tried, Visits

MOST_FEEDS = 12
"""Feeds that a source file gets; each one is asked for at every poll."""
STALE = timedelta(days=30)
"""A feed whose newest entry is older says nothing any more."""
LISTING = "a page that lists feeds"


@dataclass(frozen=True, slots=True)
class FindFeeds:
    """Tries candidates for feeds."""

    visits: Visits

    async def __call__(self, page: Page) -> list[Tried]:
        """Everything that was tried for the outlet with this home page, in order."""
        tried = await self._all(page, feed_candidates(page))
        if not any(not one.cause and one.entries for one in tried):
            known = {one.url for one in tried}
            guesses = [candidate for candidate in guessed_feeds(page.url) if candidate.url not in known]
            tried += [one for one in await self._all(page, guesses, first=True) if not one.cause]
        return tried

    async def _all(self, page: Page, candidates: Iterable[Candidate], first: bool = False) -> list[Tried]:
        """Try the candidates and what is listed on those that are pages; only until the ``first`` feed if so asked."""
        tried: dict[str, Tried] = {}
        queue = deque((candidate, True) for candidate in candidates)
        while queue:
            candidate, may_list = queue.popleft()
            if candidate.url in tried:
                continue
            one, listed = await self._try(candidate, page.url)
            tried[candidate.url] = one
            if may_list:
                queue.extend((inner, False) for inner in listed)
            if first and one.entries:
                break
        return list(tried.values())

    async def _try(self, candidate: Candidate, home: str) -> tuple[Tried, list[Candidate]]:
        one = Tried(FeedKind.FEED, candidate.url, candidate.evidence)
        if reason := refusal(candidate.url, home, candidate.words):
            return replace(one, cause=reason), []
        try:
            entries = await self.visits.read(candidate.url, FeedKind.FEED)
        except FetchError as error:
            return replace(one, cause=str(error)), []
        except FeedError as error:
            fetched = await self.visits.get(candidate.url)
            listed = list(feed_candidates(read_page(fetched.body, fetched.url, fetched.content_type)))
            return replace(one, cause=LISTING if listed else str(error)), listed
        return replace(one, cause=_foreign(entries, home), entries=entries), []


def choose_feeds(tried: Sequence[Tried], now: datetime) -> list[Tried]:
    """The same rows; a feed is chosen where it announces what no feed chosen before it does, the fullest first."""
    result = list(tried)
    covered: set[str] = set()
    for _ in range(MOST_FEEDS):
        gains = {
            number: len({entry.url for entry in one.entries} - covered)
            for number, one in enumerate(result)
            if not one.cause and not one.chosen and not is_stale(one, now)
        }
        best = max(gains, key=lambda number: gains[number], default=None)
        if best is None or not gains[best]:
            break
        covered |= {entry.url for entry in result[best].entries}
        result[best] = replace(result[best], chosen=True, note=f"{gains[best]} articles of its own")
    return [one if one.chosen or one.cause else replace(one, note=_why_not(one, covered, now)) for one in result]


def is_stale(one: Tried, now: datetime) -> bool:
    """Whether the newest entry is too old for the address to be in use."""
    return one.newest is not None and one.newest < now - STALE


def _why_not(one: Tried, covered: set[str], now: datetime) -> str:
    if is_stale(one, now):
        return "stale"
    return "adds nothing to the others" if covered.issuperset(e.url for e in one.entries) else "enough feeds"


def _foreign(entries: Sequence[Entry], home: str) -> str:
    """Why a feed is none of this outlet: most of what it announces lies elsewhere."""
    elsewhere = sum(not on_site(entry.url, home) for entry in entries)
    return "its entries lead to other hosts" if elsewhere > len(entries) / 2 else ""
