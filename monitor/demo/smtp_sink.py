"""A mail server that keeps what it gets and fails when it is told to: refuse, drop the connection, hang, go away.

It is a real SMTP server (aiosmtpd) in a thread of its own, on loopback, with STARTTLS, TLS and sign-in where wanted.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import Awaitable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default as mail_policy
from typing import Any, Literal, Self

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

_ACCEPTED = "250 2.0.0 taken"


@dataclass(frozen=True, slots=True)
class Received:
    """A message that the server took, with its envelope and the time it came (UTC)."""

    message: EmailMessage
    sender: str
    recipients: tuple[str, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class SmtpFault:
    """What goes wrong once: at ``step``, for ``recipient`` (any when empty), with a reply, a drop or a hang.

    ``keep`` stores the message all the same, as a server does whose answer was lost on the way.
    """

    step: Literal["rcpt", "data"]
    reply: str = ""
    then: Literal["answer", "drop", "hang"] = "answer"
    recipient: str = ""
    keep: bool = False


@dataclass(slots=True)
class SmtpSink:
    """The server; a context manager that runs it. ``port`` 0 takes a free one and keeps it, also when down and up.

    ``tls_context`` is the server's certificate, offered by STARTTLS, or from the first byte with ``implicit_tls``.
    ``auth`` is a user name and a password without which nothing is taken; sign-in is possible after STARTTLS only.
    """

    host: str = "127.0.0.1"
    port: int = 0
    tls_context: ssl.SSLContext | None = None
    implicit_tls: bool = False
    auth: tuple[str, str] | None = field(default=None, repr=False)
    _messages: list[Received] = field(default_factory=list, init=False, repr=False)
    _faults: list[SmtpFault] = field(default_factory=list, init=False, repr=False)
    _changed: threading.Condition = field(default_factory=threading.Condition, init=False, repr=False)
    _server: _Server | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    @property
    def messages(self) -> tuple[Received, ...]:
        """What was taken so far, in order."""
        with self._changed:
            return tuple(self._messages)

    def script(self, *faults: SmtpFault) -> None:
        """Let these go wrong, each once and in this order, from now on."""
        with self._changed:
            self._faults.extend(faults)

    def wait_for(self, count: int, timeout: float = 20.0) -> tuple[Received, ...]:
        """Wait until ``count`` messages were taken, and return all. Raises TimeoutError after ``timeout`` seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._messages) >= count, timeout):
                raise TimeoutError(f"{len(self._messages)} of {count} messages after {timeout} s")
            return tuple(self._messages)

    def up(self) -> None:
        """Listen, on the same port as before."""
        if self._server is None:
            listener = socket.create_server((self.host, self.port))
            # Connections inherit it. Without it, each answer of several lines takes 40 ms (Nagle and delayed ACK).
            listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.port = listener.getsockname()[1]
            self._server = _Server(self, listener)
            self._server.start()

    def down(self) -> None:
        """Stop listening and drop every connection; messages and scripted faults stay."""
        if self._server is not None:
            self._server.drop_all()
            self._server.stop()
            self._server = None

    def next_fault(self, step: str, recipients: list[str]) -> SmtpFault | None:
        """Take the fault that is due now, where one is."""
        with self._changed:
            for fault in self._faults:
                if fault.step == step and fault.recipient in ("", *recipients):
                    self._faults.remove(fault)
                    return fault
        return None

    def keep(self, envelope: Envelope) -> None:
        """Store what a client handed over."""
        message = message_from_bytes(envelope.original_content or b"", EmailMessage, policy=mail_policy)
        received = Received(message, envelope.mail_from or "", tuple(envelope.rcpt_tos), datetime.now(UTC))
        with self._changed:
            self._messages.append(received)
            self._changed.notify_all()


class _Handler:
    """What the server does at each step of a transaction."""

    def __init__(self, sink: SmtpSink) -> None:
        self._sink = sink

    async def handle_RCPT(  # noqa: N802 aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fault = self._sink.next_fault("rcpt", [address])
        if fault is None:
            envelope.rcpt_tos.append(address)
            return "250 2.1.5 fine"
        return await _fail(server, fault)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        fault = self._sink.next_fault("data", envelope.rcpt_tos)
        if fault is None or fault.keep:
            self._sink.keep(envelope)
        return _ACCEPTED if fault is None else await _fail(server, fault)


async def _fail(server: SMTP, fault: SmtpFault) -> str:
    if fault.then == "drop":
        _drop(server)
    if fault.then != "answer":
        # aiosmtpd cancels this when the connection is gone.
        await asyncio.Event().wait()
    return fault.reply


def _drop(server: SMTP) -> None:
    """Cut the connection without a word."""
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


class _Server(Controller):
    """aiosmtpd's server on a socket that is bound already, with a list of its connections."""

    def __init__(self, sink: SmtpSink, listener: socket.socket) -> None:
        self._listener, self._sink = listener, sink
        self._sessions: list[SMTP] = []
        starttls = sink.tls_context if not sink.implicit_tls else None
        super().__init__(
            _Handler(sink), sink.host, sink.port, server_hostname="mail.invalid",
            ssl_context=sink.tls_context if sink.implicit_tls else None, tls_context=starttls,
            require_starttls=starttls is not None, auth_required=sink.auth is not None,
            auth_require_tls=True, authenticator=self._authenticate,
        )  # fmt: skip

    def factory(self) -> SMTP:
        """aiosmtpd's hook: a protocol for a new connection."""
        smtp: SMTP = super().factory()  # type: ignore[no-untyped-call]
        self._sessions.append(smtp)
        return smtp

    def drop_all(self) -> None:
        """Drop every connection at once, as a machine does that goes away."""
        for smtp in self._sessions:
            self.loop.call_soon_threadsafe(_drop, smtp)

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listener, ssl=self.ssl_context)

    def _authenticate(
        self, server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any
    ) -> AuthResult:
        known = isinstance(data, LoginPassword) and self._sink.auth == (data.login.decode(), data.password.decode())
        return AuthResult(success=known, handled=False)
