"""What goes over the wire, taken down: the bytes of each request and of its answer, for those who ask for them.

Scrapy's responses have lost the order and case of headers, the reason phrase and the transfer encoding, so the bytes
are taken where the connection hands them over (after TLS). A request asks by a list under ``TAPES`` in its ``meta``; it
follows redirects, and each answer on the way adds its tape to it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientFactory

from monitor.crawl.headers import LimitedProtocol
from monitor.ports import Exchange

TAPES = "tapes"
"""The key in a request's ``meta``: a list of tapes."""

_SECRET = re.compile(rb"(?im)^(?:authorization|proxy-authorization|cookie):.*\r\n")
_INTERIM = re.compile(rb"HTTP/\d\.\d 1\d\d\b.*?\r?\n\r?\n", re.DOTALL)


class Tape:
    """One request and its answer, while they are under way."""

    __slots__ = ("_received", "address", "at", "sent", "url")

    def __init__(self, sent: bytes, address: str) -> None:
        self.at = datetime.now(UTC)
        self.sent, self.address, self.url = sent, address, ""
        self._received: bytearray | None = bytearray()

    def hear(self, data: bytes) -> None:
        """More of the answer."""
        if self._received is not None:
            self._received += data

    def cut(self, length: int) -> None:
        """So many bytes at the end came after the answer and do not belong to it."""
        if self._received is not None and length:
            del self._received[-length:]

    def erase(self) -> None:
        """Nobody asked for this one."""
        self._received = None

    def exchange(self) -> Exchange:
        """What was sent and received; without secrets of ours, and without interim answers (1xx) before the answer."""
        received = bytes(self._received or b"")
        while interim := _INTERIM.match(received):
            received = received[interim.end() :]
        return Exchange(self.url, self.at, self.address, _SECRET.sub(b"", self.sent), received)


class Recorder:
    """Knows which tape is heard at the moment, and gives it to the request that asked for it."""

    def __init__(self) -> None:
        self.heard: Tape | None = None

    def headers_received(self, request: Request) -> None:
        """Scrapy's signal of this name: it is sent while the connection hands over the end of the headers."""
        tape, tapes = self.heard, request.meta.get(TAPES)
        if tape is None:
            return
        if tapes is None:
            tape.erase()
        else:
            tape.url = request.url
            tapes.append(tape)


class _Paper:
    """Stands where a request expects its transport."""

    def __init__(self) -> None:
        self.written = b""

    def writeSequence(self, parts: list[bytes]) -> None:  # noqa: N802 - Twisted's name
        self.written += b"".join(parts)


class TapedProtocol(LimitedProtocol):
    """The crawler's protocol, with a tape that runs from each request to the end of its answer."""

    _tape: Tape | None = None

    def __init__(self, quiescent: Callable[[Any], None], recorder: Recorder) -> None:
        super().__init__(quiescent)  # type: ignore[no-untyped-call]
        self._recorder = recorder

    def request(self, request: Any) -> Any:
        """Send the request."""
        self._tape = None
        if request.bodyProducer is None:  # such a request writes the same bytes as often as it is asked to
            transport: Any = self.transport
            request.writeTo(paper := _Paper())
            self._tape = Tape(paper.written, transport.getPeer().host)
        return super().request(request)

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Called by Twisted with every piece of an answer."""
        if self._tape is None:
            super().dataReceived(data)
            return
        self._tape.hear(data)
        self._recorder.heard = self._tape
        try:
            super().dataReceived(data)
        finally:
            self._recorder.heard = None

    def _finishResponse(self, rest: bytes) -> None:  # noqa: N802 - Twisted's name
        if self._tape is not None:
            self._tape.cut(len(rest))
            self._tape = None
        super()._finishResponse(rest)


class TapedFactory(_LenientHTTP11ClientFactory):
    """Builds such protocols."""

    def __init__(self, recorder: Recorder, quiescent: Callable[[Any], None], metadata: object) -> None:
        super().__init__(quiescent, metadata)  # type: ignore[no-untyped-call]
        self._recorder = recorder

    def buildProtocol(self, addr: Any) -> TapedProtocol:  # noqa: N802 - Twisted's name
        """Called by Twisted for every new connection."""
        return TapedProtocol(self._quiescentCallback, self._recorder)
