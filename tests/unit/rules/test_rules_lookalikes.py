"""What cannot be seen in a query changes nothing; operators in other letters are read, with a remark."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from monitor.rules.query.lint import lint
from monitor.rules.query.lookalikes import in_latin, is_unseen, trimmed
from monitor.rules.query.parse import parse
from monitor.rules.query.syntax import And, Term

MARKS = "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2066\u2069\ufeff"
PARTS = [
    "(",
    "title:",
    "drone",
    "OR",
    '"red star"',
    ")",
    "NEAR/5",
    "ракета",
    "AND",
    "-",
    "=US",
    "lang:fa",
    "site:",
    "x.org",
]


@given(st.lists(st.text(MARKS, max_size=2), min_size=len(PARTS) + 1, max_size=len(PARTS) + 1))
@example([MARKS] * (len(PARTS) + 1))
def test_marks_around_words_signs_and_operators_change_nothing(marks: list[str]) -> None:
    glued = {"title:", "-", "site:"}
    query = "".join(
        f"{mark}{part}{'' if part in glued else mark + ' '}" for mark, part in zip(marks, PARTS, strict=False)
    )
    assert parse(query) == parse('(title:drone OR "red star") NEAR/5 ракета AND -=US lang:fa site:x.org')


def test_marks_inside_a_word_stay() -> None:
    assert parse("می\u200cخواهد x") == And((Term("می\u200cخواهد"), Term("x")))


@pytest.mark.parametrize(
    ("query", "ours", "remark"),
    [
        ("drone ОR toy", "drone OR toy", "“ОR” in other letters than ours, read as OR"),
        ("drone АND toy", "drone AND toy", "“АND” in other letters than ours, read as AND"),
        ("drone NОТ toy", "drone NOT toy", "“NОТ” in other letters than ours, read as NOT"),
        ("drone ΑΝD toy", "drone AND toy", "“ΑΝD” in other letters than ours, read as AND"),
        ("drone ＯＲ toy", "drone OR toy", "“ＯＲ” in other letters than ours, read as OR"),
        ("drone ＮＥＡＲ／５ toy", "drone NEAR/5 toy", "“ＮＥＡＲ／５” in other letters than ours, read as NEAR/5"),
        ("drone ＆＆ toy", "drone && toy", "“＆＆”, read as AND"),
    ],
)
def test_an_operator_in_other_letters_is_read_with_a_remark(query: str, ours: str, remark: str) -> None:
    assert parse(query) == parse(ours)
    assert [one.found for one in lint(query)] == [remark]


@pytest.mark.parametrize("word", ["НЕТ", "САМЕ", "ЭНД", "ОРТ", "ΝΑΤΟ", "ＮＡＴＯ", "АН"])
def test_words_of_other_scripts_are_words(word: str) -> None:
    assert parse(f"drone {word} toy") == And((Term("drone"), Term(word), Term("toy")))


@given(st.text(max_size=20))
def test_only_the_ends_are_trimmed(text: str) -> None:
    kept = trimmed(text)
    assert kept in text
    assert not kept or not (is_unseen(kept[0]) or is_unseen(kept[-1]))
    assert in_latin(kept) == in_latin(text)
