"""A query becomes the tree it means, or an error that says where and why."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.errors import QueryError
from monitor.rules.parse import DEEPEST, parse
from monitor.rules.syntax import And, EntityRef, Fact, Node, Not, Or, Term

A, B, C = Term("a"), Term("b"), Term("c")
PARTS = [
    "AND",
    "OR",
    "NOT",
    "(",
    ")",
    '"',
    "“",
    "”",
    "-",
    "+",
    "!",
    "&&",
    "||",
    "*",
    "~",
    "@x",
    "title:",
    "lang:",
    "a",
    "bc*",
    "制",
    "/",
    " ",
]


@pytest.mark.parametrize(
    ("query", "node"),
    [
        ("a", A),
        ("a b", And((A, B))),
        ("a AND b c", And((A, B, C))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a -b", And((A, Not(B)))),
        ("a NOT b OR c", Or((And((A, Not(B))), C))),
        ("a !(b OR c)", And((A, Not(Or((B, C)))))),
        ("NOT NOT a", A),
        ("+a b", And((A, B))),
        ("a&&b||c", Or((And((A, B)), C))),
        ('"a b"', Term("a b", quoted=True)),
        ("“a b” c", And((Term("a b", quoted=True), C))),
        ('"a bc*"', Term("a bc*", quoted=True)),
        ("title:a b", And((Term("a", scope="title"), B))),
        ("title:(a OR b) c", And((Or((Term("a", scope="title"), Term("b", scope="title"))), C))),
        ("TITLE: @x", EntityRef("x", scope="title")),
        ("a lang:(fa OR AR)", And((A, Or((Fact("lang", "fa"), Fact("lang", "AR")))))),
        ("source:example-tv", Fact("source", "example-tv")),
        ("a and b", And((A, Term("and"), B))),
        ("（a OR b）c", And((Or((A, B)), C))),
        ("10:30", Term("10:30")),
        ("N95 W2", And((Term("N95"), Term("W2")))),
    ],
)
def test_a_query_means_its_tree(query: str, node: Node) -> None:
    assert parse(query) == node


@pytest.mark.parametrize(
    ("query", "column", "message"),
    [
        ("", 1, "an empty query"),
        ("a AND", 6, "the end of the query"),
        ("a AND OR b", 7, "“OR”, expected a word, a phrase, @entity or “(” after “AND”"),
        ("AND a", 1, "“AND”"),
        ("a (b", 3, "never closed"),
        ("a b)", 4, "no parenthesis is open"),
        ("a ()", 4, "“)”"),
        ('a "b', 3, "a quote that is never closed"),
        ("a b”", 4, "without a quote that opens"),
        ('a ""', 3, "no letter or digit"),
        ("a - b", 3, "standing alone"),
        ("a @", 3, "the name of an entity"),
        ("a leed:b", 3, "did you mean lead:?"),
        ("http://example.org", 1, "text with a colon goes in quotes"),
        ("a title:", 9, "a word, a phrase or “(” after title:"),
        ("a lang:f*", 8, "the whole value of lang:"),
        ("NOT a", 1, "at least one term that must be present"),
        ("a OR (b OR -c)", 12, "at least one term that must be present"),
        ("a W/3 b", 3, "distance or count"),
        ("a near/3 b", 3, "distance or count"),
        ("a NEAR b", 3, "distance or count"),
        ("ATLEAST/3(a)", 1, "distance or count"),
        ("roam~", 1, "similar words"),
        ("=US", 1, "exact form"),
        ("[a TO b]", 1, "a range or set"),
        ("a & b", 3, "“&” alone"),
        ("a | b", 3, "“|” alone, expected OR"),
        ('"a* b"', 3, "inside a phrase"),
        ("c*t", 1, "not at the end of a word"),
        ("“伊朗，美国”", 1, "no phrase reaches across"),
        ('"' + "a " * 101 + '"', 1, "101 words"),
        ("(" * (DEEPEST + 1) + "a", DEEPEST + 1, "inside each other"),
    ],
)
def test_a_fault_is_named_with_its_column(query: str, column: int, message: str) -> None:
    with pytest.raises(QueryError) as error:
        parse(query)
    assert message in str(error.value)
    assert error.value.column == column


def fault_column(query: str) -> int | None:
    """Where the query's fault is, ``None`` where it has none."""
    try:
        parse(query)
    except QueryError as error:
        return error.column
    return None


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PARTS), max_size=30).map("".join)))
@settings(max_examples=500)
def test_no_query_raises_anything_else(query: str) -> None:
    assert (fault_column(query) or 1) in range(1, len(query) + 2)


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("(" * 100_000, DEEPEST + 1),
        ("-" * 100_001 + "a", 1),
        ("-" * 100_000 + "a", None),
        ("NOT " * 50_000 + "a b", None),
        ("a OR " * 50_000 + "b", None),
    ],
)
def test_monstrous_queries_are_answered(query: str, column: int | None) -> None:
    assert fault_column(query) == column
