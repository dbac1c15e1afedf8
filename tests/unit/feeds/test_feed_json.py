"""JSON Feed 1.0 and 1.1, and JSON that is none."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds import read_feed

URL = "https://wire.example/feed.json"


def body(*items: Any, **fields: Any) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items} | fields).encode()


def test_an_item_becomes_an_entry() -> None:
    item = {
        "id": "n-7",
        "url": "/news/7",
        "title": "Ferry &amp; port",
        "content_html": "<p>A <b>new</b> line</p>",
        "date_published": "2026-03-01T10:00:00+03:00",
    }
    (entry,) = read_feed(body(item, language="en"), URL, "application/feed+json")
    assert (entry.url, entry.title, entry.summary) == ("https://wire.example/news/7", "Ferry & port", "A new line")
    assert (entry.guid, entry.language) == ("n-7", "en")
    assert entry.published == datetime(2026, 3, 1, 7, tzinfo=UTC)
    assert entry.published_text == "2026-03-01T10:00:00+03:00"


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"id": "https://wire.example/9"}, "https://wire.example/9"),
        ({"id": 9, "external_url": "https://other.example/9"}, "https://other.example/9"),
        (
            {"id": "1", "url": "https://wire.example/1", "external_url": "https://other.example/9"},
            "https://wire.example/1",
        ),
        ({"id": "1", "url": "javascript:alert(1)", "title": "x"}, ""),
        ({"id": "1", "url": ["not", "text"], "title": {"no": "text"}}, ""),
    ],
)
def test_the_address_is_the_items_own_before_any_other(item: dict[str, Any], url: str) -> None:
    assert read_feed(body(item), URL)[0].url == url


@pytest.mark.parametrize("around", [b"\xef\xbb\xbf%s", b"callback(%s);", b"Warning: slow query\n%s", b"\n\n%s\n"])
def test_what_stands_around_the_object_is_left_out(around: bytes) -> None:
    assert len(read_feed(around % body({"id": "1", "url": "/1"}, {"id": "2", "url": "/2"}), URL, "text/plain")) == 2


@pytest.mark.parametrize(
    ("data", "cause"),
    [
        (b'{"error": 1}', "not a feed"),
        (b'{"items": {"a": 1}}', "not a feed"),
        (b'{"items": [', "not a feed"),
        (b'{"items": ' + b"[" * 100_000, "not a feed"),
        (b'{"items": []}', "empty feed"),
        (b'{"items": [1, "two", null]}', "empty feed"),
        (b'{"items": [' + b"9" * 5_000 + b"]}", "not a feed"),
    ],
)
def test_other_json_says_why_it_is_no_feed(data: bytes, cause: str) -> None:
    with pytest.raises(FeedError) as caught:
        read_feed(data, URL, "application/json")
    assert caught.value.cause == cause
