"""``monitor sources audit``: what was captured against what the outlet lists elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from monitor.archive import open_archive
from tests.integration.sources.conftest import Monitor
from tests.integration.sources.paper import NOW, Paper

LATER = NOW + timedelta(minutes=30)
"""Times of articles that come out after the first poll: those before it were not watched for."""


@pytest.fixture
def herald(paper: Paper, configure: Callable[..., Path]) -> Path:
    """A configuration that watches a feed of twelve articles; the newspaper also has a section page."""
    paths = [paper.article(number) for number in range(40_100, 40_112)]
    paper.rss("/rss", *paths)
    paper.front(*paths)
    paper.front(*paths[:3], path="/world")
    return configure({
        "id": "herald", "name": "Herald", "homepage": f"{paper.base}/", "feeds": [f"{paper.base}/rss"],
        "article_url_pattern": r"/(?P<id>\d{5})/",
    })  # fmt: skip


def audit(monitor: Monitor, config: Path, *options: str) -> tuple[int, dict[str, Any]]:
    done = monitor("sources", "audit", "herald", "--config", config, "--json", *options)
    assert done.stdout, done.stderr
    value = json.loads(done.stdout)
    return done.returncode, value["sources"][0] | {"fetched": value["fetched"]}


def test_nothing_is_missing_where_all_was_captured(paper: Paper, monitor: Monitor, herald: Path) -> None:
    assert monitor("crawl", "herald", "--config", herald).returncode == 0
    code, found = audit(monitor, herald)
    assert code == 0
    assert (found["listed"], found["captured"], found["rate"]) == (12, 12, 1.0)
    assert found["missing"] == found["not_in_the_pattern"] == []
    assert found["ids"] == [{"first": 40_100, "last": 40_111, "known": 12, "never_seen": []}]


def test_the_missing_are_named_with_their_places_and_fetched_on_request(
    paper: Paper, monitor: Monitor, herald: Path
) -> None:
    assert monitor("crawl", "herald", "--config", herald).returncode == 0
    new = [paper.article(number) for number in range(40_114, 40_118)]
    paper.put("/robots.txt", f"User-agent: *\nAllow: /\nSitemap: {paper.base}/news.xml\n", "text/plain")
    paper.sitemap("/news.xml", *new, "/live/now", at=LATER)
    paper.front(*new[:1], paper.article(40_050), paper.article(40_112))

    code, found = audit(monitor, herald)
    assert code == 1
    missing = {item["key"]: item["listed_in"] for item in found["missing"]}
    assert set(missing) == {"40112", "40114", "40115", "40116", "40117"}, "40050 is older than what was watched"
    assert missing["40114"] == [f"{paper.base}/news.xml", f"{paper.base}/"]
    assert found["captured"] == 12
    assert found["rate"] == pytest.approx(12 / 17)
    assert [item["url"] for item in found["not_in_the_pattern"]] == [f"{paper.base}/live/now"]

    code, found = audit(monitor, herald, "--fetch")
    assert code == 0
    assert sorted(row["status"] for row in found["fetched"]) == ["new"] * 5
    code, found = audit(monitor, herald)
    assert (code, found["captured"], found["missing"]) == (0, 17, [])
    (run,) = found["ids"]
    assert run["never_seen"] == [40_113], "an id between known ones that nobody listed"


def test_what_was_announced_but_failed_is_not_called_unknown(paper: Paper, monitor: Monitor, herald: Path) -> None:
    path = paper.article(40_111)
    body = paper.pages.pop(path)
    monitor("crawl", "herald", "--config", herald)
    code, found = audit(monitor, herald)
    assert code == 0, "what waits is not lost"
    assert [(item["key"], item["state"]) for item in found["missing"]] == [("40111", "waiting")]
    paper.pages[path] = body


def given_up(config: Path, key: str) -> None:
    """As if the announcement with this key had failed for the last time."""
    archive = open_archive(f"sqlite:///{config}/data/archive.db", write=True)
    waiting = archive.announcements.waiting("herald", NOW + timedelta(days=900), 99)
    (item,) = [one for one in waiting if one.announcement.key == key]
    archive.announcements.entry_failed(item.id, "http 404", "", NOW, None)
    archive.close()


def test_what_was_given_up_is_tried_again_on_request(paper: Paper, monitor: Monitor, herald: Path) -> None:
    paths = [paper.article(number) for number in (40_110, 40_111)]
    paper.rss("/rss", *paths)
    paper.front(*paths)
    paper.front(*paths, path="/world")
    body = paper.pages.pop(paths[1])
    monitor("crawl", "herald", "--config", herald)
    given_up(herald, "40111")
    code, found = audit(monitor, herald)
    assert [(item["key"], item["state"]) for item in found["missing"]] == [("40111", "failed")]
    code, found = audit(monitor, herald, "--fetch")
    assert (code, [row["status"] for row in found["fetched"]]) == (1, ["failed"]), "it is still away"
    given_up(herald, "40111")
    paper.pages[paths[1]] = body
    code, found = audit(monitor, herald, "--fetch")
    assert (code, [row["status"] for row in found["fetched"]]) == (0, ["new"])
    assert audit(monitor, herald)[1]["missing"] == []


def test_nothing_to_compare_with_is_a_failure(paper: Paper, monitor: Monitor, herald: Path) -> None:
    assert monitor("sources", "audit", "herald", "--config", herald).returncode == 1
    assert monitor("crawl", "herald", "--config", herald).returncode == 0
    paper.pages.clear()
    code, found = audit(monitor, herald)
    assert code == 1
    assert all(listing["cause"] for listing in found["listings"])
    assert monitor("sources", "audit", "unknown", "--config", herald).returncode == 1
