"""``fetch`` over the downloader of an open Scrapy engine, with every failure translated to a cause."""

from __future__ import annotations

import asyncio
from urllib.parse import urlsplit

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.error import DNSLookupError
from twisted.web.client import ResponseFailed

from monitor.crawl.guard import AddressGuard
from monitor.errors import FetchError
from monitor.ports import Fetched

IN_FLIGHT = 64
"""Requests handed to the downloader at the same time; what is beyond waits here instead of in its queues."""


class EngineFetch:
    """The Fetch port over ``crawler``'s engine: its middlewares, delays, limits and guard apply to each request."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._places = asyncio.Semaphore(IN_FLIGHT)

    async def __call__(self, url: str, *, etag: str = "", last_modified: str = "") -> Fetched:
        """Fetch ``url``; conditional when validators are given. Raises FetchError."""
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        engine = self._crawler.engine
        if engine is None:
            raise FetchError("crawler closed")
        try:
            request = Request(url, headers={name: value for name, value in validators.items() if value})
            async with self._places:
                response = await engine.download_async(request)
        except _FOREIGN as error:
            raise _translated(error, url, self._crawler.settings["ADDRESS_GUARD"]) from error
        return _usable(response, conditional=bool(etag or last_modified))


_FOREIGN = (
    exceptions.IgnoreRequest,
    exceptions.DownloadConnectionRefusedError,
    exceptions.CannotResolveHostError,
    exceptions.DownloadTimeoutError,
    exceptions.DownloadCancelledError,
    exceptions.DownloadFailedError,
    exceptions.ResponseDataLossError,
    exceptions.UnsupportedURLSchemeError,
    exceptions.NotSupported,
    DNSLookupError,
    ResponseFailed,
    OSError,
    ValueError,
)
_CAUSES: tuple[tuple[type[BaseException], str], ...] = (
    (exceptions.DownloadTimeoutError, "timeout"),
    (exceptions.DownloadConnectionRefusedError, "connection refused"),
    (exceptions.CannotResolveHostError, "host not found"),
    (DNSLookupError, "host not found"),
    (exceptions.ResponseDataLossError, "answer cut off"),
    (exceptions.UnsupportedURLSchemeError, "not http"),
    (exceptions.NotSupported, "not http"),
    (ValueError, "bad address"),
)


def _translated(error: Exception, url: str, guard: AddressGuard) -> FetchError:
    text = str(error)
    if isinstance(error, exceptions.IgnoreRequest):
        if "robots.txt" in text:
            return FetchError("robots.txt", "the site asks robots not to fetch this")
        return FetchError("redirect loop" if "redirection" in text else "refused", text)
    if isinstance(error, exceptions.DownloadCancelledError):
        return FetchError("too large", text)
    # After a redirect the host that was looked up is not the address's own; the look-up's error ends with its name.
    hosts = (text.rpartition(": ")[2].rstrip("."), urlsplit(url).hostname or "")
    if refused := guard.refusal(hosts[0]) or guard.refusal(hosts[1]):
        return FetchError("address refused", f"{refused} is private or special; crawl.allow_private may allow it")
    cause = next((cause for kind, cause in _CAUSES if isinstance(error, kind)), "connection failed")
    return FetchError(cause, text or type(error).__name__)


def _usable(response: Response, *, conditional: bool) -> Fetched:
    if response.status != 200 and not (response.status == 304 and conditional):
        raise FetchError(f"http {response.status}", response.url)

    def header(name: str) -> str:
        return (response.headers.get(name) or b"").decode("latin-1")

    return Fetched(
        url=response.url,
        status=response.status,
        body=response.body,
        content_type=header("Content-Type"),
        etag=header("ETag"),
        last_modified=header("Last-Modified"),
    )
