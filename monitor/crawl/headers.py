"""How much a server may say before its answer begins.

Twisted limits the length of one header line and nothing else: a hundred thousand of them, or interim answers without
end, would be kept and parsed until the request's time is over.
"""

from __future__ import annotations

from typing import Any

from scrapy.core.downloader.handlers.http11 import _LenientHTTP11ClientProtocol
from twisted.python.failure import Failure
from twisted.web._newclient import HEADER, STATUS

MOST_HEADER_BYTES = 100_000
"""Status lines and headers of one answer together, with those of interim answers (1xx). Browsers stop at about 250,000,
common servers send none above 16,000."""


class HeadersTooLarge(Exception):
    """A server sent more than ``MOST_HEADER_BYTES`` before the end of its headers."""


class LimitedProtocol(_LenientHTTP11ClientProtocol):
    """Scrapy's protocol; it gives up an answer whose headers do not end."""

    _heard = 0

    def request(self, request: Any) -> Any:
        """Send the request."""
        self._heard = 0
        answer = super().request(request)
        if self._parser is not None:
            self._parser.MAX_LENGTH = 2 * MOST_HEADER_BYTES  # a single line has no limit of its own
        return answer

    def dataReceived(self, data: bytes) -> None:  # noqa: N802 - Twisted's name
        """Called by Twisted with every piece of an answer."""
        super().dataReceived(data)  # type: ignore[no-untyped-call]
        if self._parser is not None and self._parser.state in (STATUS, HEADER):
            self._heard += len(data)
            if self._heard > MOST_HEADER_BYTES:
                self._giveUp(Failure(HeadersTooLarge(f"more than {MOST_HEADER_BYTES} bytes of headers")))  # type: ignore[no-untyped-call]
