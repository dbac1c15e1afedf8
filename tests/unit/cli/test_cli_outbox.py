"""``monitor alerts outbox``, ``list`` and ``ack``: what became of a match, and a hand in it, also beside a daemon."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any

import pytest

from monitor.archive import Archive
from monitor.config import load
from monitor.domain.notification import Outcome, Result
from monitor.ports import Tried
from monitor.wiring.app import opened
from monitor.wiring.requests import take

Run = Callable[..., CompletedProcess[str]]

GONE = Outcome(Result.REFUSED_TARGET, "550 no such user")
FERRIES = "http://harbor.example/world/70110/ferry-timetable-for-winter"


def value(run: Run, config: Path, *command: object) -> Any:
    done = run(*command, "--config", config, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@contextmanager
def writing(config: Path) -> Iterator[Archive]:
    with opened(load(config, os.environ)) as app:
        yield app.archive


def try_in_vain(archive: Archive) -> int:
    """One attempt that parks the target; the delivery's number."""
    now = datetime.now(UTC)
    (delivery,) = archive.outbox.claim(now, 60, 1)
    archive.outbox.finish_all([Tried(delivery, GONE, now, now + timedelta(minutes=20), 0.25)])
    return delivery.id


def steps(run: Run, config: Path, subject: str) -> list[tuple[str, str]]:
    return [(step["step"], step["detail"]) for step in value(run, config, "why", subject)]


def test_a_delivery_is_shown_with_its_attempts_and_what_holds_it(run: Run, own: Path) -> None:
    with writing(own) as archive:
        number = try_in_vain(archive)
    shown = value(run, own, "alerts", "outbox", "show", number)
    assert (shown["state"], shown["purpose"], shown["target"]["parked_why"]) == ("parked", "root", GONE.detail)
    assert [(one["result"], one["detail"], one["seconds"]) for one in shown["tries"]] == [
        ("refused target", GONE.detail, 0.25)
    ]
    assert shown["story"] == shown["article"] == shown["notification"]["article_id"]
    text = run("alerts", "outbox", "show", number, "--config", own).stdout
    assert "newsroom by email: desk@harbor.example" in text
    assert "refused target" in text
    way = steps(run, own, shown["article"])
    assert ("sending: refused target", f"newsroom by email to desk@harbor.example: {GONE.detail}") in way
    assert any(step == "delivery parked" and "the target refuses everything" in detail for step, detail in way)
    missing = run("alerts", "outbox", "show", 9999, "--config", own)
    assert (missing.returncode, missing.stderr) == (1, "monitor: no delivery 9999\n")


def test_deliveries_are_tried_again_one_by_one_or_all_of_a_receiver(run: Run, own: Path) -> None:
    with writing(own) as archive:
        number = try_in_vain(archive)
    assert run("alerts", "outbox", "retry", number, "--config", own).stdout == f"delivery {number} is due\n"
    assert value(run, own, "alerts", "outbox", "show", number)["state"] == "pending"
    due = run("alerts", "outbox", "retry", "--receiver", "newsroom", "--config", own)
    assert due.stdout == "2 deliveries to newsroom are due\n"
    unknown = run("alerts", "outbox", "retry", "--receiver", "nwsroom", "--config", own)
    assert 'no receiver "nwsroom" is configured; there is: newsroom' in unknown.stderr
    assert run("alerts", "outbox", "retry", "--config", own).returncode == 2


def test_a_dropped_delivery_says_by_whom_and_why(run: Run, own: Path) -> None:
    number = value(run, own, "alerts", "outbox", "list")["deliveries"][0]["id"]
    dropped = run("alerts", "outbox", "drop", number, "--by", "anna", "--reason", "told by telephone", "--config", own)
    assert dropped.stdout == f"delivery {number} is dropped\n"
    shown = value(run, own, "alerts", "outbox", "show", number)
    assert shown["state"] == "dropped"
    assert shown["last_error"].startswith("dropped by anna, 2")
    assert shown["last_error"].endswith(" UTC: told by telephone")
    assert any("told by telephone" in detail for _, detail in steps(run, own, shown["article"]))


