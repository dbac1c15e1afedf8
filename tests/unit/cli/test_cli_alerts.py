"""``monitor alerts test`` against a real mail server and a strict stand-in for Slack."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from monitor.demo.slack_standin import SlackFault, SlackStandin
from monitor.demo.smtp_sink import SmtpFault, SmtpSink

Run = Callable[..., CompletedProcess[str]]


@pytest.fixture
def sink() -> Iterator[SmtpSink]:
    with SmtpSink() as server:
        yield server


@pytest.fixture
def slack() -> Iterator[SlackStandin]:
    with SlackStandin() as server:
        yield server


@pytest.fixture
def directory(tmp_path: Path, sink: SmtpSink, slack: SlackStandin) -> Path:
    """A configuration with one receiver: a mailbox, a webhook and a bot's channel."""
    directory = tmp_path / "desk"
    directory.mkdir()
    (directory / "token").write_text(slack.token, encoding="utf-8")
    (directory / "webhook").write_text(slack.webhook_url, encoding="utf-8")
    places = [
        {"name": "newsroom", "webhook_url_file": "webhook"},
        {"channel": "C0DESK", "token_file": "token", "api_url": slack.api_url},
    ]
    content = {
        "contact": "desk@harbor.example",
        "smtp": {"host": sink.host, "port": sink.port, "tls": "none", "from": "monitor@harbor.example"},
        "route": {"receiver": "desk"},
        "receivers": [{"name": "desk", "email": [{"to": ["chief@harbor.example"]}], "slack": places}],
    }
    (directory / "monitor.yaml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return directory


def test_every_target_gets_a_trial_message(run: Run, directory: Path, sink: SmtpSink, slack: SlackStandin) -> None:
    done = run("alerts", "test", "desk", "--config", directory)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("accepted") == 3
    assert "Trial message" in sink.wait_for(1)[0].message["Subject"]
    assert sorted(posted.via for posted in slack.wait_for(2)) == ["bot", "webhook"]
    assert slack.violations == ()


def test_a_target_that_does_not_take_it_is_shown_and_the_others_are_asked(
    run: Run, directory: Path, sink: SmtpSink, slack: SlackStandin
) -> None:
    sink.script(SmtpFault("rcpt", "550 5.1.1 nobody of that name"))
    slack.script(SlackFault(error="is_archived", channel="C0DESK"))
    done = run("alerts", "test", "desk", "--config", directory, "--json")
    assert done.returncode == 1
    results = {answer["target"]: answer for answer in json.loads(done.stdout)}
    assert "550" in results["chief@harbor.example"]["detail"]
    assert "is_archived" in results["C0DESK"]["detail"]
    assert results["newsroom"]["result"] == "accepted"


def test_no_server_at_all_is_a_result_like_any_other(run: Run, directory: Path, sink: SmtpSink) -> None:
    sink.down()
    done = run("alerts", "test", "desk", "--config", directory)
    assert done.returncode == 1
    assert "retry" in done.stdout
    assert done.stdout.count("accepted") == 2


def test_an_unknown_receiver_is_named_with_those_there_are(run: Run, directory: Path) -> None:
    done = run("alerts", "test", "dsek", "--config", directory)
    assert done.returncode == 1
    assert done.stderr == 'monitor: no receiver "dsek" is configured; there is: desk\n'
