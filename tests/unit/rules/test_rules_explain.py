"""A query can be told in plain words."""

from __future__ import annotations

import pytest

from monitor.rules.query.explain import explain
from monitor.rules.query.parse import parse


def test_a_tree_is_told_part_by_part() -> None:
    query = 'title:(drone NEAR/5 "red star"~3) (strike OR =US) -(toy game) country:IR published:>2026-01'
    assert list(explain(parse(query)).lines()) == [
        "all of these:",
        "  at most 5 words apart, in either order:",
        "    the word “drone” in the headline",
        "    the words of “red star” in the headline (in any order, with at most 3 other words among them)",
        "  at least one of these:",
        "    the word “strike”",
        "    the word “US” (these letters only)",
        "  nowhere in the article:",
        "    all of these:",
        "      the word “toy”",
        "      the word “game”",
        "  the country of the source is “IR”",
        "  published on 2026-02-01 or later",
    ]


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('"red star"', "the phrase “red star”"),
        ("lead:drone", "the word “drone” in the standfirst"),
        ("=sanction", "the word “sanction” (this form only)"),
        ("sanctions~1", "a word like “sanctions” (at most 1 letter different)"),
        ("a ONEAR/1 b", "at most 1 word apart, in this order:"),
        ("a SAME/s b", "all of these in one sentence:"),
        ("ATLEAST/2(a)", "at least 2 places of:"),
        ("FIRST/50(a)", "within the first 50 words below the headline:"),
        ("/Su-[0-9]+/c", "what fits the expression /Su-[0-9]+/ (these letters only)"),
        ("@iran~0.8", "a name of the entity (or of one in the list) @iran, with a confidence of at least 0.8"),
        ("#talks", "what the rule “talks” says"),
        ("url:example.org", "the address holds “example.org”"),
        ("author:*", "an author is known"),
        ("url:*", "the address is known"),
        ("site:example.org", "the address is on the site “example.org”"),
        ("ir?n", "the word “ir?n”"),
        ("i*an", "the word “i*an”"),
        ('"ir?n deal*"', "the phrase “ir?n deal*”"),
        ("U.S.", "the phrase “U.S.”"),
        ("published:2026-01", "published from 2026-01-01 to 2026-01-31"),
        ("published:2026-01-02", "published on 2026-01-02"),
        ("published:<2026", "published on 2025-12-31 or earlier"),
    ],
)
def test_each_part_has_its_words(query: str, words: str) -> None:
    assert next(explain(parse(query)).lines()) == words


def test_a_word_counts_in_any_form_or_in_this_one() -> None:
    assert explain(parse("санкции")).text == "the word “санкции”"
    assert explain(parse("=санкции")).text == "the word “санкции” (this form only)"


def test_json_has_the_same_tree() -> None:
    value = explain(parse("a OR b")).value()
    assert [part["column"] for part in value["parts"]] == [1, 6]
