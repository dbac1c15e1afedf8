"""What is not needed any more is given back at once: a daemon runs for months, and its collector looks rarely."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from weakref import ref

import pytest

from monitor.domain.match import Document, Rule
from monitor.rules.engine import MANY, compile_rules
from monitor.rules.text.lexicon import Lexicon

_ARTICLE = Document(
    title="Joint drill at the harbour",
    body="A joint drill began. 海军演习 a drone strike\n\nand دانش‌آموزان too",
    language="en",
)
_QUERIES = (
    "joint NEAR/3 drill",
    "drone SAME/s strike",
    "FIRST/20 drill",
    "/dri.l/ AND title:joint",
    "海军",
    "دانش‌آموزان",
)


def _lexicons() -> list[Lexicon]:
    return [one for one in gc.get_objects() if isinstance(one, Lexicon)]


@pytest.fixture
def collector_off() -> Iterator[None]:
    """Only what nothing refers to any more is given back, as between two looks of the collector."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


def test_old_rules_are_given_back_when_new_ones_took_their_place(collector_off: None) -> None:
    others = {id(one) for one in _lexicons()}
    rules = [Rule(f"rule {number}", f'word{number} AND "{_QUERIES[4]}" OR drill') for number in range(MANY + 1)]
    old = compile_rules(rules, {})
    old.warm(["en", "zh"])
    lexicons = [ref(one) for one in _lexicons() if id(one) not in others]
    assert lexicons

    old = compile_rules(rules, {})

    assert [lexicon() for lexicon in lexicons] == [None] * len(lexicons)


def test_a_look_at_an_article_leaves_nothing_to_the_collector(collector_off: None) -> None:
    rules = compile_rules([Rule(query, query) for query in _QUERIES], {})
    assert len(rules.match(_ARTICLE)) == len(_QUERIES)
    gc.collect()

    rules.match(_ARTICLE)

    assert gc.collect() == 0
