"""How outlets see the crawler: who it is, what it leaves alone, how seldom it asks. Told by the servers' own logs."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import yaml
from aiohttp import web

from monitor import __version__
from monitor.demo.outlets import OutletServer
from monitor.demo.outlets.faults import Fault

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

WIRE, MARFA = "north-harbor-wire", "sawt-al-marfa"
LEAST_DELAY = 0.7
"""Seconds: the configured delay of one second may be shorter by the jitter of 30 %."""


def slow_page(under_way: list[int]) -> Fault:
    """A page that takes its time; ``under_way`` gets the number of requests at each moment one comes in."""
    now = 0

    async def answer(request: web.Request) -> web.StreamResponse:
        nonlocal now
        now += 1
        under_way.append(now)
        await asyncio.sleep(0.2)
        now -= 1
        text = "<p>The harbor was quiet, and nothing moved but the gulls and the tide.</p>" * 5
        return web.Response(text=f"<html><body><h1>Quiet</h1>{text}</body></html>", content_type="text/html")

    return answer


def test_two_sources_on_one_site_ask_one_thing_at_a_time_with_the_delay_between(
    run: Run, server: OutletServer, write_desk: WriteDesk
) -> None:
    desk = write_desk(WIRE, crawl={"delay": "1s", "page_limit": 2})
    sources = desk / "sources" / "all.yaml"
    (source,) = yaml.safe_load(sources.read_text(encoding="utf-8"))["sources"]
    twin = source | {"id": "twin", "feeds": [source["feeds"][0] + "?twin"]}
    sources.write_text(yaml.safe_dump({"sources": [source, twin]}), encoding="utf-8")
    under_way: list[int] = []
    for published in server.published(WIRE):
        server.break_path(WIRE, published.url.removeprefix(server.base(WIRE)), slow_page(under_way))
    done = run("run", "--once", "--config", desk)
    for published in server.published(WIRE):
        server.mend_path(WIRE, published.url.removeprefix(server.base(WIRE)))
    assert done.returncode == 0, done.stderr
    asked = [request for request in server.requests if request.outlet_id == WIRE]
    assert asked[0].path == "/robots.txt"
    assert [request.path for request in asked].count("/robots.txt") == 1
    assert len(asked) == 7
    assert under_way == [1, 1, 1, 1]
    # Only the first request may be noted late on a busy machine, hence the sum and not each gap.
    assert (asked[-1].at - asked[0].at).total_seconds() > LEAST_DELAY * (len(asked) - 2)


def test_every_request_says_who_asks_and_none_goes_where_robots_may_not(
    run: Run, server: OutletServer, write_desk: WriteDesk
) -> None:
    before = len(server.requests)
    assert run("crawl", WIRE, "--config", write_desk(WIRE)).returncode == 0
    asked = server.requests[before:]
    assert {request.headers["user-agent"] for request in asked} == {f"wirewatch/{__version__} (+tester@desk.example)"}
    assert len(asked) == 5
    assert not [request.path for request in asked if request.path.startswith("/internal/")]
    assert not [request for request in asked if "cookie" in request.headers]


def test_a_feed_that_did_not_change_is_asked_for_conditionally_and_not_read_again(
    run: Run, server: OutletServer, write_desk: WriteDesk
) -> None:
    desk = write_desk(MARFA)
    feed = server.feed_url(MARFA).removeprefix(server.base(MARFA))
    run("crawl", MARFA, "--config", desk)
    between = len(server.requests)
    run("crawl", MARFA, "--config", desk)
    first = next(request for request in server.requests if request.path == feed)
    assert "if-none-match" not in first.headers
    again = [request for request in server.requests[between:] if request.path != "/robots.txt"]
    assert [(request.path, request.status) for request in again] == [(feed, 304)]
    assert again[0].headers["if-none-match"].startswith('"')
    assert "if-modified-since" in again[0].headers
