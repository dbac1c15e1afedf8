"""Which lines are the body's, by where they stand to the rest of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.domain.textformat import ArticleText
from monitor.extract.body import find_body
from monitor.extract.furniture import Furniture
from monitor.extract.lines import lines_of
from monitor.extract.tree import parse_page

Text = Callable[..., ArticleText]

ONE = "The ferry between the two islands will sail again on Monday after its engine was mended at the yard."
TWO = "Passengers had used fishing boats for three weeks, and the school had moved its lessons to the harbour."
THREE = "The captain said the crossing takes forty minutes, as before, and that tickets cost the same."
FOUR = "A second vessel is to join the line in spring if parliament approves the budget for the harbours."
OTHER = "Elsewhere in the strait a lighthouse keeper has counted eleven thousand terns on one small rock."


def test_a_body_in_several_containers_of_one_name_is_whole(text: Text) -> None:
    chunk = "<div class='row'><div class='chunk text'><p>{}</p><p>{}</p></div></div>"
    body = chunk.format(ONE, TWO) + "<div class='promo'><p>Our shop has mugs.</p></div>" + chunk.format(THREE, FOUR)
    assert text(body=body).blocks[1:] == ((ONE,), (TWO,), (THREE,), (FOUR,))


def test_posts_that_the_text_quotes_are_text(text: Text) -> None:
    post = (
        "<div class='social-embed'><blockquote class='twitter-tweet'><p>We sail!</p>— Ferry (@ferry)</blockquote></div>"
    )
    assert text(body=f"<p>{ONE}</p><p>{TWO}</p>{post}<p>{THREE}</p>").blocks[3] == ("We sail!",)


def test_lists_within_the_text_are_text_even_in_boxes(text: Text) -> None:
    card = "<div class='card-a'><div class='card-b'><ul><li>two oars</li><li>one rope</li></ul></div></div>"
    assert ("two oars", "one rope") in text(body=f"<p>{ONE}</p><p>{TWO}</p>{card}<p>{THREE}</p><p>{FOUR}</p>").blocks


def test_what_readers_cannot_see_is_no_text_however_much_it_is(text: Text) -> None:
    copy = f"<div class='z' style='display:none'><p>{ONE}</p><p>{TWO}</p></div>"
    assert text(body=f"<p>{ONE}</p><p>{TWO}</p>{copy}").blocks[1:] == ((ONE,), (TWO,))


def test_text_that_a_script_has_yet_to_show_is_text(text: Text) -> None:
    assert text(body=f"<div style='display: none'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div>").blocks[1] == (ONE,)


@pytest.mark.parametrize(
    "line",
    ["Close", "Caption", "Advert", "Image 2 of 5", "3 / 14", "چاپ", "Реклама", "打印本页", "Updated 24 November 2025"],
)
def test_buttons_and_datelines_are_no_text(text: Text, line: str) -> None:
    body = f"<div class='article-body'><p>{line}</p><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p></div>"
    assert text(body=body).blocks[1:] == ((ONE,), (TWO,), (THREE,))


@pytest.mark.parametrize(
    "end",
    [
        "<p>(Reporting by Ada Quay; editing by Ben Mole)</p>",
        "<p>Ada Quay is a reporter for Lighthouse. Follow her on Mastodon.</p>",
        "<p>Get the harbour letter: subscribe to our newsletter.</p>",
        "<p>انتهای پیام/</p>",
        "<p>Подписывайтесь на наш телеграм-канал</p>",
        "<p>（完）</p>",
        "<p>ada@lighthouse.example</p>",
        "<h3>More from the strait</h3>",
        f"<div>More of it</div><ul><li><a href='/1'>{OTHER}</a></li><li>📱 <a href='/2'>{OTHER}</a></li></ul>",
        f"<h3>From the strait</h3><ul><li><a href='/1'>{OTHER}</a></li></ul><p>Subscribe now</p>",
    ],
)
def test_what_ends_a_page_and_not_its_text_is_left_out(text: Text, end: str) -> None:
    body = f"<div class='article-body'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{end}</div>"
    assert text(body=body).blocks[1:] == ((ONE,), (TWO,), (THREE,))


@pytest.mark.parametrize(
    "end",
    [
        "<p>The newsletter of the harbour will no longer be printed. It had four hundred readers, and a waiting list. "
        "Those who paid for the year get their money back, said the printer, who will now print tickets for the new "
        "ferry; for him it is a good trade, because the tickets have no spelling mistakes. Nobody has complained, but "
        "the old men in the café miss their crossword.</p>",
        f"<ul><li>{OTHER} <a href='/1'>Terns</a> breed there.</li></ul>",
    ],
)
def test_an_end_that_is_text_stays(text: Text, end: str) -> None:
    body = f"<div class='article-body'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p>{end}</div>"
    assert len(text(body=body).blocks) == 5


@pytest.mark.parametrize(("name", "asked"), [("article-body", 0), ("x1", 1)])
def test_the_engine_is_asked_only_where_the_markup_names_no_body(name: str, asked: int) -> None:
    asks: list[str] = []

    def engine() -> str:
        asks.append("asked")
        return f"{ONE}\n{TWO}\n{THREE}\n{FOUR}"

    page = f"<div class='{name}'><p>{ONE}</p><p>{TWO}</p><p>{THREE}</p><p>{FOUR}</p></div>"
    lines = lines_of(parse_page(page.encode()))
    assert [line.text for line in find_body(lines, Furniture(), engine)] == [ONE, TWO, THREE, FOUR]
    assert len(asks) == asked
