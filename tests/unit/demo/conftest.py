"""A running server with one small outlet per feed format."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC

import pytest

from monitor.demo.outlets import Article, Outlet, OutletServer


def small_outlet(name: str, feed_kind: str) -> Outlet:
    """An outlet with two articles that are out and one that is not."""
    return Outlet(
        id=name, name=name.title(), language="en", country="XX", ownership="state", feed_kind=feed_kind,
        feed_path="/feed.xml", page="nested.html.j2", article_path="/a/{number}", article_url_pattern=r"/a/(?P<id>\d+)",
        zone=UTC, decoys=("Something else",), reader_comments=(("Ann", "I saw it"),),
        labels=dict.fromkeys(
            ("home", "related", "most_read", "share", "comments", "comment_form", "cookies", "subscribe", "footer"), "-"
        ) | {"sections": ["World"]},
        articles=(
            Article(1, "one", "World", "First headline", "First lead", (("A paragraph.",),), hours_ago=2),
            Article(2, "two", "World", "Second headline", "Second lead", (("A paragraph.",),), hours_ago=1),
            Article(3, "three", "World", "Third <headline>", "Third lead", (("A paragraph.",),), live=True),
        ),
    )  # fmt: skip


@pytest.fixture
def outlets() -> Iterator[OutletServer]:
    with OutletServer((small_outlet("red", "rss"), small_outlet("blue", "atom"))) as server:
        yield server
