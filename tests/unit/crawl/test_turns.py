"""Turns at a site: one at a time, what matters more first, rest when asked for."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

import pytest

from monitor.crawl.sites import registrable_domain
from monitor.crawl.turns import Turns
from monitor.ports import Priority


def run(story: Coroutine[Any, Any, None]) -> None:
    asyncio.run(story)


def test_feeds_go_before_articles_and_those_before_rechecks() -> None:
    async def story() -> None:
        turns, order = Turns(), list[str]()

        async def ask(name: str, priority: Priority) -> None:
            async with turns.turn("wire.example", priority):
                order.append(name)
                await asyncio.sleep(0)

        names = {"first": Priority.RECHECK, "again": Priority.RECHECK, "page": Priority.ARTICLE, "feed": Priority.FEED}
        await asyncio.gather(*(ask(name, priority) for name, priority in names.items()))
        assert order == ["first", "feed", "page", "again"]

    run(story())


def test_one_at_a_time_at_one_site_and_side_by_side_at_two() -> None:
    async def story() -> None:
        turns, here, most = Turns(), {"a": 0, "b": 0}, {"a": 0, "b": 0, "both": 0}

        async def ask(site: str) -> None:
            async with turns.turn(site, Priority.ARTICLE):
                here[site] += 1
                most[site], most["both"] = max(most[site], here[site]), max(most["both"], sum(here.values()))
                await asyncio.sleep(0)
                here[site] -= 1

        await asyncio.gather(*(ask(site) for site in "aaabbb"))
        assert most == {"a": 1, "b": 1, "both": 2}

    run(story())


def test_whoever_gives_up_waiting_or_fails_passes_the_turn_on() -> None:
    async def story() -> None:
        turns = Turns()

        async def ask(fails: bool = False) -> str:
            async with turns.turn("wire.example", Priority.ARTICLE):
                await asyncio.sleep(0)
                if fails:
                    raise OSError("cut off")
                return "asked"

        failing, leaving, staying = (asyncio.create_task(ask(fails)) for fails in (True, False, False))
        await asyncio.sleep(0)
        leaving.cancel()
        assert await staying == "asked"
        with pytest.raises(OSError, match="cut off"):
            await failing
        assert await ask() == "asked"

    run(story())


def test_a_site_rests_as_long_as_it_asked_the_longest() -> None:
    async def story() -> None:
        turns = Turns()
        assert turns.resting("wire.example") == 0
        turns.rest("wire.example", 60)
        turns.rest("wire.example", 5)
        assert 50 < turns.resting("wire.example") <= 60
        assert turns.resting("other.example") == 0

    run(story())


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://en.agency.ir/news/1", "agency.ir"),
        ("https://www.news.co.uk/", "news.co.uk"),
        ("http://127.0.0.1:8001/", "127.0.0.1:8001"),
        ("http://localhost/", "localhost:80"),
        ("https://press.ministry.gov.cn/", "ministry.gov.cn"),
    ],
)
def test_a_site_is_a_registrable_domain_or_a_bare_address_with_its_port(url: str, site: str) -> None:
    assert registrable_domain(url) == site
