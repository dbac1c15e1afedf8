"""A signed webhook: what arrives can be verified and says what happened, and it goes nowhere else."""

from __future__ import annotations

import json
import ssl
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from standardwebhooks import Webhook, WebhookVerificationError

from alerts.channels.webhook import WebhookChannel
from alerts.render import Form
from monitor.crawl.guard import AddressGuard
from monitor.domain.notification import Delivery, Notification, Outcome, Result, Thread
from tests.integration.alerts.rude_server import RudeServer, status

Make = Callable[..., Delivery]
OLD, NEW = "whsec_" + "b2xk" * 8, "whsec_" + "bmV3" * 8
LOOPBACK = AddressGuard(("127.0.0.1",)).allows


@pytest.fixture
def server() -> Iterator[RudeServer]:
    with RudeServer() as running:
        yield running


def channel(server: RudeServer, *secrets: str) -> WebhookChannel:
    return WebhookChannel(server.url, secrets or (NEW,), LOOPBACK, 5, form=Form("desk", "https://desk.example"))


def test_what_arrives_is_signed_and_says_what_happened(server: RudeServer, delivery: Make) -> None:
    assert channel(server).send(delivery("soar", "webhook")) == Outcome(Result.ACCEPTED)
    (asked,) = server.asked
    document = Webhook(NEW).verify(asked.body, asked.headers)
    assert (asked.headers["webhook-id"], asked.path) == ("key-1", "/hook/canary-path?token=canary-query")
    assert asked.headers["host"] == f"127.0.0.1:{server.port}"
    assert (document["type"], document["version"], document["key"]) == ("alert.root", 1, "key-1")
    assert document["data"]["headline"] == "Harbour council votes on the new pier"
    assert document["data"]["desk_link"] == "https://desk.example/articles/0123456789abcdef"
    with pytest.raises(WebhookVerificationError):
        Webhook(OLD).verify(asked.body, asked.headers)


def test_two_secrets_make_two_signatures_while_one_follows_the_other(server: RudeServer, delivery: Make) -> None:
    channel(server, NEW, OLD).send(delivery("soar", "webhook"))
    for secret in (OLD, NEW):
        assert Webhook(secret).verify(server.asked[0].body, server.asked[0].headers)


def test_a_repeat_has_the_same_id_and_body(server: RudeServer, delivery: Make) -> None:
    for attempt in (0, 1):
        channel(server).send(delivery("soar", "webhook", attempts=attempt))
    first, second = server.asked
    assert (first.body, first.headers["webhook-id"]) == (second.body, second.headers["webhook-id"])


def test_a_reply_names_the_alert_that_it_answers(
    server: RudeServer, delivery: Make, notification: Notification
) -> None:
    risen = replace(notification, purpose="rise")
    channel(server).send(delivery("soar", "webhook", notification=risen, thread=Thread("key-0")))
    document = json.loads(server.asked[0].body)
    assert (document["type"], document["reply_to"]) == ("alert.rise", "key-0")


def test_a_private_address_is_refused_before_anything_is_sent(server: RudeServer, delivery: Make) -> None:
    guarded = WebhookChannel(server.url, (NEW,), AddressGuard().allows, 5)
    named = WebhookChannel(f"http://localhost:{server.port}/", (NEW,), AddressGuard().allows, 5)
    for one in (guarded, named):
        refused = Outcome(Result.REFUSED_TARGET, "the host has an address that is not public")
        assert one.send(delivery("soar", "webhook")) == refused
    assert server.asked == []


@pytest.mark.parametrize(
    "url", ["canary", "ftp://canary.example/", "http://[canary/", "http://a@canary/", "https://", ""]
)
def test_an_address_that_cannot_be_used_is_not_repeated(url: str, delivery: Make) -> None:
    one = WebhookChannel(url, (NEW,), LOOPBACK, 1, ssl.create_default_context())
    outcome = one.send(delivery("soar", "webhook"))
    assert outcome == Outcome(Result.REFUSED_TARGET, "the address cannot be used in a request")
    assert "canary" not in f"{outcome}{one!r}"


@pytest.mark.parametrize(
    ("asked_for", "seconds"),
    [("7", 7.0), ("999999", 6 * 3600.0), ("soon", None), ("Wed, 04 Mar 2026 09:00:30 GMT", 30.0)],
)
def test_the_wait_that_is_asked_for_is_told(
    server: RudeServer, delivery: Make, asked_for: str, seconds: float | None
) -> None:
    server.answer = status(429, f"Retry-After: {asked_for}", "Date: Wed, 04 Mar 2026 09:00:00 GMT")
    assert channel(server).send(delivery("soar", "webhook")).retry_after == seconds


def test_a_hostile_headline_is_text_in_a_document(
    server: RudeServer, delivery: Make, notification: Notification
) -> None:
    hostile = replace(notification, headline='"}\r\n\0\u2028\ud800 </script>', url="javascript:alert(1)")
    assert channel(server).send(delivery("soar", "webhook", notification=hostile)).result is Result.ACCEPTED
    data = json.loads(server.asked[0].body)["data"]
    assert (data["headline"], data["link"], data["address"]) == ('"} \ufffd </script>', "", "javascript:alert(1)")