def test_alerts_are_listed_with_what_became_of_them_and_can_be_narrowed(run: Run, own: Path) -> None:
    found = value(run, own, "alerts", "list")
    assert {(one["rule"], one["receiver"], one["disposition"]) for one in found} == {
        ("ferries", "newsroom", "notified")
    }
    assert [(one["channel"], one["state"]) for one in found[0]["deliveries"]] == [("email", "pending")]
    assert found[0]["since"] >= found[0]["arrived_at"]
    assert [one["headline"] for one in value(run, own, "alerts", "list", "--limit", 1)] == [found[0]["headline"]]
    for option in (("--disposition", "silenced"), ("--receiver", "duty"), ("--rule", "piers"), ("--source", "other")):
        assert value(run, own, "alerts", "list", *option) == []
    narrow = ("--disposition", "notified", "--receiver", "newsroom", "--source", "north-harbor-wire", "--since", "1h")
    assert value(run, own, "alerts", "list", *narrow) == found
    assert "1 pending" in run("alerts", "list", "--config", own).stdout


def test_a_story_is_taken_over_by_article_delivery_or_name(run: Run, own: Path) -> None:
    first, second = value(run, own, "alerts", "list")
    done = run("alerts", "ack", first["article"][:9], "--by", "anna", "--note", "on it", "--config", own)
    assert (done.returncode, done.stdout) == (0, f"story {first['story']} is taken over by anna\n")
    assert ("acknowledged", "by anna: on it") in steps(run, own, first["article"])
    number = second["deliveries"][0]["id"]
    assert value(run, own, "alerts", "ack", number, "--by", "bo")["story"] == second["story"]
    assert {one["acknowledged"]["by"] for one in value(run, own, "alerts", "list")} == {"anna", "bo"}
    assert "acknowledged by bo" in run("alerts", "list", "--config", own).stdout.replace("\n", " ")
    assert value(run, own, "alerts", "ack", FERRIES)["story"] in {first["story"], second["story"]}


@pytest.mark.parametrize("subject", ["9999", "ffffffffffffffff", "volume-nothing"])
def test_what_cannot_be_taken_over_is_said(run: Run, own: Path, subject: str) -> None:
    done = run("alerts", "ack", subject, "--config", own)
    assert done.returncode == 1
    assert done.stderr.startswith("monitor: no")
    assert subject in done.stderr


def test_beside_a_running_daemon_everything_waits_and_is_done(run: Run, own: Path) -> None:
    data = load(own, os.environ).data_dir
    with writing(own) as archive:
        number = try_in_vain(archive)
        other = next(one.id for one in archive.outbox.deliveries() if one.id != number)
        article = value(run, own, "alerts", "list")[0]["article"]
        for command in (("outbox", "retry", number), ("outbox", "drop", other, "--reason", "r"), ("ack", article)):
            done = run("alerts", *command, "--config", own)
            assert "left for the daemon" in done.stdout, done.stderr
        assert take(data, archive) == 3
        states = {one.id: one.state.value for one in archive.outbox.deliveries()}
        assert states == {number: "pending", other: "dropped"}
        assert [one.story for one in archive.alerts.acknowledgements([article])] == [article]
        run("alerts", "outbox", "retry", "--receiver", "newsroom", "--config", own)
        (sent,) = archive.outbox.claim(datetime.now(UTC), 60, 5)
        archive.outbox.finish_all([Tried(sent, Outcome(Result.ACCEPTED), datetime.now(UTC), None, 0.1)])
        assert take(data, archive) == 1
        again = run("alerts", "outbox", "retry", sent.id, "--config", own)
        assert (again.returncode, again.stderr) == (1, f"monitor: delivery {sent.id} is sent\n")
    assert list((data / "requests").iterdir()) == []
