"""``monitor rules test``: the example of the manual, and what is told when something differs."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.unit.cli.conftest import Run

MANUAL = Path(__file__).parents[3] / "docs" / "rules-test.md"
CONFIGURED, TESTS = re.findall(r"```yaml\n(.*?)```", MANUAL.read_text(encoding="utf-8"), re.DOTALL)
HEAD = """contact: desk@harbor.example
smtp: {host: 127.0.0.1, tls: none, from: monitor@harbor.example}
receivers:
  - {name: desk, email: [{to: [desk@harbor.example]}]}
  - {name: duty, email: [{to: [duty@harbor.example]}]}
"""


@pytest.fixture
def config(tmp_path: Path) -> Path:
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "monitor.yaml").write_text(HEAD + CONFIGURED, encoding="utf-8")
    return tmp_path / "config"


def written(tmp_path: Path, *changed: tuple[str, str]) -> Path:
    text = TESTS
    for old, new in changed:
        assert old in text
        text = text.replace(old, new, 1)
    path = tmp_path / "night.yaml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_example_of_the_manual_passes(run: Run, config: Path, tmp_path: Path) -> None:
    result = run("rules", "test", written(tmp_path), "--config", config)
    assert result.stdout.endswith("clocks are set forward\n1 passed, 0 failed\n")
    assert result.returncode == 0


def test_differences_are_told_with_what_was_expected_and_found(run: Run, config: Path, tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("strike: [ferries]", "strike: [fires]"),
        ("2026-03-29T06:30, receiver: desk, purpose: summary", "2026-03-29T07:30, receiver: desk, purpose: summary"),
        ("kind: digested, reason: night", "kind: silenced"),
    )
    result = run("rules", "test", path, "--config", config)
    assert result.returncode == 1
    assert result.stdout.splitlines()[1:] == [
        "  matches of strike",
        "    expected  fires",
        "    found     ferries",
        "  notification",
        "    expected  2026-03-29 05:30:00 desk summary strike (ferries)",
        "    found     2026-03-29 04:30:00 desk summary strike (ferries)",
        "  disposition of strike",
        "    expected  silenced",
        "    found     digested (summary after quiet time night)",
        "0 passed, 1 failed",
    ]


def test_a_message_too_many_or_too_few_is_told(run: Run, config: Path, tmp_path: Path) -> None:
    line = next(line for line in TESTS.splitlines() if "09:10" in line)
    result = run("rules", "test", written(tmp_path, (line + "\n", "")), "--config", config, "--json")
    value = json.loads(result.stdout)
    assert value["failed"] == 1
    assert value["tests"][0]["differences"] == [
        {"what": "notification", "expected": "", "found": "2026-03-29 07:10:00 duty escalation blaze (fires)"}
    ]
    assert [told["purpose"] for told in value["tests"][0]["notifications"]][:2] == ["summary", "root"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("article: strike", "article: strikes", 'unknown article "strikes"'),
        ("purpose: edit", "purpose: edits", 'tests[0].expect.notifications[4].purpose: found "edits"'),
        ("at: 90m ", "at: later ", "expected a duration after the start"),
        ("ferry AND (strike", "ferry AND AND (strike", "night.yaml:3: rules[0].query"),
        ("    acks:", "    akcs:", 'did you mean "acks"?'),
    ],
)
def test_a_fault_in_a_file_names_its_place(
    run: Run, config: Path, tmp_path: Path, old: str, new: str, told: str
) -> None:
    result = run("rules", "test", written(tmp_path, (old, new)), "--config", config)
    assert result.returncode == 1
    assert told in result.stderr


REFERRING = """
rules: [{name: pier fires, query: '#ports AND @pier AND fire'}]
entities: [{id: pier, aliases: [Inner Pier]}]
tests:
  - name: two fires
    articles:
      - {name: ours, headline: A fire in the harbour at the Inner Pier}
      - {name: theirs, headline: A fire in the harbour at the Outer Pier}
    expect: {matches: {ours: [pier fires], theirs: []}}
"""


def test_rules_of_a_file_refer_to_configured_rules_and_replace_what_has_their_name(
    run: Run, config: Path, tmp_path: Path
) -> None:
    configured = {
        "rules": "rules: [{name: ports, query: harbour OR quay OR @gull}]",
        "entities": "entities: [{id: pier, aliases: [Outer Pier]}, {id: gull, aliases: [the Gull]}]",
    }
    for kind, content in configured.items():
        (config / kind).mkdir()
        (config / kind / "all.yaml").write_text(content, encoding="utf-8")
    path = tmp_path / "own.yaml"
    path.write_text(REFERRING, encoding="utf-8")
    played = run("rules", "test", path, "--config", config)
    assert (played.stdout.splitlines()[-1], played.stderr) == ("1 passed, 0 failed", "")
    path.write_text(REFERRING.replace("#ports", "#docks"), encoding="utf-8")
    assert "own.yaml:2: rules[0].query: found #docks" in run("rules", "test", path, "--config", config).stderr
