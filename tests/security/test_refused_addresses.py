"""No way leads to an address that is not public and not allowed: not by name, notation, redirect or scheme.

Every target is this machine's loopback, and only the name ``localhost`` is allowed: a server that is listening there
sees that nobody comes.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from subprocess import CompletedProcess
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import pytest
from aiohttp import web

from monitor.demo.outlets import Outlet, OutletServer
from monitor.demo.outlets.faults import Fault

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

LOOPBACK = (
    "127.0.0.1", "127.0.0.1.", "127.1", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001", "0177.0.0.1",
    "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]",
    "１２７.０.０.１", "127。0。0。1", "user@127.0.0.1",
)  # fmt: skip
NO_HOSTS = ("localhost:99999", "localhost:port")
SCHEMES = ("javascript:alert(1)", "data:text/html,<h1>Harbor</h1>", "ftp://127.0.0.1/harbor", "gopher://127.0.0.1/1")


def feed_of(links: Sequence[str]) -> Fault:
    items = "".join(
        f"<item><title>Harbor {number}</title><link>{escape(link)}</link></item>" for number, link in enumerate(links)
    )
    body = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbor</title>{items}</channel></rss>'

    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(text=body, content_type="application/rss+xml")

    return answer


def redirect_to(target: str) -> Fault:
    async def answer(request: web.Request) -> web.StreamResponse:
        return web.Response(status=302, headers={"Location": target})

    return answer


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.html"
    path.write_text("<h1>Harbor secret</h1>" + "<p>The harbor keeps a secret of its own down here.</p>" * 20)
    return path


def test_nothing_private_is_reached(
    run: Run, server: OutletServer, outlets: tuple[Outlet, ...], write_desk: WriteDesk, secret: Path
) -> None:
    watched, inside = (outlet.id for outlet in outlets)
    port = urlsplit(server.base(inside)).port
    site = server.base(watched).replace("127.0.0.1", "localhost")
    by_redirect = {f"/to/{number}": f"http://{host}:{port}/" for number, host in enumerate(LOOPBACK)}
    by_redirect |= {"/to/file": secret.as_uri(), "/to/data": SCHEMES[1], "/to/ftp": SCHEMES[2]}
    for path, target in by_redirect.items():
        server.break_path(watched, path, redirect_to(target))
    links = [f"http://{host}:{port}/page/{number}" for number, host in enumerate(LOOPBACK)]
    links += [f"http://{host}/" for host in NO_HOSTS]
    links += [*(site + path for path in by_redirect), *SCHEMES, secret.as_uri()]
    server.break_path(watched, "/feed", feed_of(links))
    desk = write_desk([f"{site}/feed"], allow_private=["localhost"])
    done = run("crawl", "hostile", "--config", desk, "--json", http_proxy=server.base(inside))
    rows = json.loads(done.stdout)["rows"]
    # An entry whose link is no web address is kept by its title, and nothing behind the link is read.
    assert len([row for row in rows if row["status"] == "new"]) == len(SCHEMES) + 1
    causes = {row["url"]: row["cause"].partition(":")[0] for row in rows if row["status"] == "failed"}
    assert len(causes) == 2 * len(LOOPBACK) + 3 + len(NO_HOSTS)
    assert {causes.pop(f"{site}/to/{name}") for name in ("file", "data", "ftp")} == {"http 302"}
    assert set(causes.values()) == {"address refused", "bad address"}
    bad = {url for url, cause in causes.items() if cause == "bad address"}
    by_user = len(LOOPBACK) - 1
    assert bad == {
        f"{site}/to/{by_user}", f"{server.base(inside)}/page/{by_user}", *(f"http://{host}/" for host in NO_HOSTS),
    }  # fmt: skip
    assert {request.outlet_id for request in server.requests} == {watched}
    texts = [path.read_text(encoding="utf-8") for path in (desk / "data").glob("texts/**/*.txt")]
    assert len(texts) == len(SCHEMES) + 1
    assert all(re.fullmatch(r"( date [0-9-]{10} )?Harbor [0-9]+", text) for text in texts)


def test_a_name_that_means_this_machine_is_refused_when_nothing_is_allowed(run: Run, server: OutletServer) -> None:
    port = urlsplit(server.base("beregovoy-vestnik")).port
    done = run("extract", f"http://localhost:{port}/", "--json")
    assert done.returncode == 1
    assert json.loads(done.stdout)["error"]["cause"] == "address refused"
    assert server.requests == []
