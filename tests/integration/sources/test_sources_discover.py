"""``monitor sources discover``: from an outlet's address to a source file that can be used."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.integration.sources.conftest import Monitor
from tests.integration.sources.paper import NOW, SECTIONS, Paper

Discover = Callable[[str], Any]
FEED = '<link rel="alternate" type="application/rss+xml" href="/rss/{}" title="{}">'


@pytest.fixture
def discover(monitor: Monitor, configure: Callable[..., Path]) -> Discover:
    """What ``monitor sources discover URL`` says as JSON."""
    config = configure()

    def run(url: str) -> Any:
        done = monitor("sources", "discover", url, "--config", config, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return run


def articles(paper: Paper, section: str, count: int = 8, first: int = 40_100) -> list[str]:
    return [paper.article(first + 7 * number, section) for number in range(count)]


def with_sections(paper: Paper) -> dict[str, list[str]]:
    """A home page, three section pages that list more than it, and a page that lists nothing."""
    found = {name: articles(paper, name, first=40_100 + 1000 * n) for n, name in enumerate(SECTIONS)}
    for name, paths in found.items():
        paper.front(*paths, path=f"/{name}")
    paper.front(path="/about")
    paper.front(*(paths[0] for paths in found.values()), *found["world"][:4])
    return found


def test_declared_feeds_become_a_source_file_that_check_takes(
    paper: Paper, monitor: Monitor, configure: Callable[..., Path], tmp_path: Path
) -> None:
    found = with_sections(paper)
    world, harbour = found["world"], found["harbour"]
    head = FEED.format("all", "All") + FEED.format("world", "World") + FEED.format("comments", "Comments on all")
    paper.front(*world[:4], *harbour[:4], head=head)
    paper.rss("/rss/all", *world, *harbour)
    paper.rss("/rss/world", *world)
    paper.rss("/rss/comments", *world)
    config = configure()
    (config / "sources" / "all.yaml").unlink()
    target = config / "sources" / "herald.yaml"
    done = monitor("sources", "discover", paper.base, "--write", target, "--config", config)
    assert done.returncode == 0, done.stderr
    assert "comments" in done.stdout
    text = target.read_text()
    assert f"- {paper.base}/rss/all" in text
    assert "/rss/world" not in text.split("- id:")[1], "a feed that adds nothing is not polled"
    assert "North Pier Herald" in text
    assert "language: en\n" in text
    assert r"(?P<id>" in text
    assert monitor("check", config).returncode == 0
    again = monitor("sources", "discover", paper.base, "--write", target, "--config", config)
    assert again.returncode == 1
    assert "found a file" in again.stderr


def test_a_page_that_lists_feeds_and_usual_names_are_tried(paper: Paper, discover: Discover) -> None:
    world = with_sections(paper)["world"]
    paper.front(*world, more='<a href="/rss-help">Our feeds</a><a href="https://elsewhere.example/rss">Partner</a>')
    paper.put("/rss-help", '<a href="/rss/tp/1">World</a> <a href="/rss/tp/2">Broken</a>')
    paper.rss("/rss/tp/1", *world)
    value = discover(paper.base)
    assert value["feeds"] == [f"{paper.base}/rss/tp/1"]
    causes = {row["url"].removeprefix(paper.base): row["cause"] for row in value["tried"]}
    assert causes["https://elsewhere.example/rss"] == "other host"
    assert causes["/rss/tp/2"].startswith("http 404")
    assert causes["/rss-help"] == "a page that lists feeds"

    del paper.pages["/rss-help"]
    paper.rss("/feed", *world)
    value = discover(paper.base)
    assert value["feeds"] == [f"{paper.base}/feed"]


def test_an_outlet_without_feeds_has_section_pages(paper: Paper, discover: Discover) -> None:
    found = with_sections(paper)
    value = discover(paper.base)
    assert value["feeds"] == []
    assert set(value["sections"]) == {f"{paper.base}/", *(f"{paper.base}/{name}" for name in SECTIONS)}
    assert value["pattern"]["fits"] == value["pattern"]["of"] == sum(map(len, found.values()))
    assert not value["pattern"]["wrong"]


def test_a_feed_may_be_given_in_place_of_the_home_page(paper: Paper, discover: Discover) -> None:
    world = with_sections(paper)["world"]
    paper.rss("/internal/export.php", *world)
    value = discover(f"{paper.base}/internal/export.php")
    assert value["feeds"] == [f"{paper.base}/internal/export.php"]
    assert value["homepage"] == f"{paper.base}/"


def test_nothing_found_and_nothing_there_are_failures(
    paper: Paper, monitor: Monitor, configure: Callable[..., Path]
) -> None:
    paper.put("/", "<html><body><p>Under construction</p></body></html>")
    refused = monitor("sources", "discover", paper.base)
    assert refused.returncode == 1
    assert "address refused" in refused.stderr
    assert monitor("sources", "discover", paper.base, "--config", configure()).returncode == 1
    assert monitor("sources", "discover", "herald").returncode == 2


def test_what_robots_txt_forbids_is_not_asked_for(paper: Paper, discover: Discover) -> None:
    world = with_sections(paper)["world"]
    paper.put("/robots.txt", "User-agent: *\nDisallow: /rss/\n", "text/plain")
    paper.front(*world, head=FEED.format("all", "All"))
    paper.rss("/rss/all", *world)
    value = discover(paper.base)
    assert f"{paper.base}/rss/all" not in value["feeds"]
    assert "/rss/all" not in paper.asked


def test_a_news_sitemap_of_robots_txt_announces(paper: Paper, discover: Discover) -> None:
    world = with_sections(paper)["world"]
    paper.put(
        "/robots.txt",
        f"User-agent: *\nAllow: /\nSitemap: {paper.base}/all.xml\nSitemap: {paper.base}/news.xml",
        "text/plain",
    )
    paper.sitemap("/news.xml", *world)
    paper.sitemap("/all.xml", *world, at=NOW - timedelta(days=400))
    value = discover(paper.base)
    assert value["sitemaps"] == [f"{paper.base}/news.xml"]
    notes = {row["url"]: row["note"] for row in value["tried"] if row["kind"] == "sitemap"}
    assert notes[f"{paper.base}/all.xml"] == "stale"
    assert value["pattern"]["fits"] == value["pattern"]["of"] == 8


def test_an_index_of_sitemaps_is_taken_where_no_plain_one_is(paper: Paper, discover: Discover) -> None:
    world = with_sections(paper)["world"]
    paper.sitemap_index("/sitemap.xml", "/map/1.xml", "/map/gone.xml")
    paper.sitemap("/map/1.xml", *world)
    value = discover(paper.base)
    assert value["sitemaps"] == [f"{paper.base}/sitemap.xml"]
    (row,) = [row for row in value["tried"] if row["kind"] == "sitemap"]
    assert (row["entries"], row["evidence"], row["note"]) == (8, "a usual name", "an index")
