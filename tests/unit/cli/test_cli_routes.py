"""``monitor alerts routes``: the tree, and where labels arrive."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

MAIN = """contact: desk@harbor.example
smtp: {host: 127.0.0.1, tls: none, from: monitor@harbor.example}
time_intervals:
  - name: night
    intervals: [{times: [{start: "22:00", end: "06:30"}], location: Europe/Berlin}]
route:
  receiver: desk
  mute: {intervals: [night]}
  routes:
    - {name: critical, matchers: ['severity="critical"'], receiver: duty, group_wait: 90s, mute: {intervals: []}}
    - {matchers: ['desk="east"'], receiver: east, max_age: 1d}
receivers:
  - {name: desk, email: [{to: [desk@harbor.example]}], digest: {max_items: 5}}
  - {name: duty, email: [{to: [duty@harbor.example]}]}
  - {name: east, email: [{to: [east@harbor.example]}]}
"""
NIGHT, DAY = "2026-03-29T02:30+01:00", "2026-03-29T12:00"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "monitor.yaml").write_text(MAIN, encoding="utf-8")
    return tmp_path


def test_the_tree_is_shown_with_what_is_inherited(run: Run, config: Path) -> None:
    lines = run("alerts", "routes", "show", "--config", config).stdout.splitlines()
    assert lines[0] == "root: everything → desk"
    assert lines[2] == '  critical: severity="critical" → duty'
    terms = "grouped by story; waits 0s, then every 5m; ends after 3d"
    assert lines[5] == f"      {terms}; nothing older than 1d; quiet in night (defer)"
    value = json.loads(run("alerts", "routes", "show", "--config", config, "--json").stdout)
    assert [(one["name"], one["depth"], one["receiver"]) for one in value] == [
        ("root", 0, "desk"), ("critical", 1, "duty"), ("root/2", 1, "east"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("labels", "at", "line"),
    [
        (["severity=critical"], NIGHT, "duty by critical: after 90s"),
        (["desk=east"], NIGHT, "east by root/2: defer, quiet time night until 2026-03-29 04:30 UTC"),
        (["desk=east"], DAY, "east by root/2: at once"),
        ([], DAY, "desk by root: in its digest"),
    ],
)
def test_labels_arrive_and_quiet_times_are_told(run: Run, config: Path, labels: list[str], at: str, line: str) -> None:
    result = run("alerts", "routes", "test", *labels, "--at", at, "--config", config)
    assert result.stdout.splitlines()[-1] == line
    assert result.returncode == 0


def test_every_route_says_why(run: Run, config: Path) -> None:
    value = json.loads(run("alerts", "routes", "test", "desk=east", "--at", NIGHT, "--config", config, "--json").stdout)
    assert [(one["receiver"], one["quiet_until"]) for one in value["receivers"]] == [
        ("east", "2026-03-29T04:30:00+00:00")
    ]
    assert [one["why"] for one in value["routes"]] == [
        "a route below takes it", 'severity="critical" does not hold: severity is ""', "it takes it",
    ]  # fmt: skip


def test_wrong_labels_and_times_are_usage_and_no_receiver_is_told(run: Run, config: Path) -> None:
    assert run("alerts", "routes", "test", "severity", "--config", config).returncode == 2
    assert run("alerts", "routes", "test", "--at", "noon", "--config", config).returncode == 2
    text = MAIN.replace("  receiver: desk\n", "  receiver: desk\n  matchers: ['severity!=\"\"']\n", 1)
    (config / "monitor.yaml").write_text(text, encoding="utf-8")
    result = run("alerts", "routes", "test", "--config", config)
    assert (result.stdout.splitlines()[-1], result.returncode) == ("nobody is told", 1)
