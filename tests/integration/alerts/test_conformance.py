"""Every channel that speaks HTTP takes every answer for what it is, in time, and tells no secret of it.

The channels are those of the product, the server is a real one on loopback that answers what each case says.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import trustme

from alerts.channels.apprise import AppriseChannel
from alerts.channels.slack import SlackBot, SlackWebhook
from alerts.channels.webhook import WebhookChannel
from monitor.domain.notification import Delivery, Outcome, Result
from monitor.ports import Channel
from tests.integration.alerts.rude_server import OK, RudeServer, status

Make = Callable[..., Delivery]
Maker = Callable[[RudeServer], Channel]
SECRET = "whsec_" + "Y2FuYXJ5" * 4
CANARIES = ("canary-path", "canary-query", "canary-token", "canary-user", "Y2FuYXJ5")
ACCEPTED, RETRY, TARGET, MESSAGE, UNKNOWN = (
    Result.ACCEPTED, Result.RETRY, Result.REFUSED_TARGET, Result.REFUSED_MESSAGE, Result.UNKNOWN,
)  # fmt: skip
AS_BOT = '{"ok": true, "ts": "1.5"}'
TIMEOUT = 0.4
GIVES_UP = 15.0
"""Seconds; the server itself ends a connection later than this."""


def webhook(server: RudeServer, tls: ssl.SSLContext | None = None) -> Channel:
    return WebhookChannel(
        server.url, (SECRET,), lambda host, address: True, TIMEOUT, tls or ssl.create_default_context()
    )


def slack_webhook(server: RudeServer) -> Channel:
    return SlackWebhook(server.url, TIMEOUT)


def slack_bot(server: RudeServer) -> Channel:
    return SlackBot(
        "xoxb-canary-token", "C0DESK", f"http{'s' if server.tls else ''}://127.0.0.1:{server.port}/", TIMEOUT
    )


def apprise(server: RudeServer) -> Channel:
    scheme = "jsons" if server.tls else "json"
    return AppriseChannel(f"{scheme}://canary-user:canary-token@127.0.0.1:{server.port}/canary-path", TIMEOUT)


ALL = [webhook, slack_webhook, slack_bot, apprise]


@pytest.fixture
def server() -> Iterator[RudeServer]:
    with RudeServer() as running:
        yield running


def sent(make: Maker, server: RudeServer, delivery: Make, caplog: pytest.LogCaptureFixture) -> Outcome:
    """The outcome of one attempt; nothing that anybody can read of it holds a secret."""
    caplog.set_level(0)
    channel = make(server)
    outcome = channel.send(delivery("there", "any"))
    read = f"{outcome!r}{channel!r}{channel.host}{caplog.text}"
    assert [canary for canary in CANARIES if canary in read] == []
    return outcome


CASES: list[tuple[bytes, dict[str, Result]]] = [
    (status(200, body=AS_BOT), {"webhook": ACCEPTED, "slack_bot": ACCEPTED, "apprise": ACCEPTED}),
    (status(200, body="ok"), {"webhook": ACCEPTED, "slack_webhook": ACCEPTED, "apprise": ACCEPTED}),
    (status(204), {"webhook": ACCEPTED}),
    (status(301, "Location: /else"), dict.fromkeys(("webhook", "slack_webhook", "slack_bot"), TARGET)),
    (status(302, "Location: http://127.0.0.1:1/"), dict.fromkeys(("webhook", "slack_webhook", "slack_bot"), TARGET)),
    (status(400, body="canary-path"), {"webhook": MESSAGE}),
    (status(401, body="xoxb-canary-token"), dict.fromkeys(("webhook", "slack_bot"), TARGET)),
    (status(403), dict.fromkeys(("webhook", "slack_webhook"), TARGET)),
    (status(404), dict.fromkeys(("webhook", "slack_webhook"), TARGET)),
    (status(410), dict.fromkeys(("webhook", "slack_webhook"), TARGET)),
    (status(413), {"webhook": MESSAGE}),
    (status(408), dict.fromkeys(("webhook", "slack_webhook", "slack_bot"), RETRY)),
    (status(425), {"webhook": RETRY}),
    (status(429, "Retry-After: 7"), dict.fromkeys(("webhook", "slack_webhook", "slack_bot"), RETRY)),
    (status(500, body="no /hook/canary-path here"), dict.fromkeys(("webhook", "slack_webhook"), RETRY)),
    (status(502, body="xoxb-canary-token is unknown"), dict.fromkeys(("webhook", "slack_bot"), RETRY)),
    (status(503, "Retry-After: 7"), dict.fromkeys(("webhook", "slack_webhook", "slack_bot"), RETRY)),
    (b"nothing of HTTP canary-path\r\n\r\n", dict.fromkeys(("webhook", "slack_webhook", "slack_bot"), UNKNOWN)),
    (b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 500 + b"\r\n", {"webhook": UNKNOWN, "slack_webhook": UNKNOWN}),
    (status(200, body="x" * 300_000), {"webhook": ACCEPTED, "slack_bot": TARGET}),
]


@pytest.mark.parametrize(
    ("make", "answer", "result"),
    [(make, answer, wanted[make.__name__]) for answer, wanted in CASES for make in ALL if make.__name__ in wanted],
    ids=lambda value: value.__name__ if callable(value) else str(value)[:24],
)
def test_an_answer_has_its_outcome(
    make: Maker, answer: bytes, result: Result, server: RudeServer, delivery: Make, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = answer
    outcome = sent(make, server, delivery, caplog)
    assert outcome.result is result, outcome
    assert outcome.retry_after == (7.0 if b"Retry-After" in answer else None)
    assert len(outcome.detail) < 300
    assert len(server.asked) in (1, 2 if result is MESSAGE else 1)


@pytest.mark.parametrize("code", [302, 400, 403, 429, 500])
def test_what_apprise_does_not_explain_is_tried_again(
    code: int, server: RudeServer, delivery: Make, caplog: pytest.LogCaptureFixture
) -> None:
    server.answer = status(code, "Location: /else", "Retry-After: 1")
    outcome = sent(apprise, server, delivery, caplog)
    assert outcome == Outcome(RETRY, "JSON: not taken; apprise does not say why")
    assert len(server.asked) == 1


@pytest.mark.parametrize("make", ALL)
def test_a_hang_ends_in_time(make: Maker, server: RudeServer, delivery: Make, caplog: pytest.LogCaptureFixture) -> None:
    server.answer = b""
    began = time.monotonic()
    assert sent(make, server, delivery, caplog).result is UNKNOWN
    assert time.monotonic() - began < GIVES_UP, "the server ended it, not the channel"


def test_a_trickle_ends_in_time(server: RudeServer, delivery: Make, caplog: pytest.LogCaptureFixture) -> None:
    server.answer, server.drip = b"HTTP/1.1 200 OK\r\n" + b"a: " + b"b" * 1000, 0.1
    began = time.monotonic()
    assert sent(webhook, server, delivery, caplog).result is UNKNOWN
    assert time.monotonic() - began < GIVES_UP, "the server ended it, not the channel"


@pytest.mark.parametrize("make", ALL[:3])
def test_a_torn_connection_is_not_known_to_have_failed(
    make: Maker, server: RudeServer, delivery: Make, caplog: pytest.LogCaptureFixture
) -> None:
    server.reset = True
    assert sent(make, server, delivery, caplog).result is UNKNOWN


@pytest.mark.parametrize("make", ALL)
def test_nobody_there_is_tried_again(make: Maker, delivery: Make, caplog: pytest.LogCaptureFixture) -> None:
    with RudeServer() as server:
        channel: Any = make(server)
    caplog.set_level(0)
    outcome = channel.send(delivery("there", "any"))
    assert outcome.result is RETRY
    assert "canary-" not in f"{outcome}{caplog.text}"


@pytest.mark.parametrize("make", ALL)
def test_a_certificate_of_nobody_we_know_is_refused(
    make: Maker, delivery: Make, caplog: pytest.LogCaptureFixture
) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("127.0.0.1").configure_cert(context)
    with RudeServer(tls=context) as server:
        outcome = sent(make, server, delivery, caplog)
        assert outcome.result is (RETRY if make is apprise else TARGET)
        assert server.asked == []


def test_a_certificate_of_an_authority_that_is_trusted_is_taken(delivery: Make) -> None:
    authority, context = trustme.CA(), ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    ours = ssl.create_default_context()
    authority.configure_trust(ours)
    with RudeServer(OK, tls=context) as server:
        assert webhook(server, ours).send(delivery("there", "webhook")).result is ACCEPTED
