"""Slack: an incoming webhook, or a bot that posts to a channel. ``slack_sdk`` speaks; one request, no redirects.

A bot answers in the thread of a story's first message; a webhook cannot, since it is told no name of what it posted. A
redirect is refused because following it turns the POST into a GET that answers 200 and delivers nothing. The token
and the webhook's address are secrets: neither is ever logged or part of an outcome.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from slack_sdk.errors import SlackApiError

from alerts.channels.slack_http import Answer, PlainWebClient, PlainWebhookClient, ask
from alerts.render import PLAIN, Form, SlackMessage, one_line, render_slack, shorten
from monitor.domain.notification import Delivery, Outcome, Result

_MESSAGE_REFUSED = frozenset({
    "invalid_attachments", "invalid_blocks", "invalid_blocks_format", "invalid_metadata_format", "invalid_payload",
    "metadata_too_large", "msg_blocks_too_long", "msg_too_long", "no_text", "too_many_attachments",
})  # fmt: skip
"""Errors about this one message; every other one is about the target (Slack's reference of ``chat.postMessage``)."""
_TRY_LATER = frozenset({
    "fatal_error", "internal_error", "message_limit_exceeded", "rate_limited", "ratelimited", "request_timeout",
    "rollup_error", "service_unavailable", "team_added_to_org",
})  # fmt: skip
_NO_THREAD = frozenset({
    "cannot_reply_to_message", "invalid_thread_ts", "message_not_found", "restricted_action_non_threadable_channel",
    "restricted_action_thread_locked", "thread_not_found",
})  # fmt: skip
"""Errors about the thread: its first message is gone or takes no replies. The alert is posted beside it."""

Blocks = list[dict[str, Any]] | None


@dataclass(frozen=True, slots=True)
class SlackWebhook:
    """An incoming webhook; ``url`` is a secret, ``timeout`` the seconds to wait for each answer.

    ``tls`` verifies certificates. To make one takes as long as to send three messages, so channels share it.
    """

    url: str = field(repr=False)
    timeout: float = 15.0
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False, compare=False)
    form: Form = PLAIN

    @property
    def host(self) -> str:
        """The server of the address."""
        return _host(self.url)

    def send(self, delivery: Delivery) -> Outcome:
        """Post the delivery's notification; a refused message is offered once more as text alone."""
        return _with_fallback(self._post, _rendered(delivery, self.form))

    def _post(self, text: str, blocks: Blocks) -> Outcome:
        body = {"text": text, "blocks": blocks, "unfurl_links": False, "unfurl_media": False, "link_names": False}
        client = PlainWebhookClient(self.url, self.timeout, self.tls)
        return ask(lambda: _judge_webhook(Answer.of_webhook(client.send_dict(body))))


@dataclass(frozen=True, slots=True)
class SlackBot:
    """A bot in a workspace; ``token`` is a secret, ``channel`` a channel's id; the rest as for a webhook.

    With ``threads``, what belongs to a story answers its first message, and with ``broadcast`` a rise of its severity
    is shown in the channel, too.
    """

    token: str = field(repr=False)
    channel: str
    api_url: str = "https://slack.com/api/"
    timeout: float = 15.0
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False, compare=False)
    form: Form = PLAIN
    threads: bool = True
    broadcast: bool = True

    @property
    def host(self) -> str:
        """The server of the API."""
        return _host(self.api_url)

    def send(self, delivery: Delivery) -> Outcome:
        """Post the delivery's notification; a refused message is offered once more as text alone."""
        metadata = {"event_type": "media_alert", "event_payload": {"delivery_key": delivery.key}}
        message, thread = _rendered(delivery, self.form), self._thread(delivery)

        def post(text: str, blocks: Blocks) -> Outcome:
            said = {"text": text, "blocks": blocks, "metadata": metadata}
            outcome, error = self._ask({**said, **thread})
            return self._ask(said)[0] if thread and error in _NO_THREAD else outcome

        return _with_fallback(post, message)

    def _thread(self, delivery: Delivery) -> dict[str, Any]:
        """What makes the message a reply; nothing for the first of a thread."""
        if not self.threads or delivery.thread is None or not delivery.thread.receipt:
            return {}
        risen = self.broadcast and delivery.notification.purpose == "rise"
        return {"thread_ts": delivery.thread.receipt, **({"reply_broadcast": True} if risen else {})}

    def _ask(self, said: dict[str, Any]) -> tuple[Outcome, str]:
        """The outcome of one request, and the name of Slack's error."""
        errors: list[str] = []
        outcome = ask(lambda: self._post(said, errors))
        return outcome, "".join(errors)

    def _post(self, said: dict[str, Any], errors: list[str]) -> Outcome:
        client = PlainWebClient(self.token, self.api_url, self.timeout, self.tls)
        try:
            response = client.chat_postMessage(
                channel=self.channel, unfurl_links=False, unfurl_media=False, link_names=False, parse="none", **said
            )
        except SlackApiError as error:
            answer = Answer.of_api(error.response)
            errors.append(answer.error)
            return _judge(answer)
        return Outcome(Result.ACCEPTED, receipt=one_line(str(response.get("ts", "")))[:64])


def _rendered(delivery: Delivery, form: Form) -> SlackMessage:
    """The message; the id of its first block is made of the delivery's key, so that a repeat can be recognised."""
    return render_slack(delivery.notification, f"d.{sha256(delivery.key.encode()).hexdigest()[:24]}", form)


def _host(url: str) -> str:
    """The host of an address; nothing of one that cannot be used."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _with_fallback(post: Callable[[str, Blocks], Outcome], message: SlackMessage) -> Outcome:
    outcome = post(message.text, message.blocks)
    return post(message.text, None) if outcome.result is Result.REFUSED_MESSAGE else outcome


def _judge_webhook(answer: Answer) -> Outcome:
    """A webhook answers in plain text, ``ok`` or the name of an error. A page of HTML comes from somebody else."""
    if 200 <= answer.status < 300 and not answer.error.startswith("<"):
        return Outcome(Result.ACCEPTED)
    return _judge(answer)


def _judge(answer: Answer) -> Outcome:
    detail = f"http {answer.status}: {shorten(one_line(answer.error), 100)}"
    if 300 <= answer.status < 400:
        return Outcome(Result.REFUSED_TARGET, f"http {answer.status}: redirects are not followed")
    if answer.status in (408, 429) or answer.status >= 500 or answer.error in _TRY_LATER:
        return Outcome(Result.RETRY, detail, retry_after=answer.retry_after)
    return Outcome(Result.REFUSED_MESSAGE if answer.error in _MESSAGE_REFUSED else Result.REFUSED_TARGET, detail)
