"""One POST to an address that somebody configured: guarded, verified, bounded, and nothing followed.

Every address that a name stands for passes a guard before it is connected to, and the one that passed is the one that
is connected to. A watcher ends the whole exchange in time, also where a server sends one byte now and then. Of the
answer only the status and the headers are read.
"""

from __future__ import annotations

import http.client
import socket
import ssl
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit

from monitor.domain.notification import Outcome, Result

Guard = Callable[[str, str], bool]
"""Whether a connection to a host, by its name, at an address may be made."""


MOST_ADDRESSES = 3
"""How many addresses of a host are tried."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back; ``headers`` by lower-case name."""

    status: int
    headers: Mapping[str, str]


class NotSent(Exception):
    """Nothing was sent; ``outcome`` says why."""

    def __init__(self, outcome: Outcome) -> None:
        self.outcome = outcome
        super().__init__(outcome.detail)


@dataclass(frozen=True, slots=True)
class Poster:
    """Sends to ``url``, which is a secret; ``timeout`` in seconds is for the whole exchange."""

    url: str = field(repr=False)
    guard: Guard = field(repr=False)
    timeout: float
    tls: ssl.SSLContext = field(repr=False, compare=False)

    @property
    def host(self) -> str:
        """Host and port of the address; empty for an address that cannot be used."""
        try:
            parts = urlsplit(self.url)
            return f"{parts.hostname}:{_port(parts)}" if parts.hostname else ""
        except ValueError:
            return ""

    def post(self, body: bytes, headers: Mapping[str, str]) -> Answer:
        """Send ``body``. Raises NotSent before anything was sent, and OSError or HTTPException after that."""
        connection = self._request(body, headers)
        try:
            connection.endheaders(body)
            response = connection.getresponse()
            return Answer(response.status, {name.lower(): value for name, value in response.getheaders()})
        finally:
            connection.close()

    def _request(self, body: bytes, headers: Mapping[str, str]) -> _Connection:
        """The request, made and not sent. Raises NotSent for an address that no request can be made of."""
        unusable = NotSent(Outcome(Result.REFUSED_TARGET, "the address cannot be used in a request"))
        try:
            parts = urlsplit(self.url)
            if parts.scheme not in ("http", "https") or not parts.hostname or "@" in parts.netloc:
                raise unusable
            connection = _Connection(parts.hostname, _port(parts), self, secure=parts.scheme == "https")
            path = f"{parts.path or '/'}{'?' + parts.query if parts.query else ''}"
            connection.putrequest("POST", path, skip_host=True, skip_accept_encoding=True)
            sent = {"Host": parts.netloc, **headers, "Content-Length": str(len(body)), "Connection": "close"}
            for name, value in sent.items():
                connection.putheader(name, value)
        except (ValueError, http.client.HTTPException):
            raise unusable from None
        return connection


class _Connection(http.client.HTTPConnection):
    """A connection through the guard, open at most as long as its sender waits."""

    def __init__(self, host: str, port: int, poster: Poster, *, secure: bool) -> None:
        super().__init__(host, port, timeout=poster.timeout)
        self._poster, self._secure, self._over = poster, secure, threading.Event()

    def connect(self) -> None:
        """Look the name up, ask the guard, connect, verify. Raises NotSent."""
        self.sock = self._reached(self._addresses())
        threading.Thread(target=self._watch, name="webhook-time-limit", daemon=True).start()
        if not self._secure:
            return
        try:
            self.sock = self._poster.tls.wrap_socket(self.sock, server_hostname=self.host)
        except ssl.SSLCertVerificationError as error:
            raise NotSent(Outcome(Result.REFUSED_TARGET, f"certificate not trusted: {error.verify_message}")) from None
        except (OSError, ValueError):
            raise NotSent(Outcome(Result.RETRY, "no connection: TLS could not be agreed on")) from None

    def close(self) -> None:
        """Close, and end the watcher."""
        self._over.set()
        super().close()

    def _reached(self, addresses: list[str]) -> socket.socket:
        """A connection to the first address that answers."""
        why = ""
        for address in addresses:
            try:
                return socket.create_connection((address, self.port), self._poster.timeout)
            except OSError as error:
                why = why or error.strerror or "too slow"
        raise NotSent(Outcome(Result.RETRY, f"no connection: {why}"))

    def _addresses(self) -> list[str]:
        """The first few addresses of the host, where the guard allows all that it has."""
        try:
            found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            raise NotSent(Outcome(Result.RETRY, "no connection: the name is not known")) from None
        addresses = [str(entry[4][0]) for entry in found]
        if not all(self._poster.guard(self.host, address) for address in addresses):
            raise NotSent(Outcome(Result.REFUSED_TARGET, "the host has an address that is not public"))
        return list(dict.fromkeys(addresses))[:MOST_ADDRESSES]

    def _watch(self) -> None:
        wait = self._poster.timeout
        while not self._over.wait(wait):
            # Again and again: while TLS is being agreed on, the socket is between two objects and cannot be shut.
            wait = 0.5
            if self.sock is not None:
                with suppress(OSError):
                    socket.socket.shutdown(self.sock, socket.SHUT_RDWR)


def _port(parts: SplitResult) -> int:
    return parts.port or (443 if parts.scheme == "https" else 80)
