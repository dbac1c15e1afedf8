"""Slack, by webhook and by bot, over real HTTP: what arrives, and what each answer is taken for."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from alerts.channels.slack import SlackBot, SlackWebhook
from monitor.demo.slack_standin import SlackFault, SlackStandin
from monitor.domain.notification import Delivery, Notification, Outcome, Result
from monitor.ports import Channel

Make = Callable[..., Delivery]


@pytest.fixture(params=["webhook", "bot"])
def channel(request: pytest.FixtureRequest, slack: SlackStandin) -> Channel:
    if request.param == "webhook":
        return SlackWebhook(slack.webhook_url, timeout=5)
    return SlackBot(slack.token, "C0DESK", slack.api_url, timeout=5)


def test_a_message_arrives_with_blocks_and_text(channel: Channel, slack: SlackStandin, delivery: Make) -> None:
    outcome = channel.send(delivery("C0DESK", "slack"))
    (posted,) = slack.messages
    assert outcome == Outcome(Result.ACCEPTED, receipt=posted.ts if posted.via == "bot" else "")
    assert posted.payload["text"].startswith("High: Harbour council votes on the new pier\nTidewater Courier")
    shown = json.dumps(posted.payload["blocks"])
    assert '{"type": "text", "text": "pier", "style": {"bold": true}}' in shown
    assert "https://tidewater.example/news/4711" in shown
    assert posted.payload["unfurl_links"] is posted.payload["unfurl_media"] is posted.payload["link_names"] is False
    assert not slack.violations


def test_every_attempt_carries_the_same_key(channel: Channel, slack: SlackStandin, delivery: Make) -> None:
    slack.script(SlackFault(then="drop", keep=True))
    assert channel.send(delivery("C0DESK", "slack")).result is Result.UNKNOWN
    assert channel.send(delivery("C0DESK", "slack", attempts=1)).result is Result.ACCEPTED
    assert channel.send(delivery("C0DESK", "slack", number=2)).result is Result.ACCEPTED
    first, second, other = [posted.payload["blocks"][0]["block_id"] for posted in slack.messages]
    assert first == second != other


@pytest.mark.parametrize(
    ("fault", "result", "retry_after"),
    [
        (SlackFault(429, "ratelimited", "7"), Result.RETRY, 7.0),
        (SlackFault(429, "ratelimited", "0"), Result.RETRY, 1.0),
        (SlackFault(429, "ratelimited", "999999"), Result.RETRY, 6 * 3600.0),
        (SlackFault(429, "ratelimited", "soon"), Result.RETRY, None),
        (SlackFault(429), Result.RETRY, None),
        (SlackFault(500), Result.RETRY, None),
        (SlackFault(503, retry_after="30"), Result.RETRY, 30.0),
        (SlackFault(302), Result.REFUSED_TARGET, None),
        (SlackFault(403, "invalid_token"), Result.REFUSED_TARGET, None),
        (SlackFault(404, "no_service"), Result.REFUSED_TARGET, None),
        (SlackFault(410, "channel_is_archived"), Result.REFUSED_TARGET, None),
        (SlackFault(then="drop"), Result.UNKNOWN, None),
    ],
)
def test_an_answer_is_taken_for_what_it_is(
    channel: Channel, slack: SlackStandin, delivery: Make, fault: SlackFault, result: Result, retry_after: float | None
) -> None:
    slack.script(fault)
    outcome = channel.send(delivery("C0DESK", "slack"))
    assert (outcome.result, outcome.retry_after) == (result, retry_after)
    assert not slack.messages
    assert channel.send(delivery("C0DESK", "slack")).result is Result.ACCEPTED


@pytest.mark.parametrize(
    "error", ["invalid_auth", "channel_not_found", "is_archived", "token_revoked", "no_permission", "account_inactive"]
)
def test_what_only_people_can_mend_is_a_refused_target(slack: SlackStandin, delivery: Make, error: str) -> None:
    slack.script(SlackFault(200, error))
    outcome = SlackBot(slack.token, "C0DESK", slack.api_url).send(delivery("C0DESK", "slack"))
    assert outcome == Outcome(Result.REFUSED_TARGET, f"http 200: {error}")


def test_a_wrong_token_and_an_unknown_channel_are_refused(slack: SlackStandin, delivery: Make) -> None:
    stranger = SlackBot("xoxb-canary-wrong", "C0DESK", slack.api_url).send(delivery("C0DESK", "slack"))
    elsewhere = SlackBot(slack.token, "C0ELSE", slack.api_url).send(delivery("C0ELSE", "slack"))
    assert (stranger.result, stranger.detail) == (Result.REFUSED_TARGET, "http 200: invalid_auth")
    assert (elsewhere.result, elsewhere.detail) == (Result.REFUSED_TARGET, "http 200: channel_not_found")


@pytest.mark.parametrize("error", ["invalid_blocks", "msg_blocks_too_long", "no_text"])
def test_a_refused_message_is_offered_once_more_as_text_alone(
    channel: Channel, slack: SlackStandin, delivery: Make, error: str
) -> None:
    fault = SlackFault(400 if isinstance(channel, SlackWebhook) else 200, error)
    slack.script(fault)
    assert channel.send(delivery("C0DESK", "slack")).result is Result.ACCEPTED
    assert "blocks" not in slack.messages[0].payload
    slack.script(fault, fault)
    assert channel.send(delivery("C0DESK", "slack")).result is Result.REFUSED_MESSAGE


def test_a_hang_ends_with_the_time_limit(slack: SlackStandin, delivery: Make) -> None:
    slack.script(SlackFault(then="hang"), SlackFault(then="hang"))
    for channel in (
        SlackWebhook(slack.webhook_url, timeout=0.3),
        SlackBot(slack.token, "C0DESK", slack.api_url, timeout=0.3),
    ):
        assert channel.send(delivery("C0DESK", "slack")).result is Result.UNKNOWN


def test_slack_that_is_away_is_tried_again_and_found_when_it_is_back(
    channel: Channel, slack: SlackStandin, delivery: Make
) -> None:
    slack.down()
    assert channel.send(delivery("C0DESK", "slack")) == Outcome(Result.RETRY, "no connection: Connection refused")
    slack.up()
    assert channel.send(delivery("C0DESK", "slack")).result is Result.ACCEPTED


def test_too_many_messages_at_once_are_told_to_wait(channel: Channel, slack: SlackStandin, delivery: Make) -> None:
    slack.rate, slack.burst = 0.001, 2
    outcomes = [channel.send(delivery("C0DESK", "slack", number=number)) for number in range(4)]
    assert [outcome.result for outcome in outcomes] == [Result.ACCEPTED] * 2 + [Result.RETRY] * 2
    assert all(900 <= (outcome.retry_after or 0) <= 1000 for outcome in outcomes[2:])


def test_a_proxy_of_the_environment_is_not_forced_on_local_addresses(
    channel: Channel, delivery: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert channel.send(delivery("C0DESK", "slack")).result is Result.ACCEPTED


@pytest.mark.parametrize(
    "address", ["canary", "ftp://canary.invalid/x", "http://127.0.0.1/canary\n", "http://[canary/"]
)
def test_an_address_that_cannot_be_used_is_not_repeated(delivery: Make, address: str) -> None:
    outcome = SlackWebhook(address).send(delivery("hook", "slack"))
    assert outcome.result in (Result.REFUSED_TARGET, Result.RETRY)
    assert "canary" not in f"{outcome}{SlackWebhook(address)!r}"


def test_no_secret_is_in_an_outcome_a_log_or_the_channels_own_name(
    channel: Channel, slack: SlackStandin, delivery: Make, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(0)
    echoes = [SlackFault(404, f"unknown {slack.webhook_url} {slack.token}"), SlackFault(500), SlackFault(then="drop")]
    slack.script(*echoes)
    told = f"{channel!r}" + "".join(f"{channel.send(delivery('C0DESK', 'slack'))}" for _ in range(4)) + caplog.text
    slack.down()
    told += f"{channel.send(delivery('C0DESK', 'slack'))}"
    secret = slack.webhook_path if isinstance(channel, SlackWebhook) else slack.token
    assert "unknown" in told
    assert secret not in told


def test_a_hostile_headline_calls_nobody(
    channel: Channel, slack: SlackStandin, delivery: Make, notification: Notification
) -> None:
    headline = "<!channel> <!here> <@U012> <#C012> <!subteam^S1> <https://evil.example|https://bank.example> & "
    headline += "\r\n\u2028\0\u202e"
    hostile = replace(notification, headline=headline + "слово " * 900, source_name=headline, lead=headline)
    assert channel.send(delivery("C0DESK", "slack", notification=hostile)).result is Result.ACCEPTED
    assert not slack.violations
    payload = slack.messages[0].payload
    assert "&lt;!channel&gt; &lt;!here&gt;" in payload["text"]
    assert not any(
        mark in json.dumps(payload, ensure_ascii=False) for mark in ("<!", "<@", "<#", "\u2028", "\u202e", "\\u0000")
    )
