"""An invented newspaper on loopback: pages, feeds and sitemaps that a test puts up and takes down."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

NOW = datetime.now(UTC).replace(microsecond=0)
PROSE = "The ferry left the northern pier at dawn with grain, mail and forty passengers on board. " * 6
SECTIONS = ("world", "harbour", "economy")


class Paper:
    """A server of what ``pages`` holds: path to (status, content type, body). A context manager."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, str, str]] = {}
        self.moved: dict[str, str] = {}
        self.asked: list[str] = []
        self.hang: set[str] = set()
        self.next_request, self.go_on = threading.Event(), threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
        self.base = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Paper:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()

    def put(self, path: str, body: str, kind: str = "text/html; charset=utf-8", status: int = 200) -> None:
        self.pages[path] = (status, kind, body)

    def article(self, number: int, section: str = "world") -> str:
        """Put an article's page up; its path."""
        path = f"/{section}/{number}/the-{section}-report-of-a-long-day-{number}"
        text = f"<h1>Report number {number}</h1><p>No. {number}. {PROSE}</p>"
        self.put(path, f"<html><body><article>{text}</article></body></html>")
        return path

    def front(self, *paths: str, head: str = "", more: str = "", path: str = "/") -> None:
        """A page with the menu and links to these articles."""
        menu = "".join(f'<a href="/{name}">{name.title()}</a>' for name in SECTIONS) + '<a href="/about">About us</a>'
        items = "".join(f'<li><a href="{p}">What happened on the long day of {p}</a></li>' for p in paths)
        title = "<title>Front page | North Pier Herald</title>"
        self.put(
            path,
            f'<html lang="en-GB"><head>{title}{head}</head><body><nav>{menu}</nav><ul>{items}</ul>{more}</body></html>',
        )

    def rss(self, path: str, *articles: str, at: datetime = NOW) -> None:
        items = "".join(
            f"<item><title>Report {p}</title><link>{self.base}{p}</link>"
            f"<pubDate>{format_datetime(at - timedelta(minutes=n))}</pubDate></item>"
            for n, p in enumerate(articles)
        )
        feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Herald</title>{items}</channel></rss>'
        self.put(path, feed, "application/rss+xml")

    def sitemap(self, path: str, *articles: str, at: datetime = NOW) -> None:
        """A news sitemap."""
        urls = "".join(
            f"<url><loc>{self.base}{p}</loc><news:news><news:publication_date>{at.isoformat()}</news:publication_date>"
            f"<news:title>Report {p}</news:title></news:news></url>"
            for p in articles
        )
        spaces = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
        self.put(path, f'<?xml version="1.0"?><urlset {spaces}>{urls}</urlset>', "application/xml")

    def sitemap_index(self, path: str, *children: str, at: datetime = NOW) -> None:
        inner = "".join(
            f"<sitemap><loc>{self.base}{c}</loc><lastmod>{at.isoformat()}</lastmod></sitemap>" for c in children
        )
        space = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        self.put(path, f'<?xml version="1.0"?><sitemapindex {space}>{inner}</sitemapindex>', "application/xml")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        paper = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                paper.asked.append(self.path)
                paper.next_request.set()
                if self.path in paper.hang:
                    paper.go_on.wait(60)
                    return
                if target := paper.moved.get(self.path):
                    self.send_response(301)
                    self.send_header("Location", target)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                status, kind, body = paper.pages.get(self.path, (404, "text/html", "<p>no such page</p>"))
                data = body.encode()
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(data)))
                self.end_headers()
                self.wfile.write(data)

            def log_message(self, *_: Any) -> None:
                return

        return Handler
