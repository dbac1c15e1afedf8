"""Which of an entry's addresses is the article's, and when it says it was published."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.feeds import read_feed
from monitor.feeds.dates import read_time

URL = "https://wire.example/rss/all.xml"


def rss(item: str, root: str = "") -> bytes:
    return (
        f'<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" {root} '
        f'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0"><channel><link>https://wire.example/</link>'
        f"<item><title>t</title>{item}</item></channel></rss>"
    ).encode()


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ("<link>/news/1</link>", "https://wire.example/news/1"),
        ("<link>\n  https://wire.example/news/1\n </link>", "https://wire.example/news/1"),
        ("<link>//wire.example/news/1</link>", "https://wire.example/news/1"),
        ("<link>https://wire.example/news/big fire</link>", "https://wire.example/news/big%20fire"),
        ("<link>https://wire.example/?a=1&amp;amp;b=2</link>", "https://wire.example/?a=1&b=2"),
        ("<link><![CDATA[https://wire.example/?a=1&b=2]]></link>", "https://wire.example/?a=1&b=2"),
        ("<guid>https://wire.example/news/2</guid>", "https://wire.example/news/2"),
        ('<guid isPermaLink="false">https://wire.example/?p=2</guid>', "https://wire.example/?p=2"),
        ("<guid>12345</guid>", ""),
        ('<guid isPermaLink="false">n2</guid><link>/news/2</link>', "https://wire.example/news/2"),
        ("<link>https://wire.example/</link><guid>https://wire.example/news/3</guid>", "https://wire.example/news/3"),
        ('<atom:link rel="self" href="/api/4"/><link>/news/4</link>', "https://wire.example/news/4"),
        (
            '<atom:link rel="related" href="/x"/><atom:link rel="alternate" href="/news/4"/>',
            "https://wire.example/news/4",
        ),
        ('<link>javascript:void(0)</link><atom:link rel="alternate" href="/news/5"/>', "https://wire.example/news/5"),
        ('<enclosure url="https://wire.example/a.mp3"/>', ""),
        (
            "<link>https://feedproxy.example/~r/x</link>"
            "<feedburner:origLink>https://wire.example/news/6</feedburner:origLink>",
            "https://wire.example/news/6",
        ),
    ],
)
def test_the_articles_address_is_chosen(item: str, url: str) -> None:
    assert read_feed(rss(item), URL)[0].url == url


def test_a_base_in_the_feed_counts() -> None:
    body = rss("<link>news/1</link>", 'xml:base="https://www.wire.example/fa/"')
    assert read_feed(body, URL)[0].url == "https://www.wire.example/fa/news/1"


def test_of_atoms_links_the_alternate_is_the_article() -> None:
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title>
    <link rel="enclosure" href="https://wire.example/a.mp3"/><link rel="replies" href="https://wire.example/1/comments"/>
    <link rel="alternate" type="text/html" href="https://wire.example/1"/><link rel="self" href="https://wire.example/1.atom"/>
    </entry></feed>"""
    assert read_feed(atom.encode(), URL)[0].url == "https://wire.example/1"


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]


@pytest.mark.parametrize(
    ("printed", "time"),
    [
        ("Sun, 01 Mar 2026 10:00:00 +0300", utc(2026, 3, 1, 7)),
        ("Sun, 1 Mar 26 10:00:00 GMT", utc(2026, 3, 1, 10)),
        ("2026-03-01T10:00:00.5+03:30", utc(2026, 3, 1, 6, 30)),
        ("2026-03-01 10:00", utc(2026, 3, 1, 10)),
        ("20260301T100000Z", utc(2026, 3, 1, 10)),
        ("2016/6/29 15:07:41", utc(2016, 6, 29, 15, 7, 41)),
        ("Mo, 25 Jun 2018 08:00:00 +0200", utc(2018, 6, 25, 6)),
        ("Вс, 01 мар 2026 10:00:00 MSK", utc(2026, 3, 1, 7)),
        ("March 1, 2026, 3:07 pm", utc(2026, 3, 1, 15, 7)),
        ("2026年3月1日 10:00", utc(2026, 3, 1, 10)),
        ("01.03.2026 10:00", utc(2026, 3, 1, 10)),
        ("Sun, 01 Mar 2026 10:00:00 GMT+3", utc(2026, 3, 1, 7)),
        ("۱۴۰۴/۱۲/۱۰ ۱۵:۳۰", utc(2026, 3, 1, 12)),
        ("۱۰ اسفند ۱۴۰۴ - ۱۲:۳۰", utc(2026, 3, 1, 9)),
        ("1404-12-10T15:30:00", utc(2026, 3, 1, 12)),
        ("Sun, 01 Mar 2026 24:00:00 +0000", utc(2026, 3, 2)),
        ("03/04/2026 10:00", None),
        ("25/04/2026 10:00", utc(2026, 4, 25, 10)),
        ("2026-13-01", None),
        ("2026-03-01T99:00", None),
        ("two hours ago", None),
        ("", None),
    ],
)
def test_a_printed_time_is_read_or_left_and_its_text_stays(printed: str, time: datetime | None) -> None:
    (entry,) = read_feed(rss(f"<link>/1</link><pubDate>{printed}</pubDate>"), URL)
    assert (entry.published, entry.published_text) == (time, printed)


@pytest.mark.parametrize("zone", ["", " UTC", " +0000", " Z"])
def test_no_zone_is_utc(zone: str) -> None:
    assert read_time(f"1 March 2026 10:00{zone}") == utc(2026, 3, 1, 10)


def test_what_was_published_comes_before_what_was_updated() -> None:
    entry = "<published>2026-03-01T10:00:00Z</published><updated>2026-03-02T10:00:00Z</updated>"
    atom = f'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>t</title>{entry}</entry></feed>'
    assert read_feed(atom.encode(), URL)[0].published == utc(2026, 3, 1, 10)
