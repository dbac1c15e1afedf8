"""Where an outlet may announce its articles: addresses worth trying, each with what speaks for it.

Order is that of trust: what a page declares, what it links, what outlets usually call such things. Feeds of reader
comments and addresses on other hosts are refused with a reason, so that nobody wonders where they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from monitor.discovery.page import Link, Page
from monitor.domain.links import looks_like_article
from monitor.domain.url import site_of

_FEED_LIKE = re.compile(
    r"\.(?:rss|atom|rdf|xml)$|feed\.json$|/(?:rss[a-z]{0,8}|atom|rdf|feeds?)\d*(?:$|[/._-])"
    r"|[?&](?:feed|format|type|alt|output)=(?:rss|atom|feed|xml)",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"comment|kommentar|comentario|commentaire|yorum|коммент|комент|نظرات|دیدگاه|تعليقات|评论|評論|댓글", re.IGNORECASE
)
_FILES = re.compile(r"\.(?:jpe?g|png|gif|svg|webp|pdf|mp[34]|zip|apk|docx?|xlsx?|css|js|ico)$", re.IGNORECASE)
_NO_LISTS = re.compile(
    r"(?:^|/)(?:log-?in|sign-?(?:in|up)|register|account|search|contact(?:-us)?|about(?:-us)?|privacy|terms|imprint"
    r"|advert\w*|subscribe|newsletter|app|tags?|archive)(?:[/.?]|$)", re.IGNORECASE,
)  # fmt: skip
_SITEMAP_LINE = re.compile(r"^\s*sitemap\s*:\s*(\S+)", re.IGNORECASE | re.MULTILINE)
FEED_PATHS = ("rss", "feed", "feed/", "rss.xml", "feed.xml", "atom.xml", "index.xml", "rss/", "rss-help", "rss-feeds",
              "feeds", "feed.json", "?feed=rss2")  # fmt: skip
"""Usual names of feeds and of pages that list feeds, below the page that discovery begins with."""
SITEMAP_PATHS = ("news-sitemap.xml", "sitemap-news.xml", "sitemap_news.xml", "googlenews.xml", "sitemap_index.xml",
                 "sitemap.xml", "sitemap-index.xml", "sitemap.xml.gz")  # fmt: skip
"""Usual names of sitemaps, those of news first."""
DEEPEST_SECTION = 3
"""Segments of a section's path, at most: what lies deeper is an article or its like."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address worth trying, what speaks for it, and the words it was named with."""

    url: str
    evidence: str
    words: str = ""


def feed_candidates(page: Page) -> Iterator[Candidate]:
    """Feeds, and pages that may list feeds: what the page declares, then what it links."""
    for link in page.feeds:
        yield Candidate(link.url, f"declared by {page.url}", link.text)
    for link in page.links:
        if is_feed_like(link.url):
            yield Candidate(link.url, f"linked by {page.url}", link.text)


def is_feed_like(url: str) -> bool:
    """Whether the address looks like that of a feed or of a page about feeds."""
    parts = urlsplit(url)
    path = parts.path.lower()
    return "sitemap" not in path and bool(_FEED_LIKE.search(path + (f"?{parts.query}" if parts.query else "")))


def guessed_feeds(home: str) -> Iterator[Candidate]:
    """Usual feed addresses below ``home`` and at the root of its host."""
    yield from _guesses(home, FEED_PATHS)


def guessed_sitemaps(home: str) -> Iterator[Candidate]:
    """Usual sitemap addresses at the root of the host."""
    yield from _guesses(urljoin(home, "/"), SITEMAP_PATHS)


def sitemap_lines(robots: str, robots_url: str) -> list[Candidate]:
    """The sitemaps that a robots.txt names, those of news first."""
    found = dict.fromkeys(urljoin(robots_url, line) for line in _SITEMAP_LINE.findall(robots))
    ordered = sorted(found, key=lambda url: "news" not in url.lower())
    return [Candidate(url, "named by robots.txt") for url in ordered if url.startswith(("http://", "https://"))]


def section_candidates(page: Page) -> list[Link]:
    """Pages of the same site that may list articles: short paths, those of menus first."""
    below = folder_of(page.url)
    found = [link for link in page.links if _may_be_section(link.url, page.url, below)]
    return sorted(found, key=lambda link: not link.menu)


def likely_articles(page: Page) -> list[str]:
    """Addresses on the page's own host that look like those of articles."""
    site = site_of(page.url)
    return [link.url for link in page.links if site_of(link.url) == site and looks_like_article(link.url)]


def refusal(url: str, home: str, words: str = "") -> str:
    """Why the address is not tried: ``other host``, ``comments``; empty where nothing speaks against it."""
    parts = urlsplit(url)
    if not on_site(url, home):
        return "other host"
    return "comments" if _COMMENTS.search(f"{parts.path}?{parts.query} {words}") else ""


def on_site(url: str, home: str) -> bool:
    """Whether the address is on the site of ``home`` or on a host below it."""
    try:
        site, whole = site_of(url), site_of(home)
    except ValueError:
        return False
    return bool(whole) and (site == whole or site.endswith(f".{whole}"))


def folder_of(url: str) -> str:
    """The part of a site that a home page stands for: ``/en/`` for ``/en`` and ``/en/index.html``, else ``/``."""
    path = urlsplit(url).path or "/"
    head, _, last = path.rpartition("/")
    return f"{head}/" if "." in last or not last else f"{path}/"


def _guesses(home: str, names: tuple[str, ...]) -> Iterator[Candidate]:
    folders = dict.fromkeys((folder_of(home), "/"))
    for url in dict.fromkeys(urljoin(home, f"{folder}{name}") for folder in folders for name in names):
        yield Candidate(url, "a usual name")


def _may_be_section(url: str, home: str, below: str) -> bool:
    parts = urlsplit(url)
    path = parts.path.rstrip("/")
    segments = path.split("/")[1:]
    return (
        site_of(url) == site_of(home)
        and bool(path)
        and f"{path}/".startswith(below)
        and f"{path}/" != below
        and len(segments) <= DEEPEST_SECTION
        and not is_feed_like(url)
        and not looks_like_article(url)
        and not _FILES.search(path)
        and not _NO_LISTS.search(path)
    )
