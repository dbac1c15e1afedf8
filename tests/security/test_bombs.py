"""Small answers that would fill the machine: compressed bombs and entities that multiply, refused in bounded memory."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

from aiohttp import web

from monitor.demo.outlets import Outlet, OutletServer
from monitor.demo.outlets.faults import Fault

WriteDesk = Callable[..., Path]

INFLATED = 100_000_000
MOST_KILOBYTES = 300_000
"""A crawl that meets nothing bad takes some 150,000 kB; with a bomb that goes off it takes over 1,000,000."""

MEASURED = """
import resource, subprocess, sys
code = subprocess.call(sys.argv[1:])
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
sys.exit(code)
"""
"""Runs a command from a small process: the kernel counts a child's memory from before it became another program."""

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ITEM = "<item><title>{0}</title><link>{1}/page</link></item>"


def answering(body: bytes, **headers: str) -> Fault:
    sent = {"Content-Type": "application/rss+xml"} | {name.replace("_", "-"): value for name, value in headers.items()}

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(body=body, headers=sent)

    return answer


def feed(declarations: str, title: str, base: str) -> bytes:
    channel = f'<rss version="2.0"><channel>{ITEM.format(title, base)}</channel></rss>'
    return f'<?xml version="1.0"?><!DOCTYPE rss [{declarations}]>{channel}'.encode()


def test_bombs_are_refused_with_their_cause_and_the_good_feed_is_read(
    server: OutletServer, outlets: tuple[Outlet, ...], write_desk: WriteDesk, tmp_path: Path
) -> None:
    watched = outlets[0].id
    base = server.base(watched)
    canary = tmp_path / "canary.txt"
    canary.write_text("canary-of-the-file", encoding="utf-8")
    plain = b"<rss><channel>" + b" " * INFLATED
    once = gzip.compress(plain, 9)
    bombs = {
        "/gzip": answering(once, Content_Encoding="gzip"),
        "/gzip-twice": answering(gzip.compress(once, 9), Content_Encoding="gzip, gzip"),
        "/deflate": answering(zlib.compress(plain, 9), Content_Encoding="deflate"),
        "/laughs": answering(feed('<!ENTITY l0 "ha">' + LAUGHS, "&l11;", base)),
        "/quadratic": answering(feed(f'<!ENTITY q "{"q" * 50_000}">', "&q;" * 50_000, base)),
        "/outside": answering(feed(f'<!ENTITY f SYSTEM "{canary.as_uri()}">', "&f;", base)),
        "/elsewhere": answering(feed(f'<!ENTITY % f SYSTEM "{server.base(outlets[1].id)}/e.dtd"> %f;', "x", base)),
    }
    for path, fault in bombs.items():
        server.break_path(watched, path, fault)
    desk = write_desk([*(base + path for path in bombs), server.feed_url(watched)])
    command = (sys.executable, "-m", "monitor", "crawl", "hostile", "--config", str(desk), "--json", "--limit", "20")
    done = subprocess.run(
        (sys.executable, "-c", MEASURED, *command), capture_output=True, text=True, timeout=90, check=False
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stderr.splitlines()[-1]) < MOST_KILOBYTES
    rows = json.loads(done.stdout)["rows"]
    causes = {row["url"].removeprefix(base): row["cause"].partition(":")[0] for row in rows}
    assert [causes[path] for path in ("/gzip", "/gzip-twice", "/deflate")] == ["too large"] * 3
    assert sum(row["status"] == "new" for row in rows) == len(server.published(watched))
    assert max(len(row["headline"]) for row in rows) < 1000
    assert "canary-of-the-file" not in str(rows)
    assert {request.outlet_id for request in server.requests} == {watched}
