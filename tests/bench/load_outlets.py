"""Many small outlets on loopback in a process of their own: ``-m tests.bench.load_outlets COUNT SECONDS HANGING``.

Each outlet has an address of its own in 127.0.0.0/8, so each is a site of its own: robots.txt, a feed that answers 304
while nothing is new, and pages; every answer takes SECONDS, and of the first HANGING outlets no feed is ever answered.
The process prints the port, publishes what standard input asks for (``publish PLACE``, one line each), and prints one
line for every request: time, place, path and status. It ends with its standard input.
"""

from __future__ import annotations

import asyncio
import sys
import time
from asyncio import StreamReader, StreamReaderProtocol
from collections import Counter

from aiohttp import web

WINDOW = 20
"""Entries that a feed shows."""
KEEP_ALIVE = 15.0
"""Seconds that a connection is kept open, as many servers do."""
_NEVER = 3600.0
_WORDS = "harbour ferry council winter bridge market school signal orchard granite"


def address(place: int) -> str:
    """The loopback address of the outlet at ``place`` (0 or more)."""
    return f"127.{1 + place // 62_500}.{place // 250 % 250}.{place % 250 + 1}"


class Outlets:
    """The outlets: how many articles each has published, and the answers to requests."""

    def __init__(self, count: int, seconds: float, hanging: int) -> None:
        self._seconds, self._hanging = seconds, hanging
        self._places = {address(place): place for place in range(count)}
        self._published = Counter(dict.fromkeys(range(count), 1))

    def publish(self, place: int) -> None:
        """One more article at the head of the feed."""
        self._published[place] += 1

    async def answer(self, request: web.BaseRequest) -> web.StreamResponse:
        """Write down what is asked, and answer as late as the outlets do."""
        host = request.host.partition(":")[0]
        place, path = self._places[host], request.path
        response = self._response(request, place)
        sys.stdout.write(f"{time.time():.3f} {place} {path} {response.status}\n")
        await asyncio.sleep(_NEVER if place < self._hanging and path == "/feed.xml" else self._seconds)
        return response

    def _response(self, request: web.BaseRequest, place: int) -> web.Response:
        if request.path == "/robots.txt":
            return web.Response(text="User-agent: *\nDisallow: /search\n")
        if request.path == "/feed.xml":
            tag = f'"{self._published[place]}"'
            if request.headers.get("If-None-Match") == tag:
                return web.Response(status=304, headers={"ETag": tag})
            return web.Response(text=self._feed(request, place), content_type="text/xml", headers={"ETag": tag})
        return web.Response(text=_page(place, int(request.path.rpartition("/")[2])), content_type="text/html")

    def _feed(self, request: web.BaseRequest, place: int) -> str:
        newest = self._published[place]
        items = "".join(
            f"<item><title>{_headline(place, number)}</title><link>http://{request.host}/news/{number}</link></item>"
            for number in range(newest, max(0, newest - WINDOW), -1)
        )
        return f'<rss version="2.0"><channel><title>Outlet {place}</title>{items}</channel></rss>'


def _headline(place: int, number: int) -> str:
    return f"Report {number} of outlet {place} from the northern roads"


def _page(place: int, number: int) -> str:
    """An article of a headline and four paragraphs, about 3 KB."""
    paragraphs = "".join(
        f"<p>Paragraph {part} of report {number} by outlet {place} tells at some length what was seen on the coast: "
        f"{_WORDS} {place * number + part}, and again {_WORDS}, until the evening of the same day.</p>"
        for part in range(1, 5)
    )
    headline = _headline(place, number)
    menu = "".join(f'<li><a href="/section/{item}">Section {item}</a></li>' for item in range(15))
    return (
        f"<html lang=en><head><title>{headline}</title></head><body><nav><ul>{menu}</ul></nav>"
        f"<article><h1>{headline}</h1>{paragraphs}</article><footer>Outlet {place}</footer></body></html>"
    )


async def _serve(count: int, seconds: float, hanging: int) -> None:
    outlets = Outlets(count, seconds, hanging)
    server = web.Server(outlets.answer, keepalive_timeout=KEEP_ALIVE)
    loop = asyncio.get_running_loop()
    first = await loop.create_server(server, address(0), 0)
    port = first.sockets[0].getsockname()[1]
    for place in range(1, count):
        await loop.create_server(server, address(place), port)
    sys.stdout.write(f"{port}\n")
    sys.stdout.flush()
    lines = StreamReader()
    await loop.connect_read_pipe(lambda: StreamReaderProtocol(lines), sys.stdin)
    while line := await lines.readline():
        outlets.publish(int(line.split()[1]))


if __name__ == "__main__":
    asyncio.run(_serve(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3])))
