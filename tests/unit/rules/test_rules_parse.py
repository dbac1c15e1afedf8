"""A query becomes the tree it means, or an error that says where and why."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.match import Entity, Rule
from monitor.errors import QueryError
from monitor.rules.engine import faults
from monitor.rules.query.explain import explain
from monitor.rules.query.grammar import DEEPEST
from monitor.rules.query.lint import lint
from monitor.rules.query.parse import parse
from monitor.rules.query.syntax import (
    And,
    AtLeast,
    EntityRef,
    Fact,
    First,
    Form,
    Near,
    Node,
    Not,
    Or,
    Published,
    Regex,
    RuleRef,
    Same,
    Term,
)

A, B, C = Term("a"), Term("b"), Term("c")
PARTS = [
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR",
        "NEAR/5",
        "onear/3",
        "SAME/s",
        "SAME/p",
        "ATLEAST/2",
        "FIRST/9",
        "w/2",
        "/n3/",
        "adj3",
    ),
    *(
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
        "?",
        "~",
        "~1",
        "^2",
        "=",
        "\\",
        "/",
        "/c",
        "[",
        "]",
        "{",
        "}",
    ),
    *("@x", "#r", "title:", "lang:", "published:", "hd=", "hlp=", "_exists_:", "url:", "2026-01", " TO ", ">=", "<"),
    *("a", "Bc", "bc*", 'צה"ל', "שלום", "制", "x\n", " ", " ", " "),
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
        ('"a \\" b"', Term('a \\" b', quoted=True)),
        ('צה"ל OR שב"כ', Or((Term('צה"ל'), Term('שב"כ')))),
        ('-בצה"ל* a', And((Not(Term('בצה"ל*')), A))),
        ('title:=צַהַ"ל', Term('צַהַ"ל', Form.EXACT, scope="title")),
        ('"דובר צה"ל" a', And((Term('דובר צה"ל', quoted=True), A))),
        ('"דובר צה"ל אמר"~2', Term('דובר צה"ל אמר', slop=2, quoted=True)),
        ('„דובר צה"ל אמר" a', And((Term('דובר צה"ל אמר', quoted=True), A))),
        ('"שלום""עולם"', And((Term("שלום", quoted=True), Term("עולם", quoted=True)))),
        ('"a"שלום', And((Term("a", quoted=True), Term("שלום")))),
        ('אל־"ראש"', And((Term("אל־"), Term("ראש", quoted=True)))),
        ("title:a b", And((Term("a", scope="title"), B))),
        ("title:(a OR b) c", And((Or((Term("a", scope="title"), Term("b", scope="title"))), C))),
        ("TITLE: @x", EntityRef("x", scope="title")),
        ("a lang:(fa OR AR)", And((A, Or((Fact("lang", "fa"), Fact("lang", "AR")))))),
        ("source:example-tv", Fact("source", "example-tv")),
        ("lang:zh*", Fact("lang", "zh*")),
        ("url:https://x.org:81/~a?b c", And((Fact("url", "https://x.org:81/~a?b"), C))),
        ("a and b", And((A, Term("and"), B))),
        ("（a OR b）c", And((Or((A, B)), C))),
        ("10:30", Term("10:30")),
        ("N95 W2", And((Term("N95"), Term("W2")))),
        ("Yahoo! US$", And((Term("Yahoo!"), Term("US$")))),
        ("a NEAR/5 b", Near(A, B, 5)),
        ("a NEAR b", Near(A, B, 4)),
        ("a ONEAR/5 b", Near(A, B, 5, ordered=True)),
        ("a NEAR/1 b NEAR/2 c", Near(Near(A, B, 1), C, 2)),
        ("a NEAR/5 b AND c", And((Near(A, B, 5), C))),
        ("a NEAR/5 b SAME/s c", Same((Near(A, B, 5), C), "sentence")),
        ("a SAME/p b SAME/p c", Same((A, B, C), "paragraph")),
        ("NOT (a NEAR/5 b) c", And((Not(Near(A, B, 5)), C))),
        ("title:(a NEAR/5 b)", Near(Term("a", scope="title"), Term("b", scope="title"), 5)),
        ("ATLEAST/3(a OR b)", AtLeast(Or((A, B)), 3)),
        ("ATLEAST/3 (a) FIRST/50(b)", And((AtLeast(A, 3), First(B, 50)))),
        ("title:ATLEAST/2(a)", AtLeast(Term("a", scope="title"), 2)),
        ("=NATO =sanction", And((Term("NATO", Form.CASED), Term("sanction", Form.EXACT)))),
        ('="Red Star"', Term("Red Star", Form.CASED, quoted=True)),
        ("-=US a", And((Not(Term("US", Form.CASED)), A))),
        ("title:=US", Term("US", Form.CASED, scope="title")),
        ('"a b"~3', Term("a b", slop=3, quoted=True)),
        ('"a b"~0', Term("a b", quoted=True)),
        ("abcdef~ abc~ abc~0", And((Term("abcdef", edits=2), Term("abc", edits=1), Term("abc")))),
        ("a^2 (b c)^0.5", And((A, And((B, C))))),
        ("/x (y|z)\\/w/", Regex("x (y|z)\\/w")),
        ("title:/Su-\\d+/c -/q/i", And((Regex("Su-\\d+", True, "title"), Not(Regex("q"))))),
        ("@x~0.8", EntityRef("x", 0.8)),
        ('#r #"two words"', And((RuleRef("r"), RuleRef("two words")))),
        ("published:2026-01-31", Published(date(2026, 1, 31), date(2026, 1, 31))),
        ("published:2024-02", Published(date(2024, 2, 1), date(2024, 2, 29))),
        ("published:2026", Published(date(2026, 1, 1), date(2026, 12, 31))),
        ("published:[2026-01 TO 2026-02]", Published(date(2026, 1, 1), date(2026, 2, 28))),
        ("published:{2026-01 TO 2026-03}", Published(date(2026, 2, 1), date(2026, 2, 28))),
        ("published:[* TO 2026-03-01}", Published(None, date(2026, 2, 28))),
        ("published:>2026-01", Published(date(2026, 2, 1), None)),
        ("published:>=2026-01", Published(date(2026, 1, 1), None)),
        ("published:<2026-01-01", Published(None, date(2025, 12, 31))),
        ("published:<=2026-01", Published(None, date(2026, 1, 31))),
        ("published:(2025-01 OR 2026-01)", Or((Published(date(2025, 1, 1), date(2025, 1, 31)),
                                               Published(date(2026, 1, 1), date(2026, 1, 31))))),
    ],
)  # fmt: skip
def test_a_query_means_its_tree(query: str, node: Node) -> None:
    assert parse(query) == node


def test_a_fault_has_its_line_in_a_query_of_several() -> None:
    with pytest.raises(QueryError) as error:
        parse("drone OR\n  (missile titel:x)")
    assert (error.value.line, error.value.line_column, error.value.column) == (2, 12, 21)
    assert str(error.value).startswith("line 2, column 12: found the unknown field “titel:”")


def test_a_faulty_rule_is_named_where_another_names_it() -> None:
    rules = [Rule("a", "x #b"), Rule("b", "#a"), Rule("c", "d #e"), Rule("e", "(f"), Rule("g", "#f")]
    found = {fault.rule.name: str(fault.error) for fault in faults(rules, {})}
    assert "leads back to itself" in found["a"]
    assert found["c"].startswith("column 3: found #e, whose query has a fault (column 1:")
    assert "never closed" in found["e"]
    assert "a hashtag goes in quotes" in found["g"]


def test_rules_that_name_rules_do_not_grow_without_bound() -> None:
    doubled = [Rule(f"r{n}", f"#r{n + 1} OR #r{n + 1}") for n in range(30)]
    assert faults([*doubled, Rule("r30", "x")], {}) == ()
    chain = [Rule(f"r{n}", f"#r{n + 1}") for n in range(2000)]
    assert "deep" in str(faults([*chain, Rule("r2000", "x")], {})[0].error)


def fault_column(query: str) -> int | None:
    """Where the query's fault is, ``None`` where it has none; a query without one can also be explained and checked."""
    try:
        node = parse(query)
    except QueryError as error:
        return error.column if error.found and error.expected else -1
    assert "".join(explain(node).lines())
    assert lint(query) is not None
    return None


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(PARTS), max_size=30).map("".join)))
@settings(max_examples=500)
def test_no_query_raises_anything_else(query: str) -> None:
    assert (fault_column(query) or 1) in range(1, len(query) + 2)


