"""``monitor sources probe``: what is alive, and what only answers."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from tests.integration.sources.conftest import Monitor
from tests.integration.sources.paper import NOW, Paper


def source(paper: Paper, name: str, *paths: str) -> dict[str, object]:
    return {"id": name, "name": name.title(), "feeds": [paper.base + path for path in paths]}


def test_every_kind_of_answer_has_a_name_and_is_kept(
    paper: Paper, monitor: Monitor, configure: Callable[..., Path]
) -> None:
    paths = [paper.article(number) for number in range(40_100, 40_103)]
    paper.rss("/ok", *paths)
    paper.rss("/old", *paths, at=NOW - timedelta(days=60))
    paper.rss("/empty")
    paper.put("/page", "<html><body><h1>Back soon</h1></body></html>")
    paper.put("/blocked", "go away", status=403)
    paper.rss("/new-place", *paths)
    paper.moved["/moved"] = "/new-place"
    config = configure(
        source(paper, "herald", "/ok", "/old", "/empty", "/page"), source(paper, "wire", "/blocked", "/moved", "/gone")
    )
    done = monitor("sources", "probe", "--config", config, "--json")
    assert done.returncode == 0, done.stderr
    results = {row["url"].removeprefix(paper.base): row for row in json.loads(done.stdout)}
    assert {path: row["result"] for path, row in results.items()} == {
        "/ok": "ok", "/old": "stale", "/empty": "empty", "/page": "dead", "/blocked": "blocked", "/moved": "moved",
        "/gone": "dead",
    }  # fmt: skip
    assert results["/ok"]["entries"] == 3
    assert results["/moved"]["final"] == f"{paper.base}/new-place"
    assert results["/gone"]["cause"].startswith("http 404")
    kept = json.loads((config / "data" / "probe.json").read_text())["feeds"]
    assert {row["url"]: row["result"] for row in kept} == {row["url"]: row["result"] for row in results.values()}

    paper.rss("/empty", *paths)
    assert "3 ok" not in monitor("sources", "probe", "herald", "--config", config).stdout
    kept = json.loads((config / "data" / "probe.json").read_text())["feeds"]
    assert len(kept) == 7, "what was not tried again stays"
    assert {row["url"]: row["result"] for row in kept}[f"{paper.base}/empty"] == "ok"


def test_nothing_alive_is_a_failure_and_an_unknown_id_too(
    paper: Paper, monitor: Monitor, configure: Callable[..., Path]
) -> None:
    config = configure(source(paper, "herald", "/gone"))
    assert monitor("sources", "probe", "--config", config).returncode == 1
    unknown = monitor("sources", "probe", "herold", "--config", config)
    assert unknown.returncode == 1
    assert 'did you mean "herald"' in unknown.stderr


def test_the_catalogue_shows_what_was_probed(paper: Paper, monitor: Monitor, configure: Callable[..., Path]) -> None:
    url = "https://www.tabnak.ir/fa/rss/allnews"
    config = configure(source(paper, "herald", "/ok"))
    (config / "data").mkdir()
    row = {
        "source_id": "tabnak-fa", "url": url, "kind": "feed", "result": "stale", "at": NOW.isoformat(), "entries": 3,
        "newest": None, "cause": "", "final": "",
    }  # fmt: skip
    (config / "data" / "probe.json").write_text(json.dumps({"feeds": [row]}))
    listed = json.loads(monitor("sources", "list", "--catalogue", "--config", config, "--json").stdout)
    (tabnak,) = [entry for entry in listed if entry["id"] == "tabnak-fa"]
    assert [probe["result"] for probe in tabnak["probes"]] == ["stale"]
    (config / "data" / "probe.json").write_text("[]")
    broken = monitor("sources", "list", "--catalogue", "--config", config)
    assert broken.returncode == 1
    assert "may be deleted" in broken.stderr


def test_ctrl_c_keeps_what_is_done(paper: Paper, configure: Callable[..., Path]) -> None:
    paths = [paper.article(number) for number in range(40_100, 40_103)]
    paper.rss("/ok", *paths)
    paper.hang.add("/slow")
    config = configure(source(paper, "herald", "/ok", "/slow"))
    command = (sys.executable, "-m", "monitor", "sources", "probe", "--config", str(config), "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        deadline = time.monotonic() + 60
        while "/slow" not in paper.asked and time.monotonic() < deadline:
            paper.next_request.wait(0.1)
        running.send_signal(signal.SIGINT)
        out, _ = running.communicate(timeout=60)
    paper.go_on.set()
    assert running.returncode == 130
    assert [(row["url"].removeprefix(paper.base), row["result"]) for row in json.loads(out)] == [("/ok", "ok")]
    assert len(json.loads((config / "data" / "probe.json").read_text())["feeds"]) == 1
