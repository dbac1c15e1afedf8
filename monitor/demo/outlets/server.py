"""The invented outlets as real HTTP servers: each on its own port of one loopback address, in one thread."""

from __future__ import annotations

import asyncio
import hashlib
import socket
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from types import TracebackType

from aiohttp import web

from monitor.demo.outlets.faults import Fault
from monitor.demo.outlets.model import Article, Outlet
from monitor.demo.outlets.site import ROBOTS, Published, Request, Site

_GRACE_SECONDS = 0.2
_FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml"}


class OutletServer:
    """Serves outlets between ``start`` and ``stop``, or as a context manager; every request is kept in ``requests``.

    Methods are for one thread; the servers run in another one.
    """

    def __init__(self, outlets: Sequence[Outlet], host: str = "127.0.0.1") -> None:
        self.requests: list[Request] = []
        self._outlets, self._host = outlets, host
        self._sites: dict[str, Site] = {}
        self._sockets: dict[str, socket.socket] = {}
        self._faults: dict[tuple[str, str], Fault] = {}
        self._ready, self._stopped = threading.Event(), asyncio.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._run, name="outlets", daemon=True)

    def __enter__(self) -> OutletServer:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()

    def start(self) -> None:
        """Bind every outlet's port and serve; returns when requests are answered. Raises OSError."""
        for outlet in self._outlets:
            listener = socket.create_server((self._host, 0))
            base = f"http://{self._host}:{listener.getsockname()[1]}"
            self._sockets[outlet.id] = listener
            self._sites[outlet.id] = Site(outlet, base, datetime.now(UTC))
        self._thread.start()
        self._ready.wait()

    def stop(self) -> None:
        """Stop serving; requests that still hang are cut off."""
        if self._loop and self._thread.is_alive():
            self._loop.call_soon_threadsafe(self._stopped.set)
            self._thread.join()

    def base(self, outlet_id: str) -> str:
        """The outlet's address without a slash at the end."""
        return self._sites[outlet_id].base

    def feed_url(self, outlet_id: str) -> str:
        """The address of the outlet's feed."""
        site = self._sites[outlet_id]
        return site.base + site.outlet.feed_path

    def published(self, outlet_id: str) -> tuple[Published, ...]:
        """What is out, newest first."""
        return self._sites[outlet_id].published

    def publish(self, outlet_id: str, article: Article, at: datetime | None = None) -> Published:
        """Announce the article in the feed and serve its page from now on; ``at`` is its time, now by default."""
        return self._sites[outlet_id].publish(article, at or datetime.now(UTC))

    def break_path(self, outlet_id: str, path: str, fault: Fault) -> None:
        """Let ``path`` (without query) answer with the fault until it is mended."""
        self._faults[outlet_id, path] = fault

    def mend_path(self, outlet_id: str, path: str) -> None:
        """Let ``path`` answer as it should again."""
        self._faults.pop((outlet_id, path), None)

    def _run(self) -> None:
        asyncio.run(self._serve())

    async def _serve(self) -> None:
        self._loop = asyncio.get_running_loop()
        runners = []
        for outlet_id, listener in self._sockets.items():
            runner = web.AppRunner(self._app(outlet_id), shutdown_timeout=_GRACE_SECONDS, access_log=None)
            await runner.setup()
            await web.SockSite(runner, listener).start()
            runners.append(runner)
        self._ready.set()
        await self._stopped.wait()
        await asyncio.gather(*(runner.cleanup() for runner in runners))

    def _app(self, outlet_id: str) -> web.Application:
        site = self._sites[outlet_id]

        async def handle(request: web.Request) -> web.StreamResponse:
            fault = self._faults.get((outlet_id, request.path))
            if fault:
                self._note(outlet_id, request, status=0)
                return await fault(request)
            answer = _answer(site, request)
            self._note(outlet_id, request, answer.status)
            return answer

        app = web.Application()
        app.router.add_get("/{path:.*}", handle)
        return app

    def _note(self, outlet_id: str, request: web.Request, status: int) -> None:
        headers = {name.lower(): value for name, value in request.headers.items()}
        now = datetime.now(UTC)
        self.requests.append(Request(outlet_id, request.method, request.path_qs, headers, status, now))


def _answer(site: Site, request: web.Request) -> web.Response:
    """What the outlet answers when nothing is wrong."""
    if request.path == site.outlet.feed_path:
        return _feed(site, request)
    if request.path == "/robots.txt":
        return web.Response(text=ROBOTS)
    page = site.listing() if request.path == "/" else site.page(request.path_qs)
    if page is None:
        return web.Response(status=404, text="no such page")
    return web.Response(body=page, headers={"Content-Type": f"text/html; charset={site.outlet.encoding}"})


def _feed(site: Site, request: web.Request) -> web.Response:
    """The feed, or 304 where the client has it; If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2)."""
    body = site.feed()
    etag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
    headers = {"ETag": etag, "Last-Modified": format_datetime(site.updated, usegmt=True)}
    if known := request.headers.get("If-None-Match"):
        unchanged = etag in known
    else:
        since = request.headers.get("If-Modified-Since")
        unchanged = bool(since) and parsedate_to_datetime(str(since)) >= site.updated
    if unchanged:
        return web.Response(status=304, headers=headers)
    return web.Response(body=body, content_type=_FEED_TYPES[site.outlet.feed_kind], charset="utf-8", headers=headers)
