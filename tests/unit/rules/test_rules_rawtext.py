"""A stored text is left out of a backtest only where no rule can be true of it."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.match import Rule
from monitor.domain.textformat import parse
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.text.document import document_of

KNOWN = [Rule("boats", "/boat[s-]?/")]


def ruleset(*queries: str) -> RuleSet:
    return compile_rules([Rule(f"r{number}", query) for number, query in enumerate(queries)], {}, KNOWN)


@pytest.mark.parametrize(
    "queries",
    [("/oil.?/ OR harbour",), ("harbour",), ("/^oil/",), ("/oil$/",), ("/(?i)oil/",), ("/oil/", "harbour"), ("url:x",)],
)
def test_rules_that_can_do_without_an_expression_or_ask_for_ends_of_lines_are_not_filtered(
    queries: tuple[str, ...],
) -> None:
    assert ruleset(*queries).raw_filter() is None


def test_a_text_without_anything_that_fits_is_left_out() -> None:
    holds = ruleset("/su-?[0-9]+/ AND plane", "/Gulf|Sea/c NEAR/3 boat", "#boats").raw_filter()
    assert holds
    texts = ("a Su-34", "the Sea", "the sea", "Boats", "nothing\n\nat all", "\ud800 Su-34", "\udfffat all")
    assert [holds(text) for text in texts] == [True, True, False, True, False, True, False]


PATTERNS = [r"\bab+\b", r"a.b", r"[^a]b", r"\w+b", "b|ccc", r"a\s?b", "(?:ab)+"]


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_no_text_that_a_rule_is_true_of_is_left_out(chance: Random) -> None:
    lines = [" ".join(chance.choices(["ab", "Ab", "abb", "a", "b", "ccc", "x-b", "д"], k=3)) for _ in range(4)]
    written = f"{chance.choice(['', ' date 2026-03-01 '])}{lines[0]}\n{lines[1]}\n\n{lines[2]}\n\n{lines[3]}"
    one, other = (f"/{chance.choice(PATTERNS)}/{chance.choice(['', 'c'])}" for _ in range(2))
    query = chance.choice([one, f"{one} {other}", f"{one} NEAR/2 ({other} OR /x/)", f"title:{one}", f"header:{one}"])
    rules = ruleset(query)
    holds = rules.raw_filter()
    assert holds
    assert holds(written) or not rules.match(document_of(parse(written)))
