"""Feeds of every kind, also damaged ones, and what is not a feed."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.errors import FeedError
from monitor.feeds import read_feed

URL = "https://wire.example/rss/all.xml"
RSS = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Harbour Wire</title>
<item><title>Ferry &amp; port</title><link>/news/2</link><pubDate>Sun, 01 Mar 2026 10:00:00 +0300</pubDate>
<guid isPermaLink="false">n2</guid><description>&lt;p&gt;A &lt;b&gt;new&lt;/b&gt; line&lt;/p&gt;</description></item>
<item><title>Older</title><link>https://wire.example/news/1</link></item></channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title type="html">5 &lt;i&gt;new&lt;/i&gt; ferries</title>
<link rel="alternate" href="news/9"/><id>tag:x</id><updated>2026-03-01T07:00:00Z</updated></entry></feed>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<item rdf:about="https://wire.example/7"><title>Seven</title><link>https://wire.example/7</link></item></rdf:RDF>"""


def test_rss_gives_absolute_addresses_plain_text_and_utc() -> None:
    first, second = read_feed(RSS.encode(), URL, "application/rss+xml")
    assert first.url == "https://wire.example/news/2"
    assert (first.title, first.summary, first.guid) == ("Ferry & port", "A new line", "n2")
    assert first.published == datetime(2026, 3, 1, 7, tzinfo=UTC)
    assert (second.url, second.published) == ("https://wire.example/news/1", None)


@pytest.mark.parametrize(("text", "title"), [(ATOM, "5 new ferries"), (RDF, "Seven")])
def test_atom_and_rdf(text: str, title: str) -> None:
    assert [" ".join(entry.title.split()) for entry in read_feed(text.encode(), URL)] == [title]


@pytest.mark.parametrize(
    "damage",
    [
        lambda rss: "\n " + rss,
        lambda rss: "Warning: mysql_connect()\n" + rss,
        lambda rss: rss.replace("&amp;", "&"),
        lambda rss: rss.replace("Ferry", "Ferry&nbsp;"),
        lambda rss: rss + "<!-- cached -->junk",
        lambda rss: rss.replace("Older", "Old\x0ber"),
    ],
    ids=["leading blank", "warning before", "bare ampersand", "undefined entity", "junk after", "control character"],
)
def test_damaged_feeds_keep_their_addresses(damage: object) -> None:
    assert callable(damage)
    entries = read_feed(damage(RSS).encode(), URL)
    assert [entry.url for entry in entries] == ["https://wire.example/news/2", "https://wire.example/news/1"]


@pytest.mark.parametrize(
    ("body", "cause"),
    [
        (b"", "empty feed"),
        (b"<rss><channel><title>x</title></channel></rss>", "empty feed"),
        (b"<!doctype html><html><body>Just a moment</body></html>", "not a feed"),
        (b'{"error": 1}', "not a feed"),
        (b"Not found", "not a feed"),
    ],
)
def test_what_announces_nothing_says_why(body: bytes, cause: str) -> None:
    with pytest.raises(FeedError) as caught:
        read_feed(body, URL)
    assert caught.value.cause == cause


def test_entities_are_not_expanded_without_end_and_files_are_not_read() -> None:
    bomb = '<!DOCTYPE r [<!ENTITY a "ha"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    entries = read_feed((bomb + RSS.replace("Ferry", "&b;&f;").partition("?>")[2]).encode(), URL)
    assert "haha" not in entries[0].title
    assert len(entries) == 2


def test_the_kind_is_in_the_body_and_not_in_the_content_type() -> None:
    for content_type in ("text/html", "application/json", "image/png", "nonsense"):
        assert len(read_feed(RSS.encode(), URL, content_type)) == 2


def test_channels_of_the_channel_definition_format_are_read() -> None:
    cdf = b"""<CHANNEL HREF="https://wire.example/"><ITEM HREF="https://wire.example/5" LASTMOD="2026-03-01T07:00">
    <TITLE>Five</TITLE></ITEM></CHANNEL>"""
    (entry,) = read_feed(cdf, URL)
    assert (entry.url, entry.title) == ("https://wire.example/5", "Five")


@pytest.mark.parametrize("link", ["", "<link>javascript:alert(1)</link>", "<link>mailto:a@b.example</link>"])
def test_an_entry_without_an_address_is_known_by_its_title(link: str) -> None:
    item = f"<rss><channel><item><title>Title alone</title>{link}</item></channel></rss>"
    (entry,) = read_feed(item.encode(), URL)
    assert (entry.url, entry.title) == ("", "Title alone")


def test_the_language_of_entry_or_feed_is_kept() -> None:
    rss = "<rss><channel><language>fa-IR</language><item><title>a</title></item></channel></rss>"
    assert read_feed(rss.encode(), URL)[0].language == "fa-IR"
