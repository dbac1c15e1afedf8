"""Downloader middlewares: robots.txt that is read again, and one queue per site."""

from __future__ import annotations

import logging
import time

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from monitor.domain.url import site_of

ROBOTS_SECONDS = 24 * 3600.0
"""How long an answer to robots.txt holds (RFC 9309 asks for at most a day)."""
ROBOTS_RETRY_SECONDS = 300.0
"""How long a failure to read robots.txt holds."""


class FreshRobotsTxtMiddleware(RobotsTxtMiddleware):
    """Scrapy's, but what was read is forgotten after a day, and a failure after minutes."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._read_at: dict[str, float] = {}
        # It would print a traceback for every unreachable site, whose page is about to fail with a cause anyway.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The parser of the request's site."""
        site = urlparse_cached(request).netloc
        known = self._parsers.get(site)
        limit = ROBOTS_RETRY_SECONDS if known is None else ROBOTS_SECONDS
        now = time.monotonic()
        if now - self._read_at.get(site, now) > limit:
            self._parsers.pop(site, None)
        if site not in self._parsers:
            self._read_at[site] = now
        return await super().robot_parser(request)


class SiteSlotMiddleware:
    """Requests to one site wait for each other whatever page, feed or redirect they come from."""

    def process_request(self, request: Request) -> None:
        """Set the queue that the request waits in."""
        request.meta["download_slot"] = site_of(request.url)
