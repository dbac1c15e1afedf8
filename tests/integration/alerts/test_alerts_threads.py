"""One story is one thread: in Slack by the name of its first message, in mail by references and a frozen subject."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.utils import parseaddr

import pytest

from alerts.channels.email import EmailChannel
from alerts.channels.message import message_id
from alerts.channels.slack import SlackBot, SlackWebhook
from alerts.render import Form, Templates, topic_of
from monitor.demo.slack_standin import SlackFault, SlackStandin
from monitor.demo.smtp_sink import SmtpSink
from monitor.domain.notification import Delivery, Notification, Result, Thread

Make = Callable[..., Delivery]
TOPIC = "High: Harbour council votes on the new pier"


@pytest.fixture
def rise(notification: Notification) -> Notification:
    """Another article of the story, more severe, with another headline."""
    rules = (replace(notification.rules[0], severity="critical"),)
    return replace(notification, headline="Pier collapses", rules=rules, purpose="rise", topic=topic_of(notification))


def bot(slack: SlackStandin, **other: bool) -> SlackBot:
    return SlackBot(slack.token, "C0DESK", slack.api_url, **other)  # type: ignore[arg-type]


def test_a_bot_answers_in_the_thread_and_shows_a_rise_to_all(
    slack: SlackStandin, delivery: Make, rise: Notification
) -> None:
    root = bot(slack).send(delivery("C0DESK", "slack"))
    thread = Thread("key-1", root.receipt)
    for number, told in ((2, replace(rise, purpose="update")), (3, rise)):
        assert bot(slack).send(delivery("C0DESK", "slack", number, notification=told, thread=thread)).result is (
            Result.ACCEPTED
        )
    first, update, risen = (posted.payload for posted in slack.messages)
    assert "thread_ts" not in first
    assert (update["thread_ts"], "reply_broadcast" in update) == (root.receipt, False)
    assert (risen["thread_ts"], risen["reply_broadcast"]) == (root.receipt, True)


def test_what_is_configured_otherwise_stands_alone_or_stays_in_the_thread(
    slack: SlackStandin, delivery: Make, rise: Notification
) -> None:
    thread = Thread("key-1", bot(slack).send(delivery("C0DESK", "slack")).receipt)
    reply = delivery("C0DESK", "slack", 2, notification=rise, thread=thread)
    bot(slack, threads=False).send(reply)
    bot(slack, broadcast=False).send(reply)
    _, alone, quiet = (posted.payload for posted in slack.messages)
    assert ("thread_ts" in alone, quiet["thread_ts"], "reply_broadcast" in quiet) == (False, thread.receipt, False)


def test_an_alert_whose_thread_is_gone_is_posted_beside_it(
    slack: SlackStandin, delivery: Make, rise: Notification
) -> None:
    gone = delivery("C0DESK", "slack", 2, notification=rise, thread=Thread("key-1", "1234.5"))
    assert bot(slack).send(gone).result is Result.ACCEPTED
    slack.script(SlackFault(200, "cannot_reply_to_message"))
    assert bot(slack).send(gone).result is Result.ACCEPTED
    assert ["thread_ts" in posted.payload for posted in slack.messages] == [False, False]


def test_another_fault_of_a_reply_is_told_as_it_is(slack: SlackStandin, delivery: Make, rise: Notification) -> None:
    slack.script(SlackFault(200, "channel_not_found"))
    reply = delivery("C0DESK", "slack", 2, notification=rise, thread=Thread("key-1", "1234.5"))
    assert bot(slack).send(reply).result is Result.REFUSED_TARGET
    assert slack.messages == ()


def test_a_webhook_posts_flat(slack: SlackStandin, delivery: Make, rise: Notification) -> None:
    reply = delivery("hook", "slack", 2, notification=rise, thread=Thread("key-1"))
    assert SlackWebhook(slack.webhook_url).send(reply).result is Result.ACCEPTED
    assert "thread_ts" not in slack.messages[0].payload


def mail(sink: SmtpSink, **other: object) -> EmailChannel:
    return EmailChannel(sink.host, sink.port, "none", "Desk <alerts@desk.example>", **other)  # type: ignore[arg-type]


def test_a_reply_in_mail_answers_the_first_message_under_its_subject(
    sink: SmtpSink, delivery: Make, rise: Notification
) -> None:
    mail(sink).send(delivery())
    mail(sink).send(delivery(number=2, notification=rise, thread=Thread("key-1", "250 queued")))
    root, reply = (received.message for received in sink.wait_for(2))
    assert reply["In-Reply-To"] == reply["References"] == root["Message-ID"] == message_id("key-1", "desk.example")
    assert (root["Subject"], reply["Subject"]) == (TOPIC, f"Re: {TOPIC}")
    assert "In-Reply-To" not in root
    assert (reply["X-Alert-Severity"], reply["X-Alert-Purpose"], reply["X-Alert-Receiver"]) == (
        "critical", "rise", "desk"
    )  # fmt: skip
    assert "Pier collapses" in next(reply.iter_parts()).get_content()


def test_a_subject_of_ones_own_is_frozen_too(sink: SmtpSink, delivery: Make, rise: Notification) -> None:
    form = Form("desk", "", Templates(subject="[{{ receiver }}] {{ headline }} ({{ severity }})"))
    mail(sink, form=form).send(delivery())
    mail(sink, form=form).send(delivery(number=2, notification=rise, thread=Thread("key-1")))
    root, reply = (received.message["Subject"] for received in sink.wait_for(2))
    assert reply == f"Re: {root}" == "Re: [desk] Harbour council votes on the new pier (high)"


def test_mail_without_threads_says_in_its_subject_what_it_is(
    sink: SmtpSink, delivery: Make, rise: Notification
) -> None:
    mail(sink, threads=False).send(delivery(number=2, notification=rise, thread=Thread("key-1")))
    (received,) = sink.wait_for(1)
    assert received.message["Subject"] == "Critical, risen: Pier collapses"
    assert "References" not in received.message


@pytest.mark.parametrize(
    ("unsubscribe", "header"),
    [
        ("", "<mailto:alerts@desk.example?subject=unsubscribe%20desk>"),
        ("lists@desk.example", "<mailto:lists@desk.example?subject=unsubscribe%20desk>"),
        (f"https://desk.example/{'x' * 150}", f"<https://desk.example/{'x' * 150}>"),
    ],
)
def test_a_mail_says_how_to_get_no_more(sink: SmtpSink, delivery: Make, unsubscribe: str, header: str) -> None:
    mail(sink, unsubscribe=unsubscribe).send(delivery())
    (received,) = sink.wait_for(1)
    assert received.message["List-Unsubscribe"] == header
    assert received.message["Auto-Submitted"] == "auto-generated"
    assert received.message["List-Id"] == "<desk.alerts.desk.example>"
    assert parseaddr(received.message["From"])[1] == "alerts@desk.example"
