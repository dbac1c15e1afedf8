"""Why a rule is true of an article or not: part by part, in the query's own words, with the places."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.match import Document, Entity, Rule
from monitor.errors import QueryError
from monitor.rules import reasons
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.reasons import Answers, Asked, Reason

MINISTER = Entity("orlova", ("Darya Orlova",), "person", weak=("Orlova",), context=("minister",))
ARTICLE = Document(
    title="The strait closes",
    body="The strait of Hormuz is closed. Ships wait near Hormuz.\n"
    "A long line of pilots stands at the quay before the tanker leaves, said Orlova.",
    header="By Vera Lind",
    country="IR",
    published=date(2026, 3, 1),
)
KNOWN = (Rule("gulf", "Hormuz OR Bahrain"), Rule("as written", "tankers", forms=False))


def why(query: str, document: Document = ARTICLE, *, forms: bool = True) -> Reason:
    rules = compile_rules([], {"orlova": MINISTER}, KNOWN)
    return rules.explain(Rule("asked", query, forms=forms), document)


@pytest.mark.parametrize(
    ("query", "summary"),
    [
        (
            "body:Hormuz NEAR/5 tanker",
            "body:Hormuz: 2 places in the body | tanker: 1 place in the body | "
            "body:Hormuz NEAR/5 tanker: the nearest pair is 12 words apart",
        ),
        ("Hormuz AND oil AND strait", "Hormuz: 2 places in the body | oil: no place | "
                                      "strait: 2 places: 1 in the headline, 1 in the body"),
        ("oil OR (coal AND Hormuz)", "oil: no place | coal: no place | Hormuz: 2 places in the body"),
        ("Hormuz -(tanker OR oil)", "Hormuz: 2 places in the body | (tanker OR oil): 1 of 2 parts holds | "
                                    "-(tanker OR oil): stands in the article, and must not"),
        ("tanker ONEAR/3 quay", "tanker: 1 place in the body | quay: 1 place in the body | tanker ONEAR/3 quay: never "
                                "in this order; the nearest pair in the other order is 3 words apart"),
        ("closes NEAR/9 quay", "closes: 2 places: 1 in the headline, 1 in the body | quay: 1 place in the body | "
                               "closes NEAR/9 quay: the nearest pair is 13 words apart"),
        ("title:closes NEAR/9 quay", "title:closes: 1 place in the headline | quay: 1 place in the body | "
                                     "title:closes NEAR/9 quay: never in one field"),
        ("Hormuz SAME/s quay", "Hormuz: 2 places in the body | quay: 1 place in the body | "
                               "Hormuz SAME/s quay: no sentence holds all of its parts"),
        ("ATLEAST/3(Hormuz)", "(Hormuz): 2 places in the body | "
                              "ATLEAST/3(Hormuz): 2 places that do not overlap, 3 are needed"),
        ("FIRST/5(tanker)", "(tanker): no place within the first 5 words, but further down"),
        ("country:RU", "country:RU: the country is “ir”"),
        ("author:lind", "author:lind: no author is known"),
        ("published:2025", "published:2025: published on 2026-03-01"),
        ("#gulf AND quay", "#gulf: 2 places in the body | quay: 1 place in the body"),
        ('#"as written"', "tankers: no place, but in another form or other letters"),
        ("title:quay", "title:quay: no place in the headline, but elsewhere"),
        ("lind", "lind: no place, but in the header"),
        ('"closed quay"', '"closed quay": no place, but all of its words, not as this phrase'),
        ('"closed ferry"', '"closed ferry": no place, but some of its words'),
        ("@orlova", "@orlova: no place, but a name that counts only beside another, or inside one that is excluded"),
    ],
)  # fmt: skip
def test_a_summary_names_what_made_the_difference(query: str, summary: str) -> None:
    assert why(query).summary == summary


def test_a_part_has_its_own_text_its_column_and_its_places() -> None:
    reason = why("Hormuz  AND (title:( strait OR sea ) OR /qua./)")
    assert [(part.query, part.column) for part in reason.parts] == [
        ("Hormuz", 1), ("(title:( strait OR sea ) OR /qua./)", 13)
    ]  # fmt: skip
    field, expression = reason.parts[1].parts
    assert [(part.query, part.column, part.held) for part in (field, *field.parts, expression)] == [
        ("title:( strait OR sea )", 14, True),
        ("strait", 22, True),
        ("sea", 32, False),
        ("/qua./", 41, True),
    ]
    assert [(hit.field, hit.start, hit.end, hit.words) for hit in expression.hits] == [("body", 92, 96, "quay")]


def test_a_chain_of_operators_keeps_its_texts() -> None:
    reason = why("a b NEAR/2 c NEAR/3 d")
    assert [part.query for part in reason.parts[1].parts] == ["b NEAR/2 c", "d"]


def test_what_nearly_held_is_shown_with_its_place() -> None:
    (hit,) = why("=Tankers").nearly
    assert (hit.field, hit.words) == ("body", "tanker")


def test_a_rule_without_forms_is_asked_without_forms() -> None:
    assert why("tankers").held
    assert why("tankers", forms=False).held is False


def test_a_rule_of_the_set_is_asked_by_its_place() -> None:
    assert compile_rules(KNOWN, {}).explain(0, ARTICLE).held


@pytest.mark.parametrize("query", ["a OR", "#nobody", "@nobody"])
def test_a_query_that_cannot_be_used_is_refused(query: str) -> None:
    with pytest.raises(QueryError):
        why(query)


def test_parts_that_cost_too_much_are_said_to_be_undecided(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reasons, "MOST_STEPS", 0)
    reason = why("Hormuz AND quay")
    assert reason.held
    assert {part.held for part in reason.parts} == {None}
    assert reason.parts[0].text.startswith("not decided")


def test_an_article_is_read_again_only_for_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    ask = RuleSet._ask

    def counted(rules: RuleSet, document: Document, known: tuple[Rule, ...], parts: Sequence[Asked]) -> Answers:
        asked.append(len(parts))
        return ask(rules, document, known, parts)

    monkeypatch.setattr(RuleSet, "_ask", counted)
    assert why("Hormuz AND strait").held
    assert asked == [3]
    assert not why("Hormuz AND Tankers", forms=False).held
    assert (len(asked), asked[1]) == (3, 3)


LEAVES = ["aa", "bb", "=Cc", "title:aa", '"aa bb"', '"bb cc"~2', "cc*", "/b+/", "@orlova", "#gulf", "country:IR"]
PLACED = [leaf for leaf in LEAVES if not leaf.startswith("country")]


def a_query(chance: Random, depth: int, leaves: list[str]) -> str:
    """A random query; of ``leaves`` every one has a place where the query stands in an operator of position."""
    if not depth:
        return chance.choice(leaves)
    one, other = (a_query(chance, depth - 1, PLACED) for _ in range(2))
    anywhere = a_query(chance, depth - 1, leaves)
    return chance.choice([
        f"({one} OR {other})", f"({one} AND {anywhere})", f"({one} NOT {anywhere})", f"(({one}) NEAR/2 ({other}))",
        f"({one} ONEAR/3 {other})", f"({one} SAME/s {other})", f"ATLEAST/2({one})", f"FIRST/3({one})",
    ])  # fmt: skip


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_the_explanation_says_what_the_engine_says_with_the_same_places(chance: Random) -> None:
    words = ["aa", "bb", "cc", "Cc", "xx", "Hormuz", "Orlova", "Darya Orlova"]
    text = [" ".join(chance.choices(words, k=4)) + "." for _ in range(6)]
    article = Document(title=text[0], body="\n".join(text[1:]), country=chance.choice(["IR", "RU"]))
    rule = Rule("asked", a_query(chance, 3, LEAVES))
    rules = compile_rules([rule], {"orlova": MINISTER}, KNOWN)
    reason, matches = rules.explain(0, article), rules.match(article)
    assert reason.held is bool(matches)
    if matches:
        assert reason.hits == matches[0].hits
    check(reason)


def check(reason: Reason) -> None:
    """A part that does not hold has no hits, and is told with at least one part that made it so."""
    assert reason.held or not reason.hits
    assert reason.summary
    for part in reason.parts:
        check(part)
