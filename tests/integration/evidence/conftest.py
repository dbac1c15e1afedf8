"""One crawl of an invented paper whose pages come in every wrapping, and what is left of it as evidence."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess

import pytest
import yaml

from monitor.cli import main
from tests.integration.evidence.raw_server import RawServer, answer, chunked

Ask = Callable[..., CompletedProcess[str]]

LIMIT_SECONDS = 90
PARAGRAPH = "The ferry from the old harbour was late again, and forty people waited on the quay in the rain. "
HTML = "Content-Type: text/html; charset=utf-8"
STORIES = ("plain", "squeezed", "pieces", "moved", "gone", "closing")


def html(name: str) -> bytes:
    """An article's page."""
    text = "".join(f"<p>{name.title()} report {number}. {PARAGRAPH * 3}</p>" for number in range(5))
    title = f"Harbour {name} story"
    body = f"<body><article><h1>{title}</h1>{text}</article></body>"
    return f"<html><head><title>{title}</title></head>{body}</html>".encode()


def paper(server: RawServer) -> dict[str, bytes]:
    """What the server says to each path."""
    items = "".join(
        f"<item><title>Harbour {name} story</title><link>{server.base}/{name}</link></item>" for name in STORIES
    )
    squeezed = gzip.compress(html("squeezed"), mtime=0)
    return {
        "/robots.txt": answer(b"User-agent: *\nAllow: /\n", "Content-Type: text/plain"),
        "/rss": answer(f"<rss><channel>{items}</channel></rss>".encode(), "Content-Type: application/rss+xml"),
        "/plain": answer(
            html("plain"), "content-TYPE:text/html;charset=utf-8", "Set-Cookie: theirs=1", status="200 Fine"
        ),
        "/squeezed": b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n"
        + answer(squeezed, HTML, "Content-Encoding: gzip"),
        "/pieces": chunked(gzip.compress(html("pieces"), mtime=0), HTML, "Content-Encoding: gzip"),
        "/moved": answer(b"<p>Gone there</p>", "Location: /there", HTML, status="301 Moved Permanently"),
        "/there": answer(html("moved"), HTML),
        "/gone": answer(b"<p>Withdrawn</p>", HTML, status="410 Gone"),
        "/closing": answer(html("closing"), HTML, "Connection: close"),
    }


@dataclass(frozen=True)
class Desk:
    """A configuration, the server that it watches, and the command."""

    directory: Path
    server: RawServer

    @property
    def evidence(self) -> Path:
        return self.directory / "data" / "evidence"

    def crawl(self) -> CompletedProcess[str]:
        """One crawl, as a process of its own: a reactor runs once."""
        command = (sys.executable, "-m", "monitor", "crawl", "paper", "--config", str(self.directory))
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.directory), "PYTHONUTF8": "1"}
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
        )


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """The desk after one crawl; the rule ``late`` matches the story "plain" only."""
    directory = tmp_path_factory.mktemp("desk")
    with RawServer() as server:
        server.answers = paper(server)
        crawl = {"delay": "0s", "workers": 1, "allow_private": ["127.0.0.1"]}
        main = {"contact": "tester@desk.example", "crawl": crawl}
        sources = [{"id": "paper", "name": "Paper", "language": "en", "feeds": [f"{server.base}/rss"]}]
        rules = [{"name": "late", "query": "title:plain"}]
        files = {"monitor.yaml": main, "sources/a.yaml": {"sources": sources}, "rules/a.yaml": {"rules": rules}}
        for name, content in files.items():
            (directory / name).parent.mkdir(exist_ok=True)
            (directory / name).write_text(yaml.safe_dump(content), encoding="utf-8")
        desk = Desk(directory, server)
        done = desk.crawl()
        assert done.returncode == 0, done.stderr
        yield desk


@pytest.fixture
def ask(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Runs ``monitor articles`` in this process, with the desk's configuration."""

    def call(*arguments: object) -> CompletedProcess[str]:
        command = ["monitor", "articles", *map(str, arguments), "--config", str(desk.directory)]
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as end:
            main()
        printed = capsys.readouterr()
        code = end.value.code
        return CompletedProcess(command, code if isinstance(code, int) else 0, printed.out, printed.err)

    return call
