"""Shapes of pages that are built otherwise than a column of paragraphs."""

from __future__ import annotations

import json

import pytest

from monitor.domain.article import Extraction
from monitor.domain.verdict import Kind
from monitor.extract.page import extract
from tests.unit.extract.conftest import BODY, Page

URL = "https://a.example/2025/11/20/ferry"
FIRST = "The ferry between the two islands will sail again on Monday after its engine was mended at the yard."
SECOND = "Passengers had used fishing boats for three weeks, and the school had moved its lessons to the harbour."


def _stating(body: str, shown: str = "<div id='root'></div>") -> Extraction:
    data = json.dumps({"@type": "NewsArticle", "headline": "Ferry returns", "articleBody": body})
    script = f"<script type='application/ld+json'>{data}</script>"
    return extract(f"<html><head><title>Ferry returns</title>{script}</head><body>{shown}</body></html>".encode(), URL)


@pytest.mark.parametrize("body", [f"{FIRST}\n{SECOND}", f"<p>{FIRST}</p><p>{SECOND}</p>"])
def test_a_page_that_a_script_has_yet_to_build_has_the_text_that_it_states(body: str) -> None:
    found = _stating(body)
    assert found.body == f"{FIRST}\n\n{SECOND}"
    assert found.verdict.kind is Kind.GOOD


def test_the_stated_text_is_used_where_the_page_shows_its_beginning() -> None:
    shown = f"<article><h1>Ferry returns</h1><p>{FIRST}</p></article>"
    assert SECOND in _stating(f"{FIRST}\n{SECOND}\n{SECOND} {SECOND}", shown).body


def test_another_text_than_the_stated_one_on_the_page_counts() -> None:
    shown = f"<article><h1>Ferry returns</h1><p>{FIRST}</p></article>"
    assert _stating(f"{SECOND} " * 9, shown).body == FIRST


def test_what_no_tree_can_hold_in_a_stated_text_does_no_harm() -> None:
    assert _stating(f"\x00\x0b{FIRST}\ud800\n{SECOND}").body.endswith(SECOND)


def test_every_post_of_a_thread_is_text_and_no_name_of_who_posted() -> None:
    posts = "".join(
        f"<article class='message'><h4 class='message-name'>sailor{at}</h4><div class='wrap'>{text}</div></article>"
        for at, text in enumerate((FIRST, SECOND, "Does anybody know whether bicycles may be taken along in winter?"))
    )
    body = extract(f"<title>Ferry?</title><h1>Ferry?</h1><div>{posts}</div>".encode(), URL).body
    assert FIRST in body
    assert SECOND in body
    assert "bicycles" in body
    assert "sailor" not in body


def test_the_card_of_another_story_within_a_text_is_left_out_with_its_labels(page: Page) -> None:
    card = (
        "<div class='x'><div>World</div><a href='/2'>Wells run dry on the plain</a><div>12 November, 11:20</div></div>"
    )
    body = extract(page(body=BODY.replace("<p>Passengers", f"{card}<p>Passengers")), URL).body
    assert "Wells" not in body
    assert "World" not in body
    assert "11:20" not in body


def test_a_mark_that_leads_to_its_own_heading_is_no_text(page: Page) -> None:
    heading = "<h2 id='c'>The crossing<a href='#c'>¶</a></h2>"
    body = extract(page(body=BODY.replace("<p>Passengers", f"{heading}<p>Passengers")), URL).body
    assert "The crossing\nPassengers" in body


def test_a_named_standfirst_beside_the_body_is_no_body(page: Page) -> None:
    found = extract(page(below="<div><p class='dek'>It was mended at the yard.</p></div>"), URL)
    assert found.lead == "It was mended at the yard."
    assert found.body.startswith(FIRST)


def test_cells_that_hold_a_paragraph_each_are_a_row(page: Page) -> None:
    rows = (
        "<table><tr><td><p>Monday</p></td><td><p>07:40</p></td></tr><tr><td><p>Friday</p></td><td>9</td></tr></table>"
    )
    body = extract(page(body=BODY.replace("<p>The captain", f"{rows}<p>The captain")), URL).body
    assert "Monday | 07:40\nFriday | 9" in body


def test_a_flash_of_two_sentences_in_a_script_of_marks_is_an_article() -> None:
    text = "गुरुवार सुबह राजधानी और आसपास के इलाक़ों में भूकंप के हल्के झटके महसूस किए गए। किसी नुक़सान की ख़बर नहीं है।"
    found = extract(f"<title>भूकंप के झटके</title><article><h1>भूकंप के झटके</h1><p>{text}</p></article>".encode(), URL)
    assert found.body == text


def test_a_headline_that_speaks_of_missing_pages_is_a_headline(page: Page) -> None:
    told = "How the words page not found became the best known sentence on the web"
    html = page(head="<meta property='og:type' content='article'>").replace(
        b"Ferry returns to the strait", told.encode()
    )
    assert extract(html, URL).verdict.kind is Kind.GOOD
