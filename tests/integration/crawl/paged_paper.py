"""A newspaper on loopback whose feed comes in pages: a short newest one, and longer ones with what is older."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

NEWEST, OLDER = 3, 8
"""Entries of the newest page, and of an older one."""
LONG_AGO = 6
"""The number of the story that is dated a month ago."""


class PagedPaper:
    """Stories are numbered; ``top`` is the newest. ``kind`` says how the feed leads to its older pages."""

    def __init__(self, kind: str, base: str) -> None:
        self.kind, self.base, self.top = kind, base, 0
        self.asked: list[str] = []

    @property
    def feed_url(self) -> str:
        """The feed's address."""
        return self.base + ("/feed/" if self.kind in ("wordpress", "deaf") else "/rss")

    def feed(self, page: int) -> str:
        """The feed's page; 1 is the newest."""
        first = self.top if page == 1 else self.top - NEWEST - (page - 2) * OLDER
        numbers = [number for number in range(first, first - (NEWEST if page == 1 else OLDER), -1) if number > 0]
        return self._json(numbers, page) if self.kind == "json" else self._xml(numbers, page)

    def _json(self, numbers: list[int], page: int) -> str:
        items = [{"url": f"{self.base}/news/{number}", "title": _title(number),
                  "date_published": _date(number).isoformat()} for number in numbers]  # fmt: skip
        return json.dumps({"items": items, "next_url": f"/rss?page={page + 1}"})

    def _xml(self, numbers: list[int], page: int) -> str:
        items = "".join(
            f"<item><title>{_title(number)}</title><link>{self.base}/news/{number}</link>"
            f"<pubDate>{format_datetime(_date(number))}</pubDate></item>" for number in numbers
        )  # fmt: skip
        older = {
            "next": f'<a:link rel="next" href="?page={page + 1}"/>',
            "archive": f'<a:link rel="prev-archive" href="/rss?page={page + 1}"/><a:link rel="next" href="/rss"/>',
            "foreign": '<a:link rel="next" href="http://localhost:9/rss?page=2"/>',
            "endless": f'<a:link rel="next" href="?page={page + 1}"/>',
        }.get(self.kind, "")
        return f'<rss xmlns:a="http://www.w3.org/2005/Atom"><channel>{older}{items}</channel></rss>'

    def answer(self, target: str) -> str | None:
        """The body for a path with its query; None where there is nothing."""
        self.asked.append(target)
        parts = urlsplit(target)
        if parts.path.startswith("/news/"):
            text = f"The harbour told story {parts.path.rpartition('/')[2]} to everybody who came by. " * 9
            return f"<!doctype html><title>Story</title><h1>A story of the harbour</h1><p>{text}</p>"
        if parts.path not in ("/feed/", "/rss"):
            return None
        query = parse_qs(parts.query)
        page = int((query.get("page") or query.get("paged") or ["1"])[0])
        if self.kind == "deaf":
            return self.feed(1)
        if self.kind == "endless" and page > 1:
            self.top += 100  # every page is made up as it is asked for
        body = self.feed(page)
        return body if "/news/" in body else None


def _title(number: int) -> str:
    return f"Story {number} of the harbour"


def _date(number: int) -> datetime:
    now = datetime.now(UTC).replace(second=0, microsecond=0)
    return now - timedelta(days=30) if number == LONG_AGO else now - timedelta(minutes=1000 - number % 1000)


@contextmanager
def open_paper(kind: str) -> Iterator[PagedPaper]:
    """The newspaper, served until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = paper.answer(self.path)
            self.send_response(200 if body else 404)
            data = (body or "nothing here").encode()
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    paper = PagedPaper(kind, f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield paper
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
