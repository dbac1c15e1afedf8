"""``monitor rules``: what a query means, and what is wrong with rules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from monitor.cli import monitor

RULES = """
rules:
  - name: Drones
    query: drone near5 (strike OR attack)
  - name: Broken
    query: |
      drone OR
      missile NEAR/500 tank
  - name: Unknown
    query: drone @tehran #Drone
"""


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    return path


def test_a_query_is_explained() -> None:
    result = CliRunner().invoke(monitor, ["rules", "explain", "drone NEAR/5 =US -(toy OR game)"])
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == ["all of these:", "  at most 5 words apart, in either order:"]


def test_an_explanation_as_json_has_the_remarks() -> None:
    result = CliRunner().invoke(monitor, ["rules", "explain", "--json", "drone w/3 strike"])
    value = json.loads(result.stdout)
    assert value["query"]["text"] == "at most 3 words apart, in this order:"
    assert [remark["expected"] for remark in value["remarks"]] == ["ONEAR/3"]


def test_a_query_that_cannot_be_read_is_answered_with_its_place() -> None:
    result = CliRunner().invoke(monitor, ["rules", "explain", "--json", "drone\nOR titel:x"])
    assert result.exit_code == 1
    error = json.loads(result.stdout)["error"]
    assert (error["line"], error["line_column"]) == (2, 4)
    assert "did you mean title:?" in error["expected"]


def test_rules_in_a_file_are_checked(rules: Path) -> None:
    result = CliRunner().invoke(monitor, ["rules", "check", str(rules)])
    assert result.exit_code == 1
    assert "rules.yaml:8: rules[1].query: found “NEAR/500”" in result.stderr
    assert "@tehran, which is not known" in result.stderr
    assert "warning: rules.yaml:4: rules[0].query: found “near5”, read as NEAR/5" in result.stderr
    assert result.stdout == "2 faults, 1 warning\n"


def test_rules_without_a_fault_are_fine(rules: Path) -> None:
    rules.write_text("rules:\n  - {name: R, query: drone NEAR/5 strike}\n")
    result = CliRunner().invoke(monitor, ["rules", "check", "--json", str(rules)])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == {"faults": [], "warnings": []}


def test_the_grammar_is_printed() -> None:
    result = CliRunner().invoke(monitor, ["rules", "grammar"])
    assert result.stdout == (Path(__file__).parents[3] / "docs" / "query-language.md").read_text("utf-8")
