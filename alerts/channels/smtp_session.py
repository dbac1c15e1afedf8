"""SMTP connections with a bound on their whole life.

``smtplib`` bounds each read and write; a server that sends one byte now and then would hold a sender for ever. Here a
watcher shuts the socket when the time is over, which the sending thread sees as a lost connection.
"""

from __future__ import annotations

import smtplib
import socket
import ssl
import threading
from contextlib import suppress


class TimedSMTP(smtplib.SMTP):
    """A connection that is open at most ``timeout`` seconds, counted from when it is asked for."""

    def __init__(self, host: str, port: int, name: str, *, timeout: float) -> None:
        self._limit, self._closed = timeout, threading.Event()
        super().__init__(host, port, name, timeout)

    def connect(self, host: str = "localhost", port: int = 0, source_address: object = None) -> tuple[int, bytes]:
        """Connect and read the greeting; the time runs from here."""
        threading.Thread(target=self._watch, name="smtp-time-limit", daemon=True).start()
        try:
            return super().connect(host, port)
        except BaseException:
            self._closed.set()
            raise

    def close(self) -> None:
        """Close the connection and end its watcher."""
        self._closed.set()
        super().close()

    def _watch(self) -> None:
        wait = self._limit
        while not self._closed.wait(wait):
            # Again and again: while TLS is being agreed on, the socket is between two objects and cannot be shut.
            wait = 0.5
            if self.sock is not None:
                with suppress(OSError):
                    # Not the TLS socket's own shutdown: that one would let the other thread read on unencrypted.
                    socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


class TimedSMTPS(TimedSMTP, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte and verified by ``context``."""

    def __init__(self, host: str, port: int, name: str, *, timeout: float, context: ssl.SSLContext) -> None:
        self._limit, self._closed = timeout, threading.Event()
        smtplib.SMTP_SSL.__init__(self, host, port, name, timeout=timeout, context=context)
