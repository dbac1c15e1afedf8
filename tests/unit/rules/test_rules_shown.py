"""Whatever a query holds, a message about it is short and on one line, and too long a query is not read at all."""

from __future__ import annotations

import pytest

from monitor.domain.match import Entity, Rule
from monitor.errors import QueryError
from monitor.rules.engine import faults
from monitor.rules.query.lint import lint
from monitor.rules.query.parse import LONGEST, parse
from monitor.rules.query.shown import LONGEST as MOST_SHOWN
from monitor.rules.query.shown import shown

LONG = "abcdefghij" * 500
WORDS = f"{LONG} talks " * 3


@pytest.mark.parametrize(
    "query",
    [
        f"title:({LONG} OR body:{LONG})", f"/{LONG}(/", f"/(?={LONG})/", f"/x/{LONG}", f"@{LONG}", f"#{LONG}",
        f"@x~{LONG}", f"{LONG}~{LONG}", f'"a b"~{LONG}', f"a^{LONG}", f"{LONG[:60]}:x", f"{LONG[:60]}=x",
        f"published:{LONG}", f"published:[{LONG}]", f"published:>{LONG}", f"lang:fa~{LONG}", f"lang:@{LONG}",
        f"_exists_:{LONG}", f"[{LONG}]", f"{{{LONG}}}", f"{{{WORDS}}}", f"<{LONG}", f"NEAR/{LONG}",
        f"NEAR/{'9' * 500}", f"ATLEAST/{LONG}(x)", f"a|{LONG}", f"{LONG}.*x", f"{LONG}$", f"{LONG}>5", f"wc>{LONG}",
        f"{LONG}a*~1", f'"{WORDS * 40}"', f'"{WORDS}。{WORDS}"', f"AND {LONG}", f"near(x {LONG})", f'"a b"{"5" * 500}',
        f"title :{LONG}", f"\\b{LONG}", f"+{'🚀' * 500}", f"={LONG}*", f"metadata.{LONG[:40]}:x",
        f"x NEAR {' ' * 500}5 y", "a" + "\u202e\n" * 500 + "|", f"NOT {LONG}", f"NEER/{5**90}",
    ],
    ids=lambda query: query[:12],
)  # fmt: skip
def test_a_message_is_short(query: str) -> None:
    (fault,) = faults([Rule("long", query)], {"x": Entity("x", ("y",))})
    assert len(fault.error.found) <= MOST_SHOWN + 120
    assert len(fault.error.expected) <= 300
    assert "\n" not in str(fault.error)


@pytest.mark.parametrize(
    "query",
    [f"{LONG} {LONG}", f"{LONG} -{LONG}", f"lang:{LONG}", f"source:{LONG}",
     f"'{LONG}", f"/{','*500}/", f"{LONG[:500]}!"],
    ids=lambda query: query[:12],
)  # fmt: skip
def test_a_remark_is_short(query: str) -> None:
    remarks = lint(query, sources=("example-tv",))
    assert remarks
    assert all(len(str(remark)) <= MOST_SHOWN + 200 for remark in remarks)


def test_a_query_has_a_longest() -> None:
    assert parse("x" * LONGEST)
    with pytest.raises(QueryError, match=r"column 1000001: found a query of 1,000,001 characters, expected at most"):
        parse("x" * (LONGEST + 1))


def test_what_cannot_be_seen_is_a_blank() -> None:
    assert shown("a\u202eb \n\n c\u200cd") == "a b c\u200cd"
    assert shown("x" * 61) == "x" * 57 + "..."
    assert shown("") == ""
