"""Hostile servers on loopback, a desk that watches them, and the commands as child processes."""

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

from monitor.demo.outlets import Outlet, OutletServer, load_outlets
from monitor.demo.slack_standin import SlackStandin
from monitor.demo.smtp_sink import SmtpSink

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]


@pytest.fixture
def outlets() -> tuple[Outlet, ...]:
    """Two sites: the first one is watched, the second one must never be asked for anything."""
    return load_outlets()[:2]


@pytest.fixture
def server(outlets: tuple[Outlet, ...]) -> Iterator[OutletServer]:
    with OutletServer(outlets) as server:
        yield server


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as sink:
        yield sink


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin() as slack:
        yield slack


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs ``monitor`` as a child in an empty directory; keywords are further environment variables."""
    empty = tmp_path / "empty"
    empty.mkdir()

    def call(*arguments: object, **more: str) -> CompletedProcess[str]:
        environment = {"PATH": os.environ["PATH"], "HOME": str(empty), "PYTHONUTF8": "1"} | more
        command = (sys.executable, "-m", "monitor", *map(str, arguments))
        return subprocess.run(
            command, cwd=empty, env=environment, capture_output=True, text=True, timeout=90, check=False
        )

    return call


@pytest.fixture
def write_desk(tmp_path: Path) -> WriteDesk:
    """Writes a configuration with one source, ``hostile``, that reads ``feeds``; everything it gives matches."""

    def write(feeds: Sequence[str], *, allow_private: Sequence[str] = ("127.0.0.1",), **more: Any) -> Path:
        source = {"id": "hostile", "name": "Hostile", "country": "XX", "language": "en", "ownership": "state"}
        crawl = {"delay": "0s", "timeout": "60s", "workers": 1, "max_bytes": "1MB"}
        main = {
            "contact": "tester@desk.example",
            "data_dir": "data",
            "crawl": crawl | {"allow_private": [*allow_private]},
            "alerts": {"baseline": "alert"},
        }
        rule = {"name": "everything", "query": "harbor", "labels": {"severity": "high"}}
        files = {
            "monitor.yaml": main | more,
            "sources/all.yaml": {"sources": [source | {"feeds": [*feeds]}]},
            "rules/all.yaml": {"rules": [rule]},
        }
        for name, content in files.items():
            path = tmp_path / "desk" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return tmp_path / "desk"

    return write
