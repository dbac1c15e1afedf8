"""Servers on loopback that do what no server should: raw bytes, without an HTTP library in between.

Each attack has a port of its own, and so is a site of its own for the crawler. ``robots.txt`` is missing everywhere.
"""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from types import TracebackType
from typing import Self

Attack = Callable[[str], AsyncIterator[bytes]]
"""The server's own address to the bytes that it answers with, in pieces; the connection ends after the last."""

_NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
_DRIP_SECONDS = 0.05


class HostileServers:
    """A context manager that runs a server for each attack. ``seen`` are the request lines at each."""

    def __init__(
        self, attacks: Mapping[str, Attack], tls: Mapping[str, ssl.SSLContext] | None = None, host: str = "127.0.0.1"
    ) -> None:
        self.seen: dict[str, list[str]] = {name: [] for name in attacks}
        self._attacks, self._tls, self._host = attacks, tls or {}, host
        self._ports: dict[str, int] = {}
        self._servers: list[asyncio.Server] = []
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._open(), self._loop).result()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def base(self, name: str) -> str:
        """The address of an attack's site."""
        return f"http{'s' if name in self._tls else ''}://{self._host}:{self._ports[name]}"

    async def _open(self) -> None:
        for name in self._attacks:
            server = await asyncio.start_server(self._answering(name), "127.0.0.1", 0, ssl=self._tls.get(name))
            self._servers.append(server)
            self._ports[name] = server.sockets[0].getsockname()[1]

    async def _close(self) -> None:
        for server in self._servers:
            server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)  # transports that were aborted close in the loop's next round

    def _answering(self, name: str) -> Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]:
        async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            try:
                line = (await reader.readuntil(b"\r\n\r\n")).decode().partition("\r\n")[0]
                self.seen[name].append(line)
                if line.split()[1] == "/":
                    async for piece in self._attacks[name](self.base(name)):
                        writer.write(piece)
                        await writer.drain()
                else:
                    writer.write(_NOT_FOUND)
                writer.close()
                await writer.wait_closed()
            except (OSError, EOFError):
                pass  # the crawler hangs up on most of them
            finally:
                writer.transport.abort()

        return answer


def saying(*pieces: bytes) -> Attack:
    """An attack that says this and hangs up."""

    async def attack(base: str) -> AsyncIterator[bytes]:
        for piece in pieces:
            yield piece.replace(b"{base}", base.encode())

    return attack


def answering(body: bytes, *headers: str) -> Attack:
    """An attack by what stands in an answer that is well-formed; ``{base}`` in it is the server's address."""

    async def attack(base: str) -> AsyncIterator[bytes]:
        ours = body.replace(b"{base}", base.encode())
        lines = ("HTTP/1.1 200 OK", f"Content-Length: {len(ours)}", "Connection: close", *headers, "", "")
        yield "\r\n".join(lines).encode() + ours

    return attack


def leading_to(*targets: str) -> Attack:
    """An attack that redirects."""
    return saying(f"HTTP/1.1 302 Found\r\nLocation: {''.join(targets)}\r\nContent-Length: 0\r\n\r\n".encode())


def without_end(start: bytes, again: bytes, *, slowly: bool = False) -> Attack:
    """An attack that says ``start`` and then ``again``, for ever: as fast as it can, or a piece now and then."""

    async def attack(base: str) -> AsyncIterator[bytes]:
        yield start
        while True:
            yield again
            if slowly:
                await asyncio.sleep(_DRIP_SECONDS)

    return attack
