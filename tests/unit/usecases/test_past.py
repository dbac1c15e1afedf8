"""What a rule was when an article came is told as far as the record goes, and no further."""

from __future__ import annotations

from datetime import timedelta

import pytest

from monitor.domain.match import Hit
from monitor.testing import START
from monitor.usecases.past import Past

BEFORE, BEHIND = START - timedelta(days=1), START + timedelta(days=1)


@pytest.mark.parametrize(
    ("past", "query", "held", "told"),
    [
        (Past("r", START, "a", False, None, None), "a", True, ["the rule matched it"]),
        (Past("r", START, "a", False, None, None), "a b", False, ["the rule matched it", "then it was: a"]),
        (Past("r", START, "a", False, None, None), "a", False, ["the rule matched it", "have been changed since."]),
        (Past("r", START, "a", False, None, None), None, True, ["configured no more", "the rule matched it"]),
        (Past("r", START, None, True, None, None), "a", True, ["was not decided"]),
        (Past("r", START, None, False, None, None), "a", True, ["no match", "no match of this rule at all"]),
        (Past("r", START, None, False, None, (BEHIND, "a")), "a", True, ["no match", "first match is of 2025-11-25"]),
        (Past("r", START, None, False, (BEFORE, "b"), None), "a", True, ["no match", "08:30 UTC, it was: b"]),
        (Past("r", START, None, False, (BEFORE, "a"), None), "a", True, ["no match", "or for a while"]),
        (Past("r", START, None, False, (BEFORE, "a"), None), "a", False, ["no match"]),
    ],
)  # fmt: skip
def test_what_was_is_set_against_what_is(past: Past, query: str | None, held: bool, told: list[str]) -> None:
    sentences = list(past.told(query, held))
    assert len(sentences) == len(told)
    assert all(part in sentence for part, sentence in zip(told, sentences, strict=True)), sentences


def test_a_match_in_other_places_by_the_same_query_is_told_with_its_words() -> None:
    then, now = Hit("body", 4, 8, "Lind", "@mayor"), Hit("body", 30, 38, "Ada Lind", "@mayor")
    past = Past("r", START, "@mayor", False, None, None, (then, now, then))
    assert len(list(past.told("@mayor", True, (now, then)))) == 1
    told = list(past.told("@mayor", True, (now,)))[1]
    assert told.startswith("Its query is the same, but it was true in other places then (“Lind”, “Ada Lind”), so ent")
    assert "then it was: @mayor" in list(past.told("@mayor OR quay", True, (now,)))[1]
