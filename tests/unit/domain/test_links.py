"""Articles are told from lists: by pattern for every outlet of the catalogue, by the look of the address elsewhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.catalogue import catalogue
from monitor.domain.links import fits, looks_like_article
from monitor.domain.url import article_key, canonical_url

ARTICLES = (Path(__file__).parent / "addresses" / "articles.txt").read_text(encoding="utf-8").split()

LISTS = (Path(__file__).parent / "addresses" / "lists.txt").read_text(encoding="utf-8").split()

with (Path(__file__).parent / "addresses" / "outlets.csv").open(encoding="utf-8", newline="") as opened:
    OUTLETS = [(row["source"], row["url"]) for row in csv.DictReader(opened)]
PATTERNS = {entry.source.id: entry.source.article_url_pattern for entry in catalogue()}

ALSO_WITHOUT_ID = {"cgtn", "omanobserver"}
"""Outlets some of whose articles have an id in their address and some have none."""


def test_addresses_of_articles_look_like_articles() -> None:
    assert [path for path in ARTICLES if not looks_like_article(canonical_url(f"https://wire.example{path}"))] == []


@pytest.mark.parametrize(("source", "url"), OUTLETS)
def test_true_articles_of_the_catalogue_fit_their_outlets_pattern(source: str, url: str) -> None:
    canonical, pattern = canonical_url(url), PATTERNS[source]
    assert fits(canonical, pattern)
    assert (article_key(canonical, pattern) != canonical) is ("(?P<id>" in pattern and source not in ALSO_WITHOUT_ID)


def test_without_patterns_all_but_one_of_them_would_be_recognised() -> None:
    missed = [url for _, url in OUTLETS if not looks_like_article(canonical_url(url))]
    assert missed == ["https://www.misiones.cubaminrex.cu/es/juan-valdes"]


def test_addresses_of_lists_do_not() -> None:
    assert [path for path in LISTS if looks_like_article(canonical_url(f"https://wire.example{path}"))] == []


@pytest.mark.parametrize(
    "url", ["", "news", "mailto:a@wire.example", "http://[x/news/12345", "https://wire.example/" + "a-b-" * 999]
)
def test_what_is_no_web_address_is_no_article(url: str) -> None:
    assert not looks_like_article(url)
    assert not fits(url, r"\d")
    assert not fits(url, "")


@pytest.mark.parametrize(
    "entry", [entry for entry in catalogue() if entry.source.homepage], ids=lambda entry: entry.source.id
)
def test_front_pages_and_feeds_of_the_catalogue_are_no_articles(entry: object) -> None:
    source = entry.source  # type: ignore[attr-defined]
    for url in (source.homepage, *source.feeds):
        assert not fits(canonical_url(url), source.article_url_pattern or r"/(?P<id>\d{5,})")


PATTERN = r"^https?://[^/]+/[\w-]+/?(?:[?#]|$)"


@pytest.mark.parametrize(
    ("path", "article"),
    [("/minister-opens-bridge/", True), ("/juan-valdes", True), ("/politics/", False), ("/about-us/", False),
     ("/2026/", False), ("/page/", False), ("/latest-news", False), ("/?paged=2", False)],
)  # fmt: skip
def test_a_wide_pattern_does_not_let_sections_through(path: str, article: bool) -> None:
    assert fits(f"https://wire.example{path}", PATTERN) is article


def test_a_pattern_with_an_id_decides_where_the_heuristic_would_not_know() -> None:
    assert fits("https://wire.example/z/599", r"/z/(?P<id>\d+)$")
    assert not looks_like_article("https://wire.example/z/599")
    assert not fits("https://wire.example/story-of-the-long-day-12345", r"/z/(?P<id>\d+)$")
    assert not fits("https://wire.example/tag/12345", r"/[a-z]+/(?P<id>\d+)$")


@given(st.text(max_size=100), st.sampled_from(["", r"/(?P<id>\d+)", r"/[^/]+$"]))
def test_any_address_has_an_answer(text: str, pattern: str) -> None:
    assert fits(f"https://wire.example/{text}", pattern) in (True, False)
