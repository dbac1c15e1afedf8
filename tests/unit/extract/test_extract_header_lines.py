"""The lines above the headline: what is taken, in which order, and what only looks like one of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from monitor.domain.textformat import ArticleText

Header = Callable[..., list[str]]
Text = Callable[..., ArticleText]


def test_number_and_date_side_by_side_are_two_lines(header: Header) -> None:
    above = "<div><b>News ID:</b> 4711 | <b>Publish Date:</b> 3 May 2025 <a href='/p'>Print</a></div>"
    assert header(above=above) == ["News ID: 4711", "Publish Date: 3 May 2025"]


@pytest.mark.parametrize(
    "above",
    [
        "<dl><dt>News ID:</dt><dd>4711</dd><dt>Publish Date:</dt><dd>3 May 2025</dd></dl>",
        "<table><tr><td>News ID:</td><td>4711</td></tr><tr><td>Publish Date:</td><td>3 May 2025</td></tr></table>",
        "<div><span>News ID: 4711</span> <span>Publish Date: 3 May 2025</span></div>",
        "<div>News ID: 4711 &nbsp; Publish Date: 3 May 2025</div>",
    ],
)
def test_labels_and_values_in_many_markups(header: Header, above: str) -> None:
    assert header(above=above) == ["News ID: 4711", "Publish Date: 3 May 2025"]


def test_lines_keep_the_order_of_the_page(header: Header) -> None:
    above = (
        "<span>Publish Date: 3 May 2025</span><div>News ID: 4711</div>"
        "<p>The strait's only ferry is back at sea after three weeks in the yard.</p>"
    )
    assert header(above=above) == [
        "Publish Date: 3 May 2025",
        "News ID: 4711",
        "The strait's only ferry is back at sea after three weeks in the yard.",
    ]


@pytest.mark.parametrize(
    ("markup", "line"),
    [
        ("<div class=path><a href=/>Home</a> » <a href=/s>Sea</a></div>", "Home » Sea"),
        (
            "<div class=path><a href=/>Home</a> / <a href=/s>Sea</a> / <a href=/f>Ferries</a></div>",
            "Home / Sea / Ferries",
        ),
        ("<ul class=breadcrumb><li><a href=/>Home</a></li>\n<li><a href=/s>Sea</a></li></ul>", "Home » Sea"),
        ("<nav aria-label=Breadcrumb><ol><li>Home</li><li>Sea</li></ol></nav>", "Home » Sea"),
        ("<div class=bread-crumbs><a href=/>Home</a><i></i><a href=/s>Sea</a></div>", "Home » Sea"),
        ("<p class=crumbs><span>Home</span> <span>›</span> <span>Sea</span></p>", "Home › Sea"),
        ("<ul class=breadcrumb><li>Home</li><li>Sea</li><li>Ferry returns to the strait</li></ul>", "Home » Sea"),
    ],
)
def test_breadcrumbs_in_many_markups(header: Header, markup: str, line: str) -> None:
    assert header(above=markup) == [line]
    assert header(top=markup) == [line]


@pytest.mark.parametrize(
    "above",
    [
        "<div class=clock>Saturday, 3 May 2025</div>",
        "<aside><p>Publish Date: 1 May 2025</p></aside>",
        "<div class=related-news><div>News ID: 1</div></div>",
        "<div style='display:none'>News ID: 4711</div>",
        "<div>Updated: 4 May 2025</div>",
        "<nav><a href=/>Home</a> | <a href=/s>Sea</a> | <a href=/l>Land</a></nav>",
        "<ul class=menu><li><a href=/s>Sea</a></li><li><a href=/l>Land</a></li></ul>",
        "<div class=rutitr>On the water</div>",
    ],
)
def test_what_is_no_header_line(header: Header, above: str) -> None:
    assert header(above=above) == []


def test_the_clock_above_the_article_is_no_date(header: Header) -> None:
    assert header(top="<div class=q7>Saturday, 3 May 2025</div>") == []


def test_number_and_date_below_the_headline_are_left_out(text: Text) -> None:
    article = text(below="<div>News ID: 4711</div><div>Publish Date: 3 May 2025</div>")
    assert article.blocks[0] == ("Ferry returns to the strait",)
    assert "4711" not in article.body
    assert article.date == date(2025, 5, 3)


def test_a_standfirst_below_the_headline_is_the_next_block(text: Text) -> None:
    article = text(below="<h2 class=q1>The strait's only ferry is back at sea.</h2>")
    assert article.blocks[1] == ("The strait's only ferry is back at sea.",)
    assert len(article.blocks) == 5


def test_a_standfirst_that_the_body_repeats_stays_twice(text: Text) -> None:
    first = "The ferry between the two islands will sail again on Monday after its engine was mended at the yard."
    assert [block[0] for block in text(below=f"<p class=lead>{first}</p>").blocks].count(first) == 2
