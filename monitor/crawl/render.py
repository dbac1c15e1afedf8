"""Pages that their scripts make, rendered by a browser through scrapy-playwright (the extra ``browser``).

Every page gets a context of its own: nothing is kept from one to the next, and all its connections go through a
``Tunnel`` with the address guard. What no article needs (pictures, films, fonts, frames, sockets, other sites' data) is
not loaded. Delay, robots.txt and turns are those of every request, since this is a download handler like the other.
"""

from __future__ import annotations

import asyncio
import logging
import os
from contextlib import suppress
from itertools import count
from shutil import which
from typing import Any

from playwright.async_api import Browser, Page, Playwright, async_playwright
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Request as PageRequest
from playwright.async_api import TimeoutError as PlaywrightTimeoutError
from scrapy import Request, Spider, exceptions
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy_playwright.handler import ScrapyPlaywrightDownloadHandler

from monitor.crawl.connections import BriefHTTP11DownloadHandler
from monitor.crawl.failures import InsecureRedirect, NoBrowser
from monitor.crawl.sites import same_site
from monitor.crawl.tunnel import Tunnel

AT_ONCE = 2
"""Pages that are rendered side by side: a browser needs some hundred megabytes for each."""
REST_SECONDS = 10.0
"""How long a page that does not come to rest is waited for; then it is taken as it is."""
CLOSE_SECONDS = 5.0
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_NEEDED = frozenset(("document", "script", "stylesheet", "xhr", "fetch"))
_FROM_ANYWHERE = frozenset(("script", "stylesheet"))
"""Sites keep their scripts at other hosts; what other sites' data would add is no part of an outlet's page."""
_ENVIRONMENT = ("PATH", "HOME", "LANG", "TMPDIR", "TZ", "XDG_RUNTIME_DIR")
"""What the browser gets to see of our environment, where secrets may stand."""
_NOWHERE = "socks5://nowhere.invalid:1"
_ARGUMENTS = (
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",  # it looks up nothing itself
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",  # calls would find their own way out
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",  # its name in older ones
    "--disable-quic",
    "--js-flags=--max-old-space-size=256",
)


class OneBrowser:
    """One browser for all handlers of a crawl, started with the first page (a provider of scrapy-playwright)."""

    def __init__(self) -> None:
        self._lock = asyncio.Lock()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._users = 0

    def __call__(self, config: object) -> OneBrowser:
        """Called by each handler for its provider."""
        return self

    async def start(self) -> None:
        """A handler begins."""
        self._users += 1

    async def launch_browser(self) -> Browser:
        """The browser. Raises NoBrowser where none can be started."""
        async with self._lock:
            if self._browser is None or not self._browser.is_connected():
                self._playwright = self._playwright or await async_playwright().start()
                self._browser = await _launched(self._playwright)
            return self._browser

    async def close(self) -> None:
        """A handler has ended; with the last one the browser does."""
        self._users -= 1
        if self._users == 0 and self._playwright:
            await self._playwright.stop()
            self._playwright = self._browser = None


async def _launched(playwright: Playwright) -> Browser:
    path = next((found for name in _BROWSERS if (found := which(name))), None)
    try:
        return await playwright.chromium.launch(
            executable_path=path,
            args=list(_ARGUMENTS),
            proxy={"server": _NOWHERE},  # what belongs to no page has no way out
            chromium_sandbox=os.geteuid() != 0,  # Chromium cannot have one as root
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
            handle_sigint=False,
            handle_sigterm=False,
            handle_sighup=False,
        )
    except PlaywrightError as error:
        raise NoBrowser(f"no Chromium could be started: {error.message.splitlines()[0]}") from error


def rendering_settings() -> dict[str, Any]:
    """Scrapy's settings for a crawl that renders pages."""
    name = f"{RenderingDownloadHandler.__module__}.{RenderingDownloadHandler.__name__}"
    return {
        "DOWNLOAD_HANDLERS": {"http": name, "https": name},
        "PLAYWRIGHT_BROWSER_PROVIDER": OneBrowser(),
        "PLAYWRIGHT_ABORT_REQUEST": unwanted,
        "PLAYWRIGHT_PROCESS_REQUEST_HEADERS": None,  # the browser's own
    }


def unwanted(request: PageRequest) -> bool:
    """Whether a page's request is not made: for what no article needs, for frames, for other sites' data."""
    if request.resource_type not in _NEEDED or not request.url.startswith(("http://", "https://")):
        return True
    frame = request.frame
    if request.resource_type == "document" and frame.parent_frame is not None:
        return True
    here = frame.page.url
    # The first request of a page comes from an empty one.
    return here.startswith("http") and request.resource_type not in _FROM_ANYWHERE and not same_site(request.url, here)