@given(st.lists(st.sampled_from(PARTS), max_size=12).map(" ".join))
@settings(max_examples=300)
def test_what_parses_compiles_or_says_why_not(query: str) -> None:
    found = faults([Rule("fuzz", query), Rule("r", "x")], {"x": Entity("x", ("y",))})
    assert all(fault.error.column in range(1, len(query) + 2) for fault in found)


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("(" * 100_000, DEEPEST + 1),
        ("title:(" * 100_000, 8),
        ("ATLEAST/2(" * 100_000, DEEPEST * 5 + 1),
        ("ATLEAST/2 " * 100_000, DEEPEST * 10 + 1),
        ("-" * 100_001 + "a", 1),
        ("-" * 100_000 + "a", None),
        ("NOT " * 50_000 + "a b", None),
        ("a OR " * 50_000 + "b", None),
        ("a SAME/s " * 50_000 + "b", DEEPEST * 9 + 3),
        ("a NEAR/5 " * 50_000 + "b", DEEPEST * 9 + 3),
        ("a:" * 100_000, 1),
        ("title:" * 100_000, 7),
        ("„a” " * 50_000, None),
        ("/a/ " * 50_000, None),
        ("a" * 500_000 + "*" * 1000, None),
        ("a" + "~1" * 100_000, 4),
        ("=" * 100_000, 100_000),
        ("[" * 100_000, 1),
        ("[a]" * 100_000, 1),
        ("NEAR/" + "9" * 100_000, 1),
        ('"' * 100_001, 100_001),
        ('א"' * 100_000 + "א", None),
        ('"א' * 100_000, 1),
        ('"' + "a * " * 100_000 + '"', 1),
    ],
    ids=lambda value: str(value)[:12],
)
def test_monstrous_queries_are_answered(query: str, column: int | None) -> None:
    assert fault_column(query) == column
