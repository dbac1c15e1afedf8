"""Pages from which no article can be taken: each ends as an ExtractionError with its cause."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.domain.textformat import parse, render
from monitor.errors import ExtractionError
from monitor.extract.page import extract
from monitor.extract.tree import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS

PARAGRAPH = "<p>The ferry sails again on Monday after three weeks in the yard, its captain said on Friday.</p>"


@pytest.mark.parametrize(
    ("body", "content_type", "cause"),
    [
        (b"", "text/html", "no text"),
        (b" \n", "", "no text"),
        (b"%PDF-1.7 ...", "application/pdf", "not html"),
        (b"%PDF-1.7 ...", "", "not html"),
        (b'{"a": 1}', "application/json", "not html"),
        (b"just words", "text/html", "not html"),
        (b"<html><title>Ferry</title><body></body></html>", "", "no text"),
        (b"<html><title>Ferry</title><body><p>Video only.</p></body></html>", "", "no text"),
        (b"<html><body>" + PARAGRAPH.encode() * 3, "", "no headline"),
        (b"<p>" + b"x" * MAX_BYTES, "", "too large"),
        (b"<p>" + b"<b>" * (MAX_DEPTH + 10) + b"x", "", "too large"),
        (b"<p>" + b"<i></i>" * (MAX_ELEMENTS + 10), "", "too large"),
    ],
    ids=range(12),
)
def test_a_page_without_an_article_says_why(body: bytes, content_type: str, cause: str) -> None:
    with pytest.raises(ExtractionError) as caught:
        extract(body, "https://a.example/1", content_type)
    assert caught.value.cause == cause


@pytest.mark.parametrize(
    ("encoding", "head", "content_type"),
    [
        ("windows-1251", "<meta charset=windows-1251>", ""),
        ("windows-1251", "", "text/html; charset=windows-1251"),
        ("utf-8", "<meta charset=iso-8859-1>", "text/html; charset=utf-8"),
        ("utf-8", "", ""),
        ("utf-8-sig", "<meta charset=windows-1251>", ""),
        ("utf-16", "", ""),
    ],
)
def test_the_encoding_is_found(encoding: str, head: str, content_type: str) -> None:
    line = "Паром между двумя островами снова выйдет в море в понедельник, сообщил капитан порта Дальний."
    page = f"<html><head>{head}<title>Паром вернулся</title></head><h1>Паром вернулся</h1><p>{line}</p></html>"
    assert extract(page.encode(encoding), "https://a.example/1", content_type).text.body == line


def test_hostile_characters_do_not_get_into_the_text() -> None:
    page = f"<title>Ferry\0 back</title><h1>Ferry&#0; &#x7;back&#x2028;now&#xD800;</h1>{PARAGRAPH * 3}"
    text = render(extract(page.encode("utf-8", "surrogatepass"), "https://a.example/1").text)
    assert parse(text)
    assert not any(ch in text for ch in "\0\a\u2028\r")


_TAGS = [
    "p",
    "div",
    "br",
    "h1",
    "h2",
    "a href='/x'",
    "li",
    "ul",
    "td",
    "tr",
    "table",
    "pre",
    "title",
    "time datetime='2025-13-45'",
    "nav",
    "script type='application/ld+json'",
    "div class='breadcrumb'",
    "meta name=date content='۹'",
    "b",
    "/p",
    "/div",
    "/h1",
]
_SOUP = st.lists(
    st.one_of(st.sampled_from(_TAGS).map(lambda tag: f"<{tag}>"), st.text(max_size=30), st.just(PARAGRAPH)), max_size=30
)


def _either_fails_or_round_trips(body: bytes) -> None:
    try:
        text = extract(body, "https://a.example/1").text
    except ExtractionError:
        return
    assert parse(render(text).encode()) == text


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.binary(max_size=300))
def test_no_bytes_break_it(body: bytes) -> None:
    _either_fails_or_round_trips(b"<" + body)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(_SOUP)
def test_no_soup_of_tags_breaks_it(pieces: list[str]) -> None:
    soup = "<title>Ferry back</title><h1>Ferry back</h1>" + "".join(pieces) + PARAGRAPH * 2
    _either_fails_or_round_trips(soup.encode("utf-8", "replace"))
