"""A rule's past: what a backtest finds is what happened live, and what rules did can be counted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from monitor.wiring import backtest

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def asked(run: Run, desk: Path) -> Callable[..., Any]:
    """A command's answer as JSON."""

    def call(*arguments: object) -> Any:
        done = run(*arguments, "--config", desk, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return call


def test_a_backtest_finds_exactly_the_matches_and_alerts_of_the_daemon(asked: Callable[..., Any]) -> None:
    lived = {
        (found["id"], became["kind"], became["receiver"])
        for found in asked("articles", "search", "the OR a")
        for became in asked("articles", "show", found["id"])["dispositions"]
    }
    told = asked("rules", "backtest", "ferries")
    assert told["versions"] == 4
    assert {
        (found["article_id"], became["kind"], became["receiver"])
        for found in told["matches"]
        for became in found["dispositions"]
    } == lived
    assert {kind for _, kind, _ in lived} == {"notified"}


def test_a_difference_shows_what_is_added_and_what_is_lost(run: Run, desk: Path, asked: Callable[..., Any]) -> None:
    told = asked("rules", "backtest", "harbor -timetable", "--diff", "timetable")["matches"]
    assert {found["change"] for found in told} == {"added", "lost"}
    assert asked("rules", "backtest", "ferry OR ferries", "--diff", "ferries")["matches"] == []
    shown = run("rules", "backtest", "harbor -timetable", "--diff", "timetable", "--config", desk).stdout
    assert "added: " in shown
    assert "lost: 1 of 4 versions" in shown
    assert "[timetable]" in shown


def test_a_period_and_a_source_narrow_a_backtest(asked: Callable[..., Any]) -> None:
    assert asked("rules", "backtest", "ferries", "--until", "2020-01-01")["versions"] == 0
    assert asked("rules", "backtest", "ferries", "--source", "another")["matches"] == []
    assert len(asked("rules", "backtest", "ferries", "--source", "north-harbor-wire")["matches"]) == 2


def test_several_processes_find_the_same(asked: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = asked("rules", "backtest", "/ferr(y|ies)/", "--jobs", "1")
    monkeypatch.setattr(backtest, "PART", 1)
    monkeypatch.setattr(backtest, "WORTH_A_PROCESS", 1)
    together = asked("rules", "backtest", "/ferr(y|ies)/", "--jobs", "2")
    assert len(together["matches"]) == 2
    assert together["matches"] == alone["matches"]


def test_search_finds_other_forms_other_rules_and_what_is_known_of_the_source(asked: Callable[..., Any]) -> None:
    ids = {found["id"] for found in asked("articles", "search", "ferry")}
    assert len(ids) == 2
    assert {found["id"] for found in asked("articles", "search", "ferries")} == ids
    assert {found["id"] for found in asked("articles", "search", "#ferries ownership:state url:harbor.example")} == ids
    assert asked("articles", "search", "#ferries ownership:private") == []


def test_rules_are_listed_shown_and_counted(run: Run, desk: Path, asked: Callable[..., Any]) -> None:
    assert [rule["name"] for rule in asked("rules", "list")] == ["ferries"]
    assert "at least one of these:" in run("rules", "show", "ferries", "--config", desk).stdout
    (counted,) = asked("rules", "stats", "ferries")
    assert (counted["matches"], counted["alerts"], counted["sources"]) == (2, 2, {"north-harbor-wire": 2})
    assert set(counted["terms"]) == {"ferry", "ferries"}
    missing = run("rules", "show", "ferrys", "--config", desk)
    assert missing.returncode == 1
    assert "did you mean ferries?" in missing.stderr
