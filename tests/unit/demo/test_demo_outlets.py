"""The invented outlets over real HTTP: feeds, pages, conditional requests, publishing, robots.txt, the request log."""

from __future__ import annotations

import feedparser
import pytest

from monitor.demo.outlets import OutletServer
from tests.unit.demo.asking import get


@pytest.mark.parametrize(("outlet", "version"), [("red", "rss20"), ("blue", "atom10")])
def test_a_feed_announces_what_is_out_newest_first(outlets: OutletServer, outlet: str, version: str) -> None:
    feed = feedparser.parse(get(outlets.feed_url(outlet))[1])
    assert (feed.bozo, feed.version) == (False, version)
    assert [entry.title for entry in feed.entries] == ["Second headline", "First headline"]
    assert all(entry.published_parsed for entry in feed.entries)


@pytest.mark.parametrize("outlet", ["red", "blue"])
def test_a_published_article_enters_feed_and_site(outlets: OutletServer, outlet: str) -> None:
    article = next(a for a in outlets.published(outlet)[0].outlet.articles if a.live)
    url = f"{outlets.base(outlet)}/a/3"
    assert get(url)[0] == 404
    published = outlets.publish(outlet, article)
    status, page, _ = get(url)
    assert (published.url, status) == (url, 200)
    assert "Third &lt;headline&gt;" in page.decode()
    newest = feedparser.parse(get(outlets.feed_url(outlet))[1]).entries[0]
    assert newest.link == url


def test_an_unchanged_feed_is_not_sent_again(outlets: OutletServer) -> None:
    url = outlets.feed_url("red")
    _, _, headers = get(url)
    assert get(url, If_None_Match=headers["etag"])[:2] == (304, b"")
    assert get(url, If_Modified_Since=headers["last-modified"])[:2] == (304, b"")
    assert get(url, If_None_Match='"other"', If_Modified_Since=headers["last-modified"])[0] == 200
    outlets.publish("red", outlets.published("red")[0].outlet.articles[2])
    assert get(url, If_None_Match=headers["etag"])[0] == 200


def test_every_request_is_kept_with_its_headers(outlets: OutletServer) -> None:
    get(outlets.base("red") + "/robots.txt", User_Agent="tester")
    get(outlets.base("blue") + "/nowhere?x=1")
    kept = [(r.outlet_id, r.path, r.status) for r in outlets.requests]
    assert kept == [("red", "/robots.txt", 200), ("blue", "/nowhere?x=1", 404)]
    assert outlets.requests[0].headers["user-agent"] == "tester"


def test_robots_txt_closes_one_path(outlets: OutletServer) -> None:
    assert b"Disallow: /internal/" in get(outlets.base("red") + "/robots.txt")[1]


def test_the_front_page_links_to_every_article(outlets: OutletServer) -> None:
    page = get(outlets.base("red") + "/")[1].decode()
    assert all(published.url in page for published in outlets.published("red"))
