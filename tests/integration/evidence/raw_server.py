"""A server on loopback that answers each path with exactly the given bytes, and remembers the bytes it was sent."""

from __future__ import annotations

import socketserver
import threading
from types import TracebackType


class RawServer:
    """``answers`` by path; a path that is not there is a 404 with a body."""

    def __init__(self) -> None:
        self.answers: dict[str, bytes] = {}
        self.heard: list[bytes] = []
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}"

    def asked(self, path: str) -> bytes:
        """The last request for the path."""
        return next(request for request in reversed(self.heard) if request.split(b" ")[1] == path.encode())

    def __enter__(self) -> RawServer:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Handler(socketserver.StreamRequestHandler):
    owner: RawServer

    def handle(self) -> None:
        request = b""
        while line := self.rfile.readline():
            request += line
            if line == b"\r\n":
                self.owner.heard.append(request)
                path = request.split(b" ")[1].decode()
                self.wfile.write(self.owner.answers.get(path, answer(b"Nothing here", status="404 Not Found")))
                request = b""


def answer(body: bytes, *headers: str, status: str = "200 OK") -> bytes:
    """An answer with a length."""
    lines = (f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "", "")
    return "\r\n".join(lines).encode() + body


def chunked(body: bytes, *headers: str, size: int = 700) -> bytes:
    """An answer in chunks."""
    lines = ("HTTP/1.1 200 OK", *headers, "Transfer-Encoding: chunked", "", "")
    parts = [body[at : at + size] for at in range(0, len(body), size)]
    return "\r\n".join(lines).encode() + b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in [*parts, b""])
