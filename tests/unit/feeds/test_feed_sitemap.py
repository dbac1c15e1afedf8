"""Sitemaps: news, plain and indexes; which sitemaps of an index are read."""

from __future__ import annotations

import gzip
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.errors import FeedError
from monitor.feeds import read_feed
from monitor.feeds.plain import MOST_ENTRIES
from monitor.feeds.sitemap import MOST_CHILDREN, Child, children_to_read, is_index, read_index

URL = "https://wire.example/sitemap.xml"
TODAY = date(2026, 3, 1)
NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"
  xmlns:image="http://www.google.com/schemas/sitemap-image/1.1">
<url><loc>https://wire.example/news/2?a=1&amp;b=2</loc><lastmod>2026-03-01T09:00:00Z</lastmod>
<news:news><news:publication><news:name>Harbour Wire</news:name><news:language>fa</news:language></news:publication>
<news:publication_date>2026-03-01T10:00:00+03:30</news:publication_date>
<news:title>Ferry &amp; port</news:title></news:news>
<image:image><image:loc>https://img.example/1.jpg</image:loc><image:title>A picture</image:title></image:image></url>
<url><loc> https://wire.example/news/1 </loc><lastmod>2026-02-28</lastmod></url></urlset>"""
INDEX = """<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://wire.example/news-2026-03.xml</loc><lastmod>2026-03-01T09:00:00Z</lastmod></sitemap>
<sitemap><loc>/pages.xml.gz</loc></sitemap></sitemapindex>"""


def at(day: int, hour: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, tzinfo=UTC)


def test_a_news_sitemap_gives_title_time_and_language() -> None:
    first, second = read_feed(NEWS.encode(), URL, "text/html")
    assert (first.url, first.title, first.language) == ("https://wire.example/news/2?a=1&b=2", "Ferry & port", "fa")
    assert (first.published, first.published_text) == (
        datetime(2026, 3, 1, 6, 30, tzinfo=UTC),
        "2026-03-01T10:00:00+03:30",
    )
    assert (second.url, second.title) == ("https://wire.example/news/1", "")
    assert second.published == datetime(2026, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace(' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', ""),
        lambda text: text.partition("<url>")[0].split("xmlns")[0] + ">" + "<url>" + text.partition("<url>")[2],
        lambda text: text.replace("&amp; port", "& port"),
        lambda text: "<!-- slow -->\n\n" + text,
        lambda text: text.replace("</urlset>", ""),
        lambda text: text.replace('encoding="UTF-8"', 'encoding="windows-1251"'),
        lambda text: '<!DOCTYPE x [<!ENTITY e "boom">]>' + text.partition("?>")[2],
    ],
    ids=["no namespace", "no namespaces", "bare ampersand", "before the declaration", "cut off", "charset", "doctype"],
)
def test_a_damaged_sitemap_keeps_its_addresses(damage: object) -> None:
    assert callable(damage)
    entries = read_feed(damage(NEWS).encode(), URL)
    assert [entry.url for entry in entries] == ["https://wire.example/news/2?a=1&b=2", "https://wire.example/news/1"]


def test_a_packed_sitemap_is_unpacked() -> None:
    assert len(read_feed(gzip.compress(NEWS.encode()), URL + ".gz", "application/octet-stream")) == 2


def test_of_a_sitemap_that_is_too_long_the_last_changed_are_read() -> None:
    def listed(number: int, when: datetime) -> str:
        return f"<url><loc>https://wire.example/{number}</loc><lastmod>{when.isoformat()}</lastmod></url>"

    old = "".join(listed(number, at(1) - timedelta(days=900)) for number in range(MOST_ENTRIES))
    entries = read_feed(f"<urlset>{old}{listed(99_999, at(1))}</urlset>".encode(), URL)
    assert len(entries) == MOST_ENTRIES
    assert entries[-1].url == "https://wire.example/99999"


def test_an_index_lists_sitemaps_and_is_no_feed() -> None:
    assert is_index(INDEX.encode())
    assert is_index(gzip.compress(INDEX.encode()))
    assert not is_index(NEWS.encode())
    assert read_index(INDEX.encode(), URL) == (
        Child("https://wire.example/news-2026-03.xml", at(1, 9)),
        Child("https://wire.example/pages.xml.gz"),
    )
    with pytest.raises(FeedError, match="index of sitemaps"):
        read_feed(INDEX.encode(), URL)


@pytest.mark.parametrize(
    ("child", "seen", "read"),
    [
        (Child("a/posts-7.xml", at(1)), {}, True),
        (Child("a/posts-7.xml", at(1)), {"a/posts-7.xml": at(1)}, False),
        (Child("a/posts-7.xml", at(1, 9)), {"a/posts-7.xml": at(1)}, True),
        (Child("a/2026-03-01.xml"), {"a/2026-03-01.xml": None}, True),
        (Child("a/20260302.xml"), {"a/20260302.xml": None}, True),
        (Child("a/2026-02-20.xml"), {"a/2026-02-20.xml": None}, False),
        (Child("a/2026-03.xml"), {"a/2026-03.xml": None}, True),
        (Child("a/2025-03.xml"), {"a/2025-03.xml": None}, False),
        (Child("a/2026.xml"), {"a/2026.xml": None}, True),
        (Child("a/news.xml"), {"a/news.xml": None}, True),
        (Child("a/2020-01-01.xml", at(1)), {"a/2020-01-01.xml": None}, True),
    ],
)
def test_a_sitemap_is_read_when_it_may_have_changed(child: Child, seen: dict[str, datetime | None], read: bool) -> None:
    assert children_to_read([child], seen, TODAY) == ((child,) if read else ())


def test_of_many_sitemaps_the_newest_are_read_and_not_too_many() -> None:
    years = [Child(f"a/posts-{number}.xml", at(1) - timedelta(days=number)) for number in range(300, 0, -1)]
    chosen = children_to_read(years, {}, TODAY)
    assert chosen == tuple(reversed(years[-MOST_CHILDREN:]))


@given(st.lists(st.tuples(st.sampled_from("abcdef2026-03./"), st.none() | st.datetimes(timezones=st.just(UTC)))))
def test_what_was_just_read_is_not_chosen_again_by_its_lastmod(facts: list[tuple[str, datetime | None]]) -> None:
    children = [Child(f"https://wire.example/{name}", lastmod) for name, lastmod in facts]
    seen = {child.url: child.lastmod for child in children}
    known = [child for child in children if child.lastmod == seen[child.url]]
    chosen = children_to_read(known, seen, date(2000, 1, 1))
    assert all(child.lastmod is None for child in chosen)
