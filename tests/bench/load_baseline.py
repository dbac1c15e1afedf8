"""What one bare request costs: ``python -m tests.bench.load_baseline aiohttp|scrapy COUNT URL...``.

Asks the addresses in turn, 16 at a time, each conditionally, and prints milliseconds of this process's processor time
a request: with aiohttp's client, or through the open Scrapy engine that the daemon asks through.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Sequence
from itertools import cycle, islice

import aiohttp
from scrapy.settings import Settings

from monitor.crawl.fetch import EngineFetch
from monitor.crawl.guard import AddressGuard
from monitor.crawl.runner import run_in_crawl
from monitor.domain.rendering import Rendering

AT_ONCE = 16
TAG = '"1"'
"""The validator of a feed with one article."""


async def _timed(ask: Callable[[str], Awaitable[object]], urls: Sequence[str], count: int) -> float:
    """Milliseconds of processor time a request; each address was asked once before."""
    await _all(ask, urls)
    began = time.process_time()
    await _all(ask, list(islice(cycle(urls), count)))
    return 1000 * (time.process_time() - began) / count


async def _all(ask: Callable[[str], Awaitable[object]], urls: Sequence[str]) -> None:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(url: str) -> None:
        async with places:
            await ask(url)

    await asyncio.gather(*map(one, urls))


async def _by_aiohttp(urls: Sequence[str], count: int) -> float:
    async with aiohttp.ClientSession() as session:

        async def ask(url: str) -> None:
            async with session.get(url, headers={"If-None-Match": TAG}) as response:
                await response.read()

        return await _timed(ask, urls, count)


def _by_scrapy(urls: Sequence[str], count: int) -> float:
    async def job(fetch: EngineFetch, stop: asyncio.Event) -> float:
        return await _timed(lambda url: fetch(url, etag=TAG), urls, count)

    settings = Settings()
    settings.setmodule("monitor.crawl.settings", priority="project")
    guard = AddressGuard(["127.0.0.0/8"])
    settings.set("RENDERED", Rendering(), priority="project")
    for name, value in {"ADDONS": {}, "ADDRESS_GUARD": guard, "BLOCK_PAGES": lambda *_: ""}.items():
        settings.set(name, value, priority="project")
    return run_in_crawl(settings, job)


if __name__ == "__main__":
    way, number, *addresses = sys.argv[1:]
    cost = asyncio.run(_by_aiohttp(addresses, int(number))) if way == "aiohttp" else _by_scrapy(addresses, int(number))
    sys.stdout.write(f"{cost:.3f}\n")
