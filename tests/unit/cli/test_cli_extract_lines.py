"""``monitor extract --jsonl``: every line is answered, in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

Run = Callable[..., CompletedProcess[str]]

PAGES = Path(__file__).parents[2] / "data" / "pages"
ARTICLE = PAGES / "004_6f6061125dd78929.html"


def answers(done: CompletedProcess[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in done.stdout.split("\n")[:-1]]


def test_pages_by_path_and_by_text_are_answered_in_order(run: Run, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "path": str(ARTICLE), "url": "https://tidewater.example/news/4"},
        {"id": 2, "html": "<title>Just a moment...</title><p>Checking your browser</p>"},
        {"id": "c", "html": ""},
    ]
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)))
    done = run("extract", "--jsonl", "--workers", "1", file)
    article, wall, nothing = answers(done)
    assert done.returncode == 0, done.stderr
    assert [one["id"] for one in (article, wall, nothing)] == ["a", 2, "c"]
    assert article["text"] == (PAGES / "004_6f6061125dd78929.txt").read_text(encoding="utf-8").rstrip("\n")
    assert (article["verdict"], article["causes"]) == ("good", [])
    assert {"title", "date", "authors", "language", "lead", "body"} <= article.keys()
    assert (wall["verdict"], wall["causes"]) == ("failed", ["blocked"])
    assert (nothing["verdict"], nothing["causes"], nothing["text"]) == ("failed", ["empty"], "")


def test_a_bad_line_is_an_error_record_and_stops_nothing(run: Run, tmp_path: Path) -> None:
    lines = ["not json", "[]", '{"html": "<p>x"}', '{"id": 1}', '{"id": 2, "path": "a", "html": "b"}',
             '{"id": 3, "path": "/no/such"}', json.dumps({"id": 4, "path": str(tmp_path)}), '{"id": 5, "html": 7}',
             json.dumps({"id": 6, "path": str(ARTICLE)})]  # fmt: skip
    file = tmp_path / "pages.jsonl"
    file.write_text("\n".join(lines))
    done = run("extract", "--jsonl", file, "--workers", "1")
    found = answers(done)
    assert done.returncode == 1
    assert [(one["id"], one.get("error", {}).get("cause")) for one in found] == [
        (None, "not JSON"), (None, "not an object"), (None, "no id"), (1, "no page"), (2, "both path and html"),
        (3, "no such file"), (4, "no such file"), (5, "not a text"), (6, None),
    ]  # fmt: skip
    assert done.stderr == ""
