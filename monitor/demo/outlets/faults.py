"""Bad behaviour on demand: what servers do to those who fetch from them.

``OutletServer.break_path(outlet_id, path, FAULTS["hang"])`` lets a path answer so until ``mend_path``.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType

from aiohttp import web

Fault = Callable[[web.Request], Awaitable[web.StreamResponse]]
"""An aiohttp handler that answers instead of the outlet."""

HUGE_PAGE_BYTES = 50 * 1024 * 1024
_CHUNK = 64 * 1024
_SLOW_SECONDS_PER_BYTE = 0.2
_EMPTY_RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Nothing yet</title></channel></rss>'
_PAGE = "<!doctype html><html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"


async def server_error(request: web.Request) -> web.StreamResponse:
    """Status 500."""
    return web.Response(status=500, text="internal error")


async def too_many_requests(request: web.Request) -> web.StreamResponse:
    """Status 429 that asks to wait one second."""
    return web.Response(status=429, headers={"Retry-After": "1"}, text="slow down")


async def not_found(request: web.Request) -> web.StreamResponse:
    """Status 404."""
    return web.Response(status=404, text="no such page")


async def hang(request: web.Request) -> web.StreamResponse:
    """Take the request and never answer."""
    await asyncio.Event().wait()
    raise AssertionError("nobody sets this event")


async def redirect_loop(request: web.Request) -> web.StreamResponse:
    """Redirect to the same path with another query, for ever."""
    hop = int(request.query.get("hop", "0")) + 1
    return web.Response(status=302, headers={"Location": f"{request.path}?hop={hop}"})


async def redirect_to_itself(request: web.Request) -> web.StreamResponse:
    """Redirect to exactly the same address, for ever."""
    return web.Response(status=302, headers={"Location": request.path_qs})


async def empty_feed(request: web.Request) -> web.StreamResponse:
    """A valid feed that announces nothing."""
    return web.Response(text=_EMPTY_RSS, content_type="application/rss+xml")


async def html_instead_of_feed(request: web.Request) -> web.StreamResponse:
    """Status 200 and a page for people, labelled as a feed."""
    page = _PAGE.format("Back soon", "<p>We are moving house.</p>")
    return web.Response(text=page, content_type="application/rss+xml")


async def page_without_text(request: web.Request) -> web.StreamResponse:
    """A page with a headline and a picture, but no text."""
    return web.Response(text=_PAGE.format("In pictures", '<img src="/1.jpg" alt="">'), content_type="text/html")


async def huge_page(request: web.Request) -> web.StreamResponse:
    """A page of 50 MB, sent in pieces and without a Content-Length."""
    response = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
    await response.prepare(request)
    await response.write(b"<!doctype html><html><body><h1>Endless</h1>")
    for _ in range(HUGE_PAGE_BYTES // _CHUNK):
        await response.write(b"<p>and so on</p>\n" * (_CHUNK // 17))
    await response.write_eof()
    return response


async def slow_body(request: web.Request) -> web.StreamResponse:
    """Headers at once, then one byte at a time, for ever."""
    response = web.StreamResponse(headers={"Content-Type": "text/html; charset=utf-8"})
    await response.prepare(request)
    while True:
        await response.write(b" ")
        await asyncio.sleep(_SLOW_SECONDS_PER_BYTE)


FAULTS: Mapping[str, Fault] = MappingProxyType(
    {
        fault.__name__: fault
        for fault in (
            server_error, too_many_requests, not_found, hang, redirect_loop, redirect_to_itself, empty_feed,
            html_instead_of_feed, page_without_text, huge_page, slow_body,
        )
    }
)  # fmt: skip
"""Every fault by its name."""
