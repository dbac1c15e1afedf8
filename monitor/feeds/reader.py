"""RSS and Atom of every version, also damaged ones, to entries; what is not a feed says so.

feedparser runs without sanitising and without resolving addresses: the entries are the same, several times faster,
and their text is escaped where it is shown. Addresses are resolved here against the feed's own.
"""

from __future__ import annotations

import calendar
import re
from datetime import UTC, datetime, timedelta
from html import unescape
from typing import Any
from urllib.parse import urljoin

import feedparser

from monitor.domain.article import Entry
from monitor.domain.textformat import clean_line
from monitor.errors import FeedError

_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_SPACES = re.compile(r"[ \t\r\n]+")
_ROOT = re.compile(rb"<(?:[\w-]+:)?(rss|feed|rdf)\b", re.IGNORECASE)
_HTML = re.compile(rb"<(?:!doctype\s+html|html|body)\b", re.IGNORECASE)
_HEAD_BYTES = 20_000


def read_feed(body: bytes, url: str, content_type: str = "") -> tuple[Entry, ...]:
    """The feed's entries that have an http(s) address, in the feed's order.

    Raises FeedError: ``not a feed`` for HTML or anything else without a feed's root element, ``empty feed`` where no
    entry has an address.
    """
    head = body[:_HEAD_BYTES]
    if not body.strip():
        raise FeedError("empty feed", "the answer has no body")
    if not _ROOT.search(head.replace(b"\0", b"")):
        found = "an HTML page" if _HTML.search(head) else f"{content_type or 'a body'} without a feed's root element"
        raise FeedError("not a feed", f"found {found}, expected RSS or Atom")
    parsed = feedparser.parse(
        body,
        sanitize_html=False,
        resolve_relative_uris=False,
        response_headers={"content-type": content_type} if content_type else {},
    )
    entries = tuple(entry for raw in parsed.entries if (entry := _entry(raw, url)))
    if not entries:
        fault = parsed.get("bozo_exception") if parsed.get("bozo") else None
        raise FeedError("empty feed", f"no entry with an address{f' ({fault})' if fault else ''}")
    return entries


def _entry(raw: Any, feed_url: str) -> Entry | None:
    link = raw.get("link") or next((item.get("href") for item in raw.get("links", ()) if item.get("href")), "")
    guid = str(raw.get("id", ""))
    if not link and guid.startswith(("http://", "https://")):
        link = guid
    try:
        url = urljoin(feed_url, str(link).strip()) if link else ""
    except ValueError:
        return None
    if not url.startswith(("http://", "https://")):
        return None
    published_text = str(raw.get("published") or raw.get("updated") or "")
    return Entry(
        url=url,
        title=_plain(raw.get("title", "")),
        summary=_plain(raw.get("summary", "")),
        published=_time(raw.get("published_parsed") or raw.get("updated_parsed")),
        published_text=clean_line(published_text),
        guid=clean_line(guid),
    )


def _plain(text: Any) -> str:
    """Text of a title or summary: tags out, references resolved, one line."""
    return clean_line(_SPACES.sub(" ", unescape(_TAG.sub(" ", str(text or "")))))


def _time(parsed: Any) -> datetime | None:
    """The time in UTC; None for none, and for days no calendar of ours has."""
    if not parsed:
        return None
    try:
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=calendar.timegm(parsed))
    except (OverflowError, ValueError):
        return None
