"""The article text format: both reference files first, then the grammar."""

from __future__ import annotations

import datetime
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.header import Kind
from monitor.domain.textformat import ArticleText, clean_line, parse, render
from monitor.errors import TextFormatError

SEEDS = sorted((Path(__file__).parents[2] / "data" / "pages").glob("*_*.txt"))


def is_line(text: str) -> bool:
    return bool(text) and not any(unicodedata.category(ch) in ("Cc", "Cs") for ch in text)


lines = st.text(st.characters(exclude_categories=("Cc", "Cs")), min_size=1, max_size=40)
blocks = st.lists(st.lists(lines, min_size=1, max_size=4).map(tuple), min_size=1, max_size=5).map(tuple)


@st.composite
def articles(draw: st.DrawFn) -> ArticleText:
    found, date = draw(blocks), draw(st.none() | st.dates(datetime.date(1, 1, 1)))
    if date is None and found[0][0].startswith(" date "):
        found = ((f"x{found[0][0]}", *found[0][1:]), *found[1:])
    return ArticleText(found, date, draw(st.sampled_from(("", "\n\n"))))


@pytest.mark.parametrize("path", SEEDS[:2], ids=lambda path: path.name)
def test_a_reference_file_is_written_back_byte_for_byte(path: Path) -> None:
    assert render(parse(path.read_bytes(), path.name)).encode() == path.read_bytes()


def test_the_first_reference_file_has_every_kind_of_header_line() -> None:
    article = parse(SEEDS[0].read_bytes())
    assert [kind for kind, _ in article.header] == list(Kind)
    assert article.date == datetime.date(2025, 11, 24)
    assert article.headline == "Iran, Russia military coop. advancing"
    assert article.lead.startswith("TABNAK, Nov. 24 - ")
    assert article.tail == "\n\n"


def test_the_second_reference_file_has_its_headline_alone_and_its_standfirst_as_lead() -> None:
    article = parse(SEEDS[1].read_bytes())
    assert article.header == ((Kind.HEADLINE, "Iran’s envoy affirms defense cooperation with Moscow"),)
    assert article.date is None
    assert article.lead == "\n".join(article.blocks[1])
    assert article.blocks[6][1].startswith("Iran’s military prowess")


@given(articles())
def test_what_is_rendered_is_parsed_back(article: ArticleText) -> None:
    assert parse(render(article).encode()) == article


@given(st.text(st.sampled_from("ab \n\u00a0é\t\r0"), max_size=30) | st.binary(max_size=30))
def test_a_file_is_either_refused_or_written_back_byte_for_byte(data: str | bytes) -> None:
    raw = data.encode() if isinstance(data, str) else data
    try:
        article = parse(raw)
    except TextFormatError:
        return
    assert render(article).encode() == raw


@pytest.mark.parametrize(
    ("data", "line", "found"),
    [
        (b"", 1, "a file without text"),
        (b"\n\n", 1, "a file without text"),
        (b"headline\r\n\r\ntext", 1, "a carriage return"),
        (b"headline\n\nte\0xt", 3, "a NUL"),
        (b"headline\n\n\ntext", 3, "two blank lines in a row"),
        (b"headline\n\ntext\n", 4, "1 line feeds at the end"),
        (b"headline\n\ntext\n\n\n", 4, "3 line feeds at the end"),
        (b"\xef\xbb\xbfheadline", 1, "a byte-order mark"),
        (b"headline\n\n\xff", 3, "the byte 0xff"),
        (b"head\tline", 1, "a tab"),
        (b"\n\nheadline", 1, "a blank line"),
        (b" date 2025-02-30 headline", 1, "the date 2025-02-30"),
        (b" date 2025-02-28 ", 1, "a date mark alone"),
        (b"a\n\xc2\x85", 2, "the control character U+0085"),
    ],
)
def test_what_is_not_in_the_format_is_refused_with_its_place(data: bytes, line: int, found: str) -> None:
    with pytest.raises(TextFormatError) as caught:
        parse(data, "some.txt")
    assert (caught.value.name, caught.value.line, caught.value.found) == ("some.txt", line, found)


@pytest.mark.parametrize("parts", [(), ((),), (("",),), (("a\nb",),), ((" date 2025-01-01 a",),)])
def test_an_article_that_could_not_be_written_cannot_be_made(parts: tuple[tuple[str, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"."):
        ArticleText(parts)


@given(st.text())
def test_any_text_can_be_cleaned_to_a_line(text: str) -> None:
    line = clean_line(text)
    assert line == clean_line(line)
    assert not line or is_line(line)
    assert line == line.strip(" ")


def test_no_break_spaces_and_joiners_stay() -> None:
    assert clean_line(" \tPress TV. \u00a0") == "Press TV. \u00a0"
    assert clean_line("می\u200cرود\u2028") == "می\u200cرود"
