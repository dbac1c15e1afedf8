"""The engine and its preselection agree with an evaluator that looks at every place of every part (``plain``)."""

from __future__ import annotations

from collections.abc import Iterable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.match import Document, Rule
from monitor.domain.search import AllOf, Phrase, Preselect
from monitor.rules import engine
from monitor.rules.compile import Compiler
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.query.syntax import Node
from monitor.rules.terms.preselect import searchable
from monitor.rules.text.wording import Wordings
from tests.unit.rules.plain import Plain
from tests.unit.rules.random_rules import ENTITIES, RULES, document, keys_of, query, term_keys


def compiled(nodes: list[Node]) -> RuleSet:
    """The queries as a rule set, named by their numbers."""
    compiler = Compiler(ENTITIES, RULES.values(), term_keys)
    plans = tuple(compiler.plan(node) for node in nodes)
    return RuleSet(tuple(Rule(str(number), "") for number in range(len(nodes))), plans, compiler, keys_of)


def differences(nodes: list[Node], article: Document) -> list[Node]:
    """The queries that the engine and the plain evaluator answer differently, marks included."""
    matches = compiled(nodes).match(article)
    found = {match.rule.name: set(match.hits) for match in matches}
    assert all(len(match.hits) == len(set(match.hits)) for match in matches)
    plain = Plain(article, ENTITIES, RULES, keys_of, term_keys)
    return [node for number, node in enumerate(nodes) if found.get(str(number)) != plain.hits(node)]


@given(st.randoms(use_true_random=False))
@settings(max_examples=300)
def test_the_engine_finds_exactly_what_the_plain_evaluator_finds(chance: Random) -> None:
    nodes = [query(chance, chance.randint(1, 6)) for _ in range(4)]
    assert differences(nodes, document(chance)) == []


@pytest.mark.parametrize("seed", range(20))
def test_fixed_seeds_find_no_difference_either_and_many_matches(seed: int) -> None:
    chance = Random(seed)
    nodes = [query(chance, chance.randint(1, 6)) for _ in range(20)]
    articles = [document(chance, 20) for _ in range(5)]
    assert [differences(nodes, article) for article in articles] == [[]] * 5
    assert sum(len(compiled(nodes).match(article)) for article in articles) > 2


@given(st.randoms(use_true_random=False))
@settings(max_examples=200)
def test_what_matches_passes_the_preselection(chance: Random) -> None:
    node, article = query(chance, chance.randint(1, 4)), document(chance)
    rules = compiled([node])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "asked_keys", asked_keys)
        condition = rules.preselect()
    words = searchable(Wordings(index_keys_of).read(article)).split(" ")
    assert not rules.match(article) or condition is None or passes(condition, words)


def index_keys_of(word: str, folded: str, language: str) -> tuple[str, ...]:
    """As an index holds them: forms by themselves, not as the keys of one rule set's words."""
    return tuple(key.removeprefix("~") for key in keys_of(word, folded, language))


def asked_keys(keys: Iterable[str], languages: Iterable[str]) -> list[str]:
    """The keys of a query's word as such an index is asked for them."""
    return sorted(key.removeprefix("~") for key in keys)


def test_a_preselection_can_fail() -> None:
    condition = compile_rules([Rule("one", '"oil gas" (ایران OR oi*) -coal title:gas source:tv')], {}).preselect()
    assert condition is not None
    assert passes(condition, ["oil", "gas"])
    assert not passes(condition, ["oil"])
    assert compile_rules([Rule("one", "/oi.+/")], {}).preselect() is None


def passes(condition: Preselect, words: list[str]) -> bool:
    """Whether the words fulfil a condition."""
    if isinstance(condition, Phrase):
        return any(same(condition, words[at : at + len(condition.tokens)]) for at in range(len(words)))
    results = [passes(part, words) for part in condition.parts]
    return all(results) if isinstance(condition, AllOf) else any(results)


def same(phrase: Phrase, words: list[str]) -> bool:
    """Whether just these words are the phrase."""
    *before, last = phrase.tokens
    if words[:-1] != before or len(words) != len(phrase.tokens):
        return False
    return words[-1].startswith(last) if phrase.prefix else words[-1] == last
