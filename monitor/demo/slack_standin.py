"""A stand-in for Slack on loopback that is as strict as Slack, and fails when it is told to.

It knows one incoming webhook, ``chat.postMessage`` and ``auth.test``; wants the right token and a known channel;
refuses messages beyond Slack's limits; lets through one message a second and channel after a short burst; and notes
every text that would have called people because it was not escaped.
"""

from __future__ import annotations

import asyncio
import json
import math
import secrets
import socket
import threading
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, Self

from aiohttp import web

from monitor.demo.slack_rules import error_in, violations_in


@dataclass(frozen=True, slots=True)
class Posted:
    """A message that was taken; ``via`` says how it came, ``ts`` is Slack's name for it, ``at`` the time in UTC."""

    channel: str
    payload: Mapping[str, Any]
    ts: str
    via: Literal["webhook", "bot"]
    at: datetime


@dataclass(frozen=True, slots=True)
class SlackFault:
    """What goes wrong once, in ``channel`` (any when empty): a status, an error by name, a drop or a hang.

    ``keep`` stores the message all the same, as Slack does when its answer is lost on the way.
    """

    status: int = 200
    error: str = ""
    retry_after: str = ""
    then: Literal["answer", "drop", "hang"] = "answer"
    channel: str = ""
    keep: bool = False


@dataclass(slots=True)
class SlackStandin:
    """The server; a context manager that runs it in a thread of its own. ``port`` 0 takes a free one and keeps it.

    ``rate`` is how many messages a second each channel takes (0: as many as come), ``burst`` how many at once.
    """

    token: str = field(default="xoxb-stand-in-token", repr=False)
    channels: tuple[str, ...] = ("C0DESK",)
    webhook_path: str = field(default_factory=lambda: f"/services/T0/B0/{secrets.token_hex(8)}", repr=False)
    host: str = "127.0.0.1"
    port: int = 0
    rate: float = 1.0
    burst: int = 5
    _messages: list[Posted] = field(default_factory=list, init=False, repr=False)
    _violations: list[str] = field(default_factory=list, init=False, repr=False)
    _faults: list[SlackFault] = field(default_factory=list, init=False, repr=False)
    _buckets: dict[str, tuple[float, float]] = field(default_factory=dict, init=False, repr=False)
    _changed: threading.Condition = field(default_factory=threading.Condition, init=False, repr=False)
    _running: _Running | None = field(default=None, init=False, repr=False)

    def __enter__(self) -> Self:
        self.up()
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    @property
    def api_url(self) -> str:
        """The base address of the web API."""
        return f"http://{self.host}:{self.port}/api/"

    @property
    def webhook_url(self) -> str:
        """The address of the incoming webhook."""
        return f"http://{self.host}:{self.port}{self.webhook_path}"

    @property
    def messages(self) -> tuple[Posted, ...]:
        """What was taken so far, in order."""
        with self._changed:
            return tuple(self._messages)

    @property
    def violations(self) -> tuple[str, ...]:
        """What should never have come: mark-up of the web that was not escaped, mentions."""
        with self._changed:
            return tuple(self._violations)

    def script(self, *faults: SlackFault) -> None:
        """Let these go wrong, each once and in this order, from now on."""
        with self._changed:
            self._faults.extend(faults)

    def wait_for(self, count: int, timeout: float = 20.0) -> tuple[Posted, ...]:
        """Wait until ``count`` messages were taken, and return all. Raises TimeoutError after ``timeout`` seconds."""
        with self._changed:
            if not self._changed.wait_for(lambda: len(self._messages) >= count, timeout):
                raise TimeoutError(f"{len(self._messages)} of {count} messages after {timeout} s")
            return tuple(self._messages)

    def up(self) -> None:
        """Listen, on the same port as before."""
        if self._running is None:
            listener = socket.create_server((self.host, self.port))
            self.port = listener.getsockname()[1]
            app = web.Application()
            app.router.add_post("/api/auth.test", self._auth_test)
            app.router.add_post("/api/chat.postMessage", self._post_message)
            app.router.add_post(self.webhook_path, self._webhook)
            self._running = _Running(app, listener)

    def down(self) -> None:
        """Stop listening and drop every connection; messages and scripted faults stay."""
        if self._running is not None:
            self._running.stop()
            self._running = None

    async def _auth_test(self, request: web.Request) -> web.StreamResponse:
        if error := self._not_allowed(request):
            return web.json_response({"ok": False, "error": error})
        return web.json_response({"ok": True, "team": "stand-in", "user_id": "U0BOT", "bot_id": "B0BOT"})

    async def _post_message(self, request: web.Request) -> web.StreamResponse:
        payload = await _payload(request)
        if error := self._not_allowed(request):
            return web.json_response({"ok": False, "error": error})
        channel = str(payload.get("channel", ""))
        if channel not in self.channels:
            return web.json_response({"ok": False, "error": "channel_not_found"})
        return await self._take(request, payload, channel, "bot")

    async def _webhook(self, request: web.Request) -> web.StreamResponse:
        return await self._take(request, await _payload(request), self.webhook_path, "webhook")

    def _not_allowed(self, request: web.Request) -> str:
        given = request.headers.get("Authorization", "")
        if not given:
            return "not_authed"
        return "" if secrets.compare_digest(given, f"Bearer {self.token}") else "invalid_auth"

    async def _take(
        self, request: web.Request, payload: dict[str, Any], channel: str, via: Literal["webhook", "bot"]
    ) -> web.StreamResponse:
        """Answer as scripted, else as Slack's own rules have it."""
        fault = self._next_fault(channel)
        if fault is not None:
            posted = self._keep(payload, channel, via) if fault.keep else None
            return await _fail(request, fault, via, posted)
        if wait := self._over_rate(channel):
            return _answer(via, 429, "ratelimited" if via == "bot" else "rate_limited", str(wait))
        if error := error_in(payload) or self._thread_error(payload, channel):
            return _answer(via, 200 if via == "bot" else 400, error)
        return _answer(via, 200, posted=self._keep(payload, channel, via))

    def _next_fault(self, channel: str) -> SlackFault | None:
        with self._changed:
            for fault in self._faults:
                if fault.channel in ("", channel):
                    self._faults.remove(fault)
                    return fault
        return None

    def _thread_error(self, payload: Mapping[str, Any], channel: str) -> str:
        """A reply needs a message of the channel that is no reply itself."""
        ts = payload.get("thread_ts")
        with self._changed:
            known = [one for one in self._messages if one.channel == channel and one.ts == ts]
        return "" if ts is None or (known and "thread_ts" not in known[0].payload) else "thread_not_found"

    def _over_rate(self, channel: str) -> int:
        """Whole seconds to wait before the channel takes a message, 0 for now: a bucket that fills at ``rate``."""
        if not self.rate:
            return 0
        now = time.monotonic()
        left, since = self._buckets.get(channel, (float(self.burst), now))
        left = min(float(self.burst), left + (now - since) * self.rate)
        allowed = left >= 1
        self._buckets[channel] = (left - 1 if allowed else left, now)
        return 0 if allowed else math.ceil((1 - left) / self.rate)

    def _keep(self, payload: dict[str, Any], channel: str, via: Literal["webhook", "bot"]) -> Posted:
        with self._changed:
            at = datetime.now(UTC)
            posted = Posted(channel, payload, f"{int(at.timestamp())}.{len(self._messages):06d}", via, at)
            self._messages.append(posted)
            self._violations.extend(violations_in(payload))
            self._changed.notify_all()
            return posted


