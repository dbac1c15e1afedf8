"""An outlet's address to what announces its articles: feeds, sitemaps, section pages, and a pattern for addresses.

Everything found is tried, and everything tried is told of, with what spoke for it and what came of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urljoin, urlsplit

from monitor.discovery.candidates import is_feed_like, likely_articles, on_site, section_candidates
from monitor.discovery.page import Page, read_page
from monitor.discovery.pattern import Proposal, judge, propose
from monitor.domain.source import FeedKind, Source
from monitor.errors import FeedError
from monitor.ports import Clock, Feeds, Fetch
from monitor.usecases.discover_feeds import FindFeeds, choose_feeds
from monitor.usecases.discover_sections import Sections, menu_pages
from monitor.usecases.discover_sitemaps import FindSitemaps
from monitor.usecases.discover_visits import Tried, Visits

FEWEST_SEEN = 5
"""Articles that must have been seen before a pattern is made of them."""


@dataclass(frozen=True, slots=True)
class Discovery:
    """What was found of an outlet. ``tried`` are the rows; ``proposal`` fares as its counts say."""

    home: str
    name: str
    language: str
    tried: tuple[Tried, ...]
    proposal: Proposal

    def chosen(self, kind: FeedKind) -> tuple[str, ...]:
        """Addresses of this kind that belong in the source file."""
        return tuple(one.url for one in self.tried if one.chosen and one.kind is kind)

    @property
    def pattern(self) -> str:
        """The proposed pattern, where it fits nearly all articles that were seen and no list."""
        return self.proposal.pattern if self.proposal.usable and self.proposal.total >= FEWEST_SEEN else ""


@dataclass(frozen=True, slots=True)
class Discover:
    """Finds an outlet's sources. Every collaborator is a port; ``say`` is told of each request."""

    fetch: Fetch
    feeds: Feeds
    clock: Clock
    say: Callable[[str], object] = lambda _: None

    async def __call__(self, url: str) -> Discovery:
        """Look at the outlet at ``url``, its home page or a feed. Raises FetchError where that cannot be had."""
        visits = Visits(self.fetch, self.feeds, Source("discovery", url, homepage=url), self.clock(), self.say)
        page, given = await _home(visits, url)
        feeds = choose_feeds([*given, *await FindFeeds(visits)(page)], visits.now)
        sitemaps = await FindSitemaps(visits)(page.url)
        pages = await menu_pages(visits, page)
        proposal = _proposal(page, pages, [*feeds, *sitemaps])
        usable = proposal.pattern if proposal.usable else ""
        needed = not any(one.chosen for one in feeds) or not any(one.chosen for one in sitemaps)
        sections = [_with_choice(one, needed) for one in Sections(usable).judge(page, pages)]
        return Discovery(page.url, page.name, page.language, tuple(_once([*feeds, *sitemaps, *sections])), proposal)


async def _home(visits: Visits, url: str) -> tuple[Page, list[Tried]]:
    """The home page; where ``url`` is a feed, that feed and the page at the root of its host."""
    fetched = await visits.get(url)
    given: list[Tried] = []
    if is_feed_like(fetched.url) or not read_page(fetched.body, fetched.url, fetched.content_type).links:
        try:
            given = [Tried(FeedKind.FEED, url, "given", entries=await visits.read(url, FeedKind.FEED))]
            fetched = await visits.get(urljoin(fetched.url, "/"))
        except FeedError:
            given = []
    return read_page(fetched.body, urljoin(fetched.url, urlsplit(fetched.url).path or "/"), fetched.content_type), given


def _proposal(page: Page, pages: Sequence[Page], announced: Sequence[Tried]) -> Proposal:
    """A pattern from what is announced; links of the pages show sections that no feed happened to name."""
    sure = [entry.url for one in announced if not one.cause for entry in one.entries if on_site(entry.url, page.url)]
    lists = [page.url, *(inner.url for inner in pages), *(one.url for one in announced)]
    lists += [link.url for link in section_candidates(page) if link.menu]
    likely = [url for one in (page, *pages) for url in likely_articles(one)]
    if len(set(sure)) < FEWEST_SEEN:
        return propose([*sure, *likely], lists)
    narrow, wide = propose(sure, lists), propose([*sure, *likely], lists)
    judged = judge(wide.pattern, sure, lists) if wide.usable else narrow
    return judged if judged.usable and judged.fits >= narrow.fits else narrow


def _with_choice(one: Tried, needed: bool) -> Tried:
    """Section pages are watched where feeds or sitemaps are missing; elsewhere they are good to know."""
    if one.cause:
        return one
    return replace(one, chosen=needed, note="" if needed else "not needed: feeds and sitemaps announce")


def _once(tried: Sequence[Tried]) -> list[Tried]:
    return list({(one.kind, one.url): one for one in reversed(tried)}.values())[::-1]
