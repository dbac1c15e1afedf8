"""Connections that are kept open for the next request to a host, but not until the next poll.

Between two polls of a source lie minutes, longer than servers keep a connection. Scrapy's pool holds on to each for
four minutes all the same, also to those that the server has closed, and to the names of all hosts that it ever saw.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from scrapy import signals
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from twisted.web.client import HTTPConnectionPool

from monitor.crawl.tape import Recorder, TapedFactory

KEPT_SECONDS = 20
"""How long a connection without a request is kept: pages follow their feed, one after the other, within this time."""
MOST_EMPTY = 1_000
"""Hosts without a connection that the pool may know, before it forgets them."""


class BriefPool(HTTPConnectionPool):
    """Twisted's pool with a shorter memory."""

    cachedConnectionTimeout = KEPT_SECONDS  # noqa: N815 - Twisted's name

    def _putConnection(self, key: Any, connection: Any) -> None:  # noqa: N802 - Twisted's name
        super()._putConnection(key, connection)  # type: ignore[no-untyped-call]
        if len(self._connections) > len(self._timeouts) + MOST_EMPTY:
            self._connections = {known: kept for known, kept in self._connections.items() if kept}


class BriefHTTP11DownloadHandler(HTTP11DownloadHandler):
    """Scrapy's handler over such a pool; what goes over its connections can be taken down (see tape.py)."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        from twisted.internet import reactor  # importing it earlier would install another one

        theirs, self._pool = self._pool, BriefPool(reactor, persistent=True)  # type: ignore[no-untyped-call]
        self._pool.maxPersistentPerHost = theirs.maxPersistentPerHost
        self._recorder = Recorder()
        crawler.signals.connect(self._recorder.headers_received, signal=signals.headers_received)
        self._pool._factory = partial(TapedFactory, self._recorder)  # type: ignore[assignment]
