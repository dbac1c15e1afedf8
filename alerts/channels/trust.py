"""Which certificates of servers are trusted, made once: to make a TLS context costs as much CPU as ten messages."""

from __future__ import annotations

import ssl
import threading


class Trust:
    """A context that verifies certificates by the authorities in ``ca_file`` (PEM), or by the system's.

    It is made when it is first asked for, and kept: authorities that change on the disk count after a reload.
    """

    def __init__(self, ca_file: str = "") -> None:
        self._ca_file, self._turn = ca_file, threading.Lock()
        self._context: ssl.SSLContext | None = None

    def context(self) -> ssl.SSLContext:
        """The context. Raises OSError (ssl.SSLError is one) where the file cannot be read, each time anew."""
        with self._turn:
            if self._context is None:
                self._context = ssl.create_default_context(cafile=self._ca_file or None)
            return self._context
