"""Faults on demand: a path misbehaves until it is mended, the others go on."""

from __future__ import annotations

import socket
import urllib.request
from urllib.parse import urlsplit

import feedparser
import pytest

from monitor.demo.outlets import FAULTS, OutletServer
from monitor.demo.outlets.faults import HUGE_PAGE_BYTES
from tests.unit.demo.asking import get


@pytest.mark.parametrize(
    ("fault", "status"), [("server_error", 500), ("too_many_requests", 429), ("not_found", 404), ("empty_feed", 200)]
)
def test_a_broken_path_answers_so_until_mended(outlets: OutletServer, fault: str, status: int) -> None:
    outlets.break_path("red", "/feed.xml", FAULTS[fault])
    assert get(outlets.feed_url("red"))[0] == status
    assert get(outlets.feed_url("blue"))[0] == 200
    outlets.mend_path("red", "/feed.xml")
    assert feedparser.parse(get(outlets.feed_url("red"))[1]).entries


@pytest.mark.parametrize("fault", ["redirect_loop", "redirect_to_itself"])
def test_a_redirect_loop_has_no_end(outlets: OutletServer, fault: str) -> None:
    outlets.break_path("red", "/feed.xml", FAULTS[fault])
    assert get(outlets.feed_url("red"))[0] == 302  # urllib gives up and hands over the last redirect
    assert len(outlets.requests) > 3


@pytest.mark.parametrize("fault", ["empty_feed", "html_instead_of_feed"])
def test_a_feed_without_entries(outlets: OutletServer, fault: str) -> None:
    outlets.break_path("red", "/feed.xml", FAULTS[fault])
    assert feedparser.parse(get(outlets.feed_url("red"))[1]).entries == []


def test_a_page_without_text_has_no_paragraph(outlets: OutletServer) -> None:
    outlets.break_path("red", "/a/1", FAULTS["page_without_text"])
    assert b"<p>" not in get(outlets.base("red") + "/a/1")[1]


def test_a_huge_page_goes_on_and_on(outlets: OutletServer) -> None:
    outlets.break_path("red", "/a/1", FAULTS["huge_page"])
    with urllib.request.urlopen(outlets.base("red") + "/a/1", timeout=10) as response:
        assert response.headers["Content-Length"] is None
        assert len(response.read(HUGE_PAGE_BYTES // 10)) == HUGE_PAGE_BYTES // 10


def test_stopping_cuts_off_what_hangs(outlets: OutletServer) -> None:
    outlets.break_path("red", "/a/1", FAULTS["hang"])
    outlets.break_path("red", "/a/2", FAULTS["slow_body"])
    at = urlsplit(outlets.base("red"))
    with socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=10) as hanging:
        hanging.sendall(b"GET /a/1 HTTP/1.1\r\nHost: x\r\n\r\n")
        with socket.create_connection((str(at.hostname), int(at.port or 0)), timeout=10) as slow:
            slow.sendall(b"GET /a/2 HTTP/1.1\r\nHost: x\r\n\r\n")
            assert slow.recv(12) == b"HTTP/1.1 200"
            outlets.stop()
        assert hanging.recv(1) == b""
