"""``fetch`` over the downloader of an open Scrapy engine, with every failure translated to a cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import urlsplit

from scrapy import Request, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.internet.error import DNSLookupError
from twisted.web.client import ResponseFailed

from monitor.crawl.guard import AddressGuard
from monitor.crawl.sites import registrable_domain
from monitor.crawl.turns import Turns
from monitor.domain.retry_after import retry_after_seconds
from monitor.errors import FetchError
from monitor.ports import Fetched, Priority

MOST_REST = 24 * 3600.0
"""Seconds: the longest rest that a site is granted."""

Blocked = Callable[[int, Mapping[str, str], bytes], str]
"""Status, headers (names in lower case) and body to the reason why this is no answer; empty where it is one."""


class EngineFetch:
    """The Fetch port over ``crawler``'s engine: its middlewares, delays, limits and guard apply to each request.

    The setting ``BLOCK_PAGES`` names the reason when an answer (status, headers, body) is a challenge or block page.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._blocked: Blocked = crawler.settings["BLOCK_PAGES"]
        self._turns = Turns()

    async def __call__(
        self, url: str, *, etag: str = "", last_modified: str = "", priority: Priority = Priority.ARTICLE
    ) -> Fetched:
        """Fetch ``url``; conditional when validators are given. Raises FetchError."""
        validators = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        engine = self._crawler.engine
        if engine is None:
            raise FetchError("crawler closed")
        try:
            site = registrable_domain(url)
            request = Request(url, headers={name: value for name, value in validators.items() if value})
            async with self._turns.turn(site, priority):
                if rest := self._turns.resting(site):
                    raise FetchError("rate limited", f"{site} asked for rest, {rest:.0f} s more", rest)
                response = await engine.download_async(request)
        except _FOREIGN as error:
            raise _translated(error, url, self._crawler.settings["ADDRESS_GUARD"]) from error
        return self._usable(response, site, conditional=any(validators.values()))

    def _usable(self, response: Response, site: str, *, conditional: bool) -> Fetched:
        headers = _headers(response)
        rest = retry_after_seconds(headers.get("retry-after", ""), _now(), MOST_REST)
        if response.status in (429, 503) and rest:
            self._turns.rest(site, rest)
        if reason := self._blocked(response.status, headers, response.body):
            raise FetchError("blocked", reason, rest)
        if response.status != 200 and not (response.status == 304 and conditional):
            raise FetchError(f"http {response.status}", response.url, rest if response.status in (429, 503) else None)
        return Fetched(
            url=response.url,
            status=response.status,
            body=response.body,
            content_type=headers.get("content-type", ""),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            moved_to=_moved_to(response),
        )


def _headers(response: Response) -> dict[str, str]:
    """Header names in lower case to their values."""
    return {
        name.decode("latin-1").lower(): b", ".join(values).decode("latin-1")
        for name, values in response.headers.items()
        if isinstance(name, bytes)
    }


def _moved_to(response: Response) -> str:
    reasons = response.request.meta.get("redirect_reasons", []) if response.request else []
    return response.url if reasons and all(reason in (301, 308) for reason in reasons) else ""


def _now() -> datetime:
    return datetime.now(UTC)


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
)


def _translated(error: Exception, url: str, guard: AddressGuard) -> FetchError:
    text = str(error)
    if isinstance(error, exceptions.IgnoreRequest):
        if "robots.txt" in text:
            return FetchError("robots.txt", "the site asks robots not to fetch this")
        if "DOWNLOAD_MAXSIZE" in text:
            return FetchError("too large", text)
        return FetchError("redirect loop" if "redirection" in text else "refused", text)
    if isinstance(error, ValueError):
        return FetchError("bad address", text)
    if isinstance(error, exceptions.DownloadCancelledError):
        return FetchError("too large", text)
    # After a redirect the host that was looked up is not the address's own; the look-up's error ends with its name.
    hosts = (text.rpartition(": ")[2].rstrip("."), urlsplit(url).hostname or "")
    if refused := guard.refusal(hosts[0]) or guard.refusal(hosts[1]):
        return FetchError("address refused", f"{refused} is private or special; crawl.allow_private may allow it")
    cause = next((cause for kind, cause in _CAUSES if isinstance(error, kind)), "connection failed")
    return FetchError(cause, text or type(error).__name__)
