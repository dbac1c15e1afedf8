"""``monitor alerts silence``: it is said what a silence would have muted, and afterwards what it has muted."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from monitor.config import load
from monitor.wiring.alerting import alerting_of
from monitor.wiring.app import opened
from monitor.wiring.requests import take
from monitor.wiring.watching import policy_of

Run = Callable[..., CompletedProcess[str]]

FERRIES = ("rule=ferries", "--for", "2h", "--by", "anna", "--reason", "the timetable is known")


def add(run: Run, config: Path, *options: str) -> CompletedProcess[str]:
    return run("alerts", "silence", "add", *options, "--yes", "--config", config)


def listed(run: Run, config: Path, *options: str) -> Any:
    return json.loads(run("alerts", "silence", "list", "--config", config, "--json", *options).stdout)


def test_before_it_is_made_it_is_said_what_it_would_have_muted(run: Run, own: Path) -> None:
    done = add(run, own, *FERRIES)
    assert done.returncode == 0, done.stderr
    first, *examples, last = done.stdout.splitlines()
    assert first == "would have muted 2 of 2 alerts in the last 7 days"
    assert len(examples) == 2
    assert "ferries: Ferries switch to the winter timetable" in "".join(examples)
    assert last.startswith("silence 1 made, until 2")
    other = add(run, own, "source=elsewhere", "--for", "1h", "--reason", "r")
    assert other.stdout.splitlines()[0] == "would have muted 0 of 2 alerts in the last 7 days"


def test_a_silence_is_listed_until_it_has_ended_and_then_with_all(run: Run, own: Path) -> None:
    add(run, own, *FERRIES)
    later = (datetime.now(UTC) + timedelta(hours=1)).isoformat()
    add(run, own, 'severity=~"low|info"', "--from", later, "--for", "1h", "--reason", "drill")
    active, to_come = listed(run, own)
    assert (active["state"], active["matchers"], active["by"], active["muted"]) == (
        "active", ['rule="ferries"'], "anna", 0,
    )  # fmt: skip
    assert (to_come["state"], to_come["from"]) == ("to come", later)
    assert run("alerts", "silence", "expire", active["id"], "--config", own).stdout == "silence 1 has ended\n"
    assert [one["id"] for one in listed(run, own)] == [2]
    assert [(one["id"], one["state"]) for one in listed(run, own, "--all")] == [(1, "ended"), (2, "to come")]
    again = run("alerts", "silence", "expire", active["id"], "--config", own)
    assert (again.returncode, "no silence 1 that has not ended" in again.stderr) == (1, True)
    assert "the timetable is known" in run("alerts", "silence", "list", "--all", "--config", own).stdout


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("rule=ferries", "--for", "2h"), "Nobody can be asked here"),
        (("rule=ferries", "--yes"), "Either --for or --until"),
        (("rule=ferries", "--for", "2h", "--until", "2999-01-01", "--yes"), "Either --for or --until"),
        (("rule=ferries", "--until", "2020-01-01", "--yes"), "before now"),
        (("rule", "--for", "2h", "--yes"), "expected one of = != =~ !~"),
        (("severity!=low", "--for", "2h", "--yes"), "this would mute everything else, too"),
    ],
)
def test_what_is_no_silence_is_refused(run: Run, own: Path, options: tuple[str, ...], said: str) -> None:
    done = run("alerts", "silence", "add", *options, "--reason", "r", "--config", own)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert listed(run, own, "--all") == []


def test_the_notice_of_a_silence_is_an_event_with_a_way_of_its_own(run: Run, own: Path) -> None:
    add(run, own, *FERRIES)
    settings = load(own, os.environ)
    with opened(settings) as app:
        policy = policy_of(settings)
        alerting_of(settings, app.archive, policy, app.sources).dispatch(datetime.now(UTC))
    found = json.loads(run("alerts", "list", "--source", "silence", "--config", own, "--json").stdout)
    assert [(one["event"], one["article"], one["disposition"]) for one in found] == [(1, None, "notified")]
    assert found[0]["headline"].startswith('anna has silenced rule="ferries" until 2')
    way = json.loads(run("why", "event:1", "--config", own, "--json").stdout)
    assert [step["step"] for step in way] == ["made", "waiting", "notified", "told: root", "delivery pending"]
    assert "the timetable is known" in way[0]["detail"]
    run("alerts", "ack", found[0]["story"], "--by", "bo", "--config", own)
    assert "acknowledged" in run("why", "event:1", "--config", own).stdout
    missing = run("why", "event:77", "--config", own)
    assert (missing.returncode, missing.stderr) == (1, "monitor: no event 77\n")


def test_one_that_mutes_everything_is_made_by_force_only(run: Run, own: Path) -> None:
    made = json.loads(add(run, own, "severity!=low", "--for", "2h", "--reason", "r", "--force", "--json").stdout)
    assert (made["silence"]["id"], made["would_have_muted"], made["of"], made["left"]) == (1, 2, 2, False)


def test_beside_a_running_daemon_a_silence_waits_and_is_taken_in_once(run: Run, own: Path) -> None:
    settings = load(own, os.environ)
    with opened(settings) as app:
        done = add(run, own, *FERRIES)
        assert "left for the daemon" in done.stdout
        (request,) = (settings.data_dir / "requests").glob("*.json")
        content = request.read_bytes()
        assert take(settings.data_dir, app.archive) == 1
        request.write_bytes(content)  # as after a crash between the commit and the file's end
        assert take(settings.data_dir, app.archive) == 1
        assert [(one["id"], one["by"]) for one in listed(run, own)] == [(1, "anna")]
        run("alerts", "silence", "expire", 1, "--config", own)
        take(settings.data_dir, app.archive)
        assert listed(run, own) == []