async def _payload(request: web.Request) -> dict[str, Any]:
    """The message, sent as JSON or as a form whose blocks are JSON."""
    if request.content_type == "application/json":
        sent = await request.json()
        return sent if isinstance(sent, dict) else {}
    form: dict[str, Any] = dict(await request.post())
    if "payload" in form:
        return dict(json.loads(form["payload"]))
    return {name: json.loads(value) if name in ("blocks", "metadata") else value for name, value in form.items()}


async def _fail(
    request: web.Request, fault: SlackFault, via: Literal["webhook", "bot"], posted: Posted | None
) -> web.StreamResponse:
    if fault.then == "drop" and request.transport is not None:
        request.transport.abort()
    if fault.then != "answer":
        # The server cancels this when the connection is gone.
        await asyncio.Event().wait()
    return _answer(via, fault.status, fault.error or "internal_error", fault.retry_after, posted)


def _answer(
    via: Literal["webhook", "bot"], status: int, error: str = "", retry_after: str = "", posted: Posted | None = None
) -> web.Response:
    """An answer in the form of the way it came: JSON to a bot, one word to a webhook."""
    headers = {"Retry-After": retry_after} if retry_after else {}
    if 300 <= status < 400:
        headers["Location"] = "/elsewhere"
    if via == "webhook":
        return web.Response(status=status, text=error or "ok", headers=headers)
    told: dict[str, Any] = {"ok": False, "error": error}
    if posted is not None and not error:
        told = {"ok": True, "channel": posted.channel, "ts": posted.ts}
    return web.json_response(told, status=status, headers=headers)


class _Running:
    """An application that serves on ``listener`` from a thread of its own, from construction until ``stop``."""

    def __init__(self, app: web.Application, listener: socket.socket) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name="slack-stand-in", daemon=True)
        self._thread.start()
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        asyncio.run_coroutine_threadsafe(self._serve(listener), self._loop).result()

    async def _serve(self, listener: socket.socket) -> None:
        await self._runner.setup()
        await web.SockSite(self._runner, listener).start()

    def stop(self) -> None:
        """End the server, its connections and its thread."""
        asyncio.run_coroutine_threadsafe(self._runner.cleanup(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()
