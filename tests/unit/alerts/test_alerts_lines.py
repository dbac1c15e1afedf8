"""Text from the web becomes one harmless, legible line."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.render import one_line, safe_link, shorten
from alerts.render.lines import cut_pieces
from monitor.domain.notification import Piece

any_text = st.text(alphabet=st.characters())


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a\r\nb\nc\rd", "a b c d"),
        ("a\vb\fc\x85d\u2028e\u2029f\tg", "a b c d e f g"),
        ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("ab\u202egnp.exe\u202c \u2066x\u2069", "abgnp.exe x"),
        ("می\u200cخواهم \u200fو\u200e", "می\u200cخواهم \u200fو\u200e"),
        ("👩\u200d🚀", "👩\u200d🚀"),
        ("a\ud800b\udfffc", "a\ufffdb\ufffdc"),
        ("  a   b  ", "a b"),
        ("10\u00a0000", "10\u00a0000"),
    ],
)
def test_what_goes_and_what_stays(text: str, line: str) -> None:
    assert one_line(text) == line


@given(any_text)
def test_a_line_is_one_line_that_every_encoding_of_unicode_holds(text: str) -> None:
    line = one_line(text)
    line.encode("utf-8")
    assert len(line.splitlines()) <= 1
    assert not any(unicodedata.category(ch) in ("Cc", "Cs") for ch in line)
    assert one_line(line) == line


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("one two three", 13, "one two three"),
        ("one two three", 12, "one two…"),
        ("美国宣布制裁决定", 5, "美国宣布…"),
        ("Donaudampfschiff", 6, "Donau…"),
        ("cafe\u0301s cafe\u0301s", 5, "caf…"),
        ("ab", 1, "…"),
    ],
)
def test_a_text_is_cut_at_a_word_or_between_characters(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short


@given(any_text, st.integers(1, 50))
def test_a_cut_text_is_never_longer_than_asked(text: str, limit: int) -> None:
    assert len(shorten(text, limit)) <= limit


@given(st.lists(st.builds(Piece, any_text, st.booleans())), st.integers(1, 40))
def test_cut_pieces_keep_the_limit_and_none_is_empty(pieces: list[Piece], limit: int) -> None:
    kept = cut_pieces(pieces, limit, most=5)
    assert sum(len(piece.text) for piece in kept) <= limit
    assert len(kept) <= 5
    assert all(piece.text for piece in kept)


@pytest.mark.parametrize("url", ["https://a.example/ü?x=1&y=2#z", "http://a.example:8080", "HTTPS://A.example/"])
def test_addresses_that_may_be_links(url: str) -> None:
    assert safe_link(url) == url


@pytest.mark.parametrize(
    "url",
    [
        "", "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "vbscript:x", "//a.example", "/x", "a.b",
        "https:///x", "https://bank.example@evil.example/", "https://a.example/\r\nx", "https://a.example/ x",
        "https://a.example\\@b.example", 'https://a.example/"><script>', "https://a.example/|x", "https://[::1",
        "https://a.example/\u202e", "https://a.example/" + "x" * 2000, "\x00https://a.example",
    ],
)  # fmt: skip
def test_addresses_that_may_not(url: str) -> None:
    assert safe_link(url) == ""


@given(any_text)
def test_no_address_is_an_error(url: str) -> None:
    assert safe_link(url) in ("", url)
