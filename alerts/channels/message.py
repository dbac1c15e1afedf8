"""The e-mail itself: headers and parts, the same bytes at every attempt but for the boundary between the parts.

The Message-ID is made of the delivery's key, so that a mailbox can recognise a message that came twice. ``List-Id``
and ``Auto-Submitted`` (RFC 2919, RFC 3834) keep out-of-office answers away and let people sort by receiver.
"""

from __future__ import annotations

import re
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, parseaddr
from hashlib import sha256

from alerts.render import Mail, one_line, shorten
from monitor.domain.notification import Delivery

_POLICY = SMTP.clone(cte_type="7bit")
"""Line ends as SMTP has them, and nothing beyond ASCII in the body, so that no server needs 8BITMIME."""
MAX_ID = 60
"""Longest Message-ID: the standard library encodes longer ones as words, which breaks threading."""
_NOT_IN_LABEL = re.compile(r"[^a-z0-9]+")


def build_message(delivery: Delivery, mail: Mail, sender: str, *, text_only: bool = False) -> EmailMessage:
    """The message for the delivery's target, from ``sender``; ``text_only`` leaves the HTML part out."""
    domain = parseaddr(sender)[1].rpartition("@")[2]
    notification = delivery.notification
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender
    message["To"] = delivery.target
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(delivery.created_at)
    message["Message-ID"] = message_id(delivery.key, domain)
    message["List-Id"] = f"<{_label(delivery.receiver)}.alerts.{domain}>"
    message["Auto-Submitted"] = "auto-generated"
    message["X-Alert-Severity"] = notification.severity
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


def _label(receiver: str) -> str:
    return _NOT_IN_LABEL.sub("-", receiver.lower()).strip("-")[:30] or "receiver"


def _value(text: str) -> str:
    return shorten(one_line(text), 200).replace("=?", "= ?")
