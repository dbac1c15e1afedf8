"""Finding and reading an outlet's sitemaps: those robots.txt names, else usual names; indexes through a few children.

A sitemap index may lead to an archive of decades: only its likeliest children for news are read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urljoin

from monitor.discovery.candidates import Candidate, guessed_sitemaps, refusal, sitemap_lines
from monitor.domain.article import Entry
from monitor.domain.source import FeedKind
from monitor.errors import FeedError, FetchError
from monitor.usecases.discover_feeds import is_stale
from monitor.usecases.discover_visits import Tried, Visits

MOST_CHILDREN = 3
MOST_SITEMAPS = 8
"""Sitemaps tried for one outlet."""
MOST_CHOSEN = 3
MOST_ENTRIES = 5000
"""A sitemap with more addresses is an archive; it is left to the index that names it."""


@dataclass(frozen=True, slots=True)
class FindSitemaps:
    """Tries sitemaps."""

    visits: Visits

    async def __call__(self, home: str) -> list[Tried]:
        """Every sitemap that was tried for the outlet, the useful ones chosen."""
        tried = [await self.read(candidate, home) for candidate in (await self.named(home))[:MOST_SITEMAPS]]
        if not any(one.entries for one in tried):
            for candidate in guessed_sitemaps(home):
                one = await self.read(candidate, home)
                if one.entries:
                    tried.append(one)
                    break
        return choose_sitemaps(tried, self.visits.now)

    async def named(self, home: str) -> list[Candidate]:
        """The sitemaps that the outlet's robots.txt names, those of news first."""
        url = urljoin(home, "/robots.txt")
        try:
            fetched = await self.visits.get(url)
        except FetchError:
            return []
        return sitemap_lines(fetched.body.decode("utf-8", "replace"), fetched.url)

    async def read(self, candidate: Candidate, home: str) -> Tried:
        """The sitemap's entries; those of an index are the entries of its likeliest children."""
        one = Tried(FeedKind.SITEMAP, candidate.url, candidate.evidence)
        if reason := refusal(candidate.url, home):
            return replace(one, cause=reason)
        try:
            if inner := await self.visits.children(candidate.url):
                return replace(one, entries=await self._of_children(inner, home), note="an index")
            return replace(one, entries=await self.visits.read(candidate.url, FeedKind.SITEMAP))
        except (FetchError, FeedError) as error:
            return replace(one, cause=str(error))

    async def _of_children(self, inner: Sequence[tuple[str, str]], home: str) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        for url in likeliest(inner):
            if refusal(url, home):
                continue
            try:
                entries += await self.visits.read(url, FeedKind.SITEMAP)
            except (FetchError, FeedError):
                continue  # one broken child says nothing of the index
        return tuple(entries)


def likeliest(children: Sequence[tuple[str, str]]) -> list[str]:
    """The children most likely to hold news: by their name, then by their last change, then the last ones named."""
    order = sorted(
        range(len(children)),
        key=lambda number: ("news" in children[number][0].lower(), children[number][1], number),
    )
    return [children[number][0] for number in reversed(order[-MOST_CHILDREN:])]


def choose_sitemaps(tried: Sequence[Tried], now: datetime) -> list[Tried]:
    """The same rows; chosen are sitemaps in use, and an index only where no plain sitemap is."""
    usable = [one for one in tried if one.entries and one.newest and not is_stale(one, now)]
    plain = [one for one in usable if not one.note and len(one.entries) <= MOST_ENTRIES]
    chosen = {one.url for one in (plain or usable)[:MOST_CHOSEN]}
    return [
        replace(one, chosen=True) if one.url in chosen
        else one if one.cause
        else replace(one, note=_why_not(one, now))
        for one in tried
    ]  # fmt: skip


def _why_not(one: Tried, now: datetime) -> str:
    if not one.entries:
        return "lists nothing"
    if one.newest is None:
        return "has no dates"
    return "stale" if is_stale(one, now) else "not needed"
