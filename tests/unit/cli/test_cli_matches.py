"""``monitor matches``: matches have numbers, and the desk says which were of use, also beside a running daemon."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from monitor.config import load
from monitor.wiring.app import opened
from monitor.wiring.requests import DIRECTORY, take

Run = Callable[..., CompletedProcess[str]]


def listed(run: Run, config: Path, *options: str) -> Any:
    return json.loads(run("matches", "list", "--config", config, "--json", *options).stdout)


def test_a_mark_is_shown_wherever_the_match_is(run: Run, own: Path) -> None:
    first, second = listed(run, own, "--rule", "ferries")
    done = run("matches", "mark", first["id"], "--noise", "--by", "anna", "--note", "a timetable", "--config", own)
    assert (done.returncode, done.stdout) == (0, "1 match marked noise by anna\n")
    assert [one["id"] for one in listed(run, own, "--unmarked")] == [second["id"]]
    assert listed(run, own)[0]["marks"][0]["note"] == "a timetable"
    way = json.loads(run("why", first["article"], "--config", own, "--json").stdout)
    assert ("marked", "ferries: noise by anna: a timetable") in {(step["step"], step["detail"]) for step in way}
    shown = json.loads(run("articles", "show", first["article"], "--config", own, "--json").stdout)["matches"]
    assert [(one["id"], one["mark"]) for one in shown] == [(first["id"], "noise")]
    assert "noise by anna: a timetable" in run("articles", "show", first["article"], "--config", own).stdout


def test_the_noisiest_rules_come_first(run: Run, own: Path) -> None:
    rules = own / "rules" / "all.yaml"
    rules.write_text("rules: [{name: aa, query: zeppelin}, {name: ferries, query: ferry}]", encoding="utf-8")
    for match, mark in zip(listed(run, own), ("--noise", "--useful"), strict=True):
        run("matches", "mark", match["id"], mark, "--config", own)
    stats = json.loads(run("rules", "stats", "--config", own, "--json").stdout)
    assert [(one["rule"], one["noise_share"]) for one in stats] == [("ferries", 0.5), ("aa", None)]
    assert "50% of 2 marked" in run("rules", "stats", "--config", own).stdout


def test_beside_a_running_daemon_a_mark_waits_and_is_taken_in(
    run: Run, own: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    match = listed(run, own)[0]["id"]
    settings = load(own, os.environ)
    with opened(settings) as app:
        done = run("matches", "mark", match, "--useful", "--config", own)
        assert done.returncode == 0, done.stderr
        assert "left for the daemon" in done.stdout
        unknown = run("matches", "mark", 9999, "--useful", "--config", own)
        assert (unknown.returncode, "no match 9999" in unknown.stderr) == (1, True)
        (settings.data_dir / DIRECTORY / "0-foreign.json").write_text("[{}]", encoding="utf-8")
        assert take(settings.data_dir, app.archive) == 1
        assert take(settings.data_dir, app.archive) == 0
        capsys.readouterr()  # the log tells of the foreign file, wherever it goes to here
    assert listed(run, own)[0]["mark"] == "useful"
    assert [path.name for path in (settings.data_dir / DIRECTORY).iterdir()] == ["0-foreign.bad"]


def test_a_mark_needs_a_verdict(run: Run, own: Path) -> None:
    assert run("matches", "mark", 1, "--config", own).returncode == 2
