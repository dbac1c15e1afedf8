"""What stands in the WARC files is what went over the wire, read back by an implementation that is not ours."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from fastwarc.warc import ArchiveIterator, WarcRecordType

from tests.integration.evidence.conftest import Desk, html


def records(desk: Desk) -> list[tuple[dict[str, str], bytes]]:
    """Headers and block of every record."""
    found = []
    for path in sorted(desk.evidence.rglob("*.warc.gz")):
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=False):
                found.append((dict(record.headers), record.reader.read()))
    return found


def of(desk: Desk, kind: str, path: str) -> tuple[dict[str, str], bytes]:
    """The one record of the kind and path."""
    url = desk.server.base + path
    [found] = [
        (headers, block)
        for headers, block in records(desk)
        if headers["WARC-Type"] == kind and headers.get("WARC-Target-URI") == url
    ]
    return found


@pytest.mark.parametrize("path", ["/plain", "/pieces", "/moved", "/there", "/gone", "/closing"])
def test_an_answer_is_kept_byte_for_byte(desk: Desk, path: str) -> None:
    headers, block = of(desk, "response", path)
    assert block == desk.server.answers[path]
    assert headers["WARC-IP-Address"] == "127.0.0.1"
    assert headers["WARC-Block-Digest"] == "sha256:" + hashlib.sha256(block).hexdigest()


def test_early_hints_are_not_taken_for_the_answer(desk: Desk) -> None:
    _, block = of(desk, "response", "/squeezed")
    assert block.startswith(b"HTTP/1.1 200 OK\r\n")
    assert desk.server.answers["/squeezed"].endswith(block)


def test_a_request_is_kept_as_it_was_sent_and_linked_to_its_answer(desk: Desk) -> None:
    headers, block = of(desk, "request", "/there")
    assert block == desk.server.asked("/there")
    assert b"User-Agent: wirewatch/" in block
    assert headers["WARC-Concurrent-To"] == of(desk, "response", "/there")[0]["WARC-Record-ID"]


def test_feeds_and_robots_txt_are_not_evidence(desk: Desk) -> None:
    urls = {headers.get("WARC-Target-URI", "") for headers, _ in records(desk)}
    assert {url for url in urls if url.endswith((".txt", "/rss"))} == set()


@pytest.mark.parametrize(
    ("path", "name"), [("/plain", "plain"), ("/squeezed", "squeezed"), ("/pieces", "pieces"), ("/closing", "closing")]
)
def test_another_implementation_replays_the_page(desk: Desk, path: str, name: str) -> None:
    [file] = desk.evidence.rglob("*.warc.gz")
    with file.open("rb") as stream:
        answers = ArchiveIterator(stream, record_types=WarcRecordType.response, parse_http=False)
        places = {record.headers["WARC-Target-URI"]: record.stream_pos for record in answers}
    with file.open("rb") as stream:
        # Each at its place, as replay does: FastWARC 2.0.1 loses its way after a body in compressed chunks.
        stream.seek(places[desk.server.base + path])
        replayed = next(ArchiveIterator(stream, auto_decode="all")).reader.read()
    assert replayed == html(name)


@pytest.mark.parametrize("check", [["warcio.cli", "check"], ["fastwarc.cli", "check", "-p", "-q"]])
def test_both_implementations_find_every_digest_right(desk: Desk, check: list[str]) -> None:
    run = "import sys, importlib; sys.exit(importlib.import_module(sys.argv.pop(1)).main())"
    for file in sorted(desk.evidence.rglob("*.warc.gz")):
        done = subprocess.run(
            [sys.executable, "-c", run, *check, str(file)], capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_file_says_what_wrote_it(desk: Desk) -> None:
    headers, block = records(desk)[0]
    assert headers["WARC-Type"] == "warcinfo"
    name = Path(headers["WARC-Filename"])
    assert (desk.evidence / "/".join((name.name[10:14], name.name[14:16], name.name[16:18])) / name).exists()
    for line in ("software: wirewatch/", "format: WARC File Format 1.1", "robots: obey", "tester@desk.example"):
        assert line in block.decode()
