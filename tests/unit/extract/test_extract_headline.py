"""The headline: the page's own line, chosen by what metadata and feed say."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.domain.article import Entry
from monitor.errors import ExtractionError
from monitor.extract.headline import without_site
from monitor.extract.page import extract

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


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Ferry back at sea | Lighthouse", "Ferry back at sea"),
        ("Lighthouse - Ferry back", "Ferry back"),
        ("Ferry back - Sea - Lighthouse", "Ferry back - Sea"),
        ("Ferry back-to-back", "Ferry back-to-back"),
        ("Ferry", "Ferry"),
    ],
)
def test_the_sites_name_goes(title: str, headline: str) -> None:
    assert without_site(title, ["Lighthouse"]) == headline
