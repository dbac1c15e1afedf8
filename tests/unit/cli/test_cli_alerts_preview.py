"""``monitor alerts preview``: what a receiver would get, in every form and for every purpose, and nothing is sent."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest
import yaml

from alerts.policy.ledger import Purpose
from monitor.demo.slack_rules import error_in, violations_in

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def hostile(run: Run, desk: Path) -> str:
    """The id of the article whose headline attacks."""
    found = json.loads(run("articles", "search", "ferry", "--config", desk, "--json").stdout)
    return str(next(one["id"] for one in found if "isolate" in one["headline"]))


def preview(run: Run, desk: Path, *options: object) -> CompletedProcess[str]:
    return run("alerts", "preview", "newsroom", "--config", desk, *options)


@pytest.mark.parametrize("purpose", [one.value for one in Purpose])
def test_every_purpose_has_every_form(run: Run, desk: Path, hostile: str, purpose: str) -> None:
    shown: dict[str, Any] = {}
    for form in ("subject", "text", "html", "slack", "json"):
        done = preview(run, desk, "--article", hostile, "--purpose", purpose, "--format", form)
        assert (done.returncode, done.stderr) == (0, "")
        assert not any(mark in done.stdout for mark in ("\x1b", "\u202e", "\u2066", "\u009b"))
        shown[form] = done.stdout
    slack = json.loads(shown["slack"])
    assert (error_in(slack), violations_in(slack)) == ("", ())
    assert json.loads(shown["json"])["type"] == f"alert.{purpose}"
    is_reply = purpose in ("update", "edit", "withdrawal", "rise", "escalation")
    assert shown["subject"].startswith("Re: ") is is_reply
    assert "ferries" in shown["text"]
    assert "<mark" in shown["html"] or purpose in ("digest", "summary", "overflow", "catch-up")


def test_a_template_of_the_receiver_is_used_and_one_that_fails_is_told(
    run: Run, desk: Path, hostile: str, tmp_path: Path
) -> None:
    own = tmp_path / "own"
    shutil.copytree(desk, own)
    main_file = yaml.safe_load((own / "monitor.yaml").read_text(encoding="utf-8"))
    main_file["receivers"][0]["templates"] = {"subject": "subject.txt", "text": "text.txt"}
    (own / "monitor.yaml").write_text(yaml.safe_dump(main_file), encoding="utf-8")
    (own / "subject.txt").write_text("{{ receiver }}: {{ rules | map: 'name' | join: ', ' }}", encoding="utf-8")
    (own / "text.txt").write_text(
        "{% if headline contains 'isolate' %}{{ headline | slice: headline }}{% endif %}", encoding="utf-8"
    )
    assert preview(run, own, "--article", hostile, "--format", "subject").stdout == "newsroom: ferries\n"
    failed = preview(run, own, "--article", hostile)
    assert failed.returncode == 1
    assert "the template for the text failed: line 1" in failed.stderr
    assert "First seen:" in failed.stdout


def test_what_is_not_there_is_said(run: Run, desk: Path, hostile: str) -> None:
    nobody = run("alerts", "preview", "nobody", "--article", hostile, "--config", desk)
    nothing = preview(run, desk, "--article", "ffffffffffffffff")
    assert (nobody.returncode, nothing.returncode) == (1, 1)
    assert 'no receiver "nobody" is configured; there is: newsroom' in nobody.stderr
    assert "ffffffffffffffff" in nothing.stderr
