"""Slack takes every message of ours, in whatever script, and none of them calls anybody.

``MONITOR_TEST_NOTIFICATIONS=10000`` makes it as many; the suite is content with a few of each script.
"""

from __future__ import annotations

import os

from alerts.channels.slack import SlackBot, SlackWebhook
from alerts.render import Form, render_mail
from monitor.demo.slack_standin import SlackStandin
from monitor.domain.notification import Delivery, Outcome, Result, State, Thread
from tests.integration.alerts.many_notifications import AT, notification

MANY = int(os.environ.get("MONITOR_TEST_NOTIFICATIONS", "70"))
FORM = Form("desk", "https://desk.example")


def test_none_is_refused_and_nobody_is_called() -> None:
    refused: list[tuple[int, Outcome]] = []
    root = ""
    with SlackStandin(rate=0) as slack:
        bot = SlackBot(slack.token, "C0DESK", slack.api_url, form=FORM)
        hook = SlackWebhook(slack.webhook_url, tls=bot.tls, form=FORM)
        for number in range(MANY):
            thread = Thread("root", root) if root and number % 2 else None
            told = notification(number)
            delivery = Delivery(
                number, f"key-{number}", "desk", "slack", "C0DESK", State.SENDING, 0, AT, AT, told, thread=thread
            )  # fmt: skip
            outcome = (bot if number % 4 else hook).send(delivery)
            if outcome.result is not Result.ACCEPTED:
                refused.append((number, outcome))
            root = outcome.receipt if number % 4 == 2 else root
        assert refused == []
        assert slack.violations == ()
        # A message that was refused is offered again as text alone: each was taken whole, and once.
        assert len(slack.messages) == MANY
        assert all("blocks" in posted.payload for posted in slack.messages)


def test_each_can_be_sent_as_mail() -> None:
    for number in range(min(MANY, 2000)):
        mail = render_mail(notification(number), FORM)
        for part in (mail.subject, mail.text, mail.html):
            part.encode("utf-8")
        assert len(mail.subject) <= 124
        assert "\n" not in mail.subject
