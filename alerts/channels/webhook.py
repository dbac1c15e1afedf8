"""Signed webhooks, as Standard Webhooks has them: a JSON document, its id, the time and a signature in headers.

The id is the delivery's key, the same at every attempt, so that the other side can tell a repeat. Each of several
secrets makes a signature, which is how a secret is changed without a gap. Redirects are refused.
"""

from __future__ import annotations

import http.client
import ssl
from dataclasses import dataclass, field
from datetime import UTC, datetime

from standardwebhooks import Webhook

from alerts.channels.guarded_http import Answer, Guard, NotSent, Poster
from alerts.render import PLAIN, Form, document_text
from monitor.domain.notification import Delivery, Outcome, Result
from monitor.domain.retry_after import asked_wait

USER_AGENT = "wirewatch-webhook/1"
_LATER = (408, 425, 429)
_MESSAGE = (400, 413, 415, 422)
"""Statuses about this one message. Any other 4xx is about the target: 410 says that it is gone for good."""


@dataclass(frozen=True, slots=True)
class WebhookChannel:
    """A place that takes signed documents; ``url`` and ``secrets`` (``whsec_...``) are secrets.

    ``guard`` says which addresses may be connected to, ``timeout`` the seconds for a whole attempt.
    """

    url: str = field(repr=False)
    secrets: tuple[str, ...] = field(repr=False)
    guard: Guard = field(repr=False)
    timeout: float = 15.0
    tls: ssl.SSLContext = field(default_factory=ssl.create_default_context, repr=False, compare=False)
    form: Form = PLAIN

    @property
    def host(self) -> str:
        """Host and port of the address."""
        return self._poster.host

    def send(self, delivery: Delivery) -> Outcome:
        """Post the delivery's document."""
        body = document_text(delivery, self.form)
        now = datetime.now(UTC)
        signed = (Webhook(secret).sign(delivery.key, now, body) for secret in self.secrets)
        headers = {
            "Content-Type": "application/json",
            "User-Agent": USER_AGENT,
            "webhook-id": delivery.key,
            "webhook-timestamp": str(int(now.timestamp())),
            "webhook-signature": " ".join(signed),
        }
        try:
            return _judged(self._poster.post(body.encode("ascii"), headers))
        except NotSent as error:
            return error.outcome
        except (OSError, http.client.HTTPException):
            # No message of an error is repeated: it may hold what the other side sent.
            return Outcome(Result.UNKNOWN, "no valid answer after the message was sent")

    @property
    def _poster(self) -> Poster:
        return Poster(self.url, self.guard, self.timeout, self.tls)


def _judged(answer: Answer) -> Outcome:
    detail = f"http {answer.status}"
    if 200 <= answer.status < 300:
        return Outcome(Result.ACCEPTED)
    if 300 <= answer.status < 400:
        return Outcome(Result.REFUSED_TARGET, f"{detail}: redirects are not followed")
    if answer.status in _LATER or answer.status >= 500:
        return Outcome(Result.RETRY, detail, retry_after=asked_wait(answer.headers, datetime.now(UTC)))
    return Outcome(Result.REFUSED_MESSAGE if answer.status in _MESSAGE else Result.REFUSED_TARGET, detail)
