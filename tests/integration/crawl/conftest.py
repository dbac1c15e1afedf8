"""Invented outlets on loopback, configuration directories that watch them, and the commands as child processes."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from monitor.demo.outlets import OutletServer, load_outlets

ROOT = Path(__file__).parents[3]
LIMIT_SECONDS = 90
"""Far above what a crawl takes, so that a busy machine fails no test."""

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]


@pytest.fixture(scope="module")
def server() -> Iterator[OutletServer]:
    """All outlets of the demo; one server for the tests of a module, which leave it as they found it."""
    with OutletServer(load_outlets()) as server:
        yield server


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the children see: no configuration of the user's."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "TMPDIR") if name in os.environ}
    return kept | {"HOME": str(tmp_path_factory.mktemp("home")), "PYTHONUTF8": "1"}


@pytest.fixture(scope="module")
def run(environment: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Runs a module of this Python (``monitor`` unless said otherwise) in ``cwd``, an empty directory by default."""
    empty = tmp_path_factory.mktemp("empty")

    def call(*arguments: object, module: str = "monitor", cwd: Path = empty, **more: str) -> CompletedProcess[str]:
        command = (sys.executable, "-m", module, *map(str, arguments))
        return subprocess.run(
            command, cwd=cwd, env=environment | more, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )

    return call


@pytest.fixture(scope="module")
def scrapy(run: Run) -> Run:
    """Runs Scrapy's own command in the checkout, with the configuration in ``desk``."""

    def call(*arguments: object, desk: Path | None = None, cwd: Path = ROOT) -> CompletedProcess[str]:
        more = {"MONITOR_CONFIG": str(desk)} if desk else {}
        return run(*arguments, module="scrapy", cwd=cwd, **more)

    return call


@pytest.fixture(scope="module")
def write_desk(server: OutletServer, tmp_path_factory: pytest.TempPathFactory) -> WriteDesk:
    """Writes a configuration that watches ``outlets``; ``crawl`` and what else is given goes into monitor.yaml."""
    known = {outlet.id: outlet for outlet in load_outlets()}

    def write(
        *outlets: str,
        feeds: Sequence[str] = (),
        rules: Sequence[dict[str, Any]] = (),
        crawl: dict[str, Any] | None = None,
        **more: Any,
    ) -> Path:
        directory = tmp_path_factory.mktemp("desk")
        sources = [
            {
                "id": id_,
                "name": known[id_].name,
                "language": known[id_].language,
                "country": known[id_].country,
                "ownership": known[id_].ownership,
                "homepage": server.base(id_) + "/",
                "feeds": [*(feeds or [server.feed_url(id_)])],
                "article_url_pattern": known[id_].article_url_pattern,
            }
            for id_ in outlets
        ]
        polite = {"delay": "0s", "timeout": "60s", "workers": 1, "allow_private": ["127.0.0.1"]} | (crawl or {})
        main = {"contact": "tester@desk.example", "data_dir": "data", "crawl": polite} | more
        files = {"monitor.yaml": main, "sources/all.yaml": {"sources": sources}, "rules/all.yaml": {"rules": [*rules]}}
        for name, content in files.items():
            (directory / name).parent.mkdir(exist_ok=True)
            (directory / name).write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return directory

    return write
