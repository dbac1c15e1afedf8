"""The one way out for a page that a browser renders: a SOCKS5 proxy (RFC 1928) on loopback behind the address guard.

A browser makes its own connections: for scripts, workers, redirects and sockets of which no hook of it tells them all.
So it is given a proxy and no other way. Names are looked up here, each address passes the guard, and the address that
was checked is the one that is connected to. A tunnel serves one page, and ends with it.
"""

from __future__ import annotations

import asyncio
import socket
from types import TracebackType
from typing import Self

from monitor.crawl.guard import AddressGuard

MOST_BYTES = 30_000_000
"""What one page may load, all together."""
MOST_CONNECTIONS = 200
"""Connections that one page may make."""
_CONNECT_SECONDS = 10.0
_CHUNK = 65_536
_VERSION, _CONNECT, _NO_LOGIN = 5, 1, 0
_IPV4, _NAME, _IPV6 = 1, 3, 4
_DONE, _FORBIDDEN, _UNREACHABLE, _NO_SUCH_COMMAND = 0, 2, 4, 7


class Tunnel:
    """A context manager that opens the way and cuts it. ``exhausted`` says whether the page wanted too much."""

    def __init__(self, guard: AddressGuard, most_bytes: int = MOST_BYTES) -> None:
        self.exhausted = False
        self._guard = guard
        self._bytes, self._connections = most_bytes, MOST_CONNECTIONS
        self._tasks: set[asyncio.Task[None]] = set()
        self._server: asyncio.Server | None = None
        self._port = 0

    @property
    def address(self) -> str:
        """What the browser is told."""
        return f"socks5://127.0.0.1:{self._port}"

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self._port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._server:
            self._server.close()
        self._cut()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _cut(self) -> None:
        for task in self._tasks:
            task.cancel()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.ensure_future(self._serve(reader, writer))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            async with asyncio.timeout(_CONNECT_SECONDS):
                there = await self._connected(reader, writer)
            if there is not None:
                await self._pass_on(reader, writer, *there)
        except (OSError, EOFError):
            pass  # one of the two ends is gone: so is the other
        finally:
            writer.close()

    async def _connected(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
        """The other end of the connection that the browser asks for; None where it must not be made."""
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(bytes((_VERSION, _NO_LOGIN)))
        _, command, _, kind = await reader.readexactly(4)
        host = await _host(reader, kind)
        port = int.from_bytes(await reader.readexactly(2))
        there, answer = None, _NO_SUCH_COMMAND
        if command == _CONNECT:
            there, answer = await self._open(host, port)
        writer.write(bytes((_VERSION, answer, 0, _IPV4, 0, 0, 0, 0, 0, 0)))
        await writer.drain()
        return there

    async def _open(self, host: str, port: int) -> tuple[tuple[asyncio.StreamReader, asyncio.StreamWriter] | None, int]:
        self._connections -= 1
        if self._connections < 0:
            self.exhausted = True
            return None, _FORBIDDEN
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return None, _UNREACHABLE
        allowed = [str(address[0]) for *_, address in found if self._guard.allows(host, str(address[0]))]
        for address in allowed:
            try:
                return await asyncio.open_connection(address, port), _DONE
            except OSError:
                continue
        return None, _UNREACHABLE if allowed else _FORBIDDEN

    async def _pass_on(
        self, here: asyncio.StreamReader, to_here: asyncio.StreamWriter,
        there: asyncio.StreamReader, to_there: asyncio.StreamWriter,
    ) -> None:  # fmt: skip
        """Both ways, until one end closes."""
        ways = [asyncio.ensure_future(self._copy(here, to_there)), asyncio.ensure_future(self._copy(there, to_here))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            to_there.close()

    async def _copy(self, source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        while chunk := await source.read(_CHUNK):
            self._bytes -= len(chunk)
            if self._bytes < 0:
                self.exhausted = True
                self._cut()
                return
            target.write(chunk)
            await target.drain()


async def _host(reader: asyncio.StreamReader, kind: int) -> str:
    """The name or address that is asked for."""
    if kind == _NAME:
        (length,) = await reader.readexactly(1)
        return (await reader.readexactly(length)).decode("ascii", "replace")
    family, length = (socket.AF_INET6, 16) if kind == _IPV6 else (socket.AF_INET, 4)
    return socket.inet_ntop(family, await reader.readexactly(length))
