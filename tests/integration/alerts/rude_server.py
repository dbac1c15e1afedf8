"""A web server that answers exactly what it is told to, byte for byte, and keeps what it was asked."""

from __future__ import annotations

import socket
import socketserver
import ssl
import struct
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, Self

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


def status(code: int, *headers: str, body: str = "") -> bytes:
    """An answer with this status."""
    lines = "".join(f"{header}\r\n" for header in headers)
    return f"HTTP/1.1 {code} Because\r\n{lines}Content-Length: {len(body)}\r\n\r\n{body}".encode()


@dataclass(frozen=True, slots=True)
class Asked:
    """A request: its path, its headers by lower-case name, its body."""

    path: str
    headers: dict[str, str]
    body: bytes


@dataclass(slots=True)
class RudeServer:
    """A context manager that serves on loopback; ``answer`` is sent to everybody, in pieces with ``drip`` seconds
    between them; an empty one is no answer at all, and with ``reset`` the connection is torn down."""

    answer: bytes = OK
    drip: float = 0.0
    reset: bool = False
    tls: ssl.SSLContext | None = None
    asked: list[Asked] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    _server: Any = None

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        """Its address, with a path that is a secret."""
        return f"http{'s' if self.tls else ''}://127.0.0.1:{self.port}/hook/canary-path?token=canary-query"

    def __enter__(self) -> Self:
        outer = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                with suppress(OSError, ssl.SSLError):
                    outer.serve(self.request)

        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self._server.shutdown()
        self._server.server_close()

    def serve(self, connection: socket.socket) -> None:
        """One connection."""
        if self.tls is not None:
            connection = self.tls.wrap_socket(connection, server_side=True)
        self.asked.append(_read(connection))
        if self.reset:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif not self.answer:
            self.over.wait(20)
        elif self.drip:
            for byte in self.answer:
                connection.sendall(bytes([byte]))
                if self.over.wait(self.drip):
                    break
        else:
            connection.sendall(self.answer)
        connection.close()


def _read(connection: socket.socket) -> Asked:
    raw = b""
    while b"\r\n\r\n" not in raw:
        raw += connection.recv(65536) or b"\r\n\r\n"
    head, _, body = raw.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    while len(body) < int(headers.get("content-length", 0)):
        if not (more := connection.recv(65536)):
            break
        body += more
    return Asked(first.split(" ")[1], headers, body)
