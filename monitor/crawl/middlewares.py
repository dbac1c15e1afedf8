"""Downloader middlewares: robots.txt that is read again, and one queue per site."""

from __future__ import annotations

import logging
import time

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from monitor.crawl.sites import registrable_domain

ROBOTS_SECONDS = 24 * 3600.0
"""How long an answer to robots.txt holds (RFC 9309 asks for at most a day)."""
MOST_CRAWL_DELAY = 60.0
"""Seconds: a longer Crawl-delay would make a news source useless, and is read as this one."""
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
        parser = await super().robot_parser(request)
        if parser is not None:
            self._slow_down(request, parser)
        return parser

    def _slow_down(self, request: Request, parser: RobotParser) -> None:
        """Ask the request's site no faster than its Crawl-delay, and never faster than the configuration says."""
        asked = parser.crawl_delay(self.crawler.settings["USER_AGENT"]) or 0.0
        engine, site = self.crawler.engine, registrable_domain(request.url)
        configured = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        if engine is None or asked <= configured:
            return
        delay = min(float(asked), MOST_CRAWL_DELAY)
        engine.downloader.per_slot_settings[site] = {"concurrency": 1, "delay": delay, "jitter": 0.0}
        if slot := engine.downloader.slots.get(site):
            slot.delay = delay


class SiteSlotMiddleware:
    """Requests to one site wait for each other whatever page, feed or redirect they come from."""

    def process_request(self, request: Request) -> None:
        """Set the queue that the request waits in."""
        request.meta["download_slot"] = registrable_domain(request.url)
