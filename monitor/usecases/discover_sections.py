"""Finding section pages: pages of the menu that list articles, above all ones that the home page does not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from monitor.discovery.candidates import likely_articles, section_candidates
from monitor.discovery.page import Page, read_page
from monitor.domain.article import Entry
from monitor.domain.links import fits
from monitor.domain.source import FeedKind
from monitor.domain.url import canonical_url
from monitor.errors import FetchError
from monitor.usecases.discover_visits import Tried, Visits

MOST_SECTIONS = 8
"""Pages of the menu that are looked at."""
FEWEST_ARTICLES = 5
"""Articles that a page lists at least, to count as a section."""


async def menu_pages(visits: Visits, page: Page) -> list[Page]:
    """Pages behind the home page's menu, as far as they can be had."""
    pages = []
    for link in section_candidates(page)[:MOST_SECTIONS]:
        try:
            fetched = await visits.get(link.url)
        except FetchError:
            continue
        pages.append(read_page(fetched.body, link.url, fetched.content_type))
    return pages


@dataclass(frozen=True, slots=True)
class Sections:
    """Tells pages that list articles from those that do not, by the ``pattern`` or, without one, by looks."""

    pattern: str

    def judge(self, home: Page, pages: Iterable[Page]) -> list[Tried]:
        """The home page and ``pages`` as rows; a page counts for what it lists that the home page does not."""
        known = set(self.articles_on(home))
        rows = [self._row(home, known, f"the home page lists {len(known)} articles")]
        for page in pages:
            articles = self.articles_on(page)
            more = len(set(articles) - known)
            evidence = f"in the menu; lists {len(articles)} articles, {more} that are not on the home page"
            rows.append(self._row(page, articles if more else (), evidence))
        return rows

    def articles_on(self, page: Page) -> list[str]:
        """Canonical addresses of the articles that the page links, in document order."""
        links = [link.url for link in page.links] if self.pattern else likely_articles(page)
        return [url for url in _canonical(links) if fits(url, self.pattern)]

    def _row(self, page: Page, articles: Iterable[str], evidence: str) -> Tried:
        entries = tuple(Entry(url) for url in articles)
        cause = "" if len(entries) >= FEWEST_ARTICLES else "lists too few articles of its own"
        return Tried(FeedKind.SECTION, page.url, evidence, cause, entries)


def _canonical(urls: Iterable[str]) -> list[str]:
    found: dict[str, None] = {}
    for url in urls:
        try:
            found[canonical_url(url)] = None
        except ValueError:
            continue
    return list(found)
