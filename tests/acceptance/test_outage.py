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
        desk.wait(lambda: len(desk.attempts(EDITOR, first)) >= 2, "a second attempt to reach the mail server")
        assert not set(BACKLOG) & {*desk.numbers(EDITOR), *desk.numbers(NIGHT)}

        desk.mail.up()
        desk.publish("reef-gazette", *AFTER)
        desk.wait_for_alerts((*BEFORE, *BACKLOG, *AFTER))
        desk.wait(lambda: _open(desk) == {AUDITORS}, "a record of every delivery but the auditors'")
        assert daemon.stop()[0] == 0
        _each_target_was_told_once(desk)
        _few_of_the_backlog_were_tried_in_vain(desk)
        _slack_was_given_the_time_it_asked_for(desk)
        _the_wrong_token_is_shown(desk.monitor("alerts", "outbox", "list", "--state", "parked", "--limit", "1000"))
        _the_desk_could_be_told_of_it(desk)


def _add_a_receiver_with_a_wrong_token(desk: Desk) -> None:
    bot = {"channel": AUDITORS, "token_file": "secrets/wrong-token", "api_url": desk.slack.api_url}
    desk.write_secret("wrong-token", "xoxb-of-somebody-else")
    desk.change_settings(
        route={
            "receiver": "desk",
            "matchers": ['kind!="health"'],
            "routes": [{"receiver": "auditors", "continue": True}, {"receiver": "desk"}],
        },
        receivers=[*desk.settings["receivers"], {"name": "auditors", "slack": [bot]}],
    )


def _open(desk: Desk) -> set[str]:
    with desk.archive() as archive:
        waiting = ("pending", "sending", "parked")
        return {delivery.target for delivery in archive.outbox.deliveries(waiting, limit=1000)}


def _each_target_was_told_once(desk: Desk) -> None:
    """Each story in order; the one target that never failed got everything in order of time."""
    told = {target: [alert.number for alert in alerts] for target, alerts in desk.alerts().items()}
    assert told[WEBHOOK] == [*BEFORE, *BACKLOG, *AFTER]
    for target in TARGETS:
        assert sorted(told[target]) == [*BEFORE, *BACKLOG, *AFTER]


def _few_of_the_backlog_were_tried_in_vain(desk: Desk) -> None:
    """A host that fails is asked now and then by one alert, so the rest was sent at once when it was back."""
    for target in (EDITOR, NIGHT, CHANNEL):
        alerts = [[attempt.result for attempt in desk.attempts(target, number)] for number in BACKLOG]
        assert all(results[-1] == "accepted" for results in alerts)
        assert 0 < sum(len(results) > 1 for results in alerts) <= len(BACKLOG) // 5


def _slack_was_given_the_time_it_asked_for(desk: Desk) -> None:
    attempts = sorted(
        (attempt for number in BACKLOG for attempt in desk.attempts(CHANNEL, number)),
        key=lambda attempt: attempt.ended_at - timedelta(seconds=attempt.seconds),
    )
    limited, broken, hung, *taken = attempts
    assert [item.result for item in (limited, broken, hung)] == ["retry", "retry", "unknown"]
    assert {item.result for item in taken} == {"accepted"}
    assert (limited.detail, broken.detail) == ("http 429: ratelimited", "http 500: internal_error")
    began = broken.ended_at - timedelta(seconds=broken.seconds)
    assert began - limited.ended_at >= timedelta(seconds=RETRY_AFTER)


def _the_wrong_token_is_shown(outbox: dict[str, Any]) -> None:
    assert outbox["counts"]["dead"] == 0
    assert {item["target"] for item in outbox["deliveries"]} == {AUDITORS}
    newest, first = outbox["deliveries"][0], outbox["deliveries"][-1]
    assert (first["attempts"], first["last_error"]) == (1, "http 200: invalid_auth")
    assert newest["attempts"] == 0


def _the_desk_could_be_told_of_it(desk: Desk) -> None:
    with desk.archive() as archive:
        [event] = archive.history.events("delivery")
    assert (event.kind, event.severity) == ("delivery failing", "high")
    assert "C0AUDIT refuses everything: http 200: invalid_auth" in event.reason
