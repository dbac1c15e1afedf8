"""A desk that watches three dozen hostile outlets beside a good one: that one is served, each attack has its cause.

All at once, by the real daemon, in bounded memory. Those that are slow without end hang all the while.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from subprocess import CompletedProcess

import brotli  # type: ignore[import-untyped]
import yaml

from tests.acceptance.desk import OLD, Desk
from tests.security.hostile_server import Attack, HostileServers, answering, leading_to, saying, without_end

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Run = Callable[..., CompletedProcess[str]]
WriteDesk = Callable[..., Path]

GOOD = "reef-gazette"
TIMEOUT = "5m"
"""Longer than the test: what is slow without end does not end in it."""
MOST_MEGABYTES = 300

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
BLANK = b"<rss><channel>" + b" " * 100_000_000
ITEM = "<item><title>Harbor</title><link>{base}/page</link>"
MANY, MANY_TAGS = 100_000, 50_000
MEGABYTES_4 = 4_000_000


def feed(inside: str, before: str = "") -> Attack:
    return answering(f"{before}<rss><channel>{ITEM}{inside}".encode())


SLOW: dict[str, Attack] = {
    "slow headers": without_end(OK + b"X-Slow: ", b"x", slowly=True),
    "slow body": without_end(CHUNKED, b"1\r\nx\r\n", slowly=True),
    "silence": without_end(b"", b"", slowly=True),
}
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
ATTACKS: dict[str, tuple[Attack, str]] = {
    # Transport
    "endless body": (without_end(CHUNKED, b"8000\r\n" + b"x" * 0x8000 + b"\r\n"), "too large"),
    "endless headers": (without_end(OK, b"X-Many: headers\r\n" * 1000), "too large"),
    "endless header": (without_end(OK + b"X-Long: ", b"x" * 10_000), "too large"),
    "endless interim answers": (without_end(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 1000), "too large"),
    "cookies": (saying(OK, b"Set-Cookie: a=b\r\n" * MANY, b"\r\n"), "too large"),
    "no http": (saying(b"Welcome to the harbor\n\n"), "bad answer"),
    "two lengths": (saying(OK, b"Content-Length: 5\r\nContent-Length: 50\r\n\r\nhello"), "bad answer"),
    "length too long": (saying(OK, b"Content-Length: 500\r\n\r\nhello"), "answer cut off"),
    "length of terabytes": (saying(OK, b"Content-Length: 99999999999999\r\n\r\nhello"), "too large"),
    "negative chunk": (saying(CHUNKED, b"-5\r\nhello"), "answer cut off"),
    # Redirects
    "redirect loop": (leading_to("/"), "redirect loop"),
    "redirect to a file": (leading_to("file:///etc/hostname"), "http 302"),
    "redirect to data": (leading_to("data:text/html,harbor"), "http 302"),
    "redirect inside": (leading_to("http://127.0.0.2:9/"), "address refused"),
    "redirect to a mapped address": (leading_to("http://[::ffff:127.0.0.2]:9/"), "address refused"),
    "redirect to a number": (leading_to("http://2130706434:9/"), "address refused"),
    # Compression
    "gzip": (answering(gzip.compress(BLANK), "Content-Encoding: gzip"), "too large"),
    "gzip of gzip": (answering(gzip.compress(gzip.compress(BLANK)), "Content-Encoding: gzip"), "too large"),
    "deflate": (answering(zlib.compress(BLANK), "Content-Encoding: deflate"), "too large"),
    "brotli": (answering(brotli.compress(BLANK, quality=5), "Content-Encoding: br"), "too large"),
    "zstd": (answering(zstd.compress(BLANK), "Content-Encoding: zstd"), "too large"),
    "no gzip": (answering(b"hello", "Content-Encoding: gzip"), "bad answer"),
    # Parsers; what is read in spite of the attack has no cause
    "nesting": (feed("<x>" * MANY), ""),
    "laughs": (feed("<description>&l11;", f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>'), ""),
    "a long entity": (feed("<description>" + "&q;" * 50_000, f'<!DOCTYPE rss [<!ENTITY q "{"q" * 50_000}">]>'), ""),
    "a huge attribute": (feed(f'<x a="{"&lt;" * (MEGABYTES_4 // 4)}"/>'), ""),
    "ampersands": (feed("<description>" + "&" * MEGABYTES_4), ""),
    "elements": (feed("<enclosure/>" * MANY_TAGS), ""),
    "entries": (answering(f"<rss><channel>{ITEM}</item>{'<item/>' * (MEGABYTES_4 // 7)}".encode()), ""),
    "nested lists": (answering(b'{"items": ' + b"[" * MANY + b"]" * MANY + b"}"), "not a feed"),
    "nested objects": (answering(b'{"items": ' + b'{"a":' * MANY), "not a feed"),
    "index of itself": (answering(b"<sitemapindex><sitemap><loc>{base}/</loc></sitemap>"), "not a feed"),
}
"""Each attack and the cause that is recorded for the outlet's feed."""
READ = [name for name, (_, cause) in ATTACKS.items() if not cause]
"""Those of which the one entry is read all the same."""


