"""Downloader middlewares: robots.txt that is read again, redirects that stay secure, and one queue per site."""

from __future__ import annotations

import logging
import time

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.http import Response
from scrapy.robotstxt import RobotParser
from scrapy.utils.httpobj import urlparse_cached

from monitor.crawl.failures import InsecureRedirect
from monitor.crawl.recent import Recent
from monitor.crawl.sites import registrable_domain

ROBOTS_SECONDS = 24 * 3600.0
"""How long an answer to robots.txt holds (RFC 9309 asks for at most a day)."""
MOST_CRAWL_DELAY = 60.0
"""Seconds: a longer Crawl-delay would make a news source useless, and is read as this one."""
ROBOTS_RETRY_SECONDS = 300.0
"""How long a failure to read robots.txt holds."""


MOST_ROBOTS_BYTES = 512_000
"""What lies beyond is not read: RFC 9309 asks for 500 KiB, and a parser takes sixteen times the size of the text."""
MOST_SITES, MOST_TEXT = 5_000, 5_000_000
"""Of how many sites, and how many bytes of robots.txt together, is remembered; the oldest are read again."""


class FreshRobotsTxtMiddleware(RobotsTxtMiddleware):
    """Scrapy's, but what was read is forgotten after a day, a failure after minutes, the oldest for want of room."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._read = Recent(MOST_SITES, MOST_TEXT)
        # It would print a traceback for every unreachable site, whose page is about to fail with a cause anyway.
        logging.getLogger(RobotsTxtMiddleware.__module__).setLevel(logging.CRITICAL)

    async def robot_parser(self, request: Request) -> RobotParser | None:
        """The parser of the request's site."""
        site = urlparse_cached(request).netloc
        limit = ROBOTS_RETRY_SECONDS if self._parsers.get(site) is None else ROBOTS_SECONDS
        if self._read.age(site, time.monotonic()) > limit:
            self._read.forget(site)
            del self._parsers[site]
        parser = await super().robot_parser(request)
        if parser is not None:
            self._slow_down(request, parser)
        return parser

    async def _parse_robots(self, response: Response, netloc: str, request: Request) -> None:
        if len(response.body) > MOST_ROBOTS_BYTES:
            response = response.replace(body=response.body[:MOST_ROBOTS_BYTES])
        await super()._parse_robots(response, netloc, request)
        self._keep(netloc, len(response.body))

    def _robots_error(self, exc: Exception, netloc: str) -> None:
        super()._robots_error(exc, netloc)
        self._keep(netloc, 0)

    def _keep(self, site: str, size: int) -> None:
        for other in self._read.add(site, size, time.monotonic()):
            del self._parsers[other]

    def _slow_down(self, request: Request, parser: RobotParser) -> None:
        """Ask the request's site no faster than its Crawl-delay, and never faster than the configuration says."""
        asked = parser.crawl_delay(self.crawler.settings["USER_AGENT"]) or 0.0
        engine, site = self.crawler.engine, registrable_domain(request.url)
        configured = self.crawler.settings.getfloat("DOWNLOAD_DELAY")
        if engine is None or asked <= configured:
            return
        delay = min(float(asked), MOST_CRAWL_DELAY)
        if len(engine.downloader.per_slot_settings) >= MOST_SITES:
            engine.downloader.per_slot_settings.clear()  # each site's is set again by its next request
        engine.downloader.per_slot_settings[site] = {"concurrency": 1, "delay": delay, "jitter": 0.0}
        if slot := engine.downloader.slots.get(site):
            slot.delay = delay


class SecureRedirectMiddleware:
    """A redirect from a secure address to a plain one is followed to the secure one of the same name, or not at all.

    Many sites redirect by way of a plain address; who reads along there may answer what he likes.
    """

    def process_request(self, request: Request) -> Request | None:
        """The request for the secure address. Raises InsecureRedirect where there is none, or it led here."""
        came_by = request.meta.get("redirect_urls", ())
        if not came_by or not came_by[-1].startswith("https:") or not request.url.startswith("http:"):
            return None
        parts = urlparse_cached(request)
        secure = parts._replace(scheme="https", netloc=parts.netloc.removesuffix(":80")).geturl()
        if parts.port not in (None, 80) or secure in came_by:
            raise InsecureRedirect(f"{came_by[-1]} leads to {request.url}")
        return request.replace(url=secure)


class SiteSlotMiddleware:
    """Requests to one site wait for each other whatever page, feed or redirect they come from."""

    def process_request(self, request: Request) -> None:
        """Set the queue that the request waits in."""
        request.meta["download_slot"] = registrable_domain(request.url)
