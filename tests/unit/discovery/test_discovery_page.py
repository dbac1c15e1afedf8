"""What a page tells: its links, declared feeds, language and name; and where else to look."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.discovery.candidates import (
    feed_candidates,
    folder_of,
    guessed_feeds,
    is_feed_like,
    on_site,
    refusal,
    section_candidates,
    sitemap_lines,
)
from monitor.discovery.page import read_page

HOME = "https://www.herald.example/en"
PAGE = """<html lang="fa_IR"><head><title>Front page | Pier Herald</title><base href="/en/">
<link rel="alternate" type="application/rss+xml" title="All" href="rss/all">
<link rel="alternate" type="application/json" href="/wp-json/"><link rel="alternate" hreflang="ru" href="/ru">
<link rel="stylesheet" href="a.css"></head><body class="has-menu">
<div class="main-menu"><a href="world">World</a> <a href="/ru/mir">Russian</a> <a href="login">Log in</a></div>
<p><a href="world">World again</a><a href="service/rss/">Feeds</a><a href="javascript:x()">No</a>
<a href="https://partner.example/rss">Partner</a><a href="world/43121/ferry">Ferry</a><a href="http://[bad">Bad</a></p>"""


def test_a_page_gives_its_links_once_in_order_and_knows_menus() -> None:
    page = read_page(PAGE.encode(), HOME)
    assert [link.url.removeprefix("https://www.herald.example") for link in page.links] == [
        "/en/world", "/ru/mir", "/en/login", "/en/service/rss/", "https://partner.example/rss", "/en/world/43121/ferry",
    ]  # fmt: skip
    assert [link.menu for link in page.links] == [True, True, True, False, False, False]
    assert (page.language, page.name) == ("fa", "Pier Herald")
    assert [link.url for link in page.feeds] == ["https://www.herald.example/en/rss/all"]


def test_candidates_stand_in_the_order_of_trust() -> None:
    page = read_page(PAGE.encode(), HOME)
    found = [candidate.url for candidate in feed_candidates(page)]
    assert found == [
        "https://www.herald.example/en/rss/all", "https://www.herald.example/en/service/rss/",
        "https://partner.example/rss",
    ]  # fmt: skip
    assert next(iter(guessed_feeds(HOME))).url == "https://www.herald.example/en/rss"
    sections = [link.url for link in section_candidates(page)]
    assert sections == ["https://www.herald.example/en/world"], "other editions, services and articles are no sections"


def test_comments_and_other_hosts_are_refused_with_a_reason() -> None:
    assert refusal("https://partner.example/rss", HOME) == "other host"
    assert refusal("https://www.herald.example/comments/feed", HOME) == "comments"
    assert refusal("https://www.herald.example/f/2", HOME, "نظرات") == "comments"
    assert refusal("https://feeds.herald.example/all.xml", HOME) == ""
    assert not on_site("https://notherald.example/", HOME)


def test_addresses_of_feeds_are_told_from_articles_about_them() -> None:
    feeds = (
        "/rss",
        "/fa/rss/allnews",
        "/rss-help",
        "/rssfeed.php",
        "/index.xml",
        "/feed/",
        "/?feed=rss2",
        "/feed.json",
    )
    others = ("/feedback", "/atomic-energy", "/sitemap.xml", "/news/the-feed-price-of-grain", "/")
    assert [path for path in feeds if not is_feed_like(f"https://h.example{path}")] == []
    assert [path for path in others if is_feed_like(f"https://h.example{path}")] == []


def test_robots_txt_names_sitemaps_those_of_news_first() -> None:
    robots = (
        "User-agent: *\nDisallow: /x\nSITEMAP: /all.xml\nsitemap:https://h.example/news.xml # new\nSitemap: ftp://h/x"
    )
    found = [candidate.url for candidate in sitemap_lines(robots, "https://h.example/robots.txt")]
    assert found == ["https://h.example/news.xml", "https://h.example/all.xml"]


def test_a_home_page_stands_for_a_folder() -> None:
    urls = ("https://h.example", "https://h.example/en", "https://h.example/en/", "https://h.example/en/index.html")
    assert [folder_of(url) for url in urls] == ["/", "/en/", "/en/", "/en/"]


@given(st.binary(max_size=400))
def test_any_bytes_are_a_page(body: bytes) -> None:
    page = read_page(b"<a href='" + body + b"'>x</a>" + body, HOME, "text/html; charset=nonsense")
    list(feed_candidates(page))
    section_candidates(page)
