"""Where a feed's older page is: what the feed names, else what its software is known for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.feeds.older import older_page

HOST = "https://wire.example"
ITEM = "<item><title>Ferry late</title><link>/news/1</link></item>"
ENTRY = '<entry><title>Ferry late</title><link rel="next" href="/not-this"/></entry>'


def rss(channel: str) -> str:
    return f'<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel>{channel}{ITEM}</channel></rss>'


def atom(links: str) -> str:
    return f'<feed xmlns="http://www.w3.org/2005/Atom">{links}{ENTRY}</feed>'


WORDPRESS = rss("<generator>https://wordpress.org/?v=6.8</generator>")


@pytest.mark.parametrize(
    ("body", "path", "older"),
    [
        (rss('<atom:link rel="next" href="/rss?page=2&amp;lang=fa"/>'), "/rss", "/rss?page=2&lang=fa"),
        (rss('<atom:link rel="next" href="/2"/><atom:link rel="prev-archive" href="/2026/02"/>'), "/rss", "/2026/02"),
        (atom('<link rel="self" href="/atom"/><link rel="NEXT" href="?start=26"/>'), "/atom", "/atom?start=26"),
        (atom('<link rel="http://www.iana.org/assignments/relation/next" href="2"/>'), "/f/atom", "/f/2"),
        (atom('<link rel="next" href="javascript:more()"/>'), "/atom", ""),
        (atom(""), "/atom", ""),
        ('{"version": "1.1", "items": [], "next_url": "/f.json?p=2"}', "/f.json", "/f.json?p=2"),
        ('{"items": [], "next_url": 7}', "/f.json", ""),
        ('{"items": ', "/f.json", ""),
        (WORDPRESS, "/?feed=rss2&cat=7", "/?feed=rss2&cat=7&paged=2"),
        (WORDPRESS, "/category/world/feed?paged=9", "/category/world/feed?paged=10"),
        (rss(""), "/category/world/feed/", "/category/world/feed/?paged=2"),
        (rss(""), "/feeds/world", ""),
    ],
)  # fmt: skip
def test_the_older_page(body: str, path: str, older: str) -> None:
    assert older_page(body.encode(), HOST + path) == (HOST + older if older else "")


@given(st.binary(max_size=200), st.sampled_from(["<rss><channel>", "{", "<feed><link rel='next' href='"]))
def test_whatever_a_server_sends_gives_an_address_or_none(noise: bytes, begin: str) -> None:
    found = older_page(begin.encode() + noise, HOST + "/feed/")
    assert found == "" or found.startswith(("http://", "https://"))
