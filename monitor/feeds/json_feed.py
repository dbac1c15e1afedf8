"""JSON Feed 1.0 and 1.1 (jsonfeed.org): an object whose ``items`` are entries. Junk around the object is left out."""

from __future__ import annotations

import json
from typing import Any

from monitor.domain.article import Entry
from monitor.errors import FeedError
from monitor.feeds.dates import read_time
from monitor.feeds.plain import MOST_ENTRIES, absolute, one_line, plain


def read_json(text: str, url: str) -> tuple[Entry, ...]:
    """The entries of a JSON Feed. Raises FeedError (``not a feed``) for every other JSON, and for what is none."""
    feed = _loaded(text)
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list):
        raise FeedError("not a feed", "found JSON without a list of items, expected a JSON Feed")
    language = one_line(feed.get("language"))
    return tuple(_entry(item, url, language) for item in items[:MOST_ENTRIES] if isinstance(item, dict))


def next_url(text: str, url: str) -> str:
    """The address of the feed's next older entries; empty where it names none. Raises FeedError (``not a feed``)."""
    feed = _loaded(text)
    return absolute(feed.get("next_url"), url) if isinstance(feed, dict) else ""


def _loaded(text: str) -> Any:
    try:
        return json.loads(text[text.find("{") : text.rfind("}") + 1], strict=False)
    except (ValueError, RecursionError) as error:
        raise FeedError("not a feed", f"found JSON that cannot be read ({error})") from error


def _entry(item: dict[str, Any], feed_url: str, language: str) -> Entry:
    # Version 1.0 asks readers to take a number for the id too.
    guid = one_line(str(item["id"])) if isinstance(item.get("id"), str | int | float) else ""
    links = (item.get("url"), guid if guid.startswith(("http://", "https://")) else "", item.get("external_url"))
    texts = (item.get(name) for name in ("summary", "content_text", "content_html"))
    printed = one_line(item.get("date_published")) or one_line(item.get("date_modified"))
    return Entry(
        url=next((found for link in links if (found := absolute(link, feed_url))), ""),
        title=plain(item.get("title")),
        summary=next((words for text in texts if (words := plain(text))), ""),
        published=read_time(printed),
        published_text=printed,
        guid=guid,
        language=one_line(item.get("language")) or language,
    )
