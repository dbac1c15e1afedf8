"""Hostile rules and texts cost a bounded number of steps, and the other rules go on."""

from __future__ import annotations

from collections import deque

import pytest

from monitor.domain.match import Document, Rule
from monitor.errors import QueryError
from monitor.rules import found
from monitor.rules.compile import DEEPEST, Compiler
from monitor.rules.engine import Examined, RuleSet
from monitor.rules.found import STEPS, Overrun
from monitor.rules.query.syntax import And, AtLeast, First, Near, Node, Not, Or, Regex, RuleRef, Same, Term
from monitor.rules.terms.index import TermIndex
from monitor.rules.terms.regexes import RegexIndex
from monitor.rules.terms.shapes import LONGEST, Shape, Shapes
from monitor.rules.text import pieces
from monitor.rules.text.reading import Reader


def examined(nodes: dict[str, Node], text: str, known: tuple[Rule, ...] = ()) -> Examined:
    """What rules without inflection say of a text."""
    compiler = Compiler({}, known)
    plans = tuple(compiler.plan(node) for node in nodes.values())
    rules = tuple(Rule(name, "") for name in nodes)
    return RuleSet(rules, plans, compiler).examine(Document(body=text))


def names(rules: Examined) -> tuple[list[str], list[str]]:
    """The names of the rules that match, and of those that were given up."""
    return [match.rule.name for match in rules.matches], [rule.name for rule in rules.overruns]


A, B = Term("a"), Term("b")


@pytest.mark.parametrize(
    "node",
    [
        Near(And((A, B)), Or((A, B)), 10_000),
        Near(Near(A, A, 500), Near(A, B, 500), 500),
        Term(" ".join("a" * 50), slop=50, quoted=True),
        Regex("(a b )+a b o|(a b )+oi"),
    ],
)
def test_a_rule_that_costs_too_much_is_given_up_and_the_others_go_on(node: Node) -> None:
    text = "a b " * 30_000 + "oil"
    assert names(examined({"hostile": node, "oil": Term("oil")}, text)) == (["oil"], ["hostile"])


def test_an_ordinary_rule_of_the_same_form_is_decided() -> None:
    near = Near(And((A, B)), Or((A, B)), 10)
    assert names(examined({"near": near}, "a b a b " * 20)) == (["near"], [])


def test_rules_that_name_each_other_twice_are_looked_at_once_each() -> None:
    chain = tuple(Rule(f"r{n}", f"#r{n - 1} OR #r{n - 1}" if n else "oil") for n in range(40))
    assert names(examined({"all": RuleRef("r39")}, "oil", chain)) == (["all"], [])


