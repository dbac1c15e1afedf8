"""``fetch`` over the downloader of an open Scrapy engine, with every failure translated to a cause."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from monitor.crawl.failures import FOREIGN, translated
from monitor.crawl.sites import registrable_domain
from monitor.crawl.tape import TAPES, Tape
from monitor.crawl.turns import Turns
from monitor.domain.retry_after import retry_after_seconds
from monitor.errors import FetchError
from monitor.ports import Exchange, Fetched, Priority

MOST_REST = 24 * 3600.0
"""Seconds: the longest rest that a site is granted."""

Blocked = Callable[[int, Mapping[str, str], bytes], str]
"""Status, headers (names in lower case) and body to the reason why this is no answer; empty where it is one."""


class EngineFetch:
    """The Fetch port over ``crawler``'s engine: its middlewares, delays, limits and guard apply to each request.

    The setting ``BLOCK_PAGES`` names the reason when an answer (status, headers, body) is a challenge or block page;
    ``RENDERED`` says which addresses a browser renders. These are never asked for conditionally: the validators of a
    page tell nothing of what its scripts add.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._blocked: Blocked = crawler.settings["BLOCK_PAGES"]
        self._rendered: Callable[[str], bool] = crawler.settings["RENDERED"]
        self._turns = Turns()

    async def __call__(
        self, url: str, *, etag: str = "", last_modified: str = "", priority: Priority = Priority.ARTICLE,
        exchanges: list[Exchange] | None = None,
    ) -> Fetched:  # fmt: skip
        """Fetch ``url``; conditional when validators are given. Raises FetchError."""
        tapes: list[Tape] = []
        rendered = self._rendered(url)
        validators = {} if rendered else {"If-None-Match": etag, "If-Modified-Since": last_modified}
        engine = self._crawler.engine
        if engine is None:
            raise FetchError("crawler closed")
        try:
            site = registrable_domain(url)
            headers = {name: value for name, value in validators.items() if value}
            meta = {"playwright": rendered} | ({} if exchanges is None else {TAPES: tapes})
            request = Request(url, headers=headers, meta=meta)
            async with self._turns.turn(site, priority):
                if rest := self._turns.resting(site):
                    raise FetchError("rate limited", f"{site} asked for rest, {rest:.0f} s more", rest)
                response = await engine.download_async(request)
        except FOREIGN as error:
            raise translated(error, url, self._crawler.settings["ADDRESS_GUARD"]) from error
        if exchanges is not None:
            exchanges.extend(tape.exchange() for tape in tapes)
        return self._usable(response, site, conditional=any(validators.values()))

    def _usable(self, response: Response, site: str, *, conditional: bool) -> Fetched:
        headers = _headers(response)
        rest = retry_after_seconds(headers.get("retry-after", ""), _now(), MOST_REST)
        if response.status in (429, 503) and rest:
            self._turns.rest(site, rest)
        if reason := self._blocked(response.status, headers, response.body):
            raise FetchError("blocked", reason, rest)
        if not 100 <= response.status <= 999:
            raise FetchError("bad answer", f"the status has not three digits: {str(response.status)[:20]}")
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
