"""People at work beside the running daemon: they mute, try again, and take over; it follows within seconds."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from monitor.archive.alert_list import Wanted
from monitor.archive.records import Alert
from monitor.demo.smtp_sink import SmtpFault
from tests.acceptance.desk import EDITOR, Desk

PAPER = "cape-courier"
CHIEF, OPERATOR = "chief@desk.example", "operator@desk.example"
WHO_IS_TOLD = {
    "route": {
        "receiver": "desk",
        "matchers": ['kind!="health"'],
        "group_interval": "1s",
        "routes": [
            {"matchers": ['kind="silence"'], "receiver": "operator"},
            {"matchers": ['kind="match"'], "receiver": "desk", "escalation": "chain"},
        ],
    },
    # It goes on until somebody takes over.
    "escalations": [{"name": "chain", "steps": [{"wait": "2s", "receiver": "chief"}], "repeat": 100}],
    "receivers": [
        {"name": name, "email": [{"to": [address]}]}
        for name, address in (("desk", EDITOR), ("chief", CHIEF), ("operator", OPERATOR))
    ],
}


def test_people_mute_try_again_and_take_over_while_the_daemon_runs(tmp_path: Path) -> None:
    with Desk(tmp_path, PAPER, monitor=WHO_IS_TOLD) as desk:
        daemon = desk.start_watching()
        _a_silence_mutes_until_it_is_ended(desk)
        _what_was_refused_is_tried_again(desk)
        _who_takes_over_is_called_no_more(desk)
        assert daemon.stop()[0] == 0


def _a_silence_mutes_until_it_is_ended(desk: Desk) -> None:
    run(desk, "silence", "add", "rule=light", "--for", "1h", "--by", "anna", "--reason", "a drill", "--yes")
    desk.wait(lambda: len(subjects(desk, OPERATOR, "anna has silenced")) == 1, "the notice of the silence")
    desk.publish(PAPER, 1)
    desk.wait(lambda: [one.kind for one in alerts(desk, 1)] == ["silenced"], "the muted article")
    run(desk, "silence", "expire", "1")
    desk.wait(lambda: len(subjects(desk, OPERATOR, "anna has silenced")) == 2, "the notice of its end")
    assert subjects(desk, EDITOR, "") == []


def _what_was_refused_is_tried_again(desk: Desk) -> None:
    desk.mail.script(SmtpFault("rcpt", "550 5.1.1 nobody of that name"))
    desk.publish(PAPER, 2)
    desk.wait(lambda: "parked" in [one[-1] for alert in alerts(desk, 2) for one in alert.deliveries], "the refusal")
    assert subjects(desk, EDITOR, "report 2 ") == []
    run(desk, "outbox", "retry", "--receiver", "desk")
    desk.wait(lambda: len(subjects(desk, EDITOR, "report 2 ")) == 1, "the second attempt")


def _who_takes_over_is_called_no_more(desk: Desk) -> None:
    desk.wait(lambda: bool(subjects(desk, CHIEF, "report 2 ")), "the escalation")
    (alert,) = alerts(desk, 2)
    run(desk, "ack", alert.article_id, "--by", "bo")
    desk.wait(lambda: escalation(desk, alert) == "acknowledged by bo", "the end of the escalation")
    called = calls(desk, 2)
    desk.publish(PAPER, 3)
    desk.wait(lambda: calls(desk, 3) >= 2, "the escalation of another story")
    assert calls(desk, 2) == called
    way = desk.monitor("why", alert.article_id)
    assert "acknowledged" in [step["step"] for step in way]
    assert "told: escalation" in [step["step"] for step in way]


def run(desk: Desk, *command: str) -> None:
    """Run a command of ``monitor alerts`` beside the daemon."""
    whole = (sys.executable, "-m", "monitor", "alerts", *command, "--config", str(desk.directory))
    done = subprocess.run(whole, capture_output=True, text=True, check=True)
    assert "left for the daemon" in done.stdout


def subjects(desk: Desk, address: str, words: str) -> list[str]:
    """The subjects with these words among the mails that the address got."""
    mails = [str(mail.message["Subject"]) for mail in desk.mail.messages if address in mail.recipients]
    return [subject for subject in mails if words in subject]


def alerts(desk: Desk, number: int) -> list[Alert]:
    """What became of the report of this number."""
    with desk.archive() as archive:
        found = archive.alerts.listed(Wanted(datetime.now(UTC) - timedelta(hours=1), receiver="desk"))
    return [one for one in found if f"report {number} " in one.headline]


def escalation(desk: Desk, alert: Alert) -> str:
    """Why the escalation of the alert's thread is over."""
    with desk.archive() as archive:
        group = archive.ways.messages(alert.article_id)[0].group
    return group.over if group else ""


def calls(desk: Desk, number: int) -> int:
    """How many times the chief was told of the report, or is about to be."""
    with desk.archive() as archive:
        deliveries = archive.outbox.deliveries(limit=1000)
    told = [one.notification for one in deliveries if one.receiver == "chief"]
    return sum(f"report {number} " in one.headline for one in told)
