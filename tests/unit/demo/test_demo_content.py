"""The demo's content: six outlets, six markups, and traps around every text."""

from __future__ import annotations

import re
from html import unescape
from itertools import combinations

import pytest

from monitor.demo.outlets import Outlet, OutletServer, load_outlets
from tests.unit.demo.asking import get

OUTLETS = load_outlets()


def tags_and_classes(page: str) -> set[str]:
    """What a page is built of: its element names with their classes."""
    return set(re.findall(r'<(\w+(?:[^>]*?class="[^"]*")?)', page))


def test_six_outlets_in_six_languages_with_both_kinds_of_feed() -> None:
    assert {outlet.language for outlet in OUTLETS} == {"en", "fa", "ru", "zh", "ar", "es"}
    assert {outlet.feed_kind for outlet in OUTLETS} == {"rss", "atom"}
    assert len({outlet.page for outlet in OUTLETS}) == 6


@pytest.mark.parametrize("outlet", OUTLETS, ids=lambda outlet: outlet.id)
def test_articles_are_told_apart_by_number_and_headline(outlet: Outlet) -> None:
    assert (
        len({a.number for a in outlet.articles}) == len({a.headline for a in outlet.articles}) == len(outlet.articles)
    )
    for article in outlet.articles:
        found = re.search(outlet.article_url_pattern, "http://127.0.0.1:1" + outlet.path_of(article))
        assert bool(found) != bool(article.path)
    assert any(a.live for a in outlet.articles)


def test_pages_are_built_differently_and_carry_their_traps() -> None:
    pages = {}
    with OutletServer(OUTLETS) as server:
        for outlet in OUTLETS:
            page = unescape(get(server.published(outlet.id)[-1].url)[1].decode(outlet.encoding))
            article = outlet.articles[0]
            assert all(line in page for paragraph in article.paragraphs for line in paragraph)
            assert all(decoy in page for decoy in outlet.decoys)
            assert all(what in page for _, what in outlet.reader_comments)
            pages[outlet.id] = tags_and_classes(page)
    for one, other in combinations(pages.values(), 2):
        assert len(one & other) / len(one | other) < 0.5
