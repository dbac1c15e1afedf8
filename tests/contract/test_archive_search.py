"""Search gives newest versions, newest first; it may give too much, never too little."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.archive import Archive
from monitor.archive.search import LEXEME_CHARACTERS, NOTHING, TSVECTOR_BYTES, fts5, tsquery
from monitor.domain.search import AllOf, AnyOf, Phrase, Preselect
from monitor.ports import NewVersion
from monitor.testing import a_text, a_version, telling

NO = AnyOf(())
YES = AllOf(())


def word(*tokens: str, prefix: bool = False) -> Phrase:
    return Phrase(tokens, prefix)


def about(key: str, folded: str) -> NewVersion:
    return replace(a_version(key, text=a_text(body=f"Text {key}.")), folded=folded)


def found(archive: Archive, preselect: Preselect | None, limit: int = 10, before: int | None = None) -> list[str]:
    return [item.key for _, item in archive.articles.candidates(preselect, limit, before)]


@pytest.fixture
def shelf(archive: Archive) -> Archive:
    texts = ["the new harbour", "new ships in our harbour", "کشتی تازه", 'it\'s a c++ \\ "test" * & | !', "船 港 ş कि"]
    for number, folded in enumerate(texts):
        archive.articles.keep(about(str(number), folded), telling())
    return archive


@pytest.mark.parametrize(
    ("preselect", "keys"),
    [
        (None, ["4", "3", "2", "1", "0"]),
        (YES, ["4", "3", "2", "1", "0"]),
        (word(), ["4", "3", "2", "1", "0"]),
        (NO, []),
        (word("harbour"), ["1", "0"]),
        (word("harb"), []),
        (word("harb", prefix=True), ["1", "0"]),
        (word("the", "new"), ["0"]),
        (word("the", "ne", prefix=True), ["0"]),
        (AllOf((word("harbour"), word("ships"))), ["1"]),
        (AnyOf((word("ships"), word("تازه"), NO)), ["2", "1"]),
        (AllOf((word("harbour"), AnyOf((word("ships"), word("none"))), YES)), ["1"]),
        (AllOf((word("harbour"), NO)), []),
        (AnyOf((word("ships"), YES)), ["4", "3", "2", "1", "0"]),
        (word("船", "港"), ["4"]),
        (word("कि"), ["4"]),
        (word("s", prefix=True), ["1"]),
        (word("it's"), ["3"]),
        (word("c++"), ["3"]),
        (word("c"), []),
        (word("\\"), ["3"]),
        (word('"test"', "*"), ["3"]),
        (AllOf((word("&"), word("|"), word("!"), word("it'", prefix=True))), ["3"]),
        (word("\0"), []),
        (word("\ud800"), []),
    ],
)
def test_what_is_found(shelf: Archive, preselect: Preselect | None, keys: list[str]) -> None:
    assert found(shelf, preselect) == keys


def test_pages_follow_each_other_by_their_cursor(shelf: Archive) -> None:
    for preselect, pages in ((None, [["4", "3"], ["2", "1"], ["0"], []]), (word("harbour"), [["1", "0"], []])):
        before = None
        for page in pages:
            items = shelf.articles.candidates(preselect, 2, before)
            assert [item.key for _, item in items] == page
            before = items[-1][0] if items else None


def test_only_the_newest_version_is_searched(archive: Archive) -> None:
    archive.articles.keep(about("1", "harbour"), telling())
    archive.articles.keep(about("2", "harbour"), telling())
    archive.articles.keep(replace(a_version("1", text=a_text("Edit")), folded="airport"), telling())
    assert found(archive, word("harbour")) == ["2"]
    assert found(archive, word("airport")) == ["1"]
    assert found(archive, None) == ["1", "2"]


def test_found_names_the_rules_that_matched(archive: Archive) -> None:
    archive.articles.keep(about("1", "harbour"), telling())
    [(_, item)] = archive.articles.candidates(word("harbour"), 1)
    assert item.rules == ("ports",)


def test_a_word_too_long_for_an_index_is_still_found(archive: Archive) -> None:
    long = "я" * (LEXEME_CHARACTERS * 20)
    archive.articles.keep(about("1", f"short {long} end"), telling())
    assert found(archive, word(long)) == ["1"]
    assert found(archive, word("short", long, "end")) == ["1"]
    assert found(archive, word(long[:-5], prefix=True)) == ["1"]


def test_a_text_too_large_for_an_index_is_still_found(archive: Archive) -> None:
    archive.articles.keep(about("1", " ".join(f"w{number:09}" for number in range(TSVECTOR_BYTES // 9))), telling())
    assert found(archive, word("w000000007")) == ["1"]


def test_many_aliases_and_deep_nesting_are_one_search(archive: Archive) -> None:
    archive.articles.keep(about("1", "alias1999"), telling())
    assert found(archive, AnyOf(tuple(word(f"alias{number}") for number in range(2000)))) == ["1"]
    nested: Preselect = word("alias1999")
    for number in range(60):
        nested = AllOf((AnyOf((word(f"x{number}"), nested)),))
    assert found(archive, nested) == ["1"]


TOKENS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=4)
PRESELECTS: st.SearchStrategy[Preselect] = st.recursive(
    st.builds(Phrase, st.lists(TOKENS, max_size=2).map(tuple), st.booleans()),
    lambda parts: st.one_of(
        st.builds(AllOf, st.lists(parts, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(parts, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


def holds(preselect: Preselect) -> bool | None:
    """Whether the condition holds of every text (True), of none (False), or depends on it (None)."""
    if isinstance(preselect, Phrase):
        return None if "".join(preselect.tokens).strip() else True
    parts = [holds(part) for part in preselect.parts]
    decisive = isinstance(preselect, AnyOf)
    return decisive if decisive in parts else (None if None in parts else not decisive)


@settings(deadline=None)
@given(PRESELECTS)
def test_a_condition_on_no_word_is_no_search(preselect: Preselect) -> None:
    expected = holds(preselect)
    for expression in (fts5(preselect), tsquery(preselect)):
        assert {None: True, NOTHING: False}.get(expression) is expected
