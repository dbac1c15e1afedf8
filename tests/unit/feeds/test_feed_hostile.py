"""Feeds that want to hang, fill or crash the reader: every one ends, with entries or a FeedError."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.blocked import blocked
from monitor.errors import FeedError
from monitor.feeds import read_feed
from monitor.feeds.plain import MOST_ENTRIES
from monitor.feeds.section import read_section
from monitor.feeds.sitemap import is_index, read_index
from monitor.feeds.volatile import content_hash

URL = "https://wire.example/rss"
MANY = 20_000
PIECES = """<rss> <channel> <item> </item> <entry> <feed> <title> </title> <link> https://a.example/1 <![CDATA[ ]]> <!--
--> & &amp; &#1; &#x110000; &#99999999999; &nbsp; < > <a <?xml ?> <!DOCTYPE [ ]> <!ENTITY %x; <guid> <pubDate> 2026
\ufffe \x00 <urlset> <url> <loc> <sitemapindex> <sitemap> { } [ ] "items" : , xml:base="a/" xmlns:x="y"
<x:item> </x: <html> <div>
<content:encoded> <source> <image> <textinput> <author> ( @ ) <enclosure/> <svg> <math> = ' " // 1e999"""
SOUP = st.lists(st.sampled_from(PIECES.split()), max_size=60).map(" ".join)


@given(st.binary(max_size=300) | SOUP.map(str.encode) | SOUP.map(lambda soup: soup.encode("utf-16")))
@settings(max_examples=400, deadline=None)
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    try:
        entries = read_feed(body, URL)
    except FeedError:
        entries = ()
    assert all(entry.url == "" or entry.url.startswith(("http://", "https://")) for entry in entries)


@given(SOUP, st.sampled_from(["", "/news/(?P<id>[0-9]+)"]))
@settings(max_examples=100, deadline=None)
def test_any_page_gives_its_links_or_an_error(soup: str, pattern: str) -> None:
    try:
        entries = read_section(f'{soup}<a href="/news/1">x</a>{soup}'.encode(), URL, "text/html", pattern, [])
    except FeedError:
        return
    assert all(entry.url.startswith("http") for entry in entries)


@given(st.binary(max_size=300) | SOUP.map(str.encode))
@settings(deadline=None)
def test_the_small_questions_have_an_answer_for_any_bytes(body: bytes) -> None:
    assert len(content_hash(body)) == 64
    assert is_index(body) in (True, False)
    assert isinstance(read_index(body, URL), tuple)
    assert isinstance(blocked(200, {}, body), str)


def nested(tag: str) -> str:
    return f"<rss><channel><item>{f'<{tag}>' * MANY}"


BOMBS: dict[str, Callable[[], str]] = {
    "nested elements": lambda: nested("x"),
    "nested entries": lambda: nested("item"),
    "nested texts": lambda: nested("description"),
    "nested bases": lambda: nested('x xml:base="a/"'),
    "attributes": lambda: nested("/x") + "<item " + " ".join(f'a{number}="1"' for number in range(MANY)) + ">",
    "attributes with brackets": lambda: "<rss><item " + " ".join(f'a{number}=">"' for number in range(MANY)) + ">",
    "namespaces": lambda: "<rss " + " ".join(f'xmlns:a{number}="u"' for number in range(MANY)) + "><item/></rss>",
    "unclosed sections": lambda: "<rss><item><title>" + "<![CDATA[" * MANY,
    "unclosed comments": lambda: "<rss><item><title>" + "<!--" * MANY,
    "unclosed quotes": lambda: "<rss>" + '<a "' * MANY,
    "entities": lambda: (
        '<!DOCTYPE r [<!ENTITY a0 "ha">'
        + "".join(f'<!ENTITY a{number} "{f"&a{number - 1};" * 10}">' for number in range(1, 12))
        + "]><rss><channel><item><title>&a11;</title><link>https://wire.example/1</link></item></channel></rss>"
    ),
    "one long entity": lambda: (
        f'<!DOCTYPE r [<!ENTITY a "{"ha" * 50_000}">]>'
        f"<rss><channel><item><title>{'&a;' * 5_000}</title></item></channel></rss>"
    ),
    "nested sitemap": lambda: "<urlset>" + "<url>" * MANY,
    "nested objects": lambda: '{"items": ' + '[{"a":' * MANY,
    "nested lists": lambda: '{"items": [' + "[" * MANY,
}


@pytest.mark.parametrize("bomb", BOMBS.values(), ids=BOMBS)
def test_a_bomb_does_not_go_off(bomb: Callable[[], str]) -> None:
    try:
        entries = read_feed(bomb().encode(), URL)
    except FeedError:
        return
    assert sum(len(entry.title) + len(entry.summary) for entry in entries) < 1_000_000


def test_more_entries_than_anybody_announces_are_cut_off() -> None:
    items = "".join(f"<item><link>https://wire.example/{number}</link></item>" for number in range(MOST_ENTRIES + 5))
    entries = read_feed(f"<rss><channel>{items}</channel></rss>".encode(), URL)
    assert [len(entries), entries[0].url] == [MOST_ENTRIES, "https://wire.example/0"]


@pytest.mark.parametrize("body", [b"/etc/hostname", b"file:///etc/hostname", b"http://127.0.0.1:9/<rss", b"-"])
def test_a_body_is_never_taken_for_the_name_of_a_file_or_a_server(body: bytes) -> None:
    with pytest.raises(FeedError):
        read_feed(body, URL)


def test_an_external_entity_is_not_read() -> None:
    rss = b"""<!DOCTYPE r [<!ENTITY f SYSTEM "file:///etc/hostname"><!ENTITY % p SYSTEM "http://127.0.0.1:9/x"> %p;]>
    <rss><channel><item><title>a&f;b</title><link>https://wire.example/1</link></item></channel></rss>"""
    (entry,) = read_feed(rss, URL)
    assert entry.title in ("a&f;b", "ab", "a b")


def test_a_sitemap_of_nothing_but_junk_is_given_up() -> None:
    with pytest.raises(FeedError, match="empty feed"):
        read_feed(b"<urlset>" + b"<a/>" * 300_000, URL)


@pytest.mark.parametrize("piece", ["&", "&amp;", "<b/>", '<b c="d"/>', "word "])
def test_what_is_not_read_begins_with_an_entry(piece: str) -> None:
    first, second, third = (f"<item><title>Harbor {number}</title><description>" for number in range(3))
    end = "</description></item>"
    feed = f"<rss><channel>{first}{end}{second}{end}{third}{piece * 1_100_000}"
    assert [entry.title for entry in read_feed(feed.encode(), URL)] == ["Harbor 0", "Harbor 1"]


def test_the_hash_of_a_feed_of_many_words_takes_little_memory() -> None:
    words = b"<rss><channel><item><title>" + b"word  " * 100_000
    tracemalloc.start()
    try:
        spaced = content_hash(words)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert spaced == content_hash(words.replace(b"  ", b" "))
    assert peak < 6 * len(words)
