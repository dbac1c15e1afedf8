"""Which addresses a browser renders."""

from __future__ import annotations

import pytest

from monitor.domain.rendering import Rendering
from monitor.domain.source import Rendered, Source

SOURCE = Source(
    "wire", "Wire", feeds=("https://www.wire.example/rss",), sections=("https://wire.example/all",),
    hosts=("m.wire.example",), article_url_pattern=r"/news/(?P<id>\d+)",
    render=frozenset((Rendered.SECTIONS, Rendered.ARTICLES)),
)  # fmt: skip
OTHER = Source("plain", "Plain", sections=("https://plain.example/all",), article_url_pattern=r"/news/(?P<id>\d+)")


@pytest.mark.parametrize(
    ("url", "rendered"),
    [
        ("https://wire.example/all", True), ("https://wire.example/news/7", True),
        ("https://m.wire.example/news/7?a=b", True), ("https://www.wire.example/rss", False),
        ("https://wire.example/about", False), ("https://elsewhere.example/news/7", False),
        ("https://plain.example/all", False), ("https://plain.example/news/7", False), ("http://[bad", False),
    ],
)  # fmt: skip
def test_section_pages_by_address_and_articles_by_host_and_pattern(url: str, rendered: bool) -> None:
    assert Rendering([SOURCE, OTHER])(url) is rendered


def test_without_such_a_source_nothing_is() -> None:
    assert not Rendering([OTHER])
    assert Rendering([SOURCE])
