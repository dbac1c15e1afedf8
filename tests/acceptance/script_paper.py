"""A newspaper on loopback whose pages are empty until their scripts have run, and a listener nobody may reach."""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Self

import pytest
import yaml

needs_browser = pytest.mark.skipif(
    os.environ.get("CI") != "true" and not (find_spec("scrapy_playwright") and which("chromium")),
    reason="needs the extra browser and a Chromium (Debian's package chromium)",
)
STORIES = {101: "Lighthouse relit after the storm", 102: "Lighthouse keeper honoured by the coast"}
SHELL = '<!doctype html><html lang="en"><head><title>Script Gazette</title></head><body><main id="app"></main>{}</body>'
LISTING = """<script>
fetch("/stories.json").then(answer => answer.json()).then(stories => {
  for (const [number, title] of Object.entries(stories)) {
    const link = document.createElement("a");
    link.href = "/news/" + number;
    link.textContent = title;
    document.getElementById("app").append(link);
  }
});
</script>"""
STORY = """<script>
fetch(location.pathname + ".json").then(answer => answer.json()).then(story => {
  document.title = story.title;
  const headline = document.createElement("h1"), body = document.createElement("article");
  headline.textContent = story.title;
  for (const words of story.text) {
    const paragraph = document.createElement("p");
    paragraph.textContent = words;
    body.append(paragraph);
  }
  document.getElementById("app").append(headline, body);
});
</script>"""
Answer = Callable[[BaseHTTPRequestHandler], None]


def text_of(number: int) -> list[str]:
    """The paragraphs of a story."""
    return [
        f"{STORIES[number]}, the harbour office said on Monday, and boats came in by its light again.",
        "Engineers had worked for nine days on the lamp, which the sea had put out in one night.",
        "The town will pay for a second lamp, so that no ship has to wait before the reef again.",
    ]


class ScriptPaper:
    """Pages by path; ``pages`` adds others, or functions that answer in their own way."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.asked: list[str] = []
        self.pages: dict[str, str | Answer] = {
            "/ran": "yes",
            "/all": SHELL.format(LISTING),
            "/stories.json": json.dumps(STORIES),
        }
        for number, title in STORIES.items():
            self.pages[f"/news/{number}"] = SHELL.format(STORY)
            self.pages[f"/news/{number}.json"] = json.dumps({"title": title, "text": text_of(number)})


@contextmanager
def open_paper() -> Iterator[ScriptPaper]:
    """The newspaper under the name localhost, served until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paper.asked.append(self.path)
            page = paper.pages.get(self.path.partition("?")[0])
            if callable(page):
                page(self)
                return
            self.send_response(404 if page is None else 200)
            self.send_header("Content-Type", "application/json" if self.path.endswith(".json") else "text/html")
            self.end_headers()
            self.wfile.write((page or "nothing here").encode())

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    paper = ScriptPaper(f"http://localhost:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield paper
    finally:
        server.shutdown()
        thread.join()
        server.socket.close()


def write_desk(
    directory: Path, sections: Sequence[str], *, render: Sequence[str], timeout: str = "30s",
    allowed: Sequence[str] = ("localhost",),
) -> Path:  # fmt: skip
    """A configuration that watches the newspaper's section pages and renders what ``render`` says."""
    source = {
        "id": "gazette", "name": "Script Gazette", "language": "en", "sections": [*sections],
        "article_url_pattern": r"/news/(?P<id>\d+)$", "render": [*render],
    }  # fmt: skip
    crawl = {"delay": "0s", "workers": 1, "timeout": timeout, "allow_private": [*allowed]}
    files: Mapping[str, object] = {
        "monitor.yaml": {"contact": "tests@desk.example", "crawl": crawl},
        "sources/all.yaml": {"sources": [source]},
    }
    for name, content in files.items():
        path = directory / "desk" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return directory / "desk"


class Inside:
    """A context manager: a port of this machine, for TCP and UDP, that notes who comes."""

    def __init__(self) -> None:
        self.visits: list[str] = []
        self._tcp = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._tcp.getsockname()[1]
        self._udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._udp.bind(("127.0.0.1", self.port))
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=take) for take in (self._take_connections, self._take_packets)]

    def __enter__(self) -> Self:
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _take_connections(self) -> None:
        with self._tcp:
            self._tcp.settimeout(0.1)
            while not self._stop.is_set():
                with suppress(OSError):
                    connection, _ = self._tcp.accept()
                    with connection:
                        self.visits.append("TCP")
                        connection.settimeout(1)
                        self.visits[-1] = connection.recv(200).decode("latin-1")

    def _take_packets(self) -> None:
        with self._udp:
            self._udp.settimeout(0.1)
            while not self._stop.is_set():
                with suppress(OSError):
                    self._udp.recv(200)
                    self.visits.append("UDP")
