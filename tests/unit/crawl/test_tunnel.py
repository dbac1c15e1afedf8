"""A tunnel lets a browser through to what the guard allows, passes on what it says, and ends with the page."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

import pytest

from monitor.crawl.guard import AddressGuard
from monitor.crawl.tunnel import Tunnel

DONE, FORBIDDEN, UNREACHABLE, NO_SUCH_COMMAND = 0, 2, 4, 7
Talk = Callable[[Tunnel, int], Awaitable[None]]


def run(talk: Talk, *allowed: str, most_bytes: int = 10_000) -> None:
    """Let ``talk`` use a tunnel beside a server that answers every line with 1,000 bytes."""

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.readline():
            writer.write(b"." * 1000)
        writer.close()

    async def both() -> None:
        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        async with server, Tunnel(AddressGuard(allowed), most_bytes) as tunnel:
            await talk(tunnel, server.sockets[0].getsockname()[1])

    asyncio.run(both())


async def ask(
    tunnel: Tunnel, address: bytes, port: int, command: int = 1
) -> tuple[int, asyncio.StreamReader, asyncio.StreamWriter]:
    """What the tunnel answers to a request for ``address`` (its kind, then itself), and the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", int(tunnel.address.rpartition(":")[2]))
    writer.write(b"\x05\x01\x00")
    assert await reader.readexactly(2) == b"\x05\x00"
    writer.write(bytes((5, command, 0)) + address + port.to_bytes(2))
    answer = await reader.readexactly(10)
    return answer[1], reader, writer


def name(text: str) -> bytes:
    return bytes((3, len(text))) + text.encode()


IPV4, IPV6 = b"\x01\x7f\0\0\x01", b"\x04" + bytes(10) + b"\xff\xff\x7f\0\0\x01"


@pytest.mark.parametrize(
    ("address", "answer"),
    [
        (IPV4, FORBIDDEN), (IPV6, FORBIDDEN), (b"\x04" + bytes(15) + b"\x01", FORBIDDEN),
        (name("127.0.0.1"), FORBIDDEN),
        (name("2130706433"), FORBIDDEN), (name("0x7f.1"), FORBIDDEN), (name("localhost"), DONE),
        (name("no-such-name.invalid"), UNREACHABLE), (name("a..b"), UNREACHABLE),
    ],
)  # fmt: skip
def test_only_what_the_guard_allows_is_connected_to(address: bytes, answer: int) -> None:
    async def talk(tunnel: Tunnel, port: int) -> None:
        found, _, writer = await ask(tunnel, address, port)
        writer.close()
        assert found == answer

    run(talk, "localhost")


def test_it_passes_on_both_ways_and_does_nothing_but_connect() -> None:
    async def talk(tunnel: Tunnel, port: int) -> None:
        answer, reader, writer = await ask(tunnel, IPV4, port)
        writer.write(b"once\n")
        assert (answer, await reader.readexactly(1000)) == (DONE, b"." * 1000)
        writer.close()
        for command in (2, 3):
            answer, _, writer = await ask(tunnel, IPV4, port, command)
            assert answer == NO_SUCH_COMMAND
            writer.close()
        assert not tunnel.exhausted

    run(talk, "127.0.0.1")


def test_a_page_that_loads_too_much_is_cut_off() -> None:
    async def talk(tunnel: Tunnel, port: int) -> None:
        _, other, idle = await ask(tunnel, IPV4, port)
        _, reader, writer = await ask(tunnel, IPV4, port)
        writer.write(b"again\n" * 20)
        assert len(await reader.read()) <= 10_000
        assert await other.read() == b""
        assert tunnel.exhausted
        writer.close()
        idle.close()

    run(talk, "127.0.0.1")


def test_connections_end_with_the_tunnel() -> None:
    async def talk(tunnel: Tunnel, port: int) -> None:
        _, reader, writer = await ask(tunnel, IPV4, port)
        await tunnel.__aexit__(None, None, None)
        assert await reader.read() == b""
        writer.close()

    run(talk, "127.0.0.1")
