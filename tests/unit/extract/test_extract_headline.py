"""The headline: the page's own line, chosen by what metadata and feed say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.domain.article import Entry
from monitor.errors import ExtractionError
from monitor.extract.page import extract
from monitor.extract.titles import commonest, plain_titles, without_site

BODY = (
    "<div>" + "<p>The ferry sails again on Monday after three weeks in the yard, its captain said.</p>" * 3 + "</div>"
)


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        (
            "<title>Ferry back at sea | Lighthouse</title><h1>Lighthouse</h1><h2>Ferry back at sea</h2>",
            "Ferry back at sea",
        ),
        ("<title>Ferry back at sea - Lighthouse</title><div class=t>Ferry back at sea</div>", "Ferry back at sea"),
        ("<title>Lighthouse</title><h1>Ferry <br> back\n at sea</h1>", "Ferry back at sea"),
        ("<title>Lighthouse: Ferry back at sea</title><h3>Ferry back at sea</h3>", "Ferry back at sea"),
        ("<title>Ferry back at sea | Lighthouse</title>", "Ferry back at sea"),
        ("<meta property='og:title' content='Ferry back'><title>x</title>", "Ferry back"),
        ("<title>渡轮恢复航行_灯塔网</title><h1>渡轮恢复航行</h1>", "渡轮恢复航行"),
        ("<title>渡轮恢复航行-灯塔网</title>", "渡轮恢复航行"),
    ],
)
def test_the_headline_is_the_pages_own(page: str, headline: str) -> None:
    assert extract((page + BODY).encode(), "https://lighthouse.example/1").text.headline == headline


def test_the_feeds_title_helps_where_the_page_has_none() -> None:
    entry = Entry("https://lighthouse.example/1", title="Ferry back at sea")
    page = f"<div class=t>Ferry back at sea</div>{BODY}".encode()
    assert extract(page, entry.url, entry=entry).text.headline == "Ferry back at sea"


def test_a_page_without_any_title_has_no_headline() -> None:
    with pytest.raises(ExtractionError, match="no headline"):
        extract(BODY.encode(), "https://lighthouse.example/1")


def test_the_headline_is_not_repeated_in_the_body(text: Callable[..., object]) -> None:
    assert str(text(below="<p>Ferry returns to the strait</p>")).count("Ferry returns to the strait") == 1


HEAD = "<title>{0} | Lighthouse</title><meta property='og:title' content='{0}'>".format("Ferry back at sea")


@pytest.mark.parametrize(
    ("page", "headline"),
    [
        (HEAD + "<h1><span class=kicker>Islands</span> <span>Ferry back at sea</span></h1>", "Ferry back at sea"),
        (HEAD + "<h1>Ferry back at sea <span class=badge>Plus</span></h1>", "Ferry back at sea"),
        (HEAD + "<h1>Ferry back at sea<a class=headerlink href='#f'>¶</a></h1>", "Ferry back at sea"),
        (HEAD + "<h1>Ferry is back at sea again</h1><h3>Ferry back at sea</h3>", "Ferry is back at sea again"),
        (HEAD + "<div class=byline-and-share><h1>Ferry back at sea</h1></div>", "Ferry back at sea"),
        (HEAD + "<aside><h1>Ferry back at sea!</h1></aside><h2>Ferry back at sea</h2>", "Ferry back at sea"),
        (HEAD + "<h1><a href='/'>Ferry back</a></h1><h2>Ferry back at sea</h2>", "Ferry back at sea"),
        (HEAD + "<body><article><h1>Boats: all is well</h1></article>", "Boats: all is well"),
        (HEAD + "<h1>Boats: all is well</h1>", "Ferry back at sea"),
        (
            "<meta property='og:title' content='Islands: Ferry back'>"
            "<h1><span>Islands</span><span>Ferry back</span></h1>",
            "Islands: Ferry back",
        ),
        ("<meta property='og:title' content='Ferry &amp;#8216;back&amp;#8217;'>", "Ferry ‘back’"),
        ("<title>Mooring a boat — Knots 2.1 documentation</title><h1>Mooring a boat</h1>", "Mooring a boat"),
        (
            "<title>Which rope for a ferry? - Boat Forum</title><h3>Which rope for a ferry?</h3>",
            "Which rope for a ferry?",
        ),
        ("<title>Rope, blue, 20 m - Chandlery</title><h1 itemprop=name>Rope, blue, 20 m</h1>", "Rope, blue, 20 m"),
    ],
)
def test_a_heading_holds_more_or_other_than_the_headline(page: str, headline: str) -> None:
    assert extract((page + BODY).encode(), "https://lighthouse.example/1").text.headline == headline


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry back at sea | Lighthouse", "Ferry back at sea"),
        ("Lighthouse - Ferry back", "Ferry back"),
        ("Lighthouse: Ferry back", "Ferry back"),
        ("Ferry back - Sea - Lighthouse", "Ferry back - Sea"),
        ("The ferry is back - Sea News - Lighthouse", "The ferry is back"),
        ("Ferry – Lighthouse Entertainment", "Ferry"),
        ("The ferry is back | Sea | Lighthouse", "The ferry is back"),
        ("渡轮恢复航行_国内_灯塔网", "渡轮恢复航行"),
        ("渡轮恢复航行-灯塔网", "渡轮恢复航行"),
        ("两岛-大陆渡轮恢复航行", "两岛-大陆渡轮恢复航行"),
        ("Ferry back - what now", "Ferry back - what now"),
        ("Ferry back-to-back", "Ferry back-to-back"),
        ("snake_case names", "snake_case names"),
        ("Ferry", "Ferry"),
    ],
)
def test_the_sites_name_goes(title: str, headline: str) -> None:
    assert without_site(title, ["Lighthouse"]) == headline


def test_a_title_to_which_another_adds_the_site_is_whole() -> None:
    titles = ("Ferry back - Good News", "Ferry back - Good News | Lighthouse")
    assert plain_titles(titles, ["Lighthouse"]) == ("Ferry back - Good News",)
    assert commonest(("Ferry!", "Boat", "Ferry")) == "Ferry!"
