"""Every spider works alone: ``scrapy crawl feed|sitemap|section -a source=ID``, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from monitor.demo.outlets import OutletServer, load_outlets

ROOT = Path(__file__).parents[2]
OUTLET = next(outlet for outlet in load_outlets() if outlet.language == "en")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[tuple[Path, OutletServer]]:
    """A configuration with one source that has a feed and a section page."""
    with OutletServer([OUTLET]) as server:
        source = {
            "id": OUTLET.id, "name": OUTLET.name, "language": "en", "feeds": [server.feed_url(OUTLET.id)],
            "sections": [server.base(OUTLET.id) + "/"], "article_url_pattern": OUTLET.article_url_pattern,
        }  # fmt: skip
        crawl = {"delay": "0s", "allow_private": ["127.0.0.1"]}
        for name, content in (
            ("monitor.yaml", {"contact": "tests@desk.example", "crawl": crawl}),
            ("sources/all.yaml", {"sources": [source]}),
        ):
            path = tmp_path / name
            path.parent.mkdir(exist_ok=True)
            path.write_text(yaml.safe_dump(content), encoding="utf-8")
        yield tmp_path, server


def crawl(directory: Path, spider: str) -> list[dict[str, str]]:
    items = directory / f"{spider}.json"
    command = (sys.executable, "-m", "scrapy", "crawl", spider, "-a", f"source={OUTLET.id}", "-O", str(items))
    environment = {**os.environ, "MONITOR_CONFIG": str(directory)}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=120)
    found: list[dict[str, str]] = json.loads(items.read_text(encoding="utf-8"))
    return found


def test_the_section_spider_finds_by_links_what_the_feed_spider_finds_by_entries(
    desk: tuple[Path, OutletServer],
) -> None:
    directory, server = desk
    published = {one.url for one in server.published(OUTLET.id) if "/internal/" not in one.url}
    by_links = {item["url"] for item in crawl(directory, "section") if item["status"] == "new"}
    assert by_links == published
    assert server.feed_url(OUTLET.id) not in {server.base(OUTLET.id) + one.path for one in server.requests}
    again = {item["status"]: item["cause"] for item in crawl(directory, "feed")}
    assert again.keys() == {"unchanged", "failed"}, "the feed announces the same articles under the same keys"
    assert again["failed"].startswith("robots.txt"), "and one more, which robots may not fetch"


def test_spiders_are_listed(desk: tuple[Path, OutletServer]) -> None:
    command = (sys.executable, "-m", "scrapy", "list")
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=60).stdout.split()
    assert listed == ["article", "feed", "section", "sitemap"]
