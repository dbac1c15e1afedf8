"""``slack_sdk``'s two clients over a plain HTTP request, and how such a request ended.

Both clients are given their own way to send one request: no redirects followed, every status an answer rather than an
exception, an answer of bounded size, and the system's proxy settings with their exceptions. Their retries are off (the
outbox does that, durably) and so is their logging, which at its most talkative writes a webhook's secret address.
"""

from __future__ import annotations

import json
import logging
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException, InvalidURL
from typing import Any
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request, UnknownHandler

from slack_sdk import WebClient
from slack_sdk.web import SlackResponse
from slack_sdk.webhook import WebhookClient, WebhookResponse

from monitor.domain.notification import Outcome, Result
from monitor.domain.retry_after import asked_wait

_MAX_ANSWER = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack answered. ``error`` is the name it gave, ``retry_after`` is in seconds."""

    status: int
    error: str
    retry_after: float | None = None

    @classmethod
    def of_webhook(cls, response: WebhookResponse) -> Answer:
        """The answer of an incoming webhook, which is plain text."""
        return cls(response.status_code, response.body.strip(), asked_wait(response.headers, datetime.now(UTC)))

    @classmethod
    def of_api(cls, response: SlackResponse) -> Answer:
        """The answer of a method of the web API, which is JSON."""
        return cls(
            response.status_code, str(response.get("error", "")), asked_wait(response.headers, datetime.now(UTC))
        )


class PlainWebhookClient(WebhookClient):
    """A webhook client that sends one request and follows nothing."""

    def __init__(self, url: str, timeout: float, tls: ssl.SSLContext) -> None:
        super().__init__(url, timeout=timeout, ssl=tls, logger=_silence(), retry_handlers=[])  # type: ignore[arg-type]

    def _perform_http_request_internal(self, url: str, req: Request) -> WebhookResponse:
        status, headers, body = _exchange(req, self, self.url, urlsplit(self.url).path)
        return WebhookResponse(url=url, status_code=status, body=body, headers=headers)


class PlainWebClient(WebClient):
    """A web API client that sends one request, follows nothing, and takes any answer for one."""

    def __init__(self, token: str, base_url: str, timeout: float, tls: ssl.SSLContext) -> None:
        super().__init__(token, base_url, timeout=timeout, ssl=tls, logger=_silence(), retry_handlers=[])  # type: ignore[arg-type]

    def _perform_urllib_http_request_internal(self, url: str, req: Request) -> dict[str, Any]:
        status, headers, body = _exchange(req, self, self.token or "")
        return {"status": status, "headers": headers, "body": _as_object(body)}


def ask(call: Callable[[], Outcome]) -> Outcome:
    """The outcome of ``call``, or of the failure that ended it. No message of an error is repeated: it may hold an
    address or a token."""
    try:
        return call()
    except URLError as error:
        if isinstance(error.reason, ssl.SSLCertVerificationError):
            return Outcome(Result.REFUSED_TARGET, "certificate not trusted")
        return Outcome(Result.RETRY, f"no connection: {getattr(error.reason, 'strerror', None) or 'failed'}")
    except (InvalidURL, ValueError):
        return Outcome(Result.REFUSED_TARGET, "the address or the token cannot be used in a request")
    except (OSError, HTTPException):
        return Outcome(Result.UNKNOWN, "no answer after the message was sent")


def _exchange(
    request: Request, client: PlainWebClient | PlainWebhookClient, *secrets: str
) -> tuple[int, dict[str, str], str]:
    """One request of the client and its answer: status, headers by lower-case name, body without ``secrets``.

    The path of a webhook's address is one by itself: servers like to say which path they do not know.
    """
    opener = OpenerDirector()
    for handler in (ProxyHandler(), UnknownHandler(), HTTPHandler(), HTTPSHandler(context=client.ssl)):
        opener.add_handler(handler)
    with opener.open(request, timeout=client.timeout) as response:
        body = response.read(_MAX_ANSWER).decode("utf-8", "replace")
        headers = {name.lower(): value for name, value in response.headers.items()}
        for secret in filter(None, secrets):
            body = body.replace(secret, "***")
        return response.status, headers, body


def _as_object(body: str) -> str:
    """``body`` where it is a JSON object, else one that says what was there instead."""
    try:
        if isinstance(json.loads(body), dict):
            return body
    except ValueError:
        pass
    return json.dumps({"ok": False, "error": f"not an answer of Slack's API: {body[:60]}"})


def _silence() -> logging.Logger:
    """A logger that no handler hears, whatever the program's own levels are."""
    return logging.Logger("slack", logging.CRITICAL + 1)
