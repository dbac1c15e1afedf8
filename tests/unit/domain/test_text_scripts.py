"""Letters of one script that stand for those of another: traditional Chinese, look-alikes in a word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.han import simplified
from monitor.domain.text import folded, tokens


@pytest.mark.parametrize(
    ("text", "same"),
    [("經濟", "经济"), ("臺灣", "台湾"), ("頭髮", "头发"), ("Cоvid", "covid"), ("NАТО", "nato"), ("Мoсква", "москва")],
)
def test_they_are_one_word(text: str, same: str) -> None:
    assert folded(text) == folded(same)


@pytest.mark.parametrize("text", ["Жzя", "москва", "nato", "東京"])
def test_what_looks_like_no_word_of_one_script_keeps_its_places(text: str) -> None:
    assert tokens(text)[0].start == 0
    assert tokens(text)[-1].end == len(text)


def test_cyrillic_and_latin_words_stay_apart() -> None:
    assert folded("сон") != folded("coh")
    assert folded("Жzя") == "жzя"


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)))
def test_simplifying_twice_changes_nothing_more_and_no_length(text: str) -> None:
    assert len(simplified(text)) == len(text)
    assert folded(simplified(text)) == folded(text)
