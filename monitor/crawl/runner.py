"""One always-open crawl in the process's one event loop, and a ``fetch`` that asks through it.

Only one open engine shares per-site delays, robots.txt and connections between all sources, and a request costs a
fraction of what a crawl per poll costs.
"""

from __future__ import annotations

import asyncio
import resource
import signal
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from scrapy import Spider, signals
from scrapy.crawler import AsyncCrawlerRunner, Crawler
from scrapy.settings import Settings
from scrapy.utils.reactor import install_reactor

from monitor.crawl.fetch import EngineFetch

T = TypeVar("T")
Job = Callable[[EngineFetch, asyncio.Event], Awaitable[T]]
"""What runs beside the crawl; the event is set when the process is asked to stop (SIGINT, SIGTERM)."""

MOST_FILES = 65_536
"""Open files and connections that the process may have, where the system lets it: a thousand, as is usual at first, is
too few for as many sites."""
LOOKUPS_AT_ONCE = 64
"""Names looked up side by side, as many as requests: each takes a thread, for as long as its servers keep silent."""
STOP_SECONDS = 25.0
"""How long a job may take to end once it was asked to; then it is cancelled."""


class OpenSpider(Spider):
    """A spider that asks for nothing by itself: it keeps the engine open until ``closing`` is set."""

    name = "open"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.closing = asyncio.Event()

    async def start(self) -> Any:
        """Yield nothing until the crawl is to end."""
        await self.closing.wait()
        return
        yield  # type: ignore[unreachable]  # makes this the asynchronous generator that Scrapy expects


def run_in_crawl(settings: Settings, job: Job[T]) -> T:
    """Run ``job`` beside an open crawl; its result, or its error, once the crawl is closed.

    Once in the life of a process: a reactor runs only once.
    """
    _allow_many_files()
    install_reactor(settings["TWISTED_REACTOR"])
    from twisted.internet import reactor as installed  # only now is it the asyncio one

    reactor: Any = installed
    reactor.suggestThreadPoolSize(LOOKUPS_AT_ONCE)
    tasks: list[asyncio.Task[T]] = []

    def begin() -> None:
        tasks.append(asyncio.ensure_future(_beside_open_crawl(settings, job)))
        tasks[0].add_done_callback(lambda _: reactor.stop())

    reactor.callWhenRunning(begin)
    reactor.run(installSignalHandlers=False)
    return tasks[0].result()


def _allow_many_files() -> None:
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = MOST_FILES if most == resource.RLIM_INFINITY else min(MOST_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


async def _beside_open_crawl(settings: Settings, job: Job[T]) -> T:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    runner = AsyncCrawlerRunner(settings)
    crawler = runner.create_crawler(OpenSpider)
    opened = asyncio.Event()
    crawler.signals.connect(opened.set, signal=signals.spider_opened, weak=False)
    crawl = runner.crawl(crawler)
    opening = asyncio.ensure_future(opened.wait())
    await asyncio.wait({crawl, opening}, return_when=asyncio.FIRST_COMPLETED)
    if crawl.done():
        opening.cancel()
        crawl.result()
    try:
        return await _until_stopped(asyncio.ensure_future(job(EngineFetch(crawler), stop)), crawl, stop)
    finally:
        await _close(crawler, crawl)


async def _until_stopped(work: asyncio.Future[T], crawl: asyncio.Task[None], stop: asyncio.Event) -> T:
    """The result of ``work``; cancelled when it outlasts a stop, or when the crawl breaks under it."""
    stopping: asyncio.Future[Any] = asyncio.ensure_future(stop.wait())
    awaited: set[asyncio.Future[Any]] = {work, crawl}
    try:
        await asyncio.wait({*awaited, stopping}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done() and not crawl.done():
            await asyncio.wait(awaited, timeout=STOP_SECONDS, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            work.cancel()
            await asyncio.wait({work})
            if crawl.done():
                crawl.result()
                raise RuntimeError("the crawl closed by itself")
        return work.result()
    finally:
        stopping.cancel()


async def _close(crawler: Crawler, crawl: asyncio.Task[None]) -> None:
    if isinstance(crawler.spider, OpenSpider):
        crawler.spider.closing.set()
    await asyncio.wait({crawl}, timeout=10)
