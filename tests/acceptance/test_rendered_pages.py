"""A newspaper whose pages are made by scripts is read like every other, through a browser."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from typing import Any

from tests.acceptance.script_paper import STORIES, Answer, needs_browser, open_paper, text_of, write_desk

pytestmark = needs_browser
LINK = '<!doctype html><a href="/news/101">Lighthouse relit after the storm</a>'


def crawl(desk: Path) -> list[dict[str, Any]]:
    command = (sys.executable, "-m", "monitor", "crawl", "gazette", "--config", str(desk), "--json")
    done = subprocess.run(command, capture_output=True, text=True, timeout=240, check=False)
    assert done.stdout, done.stderr
    rows: list[dict[str, Any]] = json.loads(done.stdout)["rows"]
    return rows


def test_links_and_articles_that_scripts_write_become_text_files(tmp_path: Path) -> None:
    with open_paper() as paper:
        desk = write_desk(tmp_path, [paper.base + "/all"], render=["sections", "articles"])
        rows = crawl(desk)
        assert {row["status"] for row in rows} == {"new"}
        texts = {row["headline"]: (desk / "data" / row["file"]).read_text(encoding="utf-8") for row in rows}
        for number, title in STORIES.items():
            assert texts[title].split("\n\n")[-3:] == text_of(number)
        assert "/robots.txt" in paper.asked


def test_pages_without_end_are_cut_off_and_the_others_are_read(tmp_path: Path) -> None:
    def trickle(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            while True:
                request.wfile.write(b" ")
                time.sleep(0.1)
        except OSError:
            return  # cut off, as it should be

    pages: dict[str, str | Answer] = {
        "/trickle": trickle,
        "/spin": LINK + "<script>for (;;) {}</script>",
        "/swell": LINK + "<script>document.body.append('x'.repeat(6e6))</script>",
        "/restless": LINK + "<script>setInterval(() => fetch('/ran'), 50)</script>",
    }
    with open_paper() as paper:
        paper.pages |= pages
        rows = crawl(write_desk(tmp_path, [paper.base + path for path in pages], render=["sections"], timeout="8s"))
    failed = [row for row in rows if row["status"] == "failed"]
    causes = {row["url"].removeprefix(paper.base): row["cause"].partition(":")[0] for row in failed}
    assert causes.pop("/news/101") == "no text", "the restless page was read as it was when it had had its time"
    assert causes == {"/trickle": "timeout", "/spin": "timeout", "/swell": "too large"}
