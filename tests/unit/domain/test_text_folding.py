"""Two spellings of one word fold to one token, and every token knows where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from monitor.domain.text import ZWNJ, folded, joined, tokens

TRICKY = (
    "aéЁйİıßﬁŉæςكيىةأئؤٱۀھِّٰـﷺﷲ۳٣制裁がガｶﾞー한국는กำน้क़ा½²№™ⅣＡ１’'-.,·ʼ \n\t"
    + "\u00ad\u200b\u200c\u200d\u200e\ufeff\u0301\u0306\u0654\ufe0f\u1161\u11ab"
)
texts = st.text(alphabet=st.one_of(st.sampled_from(TRICKY), st.characters()), max_size=40)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tehran", "ＴＥＨＲＡＮ"),
        ("Zürich", "zu\u0308rich"),
        ("señor", "SENOR"),
        ("Берёзовый", "березовыи\u0306"),
        ("ΟΔΟΣ", "οδός"),
        ("İstanbul", "ISTANBUL"),
        ("Diyarbakır", "DİYARBAKIR"),
        ("كِتَابٌ", "کتاب"),
        ("إلى", "الي"),
        ("مدرسة", "مدرسه"),
        ("خانۀ", "خانهٔ"),
        ("مسائل", "مسایل"),
        ("ســلام", "سلام"),
        ("ﻼ", "لا"),
        ("ﷲ", "الله"),
        ("が", "か\u3099"),
        ("ガス", "ｶﾞｽ"),
        ("서울", unicodedata.normalize("NFD", "서울")),
        ("co\u00adop\u200beration", "cooperation"),
        ("۱۹۷۹", "1979"),
        ("Иран", "ИРАН"),
    ],
)
def test_spellings_of_one_word_are_one_token(one: str, other: str) -> None:
    assert folded(one) == folded(other)
    assert len(tokens(one)) == len(tokens(other))


@pytest.mark.parametrize(("one", "other"), [("и", "й"), ("か", "が"), ("क", "का"), ("ก", "กิ"), ("S-400", "S400")])
def test_what_makes_another_word_stays(one: str, other: str) -> None:
    assert folded(one) != folded(other)


def test_a_place_is_counted_in_the_original() -> None:
    text = "«Straße» ﬁn — İran'ın ﷺ S-400"
    assert [(token.folded, text[token.start : token.end]) for token in tokens(text)] == [
        ("strasse", "Straße"),
        ("fin", "ﬁn"),
        ("iran", "İran"),
        ("in", "ın"),
        ("صلی", "ﷺ"),
        ("الله", "ﷺ"),
        ("علیه", "ﷺ"),
        ("وسلم", "ﷺ"),
        ("s", "S"),
        ("400", "400"),
    ]


def test_vowel_marks_belong_to_the_word_they_stand_on() -> None:
    text = "قَرَأَ الكِتَابَ"
    assert [text[token.start : token.end] for token in tokens(text)] == ["قَرَأَ", "الكِتَابَ"]


def test_the_non_joiner_parts_a_persian_word_that_can_be_joined_again() -> None:
    text = f"رئیس{ZWNJ}جمهور ایران"
    assert [token.folded for token in tokens(text)] == ["رییس", "جمهور", "ایران"]
    assert [text[token.start : token.end] for token in joined(text)] == [f"رئیس{ZWNJ}جمهور", "ایران"]
    assert folded(text) == "رییس جمهور ایران رییسجمهور"


def test_the_non_joiner_means_nothing_elsewhere() -> None:
    assert folded(f"Ir{ZWNJ}an") == "iran"


@given(texts)
@settings(max_examples=400)
def test_every_place_folds_back_to_its_token(text: str) -> None:
    for reading in (tokens(text), joined(text)):
        last = 0
        for token in reading:
            assert last <= token.start < token.end <= len(text)
            words = text[token.start : token.end]
            assert token.folded in {part.folded for part in (*tokens(words), *joined(words))}
            last = token.start


@given(texts)
@settings(max_examples=400)
@example("½ﷺ№ ŉ กำ")
def test_what_is_folded_stays_as_it_is(text: str) -> None:
    text = text.replace(ZWNJ, "")
    assert folded(folded(text)) == folded(text)


@given(texts, texts)
def test_texts_fold_line_by_line(one: str, other: str) -> None:
    assert [t.folded for t in tokens(f"{one}\n{other}")] == [t.folded for t in (*tokens(one), *tokens(other))]


@given(texts)
def test_tokens_have_neither_capitals_nor_spaces(text: str) -> None:
    for token in tokens(text):
        assert token.folded == token.folded.casefold()
        assert not any(ch.isspace() for ch in token.folded)


@pytest.mark.parametrize("text", ["a" * 200_000, "a" + "\u0301\u0316" * 100_000, f"ا{ZWNJ}" * 100_000, "«" * 200_000])
def test_monstrous_words_are_folded_too(text: str) -> None:
    assert len(folded(text)) <= 2 * len(text)
    assert len(joined(text)) == ("«" not in text)
