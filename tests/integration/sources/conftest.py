"""A newspaper, a configuration that watches it, and the command as a child process."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.integration.sources.paper import Paper

Monitor = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def paper() -> Iterator[Paper]:
    with Paper() as running:
        yield running


@pytest.fixture
def monitor(tmp_path: Path) -> Monitor:
    """Runs ``monitor`` with these arguments in an empty directory."""

    def run(*arguments: object) -> subprocess.CompletedProcess[str]:
        environ = {name: value for name, value in os.environ.items() if name != "MONITOR_CONFIG"}
        command = (sys.executable, "-m", "monitor", *map(str, arguments))
        return subprocess.run(
            command, capture_output=True, text=True, cwd=tmp_path, env=environ, check=False, timeout=120
        )

    return run


@pytest.fixture
def configure(tmp_path: Path) -> Callable[..., Path]:
    """Writes a configuration with these sources into ``config``; the directory."""

    def write(*sources: dict[str, Any]) -> Path:
        directory = tmp_path / "config"
        crawl = {"delay": "0s", "timeout": "5s", "allow_private": ["127.0.0.1"], "workers": 1}
        for name, value in (
            ("monitor.yaml", {"contact": "tests@desk.example", "crawl": crawl}),
            ("sources/all.yaml", {"sources": list(sources)}),
        ):
            (directory / name).parent.mkdir(parents=True, exist_ok=True)
            (directory / name).write_text(yaml.safe_dump(value), encoding="utf-8")
        return directory

    return write