def test_a_good_outlet_among_hostile_ones_is_served_in_bounded_memory(tmp_path: Path) -> None:
    attacks = SLOW | {name: attack for name, (attack, _) in ATTACKS.items()}
    settings = {"crawl": {"interval": "1s", "delay": "0s", "timeout": TIMEOUT, "allow_private": ["127.0.0.1"]}}
    with HostileServers(attacks) as hostile, Desk(tmp_path, GOOD, monitor=settings) as desk:
        _watch(desk, hostile)
        desk.publish(GOOD, OLD)
        daemon = desk.start()
        desk.wait(lambda: len(_good_files(desk)) == 1, "the baseline of the good outlet")
        desk.publish(GOOD, 1)
        desk.wait_for_alerts([1])
        desk.wait(lambda: _causes(desk).keys() >= {name for name, (_, cause) in ATTACKS.items() if cause}, "the causes")
        desk.wait(
            lambda: all(any("/page" in line for line in hostile.seen[name]) for name in READ), "the other entries"
        )
        peak = _peak_megabytes(daemon.process.pid)
        assert daemon.stop()[0] == 0
        assert _causes(desk) == {name: {cause} for name, (_, cause) in ATTACKS.items() if cause}
        assert peak < MOST_MEGABYTES
        assert not [said for said in daemon.events if said["level"] in ("error", "critical")]


def test_what_is_slow_without_end_is_given_up(run: Run, write_desk: WriteDesk) -> None:
    crawl = {"delay": "0s", "timeout": "1s", "workers": 1, "allow_private": ["127.0.0.1"]}
    with HostileServers(SLOW) as hostile:
        desk = write_desk([hostile.base(name) + "/" for name in SLOW], crawl=crawl)
        rows = json.loads(run("crawl", "hostile", "--config", desk, "--json").stdout)["rows"]
    assert [row["cause"].partition(":")[0] for row in rows] == ["timeout"] * len(SLOW)


def _watch(desk: Desk, hostile: HostileServers) -> None:
    sources = [
        {"id": _id(name), "name": name, "language": "en", "feeds": [hostile.base(name) + "/"]}
        for name in (*SLOW, *ATTACKS)
    ]
    path = desk.directory / "sources" / "hostile.yaml"
    path.write_text(yaml.safe_dump({"sources": sources}), encoding="utf-8")


def _id(name: str) -> str:
    return name.replace(" ", "-")


def _good_files(desk: Desk) -> list[Path]:
    return [path for path in desk.text_files() if GOOD in str(path)]


def _causes(desk: Desk) -> dict[str, set[str]]:
    """The causes recorded so far for the feed of each hostile outlet that failed."""
    with desk.archive() as archive:
        failures = {name: archive.announcements.feed_failures(_id(name)) for name in ATTACKS}
    return {name: {failure.cause for failure in found} for name, found in failures.items() if found}


def _peak_megabytes(pid: int) -> int:
    """The most memory that the process has held so far (proc(5), VmHWM)."""
    found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text(encoding="utf-8"))
    assert found
    return int(found[1]) // 1000
