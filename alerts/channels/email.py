"""E-mail over SMTP: one transaction for one recipient, so that one address that is refused concerns no other.

TLS is verified and, where it is asked for, required: a server that does not offer it is a refused target, never a
reason to send in the clear. Whether a message was taken is known exactly: everything before the final dot was sent can
be tried again, a lost answer after it is ``unknown`` (RFC 5321, 4.2.5 and 4.5.4.2).
"""

from __future__ import annotations

import re
import smtplib
import ssl
from contextlib import suppress
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from email.utils import parseaddr
from typing import Literal

from alerts.channels.message import build_message
from alerts.channels.smtp_session import TimedSMTP, TimedSMTPS
from alerts.channels.trust import Trust
from alerts.render import PLAIN, Form, Mail, one_line, render_mail, shorten
from monitor.domain.notification import Delivery, Outcome, Result

_ADDRESS = re.compile(r"[!#-'*+\-./0-9=?A-Z^_`a-z{|}~]+@[A-Za-z0-9.-]+")
_LINE_START_DOT = re.compile(rb"^\.", re.MULTILINE)
_MESSAGE_REFUSED = (552, 554)
"""Replies to the message itself: too large, or its content is not wanted. Any other 5xx is about us or the target."""


class _Refused(Exception):
    """Something said no: at which step, with which code (0 where it was not the server), in which words."""

    def __init__(self, step: str, code: int, reply: bytes | str) -> None:
        self.step, self.code = step, code
        self.reply = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
        super().__init__(step, code)


@dataclass(frozen=True, slots=True)
class EmailChannel:
    """An SMTP server and an account on it; a delivery's target is the address it is sent to.

    ``sender`` is an address with or without a name, ``trust`` says whose certificates are good (channels share one),
    ``timeout`` the seconds a whole transaction may take. With ``threads``, what belongs to a story answers
    its first message; ``unsubscribe`` is where people say that they want no more mail.
    """

    host: str
    port: int
    tls: Literal["starttls", "tls", "none"]
    sender: str
    username: str = field(default="", repr=False)
    password: str = field(default="", repr=False)
    trust: Trust = field(default_factory=Trust, repr=False, compare=False)
    timeout: float = 20.0
    form: Form = PLAIN
    threads: bool = True
    unsubscribe: str = ""

    def send(self, delivery: Delivery) -> Outcome:
        """Send the delivery's notification to its target; a refused message is offered once more as text alone."""
        if not _ADDRESS.fullmatch(delivery.target):
            return Outcome(
                Result.REFUSED_TARGET, f"{one_line(delivery.target)!r} is not an address that SMTP can carry"
            )
        delivery = delivery if self.threads else replace(delivery, thread=None)
        mail = render_mail(delivery.notification, self.form, reply=delivery.thread is not None)
        outcome = self._attempt(self._message(delivery, mail), delivery.target)
        if outcome.result is Result.REFUSED_MESSAGE:
            outcome = self._attempt(self._message(delivery, mail, text_only=True), delivery.target)
        return outcome

    def _message(self, delivery: Delivery, mail: Mail, *, text_only: bool = False) -> EmailMessage:
        return build_message(delivery, mail, self.sender, unsubscribe=self.unsubscribe, text_only=text_only)

    def _attempt(self, message: EmailMessage, recipient: str) -> Outcome:
        """One connection, one transaction, one outcome: what fails before the message was sent ends here."""
        try:
            smtp = self._connect()
            try:
                self._sign_in(smtp)
                return self._transact(smtp, message, recipient)
            finally:
                _leave(smtp)
        except _Refused as refusal:
            return self._refusal(refusal)
        except smtplib.SMTPResponseException as error:
            return self._refusal(_Refused("connection", error.smtp_code, error.smtp_error))
        except smtplib.SMTPServerDisconnected:
            return Outcome(Result.RETRY, "connection lost or too slow")
        except smtplib.SMTPException as error:
            return Outcome(Result.REFUSED_TARGET, self._told(str(error)))
        except ssl.SSLCertVerificationError as error:
            return Outcome(Result.REFUSED_TARGET, f"certificate not trusted: {self._told(error.verify_message)}")
        except OSError as error:
            return Outcome(Result.RETRY, f"no connection: {error.strerror or type(error).__name__}")

    def _connect(self) -> TimedSMTP:
        """An open connection, encrypted as configured. Raises what smtplib and ssl raise, and _Refused."""
        domain = parseaddr(self.sender)[1].rpartition("@")[2]
        if self.tls == "tls":
            return TimedSMTPS(self.host, self.port, domain, timeout=self.timeout, context=self._context())
        context = self._context() if self.tls == "starttls" else None
        smtp = TimedSMTP(self.host, self.port, domain, timeout=self.timeout)
        if context is not None:
            try:
                smtp.starttls(context=context)
            except BaseException:
                smtp.close()
                raise
        return smtp

    def _context(self) -> ssl.SSLContext:
        try:
            return self.trust.context()
        except OSError as error:
            raise _Refused("ca_file", 0, error.strerror or "not a PEM file") from None

    def _sign_in(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        if not self.username:
            return
        try:
            smtp.login(self.username, self.password)
        except smtplib.SMTPAuthenticationError as error:
            # What the server says here may repeat what it was told, in any encoding.
            raise _Refused("sign-in", error.smtp_code, "") from None
        except UnicodeEncodeError:
            raise _Refused("sign-in", 0, "name or password is not ASCII") from None

    def _transact(self, smtp: smtplib.SMTP, message: EmailMessage, recipient: str) -> Outcome:
        """MAIL, RCPT, DATA. Raises for whatever goes wrong before the message is with the server."""
        _expect(250, "sender", smtp.mail(parseaddr(self.sender)[1]))
        code, reply = smtp.rcpt(recipient)
        if code not in (250, 251):
            raise _Refused("recipient", code, reply)
        _expect(354, "data", smtp.docmd("DATA"))
        smtp.send(_LINE_START_DOT.sub(b"..", message.as_bytes()) + b".\r\n")
        try:
            code, reply = smtp.getreply()
        except OSError:  # of smtplib too
            return Outcome(Result.UNKNOWN, "no answer after the message was sent")
        if code < 200:
            return Outcome(Result.UNKNOWN, "no valid answer after the message was sent")
        _expect(250, "message", (code, reply))
        return Outcome(Result.ACCEPTED, receipt=self._told(reply.decode("utf-8", "replace")))

    def _refusal(self, refusal: _Refused) -> Outcome:
        detail = one_line(f"{refusal.step}: {refusal.code or ''} {self._told(refusal.reply)}")
        if refusal.code and refusal.code < 500:
            return Outcome(Result.RETRY, detail)
        if refusal.step in ("data", "message") and refusal.code in _MESSAGE_REFUSED:
            return Outcome(Result.REFUSED_MESSAGE, detail)
        return Outcome(Result.REFUSED_TARGET, detail)

    def _told(self, reply: str) -> str:
        """A server's words, fit to be kept: one short line, without our secrets should the server repeat them."""
        for secret in (self.password, self.username):
            reply = reply.replace(secret, "***") if secret else reply
        return shorten(one_line(reply), 200)


def _expect(expected: int, step: str, answer: tuple[int, bytes]) -> None:
    if answer[0] != expected:
        raise _Refused(step, *answer)


def _leave(smtp: smtplib.SMTP) -> None:
    """Say good-bye and close without waiting: no answer to QUIT may change the outcome of the transaction."""
    with suppress(OSError):
        smtp.putcmd("QUIT")
    smtp.close()
