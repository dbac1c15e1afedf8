"""``monitor extract`` of a file, of standard input, and of what is no article."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest

Run = Callable[..., CompletedProcess[str]]

PAGES = Path(__file__).parents[2] / "data" / "pages"


def test_a_page_gives_its_text_file_without_the_end(run: Run) -> None:
    done = run("extract", PAGES / "000_f3dab12ef9e3dcb4.html")
    assert done.returncode == 0, done.stderr
    assert done.stdout == (PAGES / "000_f3dab12ef9e3dcb4.txt").read_text(encoding="utf-8").rstrip("\n")


def test_standard_input_as_json_says_what_the_page_says_about_itself(run: Run) -> None:
    page = (PAGES / "004_6f6061125dd78929.html").read_bytes()
    done = run("extract", "-", "--json", "--url", "https://tidewater.example/news/4", stdin=page)
    found = json.loads(done.stdout)
    assert found["url"] == "https://tidewater.example/news/4"
    assert found["headline"] == found["fields"]["title"] != ""
    assert found["text"].startswith(found["headline"] + "\n\n")


@pytest.mark.parametrize(
    ("page", "cause"),
    [
        (b"", "no text"),
        (b"just words, and no tag in them", "not html"),
        (b"%PDF-1.7\n\0\0\0", "not html"),
        (b"<html><body><h1>In pictures</h1><img src=x></body></html>", "no text"),
    ],
)
def test_what_is_no_article_fails_with_its_cause(run: Run, page: bytes, cause: str) -> None:
    done = run("extract", "-", "--json", stdin=page)
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["cause"] == cause
    assert done.stderr.startswith(f"-: {cause}: ")
