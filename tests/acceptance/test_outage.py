"""Receivers fail in every way they can, for a while: each gets everything in order, and none waits for another."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from monitor.demo.slack_standin import SlackFault, SlackStandin
from tests.acceptance.desk import CHANNEL, EDITOR, NIGHT, TARGETS, WEBHOOK, Desk

BEFORE, BACKLOG, AFTER = (1, 2), range(3, 53), (53, 54)
RETRY_AFTER = 2
AUDITORS = "C0AUDIT"


def test_mail_is_down_and_slack_stumbles(tmp_path: Path) -> None:
    slack = SlackStandin(rate=0, channels=(CHANNEL, AUDITORS))
    with Desk(tmp_path, "reef-gazette", slack=slack) as desk:
        _add_a_receiver_with_a_wrong_token(desk)
        daemon = desk.start_watching()
        desk.publish("reef-gazette", *BEFORE)
        desk.wait_for_alerts(BEFORE)

        desk.mail.down()
        slack.script(
            SlackFault(status=429, error="ratelimited", retry_after=str(RETRY_AFTER), channel=CHANNEL),
            SlackFault(status=500, channel=CHANNEL),
            SlackFault(then="hang", channel=CHANNEL),
        )
        desk.publish("reef-gazette", *BACKLOG)
        first = BACKLOG[0]
        desk.wait_for_alerts(BACKLOG, WEBHOOK)
        desk.wait(lambda: len(desk.attempts(EDITOR, first)) >= 3, "three attempts to reach the mail server")
        assert not set(BACKLOG) & {*desk.numbers(EDITOR), *desk.numbers(NIGHT)}

        desk.mail.up()
        desk.publish("reef-gazette", *AFTER)
        desk.wait_for_alerts((*BEFORE, *BACKLOG, *AFTER))
        desk.wait(lambda: _open(desk) == {AUDITORS}, "a record of every delivery but the auditors'")
        assert daemon.stop()[0] == 0
        _each_target_was_told_once_and_in_order(desk)
        _only_the_first_of_the_backlog_was_tried_in_vain(desk)
        _slack_was_given_the_time_it_asked_for(desk)
        _the_wrong_token_is_shown(desk.monitor("alerts", "outbox", "--state", "pending", "--limit", "1000"))


def _add_a_receiver_with_a_wrong_token(desk: Desk) -> None:
    bot = {"channel": AUDITORS, "token_file": "secrets/wrong-token", "api_url": desk.slack.api_url}
    desk.write_secret("wrong-token", "xoxb-of-somebody-else")
    desk.change_settings(
        route={"receiver": "desk", "routes": [{"receiver": "auditors", "continue": True}, {"receiver": "desk"}]},
        receivers=[*desk.settings["receivers"], {"name": "auditors", "slack": [bot]}],
    )


def _open(desk: Desk) -> set[str]:
    with desk.archive() as archive:
        return {delivery.target for delivery in archive.outbox.deliveries(("pending", "sending"), limit=1000)}


def _each_target_was_told_once_and_in_order(desk: Desk) -> None:
    for target in TARGETS:
        assert [alert.number for alert in desk.alerts()[target]] == [*BEFORE, *BACKLOG, *AFTER]


def _only_the_first_of_the_backlog_was_tried_in_vain(desk: Desk) -> None:
    """So the rest was sent at once when the target was back, and not each after a back-off of its own."""
    for target in (EDITOR, NIGHT, CHANNEL):
        first, *rest = [[attempt.result for attempt in desk.attempts(target, number)] for number in BACKLOG]
        assert first[-1] == "accepted"
        assert len(first) > 1
        assert rest == [["accepted"]] * len(rest)


def _slack_was_given_the_time_it_asked_for(desk: Desk) -> None:
    limited, broken, hung, taken = desk.attempts(CHANNEL, BACKLOG[0])
    assert [item.result for item in (limited, broken, hung, taken)] == ["retry", "retry", "unknown", "accepted"]
    assert (limited.detail, broken.detail) == ("http 429: ratelimited", "http 500: internal_error")
    began = broken.ended_at - timedelta(seconds=broken.seconds)
    assert began - limited.ended_at >= timedelta(seconds=RETRY_AFTER)


def _the_wrong_token_is_shown(outbox: dict[str, Any]) -> None:
    assert outbox["counts"]["dead"] == 0
    assert {item["target"] for item in outbox["deliveries"]} == {AUDITORS}
    newest, first = outbox["deliveries"][0], outbox["deliveries"][-1]
    assert (first["attempts"], first["last_error"]) == (1, "http 200: invalid_auth")
    assert newest["attempts"] == 0
