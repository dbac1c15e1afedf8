"""The command in this process, and a desk whose archive holds what one invented outlet has published."""

from __future__ import annotations

import asyncio
import io
import os
import shutil
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from monitor.cli import main
from monitor.config import load
from monitor.demo.outlets import Article, load_outlets
from monitor.demo.outlets.site import Site
from monitor.errors import FetchError
from monitor.ports import Fetched
from monitor.usecases.dispatch import Dispatch
from monitor.wiring.app import opened
from monitor.wiring.watching import policy_of

Run = Callable[..., CompletedProcess[str]]

HOSTILE = "Harbor \x1b[31mred\x1b[0m \u009b2J \u202eesrever\u202c \u2066isolate\u2069 \u200fmark ferry news"
"""A headline that would colour, clear and turn a terminal round."""

BASE = "http://harbor.example"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Runs ``monitor`` as the console script does, in an empty directory; ``stdin`` is what it reads."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("MONITOR_CONFIG", raising=False)

    def call(*arguments: object, stdin: bytes = b"") -> CompletedProcess[str]:
        command = ["monitor", *map(str, arguments)]
        monkeypatch.setattr(sys, "argv", command)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        code = end.value.code
        return CompletedProcess(command, code if isinstance(code, int) else 0, printed.out, printed.err)

    return call


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A configuration directory with an archive: four articles, of which two match, and one that was never fetched."""
    directory = tmp_path_factory.mktemp("desk")
    outlet = next(outlet for outlet in load_outlets() if outlet.id == "north-harbor-wire")
    _write_configuration(directory, outlet.id, f"{BASE}{outlet.feed_path}", outlet.article_url_pattern)
    site = Site(outlet, BASE, datetime.now(UTC))
    site.publish(Article(80001, "hostile", "World", HOSTILE, paragraphs=(("A ferry came in. " * 20,),)), site.opened)

    async def fetch(url: str, **_: object) -> Fetched:
        if url.endswith(outlet.feed_path):
            return Fetched(url, 200, site.feed())
        page = None if "/internal/" in url else site.page(url.removeprefix(BASE))
        if page is None:
            raise FetchError("robots.txt", "not for robots")
        return Fetched(url, 200, page, "text/html; charset=utf-8")

    async def poll() -> None:
        async for _ in app.poll(fetch)(app.sources[outlet.id]):
            pass

    settings = load(directory, os.environ)
    with opened(settings) as app:
        asyncio.run(poll())
        kept = app.archive
        Dispatch(kept.alerts, kept.silences, kept.outbox, policy_of(settings), app.sources)(datetime.now(UTC))
    return directory


@pytest.fixture
def own(desk: Path, tmp_path: Path) -> Path:
    """A copy of the desk, to be changed."""
    return Path(shutil.copytree(desk, tmp_path / "own"))


def _write_configuration(directory: Path, source: str, feed: str, pattern: str) -> None:
    main_file = {
        "contact": "desk@harbor.example",
        "data_dir": "data",
        "crawl": {"workers": 1},
        "alerts": {"baseline": "alert"},
        "smtp": {"host": "127.0.0.1", "port": 9, "tls": "none", "from": "monitor@harbor.example"},
        "route": {"receiver": "newsroom"},
        "receivers": [{"name": "newsroom", "email": [{"to": ["desk@harbor.example"]}]}],
    }
    one = {"id": source, "name": "North Harbor Wire", "country": "XN", "language": "en", "ownership": "state"}
    place = {"homepage": BASE + "/", "feeds": [feed], "article_url_pattern": pattern}
    rule = {"name": "ferries", "query": "ferry OR ferries", "labels": {"severity": "high"}}
    files = {
        "monitor.yaml": main_file,
        "sources/all.yaml": {"sources": [one | place]},
        "rules/all.yaml": {"rules": [rule]},
    }
    for name, content in files.items():
        (directory / name).parent.mkdir(exist_ok=True)
        (directory / name).write_text(yaml.safe_dump(content), encoding="utf-8")
