"""A page that lists articles as links, for outlets without feeds: those links that are articles of the source.

Links are taken in the order of the page. The page is read as a stream, so that its size and nesting do not matter; what
its scripts would add is not seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, cast
from urllib.parse import urldefrag, urlsplit

from lxml import etree

from monitor.domain.article import Entry
from monitor.domain.links import fits
from monitor.domain.url import canonical_url
from monitor.errors import FeedError
from monitor.feeds.body import text_of
from monitor.feeds.plain import MOST_ENTRIES, absolute, one_line

_MOST_LINKS = 20_000
_MOST_IN_TITLE = 300
_WITHIN_WORDS = frozenset(("b", "i", "em", "strong", "font", "u", "mark", "sup", "sub", "wbr", "bdi"))
_UNSEEN = frozenset(("script", "style", "template", "noscript"))


def read_section(
    body: bytes, url: str, content_type: str = "", pattern: str = "", hosts: Iterable[str] = ()
) -> tuple[Entry, ...]:
    """The articles that the page links to, each once, with the longest text of its links as title.

    A link counts when it leads to the page's own host or one of ``hosts`` (with or without ``www.``; ``*.name`` stands
    for every host below a name) and fits ``pattern``, or the heuristic where there is none.

    Raises FeedError: ``no links`` where nothing fits, since then the page's layout has changed; ``too large``.
    """
    page = _Page()
    parser = etree.HTMLParser(target=cast(Any, page), recover=True, huge_tree=False, no_network=True)
    try:
        parser.feed(text_of(body, content_type))
        parser.close()
    except etree.LxmlError as error:
        raise FeedError("no links", f"the page cannot be read ({error})") from error
    base = absolute(page.base, url) or url
    own = _Hosts((urlsplit(url).hostname or "", *hosts))
    entries = _articles(((absolute(href, base), titles) for href, titles in page.links), _name(url), pattern, own)
    if not entries:
        wanted = f"the pattern {pattern}" if pattern else "what addresses of articles look like"
        raise FeedError("no links", f"none of {len(page.links)} links fits {wanted}")
    return entries


def _articles(links: Iterable[tuple[str, list[str]]], page: str, pattern: str, own: _Hosts) -> tuple[Entry, ...]:
    urls: dict[str, str] = {}
    titles: dict[str, str] = {}
    for link, texts in links:
        name = _name(link)
        if not name or name == page or not own.has(name) or not (fits(name, pattern) or fits(link, pattern)):
            continue
        urls.setdefault(name, urldefrag(link)[0])
        titles[name] = max((titles.get(name, ""), next(filter(None, texts), "")), key=_worth)
    return tuple(Entry(url=url, title=titles[name]) for name, url in islice(urls.items(), MOST_ENTRIES))


def _name(link: str) -> str:
    """The canonical form of a link; empty where it has none."""
    try:
        return canonical_url(link)
    except ValueError:
        return ""


def _worth(title: str) -> tuple[bool, int]:
    """The longest text is the headline, but not the text of a whole box."""
    return len(title) <= _MOST_IN_TITLE, len(title) if len(title) <= _MOST_IN_TITLE else -len(title)


class _Hosts:
    """Hosts that are the source's own."""

    def __init__(self, names: Iterable[str]) -> None:
        plain = {name.lower().rstrip(".").removeprefix("www.") for name in names if name}
        self._names = {name for name in plain if not name.startswith("*.")}
        self._above = tuple(name[1:] for name in plain if name.startswith("*."))

    def has(self, url: str) -> bool:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return host in self._names or f".{host}".endswith(self._above)


class _Page:
    """Collects what the parser meets: the base address, and each link with its text, its title, its picture's text."""

    def __init__(self) -> None:
        self.base = ""
        self.links: list[tuple[str, list[str]]] = []
        self._words: list[str] | None = None
        self._spare: list[str] = []
        self._unseen = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """An element begins."""
        self._unseen += tag in _UNSEEN
        if tag == "base":
            self.base = self.base or attributes.get("href", "")
        elif tag == "a" and attributes.get("href") and len(self.links) < _MOST_LINKS:
            self._words, self._spare = [], [attributes.get("title", "")]
            self.links.append((attributes["href"], []))
        elif tag == "img" and self._words is not None:
            self._spare.append(attributes.get("alt", ""))
        self._space(tag)

    def end(self, tag: str) -> None:
        """An element ends."""
        self._unseen -= tag in _UNSEEN
        if tag == "a" and self._words is not None:
            self.links[-1][1].extend(one_line(text) for text in ("".join(self._words), *self._spare))
            self._words = None
        self._space(tag)

    def data(self, text: str) -> None:
        """Text, as far as it is seen."""
        if self._words is not None and not self._unseen:
            self._words.append(text)

    def close(self) -> None:
        """The page ends."""

    def _space(self, tag: str) -> None:
        if self._words is not None and tag not in _WITHIN_WORDS:
            self._words.append(" ")
