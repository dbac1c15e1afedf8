"""Rules that count, at the command line: listed, shown in words, checked, and tried on the past."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

Run = Callable[..., CompletedProcess[str]]

RULES = [
    {
        "name": "Ferry rush",
        "over": "#ferries",
        "labels": {"severity": "high"},
        "volume": {"kind": "frequency", "at_least": 2, "within": "30d", "by": ["country"]},
    },
    {"name": "Submarines", "over": "submarine", "volume": {"kind": "first"}},
]


@pytest.fixture
def counting(desk: Path, tmp_path: Path) -> Path:
    """The desk, with two rules that count."""
    directory = tmp_path / "counting"
    shutil.copytree(desk, directory)
    (directory / "rules" / "volume.yaml").write_text(yaml.safe_dump({"rules": RULES}), encoding="utf-8")
    return directory


def test_rules_that_count_are_listed_and_shown_in_words(run: Run, counting: Path) -> None:
    listed = json.loads(run("rules", "list", "--config", counting, "--json").stdout)
    assert [rule["name"] for rule in listed] == ["ferries", "Ferry rush", "Submarines"]
    assert (listed[1]["kind"], listed[1]["within"], listed[1]["by"]) == ("frequency", 30 * 86400, ["country"])
    assert "frequency of #ferries" in run("rules", "list", "--config", counting).stdout
    shown = run("rules", "show", "Ferry rush", "--config", counting).stdout
    assert "alerts when 2 or more articles match within 30 d, for each country apart" in shown
    assert "what the rule “ferries” says" in shown
    assert run("rules", "show", "Submarine", "--config", counting).stderr.endswith("did you mean Submarines?\n")


def test_rules_that_count_are_checked_with_the_others(run: Run, counting: Path) -> None:
    assert run("rules", "check", "--config", counting).stdout == "no faults, no warnings\n"
    broken = counting / "rules" / "volume.yaml"
    broken.write_text(yaml.safe_dump({"rules": [RULES[0] | {"over": "#ferry"}]}), encoding="utf-8")
    checked = run("rules", "check", "--config", counting)
    assert checked.returncode == 1
    assert "volume.yaml" in checked.stderr
    assert "rules[0].over: found #ferry, which is not known" in checked.stderr


def test_a_backtest_tells_when_a_rule_that_counts_would_have_fired(run: Run, counting: Path) -> None:
    told = json.loads(run("rules", "backtest", "Ferry rush", "--config", counting, "--json").stdout)
    (event,) = told["events"]
    assert (event["kind"], event["group"], event["receivers"]) == ("frequency", {"country": "XN"}, ["newsroom"])
    assert event["words"] == "2 articles in 30 d"
    assert (told["articles"], len(event["articles"])) == (2, 2)
    shown = run("rules", "backtest", "Ferry rush", "--config", counting).stdout
    assert shown.startswith("fired 1 time, 2 articles counted, ")
    assert "Ferry rush, country XN" in shown
    assert "newsroom" in shown
    never = run("rules", "backtest", "Submarines", "--config", counting).stdout
    assert "it would not have fired" in never


def test_what_a_rule_that_counts_has_told_is_shown(run: Run, counting: Path) -> None:
    assert run("rules", "stats", "Submarines", "--config", counting).stdout == "it has not fired\n"
    assert json.loads(run("rules", "stats", "Ferry rush", "--config", counting, "--json").stdout) == []


def test_a_difference_is_not_for_rules_that_count(run: Run, counting: Path) -> None:
    done = run("rules", "backtest", "Ferry rush", "--diff", "ferries", "--config", counting)
    assert done.returncode == 2
    assert "not for rules that count" in done.stderr
