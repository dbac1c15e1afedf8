"""The e-mail itself: headers and parts, the same bytes at every attempt but for the boundary between the parts.

The Message-ID is made of the delivery's key, so that a mailbox can recognise a message that came twice, and replies
name the one that they answer (RFC 5322, 3.6.4). ``List-Id`` and ``Auto-Submitted`` (RFC 2919, RFC 3834) keep
out-of-office answers away and let people sort by receiver; ``List-Unsubscribe`` (RFC 2369) says whom to ask for none.
"""

from __future__ import annotations

import re
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from email.utils import format_datetime, parseaddr
from functools import cache
from hashlib import sha256
from urllib.parse import quote

from alerts.render import Mail, one_line, shorten
from monitor.domain.notification import Delivery

MAX_ID = 60
"""Longest Message-ID: the standard library encodes longer ones as words, which breaks threading."""
_NOT_IN_LABEL = re.compile(r"[^a-z0-9]+")


class _Verbatim(UnstructuredHeader, BaseHeader):
    """A header that stands on one line as it is: the standard library would encode a long address as words."""

    def fold(self, *, policy: Policy) -> str:
        """The header's line."""
        return f"{self.name}: {self}{policy.linesep}"


def build_message(
    delivery: Delivery, mail: Mail, sender: str, *, unsubscribe: str = "", text_only: bool = False
) -> EmailMessage:
    """The message for the delivery's target, from ``sender``; ``text_only`` leaves the HTML part out.

    ``unsubscribe`` is the address, for mail or of a page, where people say that they want no more.
    """
    domain = parseaddr(sender)[1].rpartition("@")[2]
    notification = delivery.notification
    message = EmailMessage(policy=_policy())
    message["From"] = sender
    message["To"] = delivery.target
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(delivery.created_at)
    message["Message-ID"] = message_id(delivery.key, domain)
    if delivery.thread is not None:
        root = message_id(delivery.thread.key, domain)
        message["In-Reply-To"] = root
        message["References"] = root
    message["List-Id"] = f"<{_label(delivery.receiver)}.alerts.{domain}>"
    message["List-Unsubscribe"] = f"<{_unsubscribe(delivery, sender, unsubscribe)}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Alert-Severity"] = notification.severity
    message["X-Alert-Purpose"] = _value(notification.purpose)
    message["X-Alert-Receiver"] = _value(delivery.receiver)
    message["X-Alert-Rule"] = _value(", ".join(rule.name for rule in notification.rules))
    message["X-Alert-Story"] = _value(notification.story)
    message.set_content(mail.text)
    if not text_only:
        message.add_alternative(mail.html, subtype="html")
    return message


def message_id(key: str, domain: str) -> str:
    """The Message-ID of a delivery, at most 60 characters; a long domain loses its beginning."""
    local = f"<d.{sha256(key.encode()).hexdigest()[:24]}@"
    return f"{local}{domain[-(MAX_ID - len(local) - 1) :].lstrip('.-')}>"


@cache
def _policy() -> EmailPolicy[EmailMessage]:
    """Line ends as SMTP has them, and nothing beyond ASCII in the body, so that no server needs 8BITMIME."""
    registry = HeaderRegistry()
    registry.map_to_type("list-unsubscribe", _Verbatim)
    return SMTP.clone(cte_type="7bit", header_factory=registry)


def _unsubscribe(delivery: Delivery, sender: str, address: str) -> str:
    """Where to say that one wants no more: a page, or a mail that says which receiver it is about."""
    if address.startswith(("https://", "http://")):
        return address
    subject = quote(f"unsubscribe {one_line(delivery.receiver)[:40]}", errors="replace")
    return f"mailto:{address or parseaddr(sender)[1]}?subject={subject}"


def _label(receiver: str) -> str:
    return _NOT_IN_LABEL.sub("-", receiver.lower()).strip("-")[:30] or "receiver"


def _value(text: str) -> str:
    return shorten(one_line(text), 200).replace("=?", "= ?")
