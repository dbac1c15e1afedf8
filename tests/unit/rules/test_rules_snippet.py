"""Snippets show the words that were found as they stand in the text, and enough around them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.match import Document, Hit, Rule
from monitor.domain.notification import Snippet
from monitor.rules.engine import compile_rules
from monitor.rules.text.snippet import ELLIPSIS, snippets


def shown(document: Document, query: str, width: int = 160, most: int = 3) -> list[str]:
    """Each snippet with its hits in brackets."""
    matches = compile_rules([Rule("one", query)], {}).match(document)
    found = snippets(document, matches[0].hits, width, most)
    return [
        f"{snippet.field}: " + "".join(f"[{piece.text}]" if piece.hit else piece.text for piece in snippet.pieces)
        for snippet in found
    ]


def plain(snippet: Snippet) -> str:
    return "".join(piece.text for piece in snippet.pieces)


def test_a_headline_is_whole_and_first() -> None:
    headline = "Oil " + "and more of the same " * 20
    assert shown(Document(title=headline, body="Oil"), "oil") == [f"title: [Oil]{headline[3:]}", "body: [Oil]"]


def test_a_window_is_cut_at_words() -> None:
    body = "Ministers spoke for hours before anybody said a word of oil, and nobody afterwards remembered why."
    assert shown(Document(body=body), "oil", 30) == ["body: …a word of [oil], and nobody…"]


def test_a_text_without_spaces_is_cut_between_characters() -> None:
    body = "部长们谈了好几个小时才提到制裁然后谁也不记得为什么了"
    assert shown(Document(body=body), "制裁", 10) == ["body: …才提到[制裁]然后谁…"]


def test_a_snippet_stays_in_its_line() -> None:
    assert shown(Document(body="Before.\nThe oil.\n\nAfter."), "oil") == ["body: The [oil]."]


def test_overlapping_hits_are_one_and_near_ones_share_a_window() -> None:
    assert shown(Document(body="a joint oil drill, more oil"), '"joint oil" "oil drill" oil') == [
        "body: a [joint oil drill], more [oil]"
    ]


def test_there_are_at_most_so_many() -> None:
    body = "\n\n".join(["oil"] * 9)
    assert shown(Document(title="oil", lead="oil", body=body), "oil") == ["title: [oil]", "lead: [oil]", "body: [oil]"]
    assert shown(Document(body=body), "oil", most=2) == ["body: [oil]"] * 2


def test_no_hits_no_snippets() -> None:
    assert snippets(Document(title="oil"), ()) == ()


@given(
    st.text(alphabet="ab é制裁\n\u200c\u0301.رئ", max_size=120),
    st.lists(st.tuples(st.integers(0, 120), st.integers(1, 9)), max_size=6),
    st.integers(1, 60),
)
def test_snippets_are_pieces_of_the_original(text: str, places: list[tuple[int, int]], width: int) -> None:
    spans = {(start, min(start + size, len(text))) for start, size in places if start < len(text)}
    hits = tuple(Hit("body", start, end, text[start:end]) for start, end in sorted(spans))
    found = snippets(Document(body=text), hits, width, most=2)
    assert bool(found) == bool(hits)
    for snippet in found:
        assert plain(snippet).strip(ELLIPSIS) in text
        assert any(piece.hit for piece in snippet.pieces)
        assert all(piece.text for piece in snippet.pieces)
