"""``monitor init`` and ``monitor check``: a start that is right, and every fault at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

Run = Callable[..., CompletedProcess[str]]


def test_the_starter_is_without_fault_and_is_not_written_twice(run: Run, tmp_path: Path) -> None:
    written = run("init", tmp_path / "desk")
    assert written.returncode == 0, written.stderr
    assert (tmp_path / "desk" / "secrets" / ".gitignore").is_file()
    assert run("check", tmp_path / "desk").returncode == 0
    again = run("init", tmp_path / "desk")
    assert again.returncode == 1
    assert "found a monitor.yaml, expected a directory without a configuration" in again.stderr


def test_without_a_directory_it_is_config_below_the_current_one(run: Run, tmp_path: Path) -> None:
    assert run("init").returncode == 0
    assert (tmp_path / "config" / "monitor.yaml").is_file()
    assert run("check").stdout.startswith("config: no faults")


def test_every_fault_is_reported_with_its_place(run: Run, tmp_path: Path) -> None:
    run("init", "desk")
    (tmp_path / "desk" / "monitor.yaml").write_text("contact: me@desk.example\ncrwal:\n  delay: soon\nroute: {}\n")
    (tmp_path / "desk" / "rules" / "examples.yaml").write_text("rules:\n  - name: one\n    query: 'oil AND'\n")
    done = run("check", "desk")
    assert done.returncode == 1
    assert "monitor.yaml:2: crwal" in done.stderr
    assert "crawl" in done.stderr
    assert "examples.yaml:3: " in done.stderr
    faults = json.loads(run("check", "desk", "--json").stdout)["faults"]
    assert len(faults) >= 3
    assert {"file", "line", "key", "found", "expected", "hint"} == set(faults[0])
