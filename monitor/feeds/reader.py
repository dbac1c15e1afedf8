"""A feed of any kind to entries: RSS, Atom, RDF, CDF, JSON Feed, sitemaps. What is not a feed says so.

What the body begins with decides the kind; the content type is too often wrong to be asked.
"""

from __future__ import annotations

import re

from monitor.domain.article import Entry
from monitor.errors import FeedError
from monitor.feeds import sitemap, xml_feed
from monitor.feeds.body import text_of
from monitor.feeds.json_feed import read_json

_HTML = re.compile(r"<(?:!doctype\s+html|html|body|head)\b", re.IGNORECASE)
JSON = re.compile(r"[^<]{0,2000}?\{\s*[\"}]")
"""How a feed in JSON begins, also behind junk."""
_HEAD = 100_000


def read_feed(body: bytes, url: str, content_type: str = "") -> tuple[Entry, ...]:
    """The feed's entries, in the feed's order, at most ``MOST_ENTRIES``; ``url`` is empty for one without an address.

    Raises FeedError: ``not a feed`` for HTML or anything else that announces nothing by its kind, ``empty feed`` where
    there is no entry, ``too large``.
    """
    text = text_of(body, content_type)
    if not text.strip():
        raise FeedError("empty feed", "the answer has no body")
    if entries := _entries(text, url, content_type):
        return entries
    raise FeedError("empty feed", "it has no entry")


def _entries(text: str, url: str, content_type: str) -> tuple[Entry, ...]:
    head = text[:_HEAD]
    if JSON.match(head):
        return read_json(text, url)
    roots = (xml_feed.ROOT, sitemap.ROOT, sitemap.INDEX_ROOT)
    first = min((found for root in roots if (found := root.search(head))), key=re.Match.start, default=None)
    if first and first.re is sitemap.ROOT:
        return sitemap.read_sitemap(text, url)
    if first and first.re is sitemap.INDEX_ROOT:
        raise FeedError("not a feed", "found an index of sitemaps, expected one of those that it lists")
    entries, html = xml_feed.read_xml(text, url) if first else (), _HTML.search(head)
    if not entries and (html or not first):
        what = "an HTML page" if html else f"{content_type or 'a body'} without a feed's root element"
        raise FeedError("not a feed", f"found {what}, expected RSS, Atom, JSON Feed or a sitemap")
    return entries
