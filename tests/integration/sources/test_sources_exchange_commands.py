"""``monitor sources list``, ``import`` and ``export`` as commands."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from tests.integration.sources.conftest import Monitor

HERALD = {
    "id": "herald", "name": "North Pier Herald", "country": "XN", "language": "en",
    "homepage": "https://herald.example/", "feeds": ["https://herald.example/rss"],
    "article_url_pattern": r"/(?P<id>\d{4,})\b", "labels": {"group": "North / Piers"},
}  # fmt: skip
LISTED = {name: value for name, value in HERALD.items() if name != "labels"}


def test_what_is_exported_is_imported_again(monitor: Monitor, configure: Callable[..., Path], tmp_path: Path) -> None:
    config = configure(HERALD)
    for name in ("list.opml", "list.csv"):
        assert monitor("sources", "export", tmp_path / name, "--config", config).returncode == 0
        other = tmp_path / name.replace(".", "-")
        (other / "sources").mkdir(parents=True)
        (other / "monitor.yaml").write_text("contact: tests@desk.example\n")
        done = monitor("sources", "import", tmp_path / name, "--write", other / "sources" / "x.yaml", "--config", other)
        assert done.returncode == 0, done.stderr
        assert monitor("check", other).returncode == 0
        (source,) = json.loads(monitor("sources", "list", "--config", other, "--json").stdout)
        assert {key: source[key] for key in HERALD if key != "labels"} == {
            k: v for k, v in HERALD.items() if k != "labels"
        }
    assert monitor("sources", "export", "--csv", "--config", config).stdout.startswith("id,name,country")
    assert "<opml" in monitor("sources", "export", "--config", config).stdout


def test_import_lists_what_it_leaves_out(monitor: Monitor, configure: Callable[..., Path], tmp_path: Path) -> None:
    config = configure(HERALD)
    (tmp_path / "mine.csv").write_text("url,name\nhttps://wire.example/rss,Herald\nftp://old.example/rss,Old\n")
    done = monitor("sources", "import", "mine.csv", "--config", config)
    assert done.returncode == 0
    assert "id: herald-2" in done.stdout
    assert "mine.csv:3: left out" in done.stderr
    (tmp_path / "none.csv").write_text("url\nnonsense\n")
    assert monitor("sources", "import", "none.csv", "--config", config).returncode == 1
    (tmp_path / "bomb.opml").write_text('<!DOCTYPE x [<!ENTITY a "b">]><opml/>')
    bomb = monitor("sources", "import", "bomb.opml", "--config", config)
    assert bomb.returncode == 1
    assert "bomb.opml: found a document type" in bomb.stderr
    assert monitor("sources", "import", "missing.opml", "--config", config).returncode == 1


def test_sources_are_listed(monitor: Monitor, configure: Callable[..., Path]) -> None:
    assert "North Pier Herald" in monitor("sources", "list", "--config", configure(HERALD)).stdout
    assert len(json.loads(monitor("sources", "list", "--catalogue", "--json").stdout)) > 200
    assert monitor("sources", "list", "--config", "nowhere").returncode == 1