def test_what_is_nested_too_deeply_is_refused_also_through_other_rules() -> None:
    node: Node = A
    for _ in range(10_000):
        node = First(node, 9)
    with pytest.raises(QueryError, match=f"nested more than {DEEPEST}"):
        Compiler({}).plan(node)
    chain = [Rule("r0", "oil"), *(Rule(f"r{n}", f"#r{n - 1} OR gas") for n in range(1, 10_000))]
    compiler = Compiler({}, chain)
    for rule in chain[: DEEPEST // 2 - 2]:
        compiler.rule(rule)
    with pytest.raises(QueryError, match=f"nested more than {DEEPEST}"):
        deque(map(compiler.rule, chain), maxlen=0)
    compiler.rule(chain[10])


def test_expressions_that_explode_elsewhere_do_not_here() -> None:
    nodes: dict[str, Node] = {"hostile": Regex("(a+)+$"), "wild": Term("*a*a*a*a*a*a*a*a*a*b"), "oil": Term("oil")}
    assert names(examined(nodes, "a" * 5_000 + "! oil")) == (["oil"], [])
    assert names(examined(nodes, "oil " + "a" * 5_000)) == (["hostile", "oil"], [])


def test_of_a_thousand_expressions_only_those_are_tried_that_fit_the_line() -> None:
    expressions = RegexIndex()
    for number in range(1000):
        expressions.number(f"gas[0-9]*x{number}y", cased=number % 2 == 0)
    expressions.sealed()
    lines = expressions.lines(
        Reader(TermIndex()).read(Document(title="no gas", body="oil\ngas7x12y\nGAS7X13Y GAS1X14Y"))
    )
    assert lines == {12: [3], 13: [4]}


def test_long_words_are_compared_by_their_beginning_and_not_remembered() -> None:
    shapes, reader = Shapes(), Reader(TermIndex())
    number = shapes.number(Shape(("*", "a")))
    assert number in shapes.fit("a" * 5_000)
    assert max(map(len, shapes.remembered)) == LONGEST
    reader.read(Document(body="a" * 5_000 + " oil"))
    assert max(map(len, reader.remembered)) < 100


def test_a_full_memory_is_given_up_as_a_whole_and_everything_is_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pieces, "REMEMBERED", 4)
    compiler = Compiler({})
    plan = compiler.plan(Term("oil gas", quoted=True))
    rules = RuleSet((Rule("one", ""),), (plan,), compiler)
    for number in range(5):
        text = f"a{number} b{number} oil gas c{number} oil d{number} gas oil gas"
        (match,) = rules.match(Document(body=text))
        assert [hit.start for hit in match.hits] == [6, 28]
    assert len(list(rules._reader.remembered)) <= 4


def test_a_similar_word_is_filed_under_few_spellings() -> None:
    shapes = Shapes()
    number = shapes.number(Shape(("x" * 20 + "abcdefghijklmnopqrstuvwxyz",), 2))
    assert shapes.fit("x" * 20 + "abcdefghijkmlnopqrstuvwyz") == {number}
    assert shapes.spellings < 100


def test_a_phrase_of_very_many_words_is_refused() -> None:
    with pytest.raises(QueryError, match="at most 100"):
        Compiler({}).plan(Term("oil " * 100_000, quoted=True))


def test_the_part_of_a_count_and_a_not_are_within_the_budget_too() -> None:
    node = And((AtLeast(A, 5), Not(Near(A, A, 10_000))))
    assert names(examined({"hostile": node}, "a " * 3_000)) == ([], ["hostile"])
    assert STEPS < 3_000**2


def test_a_chain_is_given_up_as_soon_as_it_costs_too_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "STEPS", 1_000)
    compiler = Compiler({})
    plan = compiler.plan(Same((Or((A, B)),) * 40, "paragraph"))
    asked = RuleSet((), (plan,), compiler)._found(Document(body="a b " * 50))
    with pytest.raises(Overrun):
        plan.spans(asked)
    assert asked.steps <= 1_000 + 100


def test_what_other_rules_have_looked_up_is_not_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(found, "STEPS", 1_000)
    text = "a " * 600 + "b " * 600
    assert names(examined({"a": A, "b": B, "near": Near(A, B, 1)}, text)) == (["a", "b"], ["near"])


@pytest.mark.parametrize("sign", ["\ud800", "\0", "\U0010ffff"])
def test_half_characters_and_other_signs_that_are_none_stop_no_expression(sign: str) -> None:
    nodes: dict[str, Node] = {"expression": Regex("oi?l"), "any": Regex("x.y"), "word": Term("oil")}
    assert names(examined(nodes, f"{sign} ол oil{sign}\n{sign} ол x{sign}y")) == (["expression", "any", "word"], [])


def test_an_expression_with_half_a_character_is_refused() -> None:
    with pytest.raises(QueryError, match="half a character"):
        Compiler({}).plan(Regex("a\ud800"))


def test_what_an_expression_fits_on_the_last_of_many_lines_is_marked() -> None:
    text = "oil\n" * 500 + "gas, g-as"
    (match,) = examined({"gas": Regex("g.?as")}, text).matches
    assert [(hit.start, hit.end) for hit in match.hits] == [(2000, 2003), (2005, 2009)]