class RenderingDownloadHandler(ScrapyPlaywrightDownloadHandler, BriefHTTP11DownloadHandler):  # type: ignore[misc]
    """Renders requests marked ``playwright``; fetches the others as ever."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._guard, self._agent = crawler.settings["ADDRESS_GUARD"], crawler.settings["USER_AGENT"]
        self._seconds = crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        self._most = crawler.settings.getint("DOWNLOAD_MAXSIZE")
        self._places, self._numbers = asyncio.Semaphore(AT_ONCE), count(1)
        # It would print a traceback for every page that fails, whose cause is told anyway.
        logging.getLogger("scrapy-playwright").setLevel(logging.ERROR)

    async def download_request(self, request: Request) -> Response:
        """The answer; of a rendered page as its scripts left it. Raises Scrapy's download errors, and NoBrowser."""
        if not request.meta.get("playwright"):
            response: Response = await super().download_request(request)
            return response
        await self._maybe_launch_browser()  # takes seconds that are not the page's
        async with self._places, Tunnel(self._guard) as tunnel:
            name = f"page {next(self._numbers)}"
            request.meta.update(
                playwright_context=name,
                playwright_context_kwargs=self._context(tunnel),
                playwright_page_goto_kwargs={"wait_until": "domcontentloaded", "timeout": 1000 * self._seconds},
            )
            try:
                return await self._within_time(request)
            except PlaywrightError as error:
                if tunnel.exhausted:
                    raise exceptions.DownloadCancelledError("the page loads more than a page may") from error
                raise exceptions.DownloadFailedError(error.message.splitlines()[0]) from error
            except RuntimeError as error:  # so scrapy-playwright tells of a file where a page was expected
                raise exceptions.DownloadFailedError("a file to download, no page") from error
            finally:
                await self._closed(name)

    async def _within_time(self, request: Request) -> Response:
        try:
            async with asyncio.timeout(self._seconds):
                response: Response = await self._download_request(request)
        except (TimeoutError, PlaywrightTimeoutError) as error:
            raise exceptions.DownloadTimeoutError(f"the page was not there after {self._seconds:g} s") from error
        if request.url.startswith("https:") and not response.url.startswith("https:"):
            raise InsecureRedirect(f"{request.url} leads to {response.url}")
        return response

    def _context(self, tunnel: Tunnel) -> dict[str, Any]:
        return {
            "proxy": {"server": tunnel.address, "bypass": "<-loopback>"},  # else loopback needs no proxy
            "user_agent": self._agent,
            "service_workers": "block",
            "accept_downloads": False,
        }

    async def _closed(self, name: str) -> None:
        """End the page's context with all that runs in it."""
        wrapper = self.context_wrappers.pop(name, None)
        if wrapper is None:
            return
        try:
            async with asyncio.timeout(CLOSE_SECONDS):
                await wrapper.context.close()
        except (TimeoutError, PlaywrightError):
            await self.browser.close()  # a browser that does not obey; the next page starts another one

    async def _create_page(self, request: Request, spider: Spider) -> Page:
        page: Page = await super()._create_page(request=request, spider=spider)
        await page.route_web_socket("**", lambda found: found.close())
        await page.context.route("**", lambda route: route.abort())  # of windows that the page opens
        return page

    async def _apply_page_methods(self, page: Page, request: Request, spider: Spider) -> None:
        """Wait until the page is at rest, stop its scripts, and refuse it where it is too large to be read."""
        with suppress(PlaywrightTimeoutError):
            await page.wait_for_load_state("networkidle", timeout=1000 * min(REST_SECONDS, self._seconds / 2))
        session = await page.context.new_cdp_session(page)
        await session.send("Emulation.setScriptExecutionDisabled", {"value": True})
        frame = (await session.send("Page.getFrameTree"))["frameTree"]["frame"]["id"]
        # In a world of its own, where the page cannot have put other functions in the place of the browser's.
        world = await session.send("Page.createIsolatedWorld", {"frameId": frame})
        measure = {"expression": "document.documentElement.outerHTML.length", "contextId": world["executionContextId"]}
        size = (await session.send("Runtime.evaluate", measure))["result"].get("value", 0)
        if size > self._most:
            raise exceptions.DownloadCancelledError(f"the page has {size} characters, more than DOWNLOAD_MAXSIZE")
