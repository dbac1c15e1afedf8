"""Section pages: which of a page's links are taken, in which order, under which titles."""

from __future__ import annotations

import pytest

from monitor.errors import FeedError
from monitor.feeds.section import read_section

URL = "https://www.wire.example/en/world"
PATTERN = r"/news/(?P<id>\d+)"
PAGE = """<!doctype html><html><head><title>World</title></head><body>
<nav><a href="/">Home</a> <a href="/en/world">World</a> <a href="/en/tag/ports">Ports</a>
<a href="/news/page/2">2</a></nav>
<article><a href="/news/12/ferry-back-in-port"><img src="1.jpg" alt="A ferry"></a>
<h2><a href="/news/12/ferry-back-in-port?utm_source=home">Ferry <b>back</b> in port</a></h2>
<a href="/news/12/ferry-back-in-port#comments">3 comments</a></article>
<article><a href="https://wire.example/news/11/storm"><span>Storm</span><span>closes bridge</span></a></article>
<a href="//amp.wire.example/news/10/old">Old <script>var x = "unseen";</script>news</a>
<a href="https://other.example/news/9/elsewhere">Elsewhere</a> <a href="javascript:void(0)">x</a> <a>no address</a>
<a href="/about-us">About us</a> <a href="/news/8.jpg">Picture</a>
</body></html>"""


def read(
    page: str = PAGE, pattern: str = PATTERN, hosts: tuple[str, ...] = (), url: str = URL
) -> list[tuple[str, str]]:
    return [(entry.url, entry.title) for entry in read_section(page.encode(), url, "text/html", pattern, hosts)]


def test_links_that_fit_are_taken_in_the_pages_order_with_their_longest_text() -> None:
    assert read() == [
        ("https://www.wire.example/news/12/ferry-back-in-port", "Ferry back in port"),
        ("https://wire.example/news/11/storm", "Storm closes bridge"),
    ]


def test_other_hosts_are_the_sources_own_only_when_named() -> None:
    assert read(hosts=("amp.wire.example",))[-1] == ("https://amp.wire.example/news/10/old", "Old news")
    assert read(hosts=("*.wire.example",))[-1] == ("https://amp.wire.example/news/10/old", "Old news")
    assert len(read(hosts=("*.example",))) == 4


def test_a_link_that_is_only_a_picture_is_named_by_the_pictures_text() -> None:
    assert read('<a href="/news/1"><img alt="A ferry in port"></a>') == [
        ("https://www.wire.example/news/1", "A ferry in port")
    ]
    assert read('<a href="/news/1" title="A ferry"><img></a>')[0][1] == "A ferry"


def test_the_text_of_a_whole_box_is_no_headline() -> None:
    box = f'<a href="/news/1">{"word " * 200}</a><a href="/news/1">The headline</a>'
    assert read(box)[0][1] == "The headline"


def test_without_a_pattern_addresses_that_look_like_articles_are_taken() -> None:
    article = '<a href="/world/ferry-back-in-port-after-storm">Ferry</a>'
    page = f'<a href="/world">World</a>{article}<a href="/tag/a-b-c-d-e">T</a>'
    assert read(page, pattern="") == [("https://www.wire.example/world/ferry-back-in-port-after-storm", "Ferry")]


def test_the_base_of_the_page_counts_and_its_charset_is_found() -> None:
    page = (
        '<head><meta charset="windows-1251"><base href="https://www.wire.example/ru/"></head><a href="news/5">Паром</a>'
    )
    (entry,) = read_section(page.encode("cp1251"), URL, "text/html", PATTERN)
    assert (entry.url, entry.title) == ("https://www.wire.example/ru/news/5", "Паром")


def test_a_page_deep_as_a_well_is_read_to_its_end() -> None:
    page = "<div>" * 5_000 + '<a href="/news/1">One</a>' + "</div>" * 5_000 + '<a href="/news/2">Two</a>'
    assert [title for _, title in read(page)] == ["One", "Two"]


@pytest.mark.parametrize(
    "page", ["", "<html></html>", '<a href="/news">News</a>', '<a href="/en/world">World</a>', "\0\1\2"]
)
def test_no_link_that_fits_is_a_failure(page: str) -> None:
    with pytest.raises(FeedError) as caught:
        read(page)
    assert caught.value.cause == "no links"


def test_the_failure_tells_how_many_links_there_were_and_what_was_wanted() -> None:
    with pytest.raises(FeedError, match=r"none of 2 links fits the pattern /story/"):
        read('<a href="/news/1">a</a><a href="/news/2">b</a>', pattern="/story/")
