"""``monitor crawl ID`` and ``scrapy crawl feed`` are the same crawl: same articles, same files byte for byte."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

ROOT = Path(__file__).parents[3]


def files_below(data: Path) -> dict[str, bytes]:
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in data.glob("texts/**/*.txt")}


@pytest.mark.parametrize("outlet", ["sahel-khabar", "haiwan-ribao"])
def test_both_ways_keep_the_same_articles(
    run: Run, scrapy: Run, write_desk: WriteDesk, tmp_path: Path, outlet: str
) -> None:
    ours, theirs = write_desk(outlet), write_desk(outlet)
    items = tmp_path / "items.json"
    with ThreadPoolExecutor(2) as both:
        crawling = both.submit(run, "crawl", outlet, "--config", ours, "--json")
        scraping = both.submit(scrapy, "crawl", "feed", "-a", f"source={outlet}", "-O", items, desk=theirs)
    crawled, scraped = crawling.result(), scraping.result()
    assert crawled.returncode == 0, crawled.stderr
    assert scraped.returncode == 0, scraped.stderr
    rows, found = json.loads(crawled.stdout)["rows"], json.loads(items.read_text(encoding="utf-8"))
    assert len(rows) >= 3
    assert [row["status"] for row in rows] == ["new"] * len(rows)
    same = ("status", "url", "id", "headline", "file", "rules", "cause")
    assert [{key: row[key] for key in same} for row in rows] == [{key: item[key] for key in same} for item in found]
    files = files_below(ours / "data")
    assert sorted(files) == sorted(row["file"] for row in rows)
    assert files == files_below(theirs / "data")
    assert files == {item["file"]: item["text"].encode() for item in found}


@pytest.mark.parametrize("where", [ROOT, ROOT / "docs", ROOT / "monitor" / "crawl"])
def test_scrapy_lists_the_spiders_anywhere_in_the_checkout(scrapy: Run, where: Path) -> None:
    listed = scrapy("list", cwd=where)
    assert {"article", "feed"} <= set(listed.stdout.split()), listed.stderr
    assert listed.returncode == 0


def test_a_page_that_is_given_to_scrapy_by_its_address(scrapy: Run, write_desk: WriteDesk, tmp_path: Path) -> None:
    desk = write_desk("north-harbor-wire")
    source = (desk / "sources" / "all.yaml").read_text(encoding="utf-8")
    base = source.partition("homepage: ")[2].partition("\n")[0]
    items = tmp_path / "items.json"
    done = scrapy("crawl", "article", "-a", f"url={base}world/70110/ferry-timetable-for-winter", "-O", items, desk=desk)
    (item,) = json.loads(items.read_text(encoding="utf-8"))
    assert item["headline"] == "Ferries switch to the winter timetable a week early", done.stderr
    assert (desk / "data" / item["file"]).read_text(encoding="utf-8") == item["text"]
