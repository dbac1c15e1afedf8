"""The hash of a feed's body: the same when only the feed's clock moved, another when an entry did."""

from __future__ import annotations

import gzip
from html import escape

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.article import Entry
from monitor.errors import FeedError
from monitor.feeds import read_feed
from monitor.feeds.volatile import content_hash

URL = "https://wire.example/rss"
RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Harbour Wire</title>
<lastBuildDate>Sun, 01 Mar 2026 10:00:00 GMT</lastBuildDate><pubDate>Sun, 01 Mar 2026 10:00:00 GMT</pubDate>
<generator>Press 4.1</generator><ttl>15</ttl><!-- made in 12 ms -->
<item><title>Ferry</title><link>https://wire.example/1</link><pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate>
<slash:comments>12</slash:comments></item>
<item><title>Port</title><link>https://wire.example/2</link></item></channel></rss>
<!-- served by node 3 -->"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><updated>2026-03-01T10:00:00Z</updated>
<entry><title>Ferry</title><link href="https://wire.example/1"/><updated>2026-03-01T09:00:00Z</updated>
<link rel="replies" thr:count="3" thr:updated="2026-03-01T09:30:00Z" href="https://wire.example/1/c"/></entry></feed>"""
SITEMAP = """<!-- generated 10:00 --><urlset><url><loc>https://wire.example/1</loc><lastmod>2026-03-01</lastmod></url></urlset>"""


@pytest.mark.parametrize(
    ("feed", "old", "new"),
    [
        (RSS, "10:00:00 GMT</lastBuildDate>", "10:05:00 GMT</lastBuildDate>"),
        (RSS, "10:00:00 GMT</pubDate>", "10:05:00 GMT</pubDate>"),
        (RSS, "Press 4.1", "Press 4.2"),
        (RSS, "made in 12 ms", "made in 9 ms"),
        (RSS, "node 3", "node 4"),
        (RSS, "comments>12<", "comments>13<"),
        (RSS, "\n<item>", "\r\n\r\n  <item>"),
        (ATOM, "10:00:00Z", "10:05:00Z"),
        (ATOM, 'count="3"', 'count="4"'),
        (ATOM, "09:30:00Z", "09:35:00Z"),
        (SITEMAP, "generated 10:00", "generated 10:05"),
    ],
)
def test_what_only_the_clock_changed_is_unchanged(feed: str, old: str, new: str) -> None:
    assert old in feed
    assert content_hash(feed.replace(old, new).encode()) == content_hash(feed.encode())


@pytest.mark.parametrize(
    ("feed", "old", "new"),
    [
        (RSS, "Ferry", "Ferries"),
        (RSS, "09:00:00", "09:01:00"),
        (RSS, "wire.example/2", "wire.example/3"),
        (RSS, "Port</title>", "Port <![CDATA[<slash:comments>5</slash:comments>]]></title>"),
        (RSS, "</item></channel></rss>", "<pubDate>Sun, 01 Mar 2026 09:00:00 GMT</pubDate>"),
        (ATOM, "09:00:00Z", "09:01:00Z"),
        (SITEMAP, "2026-03-01<", "2026-03-02<"),
    ],
)
def test_what_an_entry_says_is_never_left_out(feed: str, old: str, new: str) -> None:
    assert old in feed
    assert content_hash(feed.replace(old, new).encode()) != content_hash(feed.encode())


def test_an_entry_that_was_cut_off_counts_as_one() -> None:
    cut = RSS.partition("</item>\n")[0] + "</item><item><title>Port</title><pubDate>{}</pubDate>"
    assert content_hash(cut.format("1").encode()) != content_hash(cut.format("2").encode())


def test_a_packed_feed_has_the_hash_of_what_is_in_it() -> None:
    assert content_hash(gzip.compress(RSS.encode(), mtime=1)) == content_hash(gzip.compress(RSS.encode(), mtime=2))


TEXT = st.text(alphabet=" \n\t<>&;\"'[]!-ab1\u00a0é/:", max_size=12) | st.sampled_from(
    ("<!-- a -->", "<!-- b -->", " thr:count=\"1\" >", " thr:count=\"2\" >", "a  b", "a b", "a\nb", "]]>", "<item>",
     "<slash:comments>1</slash:comments>", "<slash:comments>2</slash:comments>", "<updated>1</updated>", "</item>",
     "<updated>2</updated>", "<link thr:count=\"1\"/>", "<link thr:count=\"2\"/>")
)  # fmt: skip
WRITTEN = st.tuples(TEXT, st.sampled_from((escape, lambda text: f"<![CDATA[{text}]]>", str)))


@st.composite
def feeds(draw: st.DrawFn) -> bytes:
    def element(name: str) -> str:
        text, write = draw(WRITTEN)
        return f"<{name}>{write(text)}</{name}>"

    items = "".join(
        f"<item>{''.join(element(name) for name in draw(st.lists(st.sampled_from(NAMES), max_size=3)))}</item>"
        for _ in range(draw(st.integers(0, 2)))
    )
    head = draw(st.sampled_from(("", "<lastBuildDate>1</lastBuildDate>", "<!-- 1 -->", "<description><![CDATA[<item>")))
    tail = draw(st.sampled_from(("", "<!-- 2 -->", "<pubDate>2</pubDate>", "<item><pubDate>1</pubDate>")))
    return f"<rss><channel>{head}{items}{tail}</channel></rss>".encode()


NAMES = ("title", "link", "guid", "pubDate", "description", "updated", "slash:comments")


@given(feeds(), feeds())
@settings(max_examples=8000, deadline=None)
def test_feeds_whose_entries_differ_never_have_the_same_hash(one: bytes, other: bytes) -> None:
    if content_hash(one) == content_hash(other):
        assert entries_of(one) == entries_of(other)


@given(
    feeds(), st.lists(st.tuples(st.integers(0, 200), st.sampled_from((b" ", b"\n", b"\t ", b"<!-- x -->"))), max_size=4)
)
@settings(max_examples=8000, deadline=None)
def test_nor_does_a_feed_that_was_touched_somewhere(feed: bytes, touches: list[tuple[int, bytes]]) -> None:
    touched = feed
    for at, what in touches:
        touched = touched[:at] + what + touched[at:]
    if content_hash(touched) == content_hash(feed):
        assert entries_of(touched) == entries_of(feed)


def entries_of(body: bytes) -> tuple[Entry, ...]:
    try:
        return read_feed(body, URL)
    except FeedError:
        return ()
