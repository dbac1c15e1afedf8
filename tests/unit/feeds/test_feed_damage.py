"""Damaged feeds: whatever a server does to a feed, at least what feedparser finds is found, and titles stay whole."""

from __future__ import annotations

import io
from collections.abc import Callable

import feedparser
import pytest

from monitor.errors import FeedError
from monitor.feeds import read_feed

URL = "https://wire.example/rss/all.xml"
HEADLINES = ["Ferry “Nord” back in port – crew safe", "Second headline", "Überfahrt fällt aus", "Fourth headline"]
FEED = (
    '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<channel><title>Harbour Wire</title><link>https://wire.example/</link>"
    + "".join(
        f"<item><title>{title}</title><link>https://wire.example/news/{number}</link><guid>n{number}</guid>"
        f"<description>Text {number} of the day</description><dc:creator>Desk</dc:creator></item>"
        for number, title in enumerate(HEADLINES, 1)
    )
    + "</channel></rss>"
)
Damage = Callable[[str], bytes]


def text(change: Callable[[str], str]) -> Damage:
    return lambda feed: change(feed).encode()


DAMAGES: dict[str, Damage] = {
    "clean": text(lambda feed: feed),
    "leading blank": text(lambda feed: " \n" + feed),
    "byte-order mark and blank": text(lambda feed: "\ufeff " + feed),
    "namespace not declared": text(lambda feed: feed.replace(' xmlns:dc="http://purl.org/dc/elements/1.1/"', "")),
    "junk after the end": text(lambda feed: feed + "<!-- cached in 0.1 s --><script>x()</script>"),
    "attribute twice": text(lambda feed: feed.replace("<guid>", '<guid a="1" a="2">')),
    "control character": text(lambda feed: feed.replace("Second", "Sec\x0bond")),
    "byte that is not UTF-8": lambda feed: feed.encode().replace(b"Second headline", b"Second\xff headline"),
    "undefined entity": text(lambda feed: feed.replace("Second headline", "Second&nbsp;headline – more")),
    "bare ampersand": text(lambda feed: feed.replace("Second headline", "Oil & gas AT&T headline")),
    "bare less-than": text(lambda feed: feed.replace("Second headline", "Second < 3 headline")),
    "end of CDATA within CDATA": text(lambda feed: feed.replace("Second headline", "<![CDATA[Second ]]> headline ]]>")),
    "warning before the XML": text(lambda feed: "<br />\n<b>Warning</b>: mysql_connect() in db.php\n" + feed),
    "unclosed tag in a description": text(lambda feed: feed.replace("Text 2", "Text <b> 2")),
    "mismatched end tag": text(lambda feed: feed.replace("</title><link>", "</titel><link>", 2)),
    "UTF-8 declared as windows-1251": text(lambda feed: feed.replace("utf-8", "windows-1251")),
    "windows-1252 declared as UTF-8": lambda feed: feed.encode("cp1252"),
    "cut off at 70 %": text(lambda feed: feed[: len(feed) * 7 // 10]),
    "UTF-16 declared as UTF-8": lambda feed: feed.encode("utf-16"),
    "no declaration": text(lambda feed: feed.partition("\n")[2]),
    "character reference out of range": text(
        lambda feed: feed.replace("Second headline", "Second&#99999999; headline")
    ),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
@pytest.mark.parametrize("content_type", ["", "application/rss+xml; charset=utf-8", "text/html", "text/xml"])
def test_at_least_what_feedparser_finds_is_found(damage: Damage, content_type: str) -> None:
    body = damage(FEED)
    entries = read_feed(body, URL, content_type)
    assert {entry.url for entry in entries} >= links_by_feedparser(body)
    assert len(entries) >= 2


def links_by_feedparser(body: bytes) -> set[str]:
    try:
        parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, OverflowError):  # its own way with characters that do not exist
        return set()
    return {entry["link"] for entry in parsed.entries if "link" in entry}


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("undefined entity", "Second\u00a0headline – more"),
        ("bare ampersand", "Oil & gas AT&T headline"),
        ("control character", "Second headline"),
        ("character reference out of range", "Second headline"),
        ("end of CDATA within CDATA", "Second headline ]]>"),
    ],
)
def test_the_words_around_the_damage_stay(name: str, title: str) -> None:
    assert read_feed(DAMAGES[name](FEED), URL)[1].title == title


@pytest.mark.parametrize(
    "name", ["UTF-8 declared as windows-1251", "windows-1252 declared as UTF-8", "UTF-16 declared as UTF-8"]
)
def test_a_wrong_charset_is_seen_through(name: str) -> None:
    assert [entry.title for entry in read_feed(DAMAGES[name](FEED), URL)] == HEADLINES


def test_a_cut_feed_gives_the_entries_before_the_cut() -> None:
    entries = read_feed(DAMAGES["cut off at 70 %"](FEED), URL)
    assert [entry.title for entry in entries[:2]] == HEADLINES[:2]


def test_an_error_page_is_no_feed() -> None:
    page = b"<!doctype html><html><head><title>502 Bad Gateway</title></head><body><h1>502</h1></body></html>"
    with pytest.raises(FeedError, match="not a feed"):
        read_feed(page, URL, "application/rss+xml")
