"""The hundred services that apprise knows, one address and so one target at a time.

apprise tells only whether a service took a message, not why it did not: every failure is tried again, and whether it
was sent all the same is not known. Its own retries are off, its redirects too; text goes as text, so that a service
that knows mark-up shows it and does not obey it. What apprise logs may hold an address, so nobody hears it.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from functools import cache

from apprise import Apprise, AppriseAsset, AppriseResultStatus, NotifyFormat, NotifyType
from apprise.plugins import NotifyBase

from alerts.render import PLAIN, Form, render_mail
from monitor.domain.notification import Delivery, Outcome, Result

_TYPES = {"critical": NotifyType.FAILURE, "high": NotifyType.WARNING}


@dataclass(frozen=True, slots=True)
class AppriseChannel:
    """A service by its apprise ``url``, which is a secret; ``timeout`` is the seconds that an attempt may take."""

    url: str = field(repr=False)
    timeout: float = 15.0
    form: Form = PLAIN

    @property
    def host(self) -> str:
        """Nothing: what addresses of services share is not known."""
        return ""

    def send(self, delivery: Delivery) -> Outcome:
        """Send the delivery's notification as a title and a text."""
        _quiet()
        service = Apprise.instantiate(self.url, asset=_asset())
        if not isinstance(service, NotifyBase):
            return Outcome(Result.REFUSED_TARGET, "not an address that apprise knows")
        mail = render_mail(delivery.notification, self.form)
        kind = _TYPES.get(delivery.notification.severity, NotifyType.INFO)
        sender = Apprise(service, asset=_asset())
        result = sender.notify(
            mail.text, mail.subject, kind, body_format=NotifyFormat.TEXT, interpret_escapes=False, timeout=self.timeout
        )
        if result.status is AppriseResultStatus.SUCCESS:
            return Outcome(Result.ACCEPTED)
        if result.status is AppriseResultStatus.TIMEOUT:
            return Outcome(Result.UNKNOWN, f"{service.service_name}: no answer in time")
        return Outcome(Result.RETRY, f"{service.service_name}: not taken; apprise does not say why")


@cache
def _asset() -> AppriseAsset:
    return AppriseAsset(
        app_id="wirewatch", app_desc="wirewatch", app_url="", image_url_mask="", image_url_logo="",
        http_redirects=False, async_mode=False, default_service_retry=0, interpret_emojis=False, secure_logging=True,
    )  # fmt: skip


def _quiet() -> None:
    """Let neither apprise nor the library under it say anything: both log the paths of addresses."""
    for name in ("apprise", "urllib3"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
