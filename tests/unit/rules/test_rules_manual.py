"""The manual of the query language is true: every example in docs/rules.md is run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from monitor.domain.match import Document, Entity, Rule
from monitor.domain.text import ZWNJ, folded
from monitor.errors import QueryError
from monitor.rules.engine import compile_rules

MANUAL = (Path(__file__).parents[3] / "docs" / "rules.md").read_text("utf-8")
ENVOY = Entity("envoy", ("Darya Orlova", "Дарья Орлова", "داریا اورلووا"))


def examples(kind: str) -> list[tuple[str, str, str]]:
    lines = [line for block in re.findall(rf"```{kind}\n(.*?)```", MANUAL, re.DOTALL) for line in block.splitlines()]
    found = [re.fullmatch(r"(.*) ([⇒⇏]) (.*)", line.replace("|", ZWNJ) if "||" not in line else line) for line in lines]
    assert all(found)
    return [(match[1], match[2], match[3]) for match in found if match]


@pytest.mark.parametrize(("query", "arrow", "text"), examples("query"))
def test_a_query_finds_what_the_manual_says(query: str, arrow: str, text: str) -> None:
    rules = compile_rules([Rule("example", query)], {"envoy": ENVOY})
    assert bool(rules.match(Document(body=text))) == (arrow == "⇒")


@pytest.mark.parametrize(("text", "arrow", "tokens"), examples("fold"))
def test_a_text_folds_to_what_the_manual_says(text: str, arrow: str, tokens: str) -> None:
    assert arrow == "⇒"
    assert folded(text) == tokens


@pytest.mark.parametrize(("query", "arrow", "message"), examples("refused"))
def test_a_query_is_refused_as_the_manual_says(query: str, arrow: str, message: str) -> None:
    assert arrow == "⇒"
    with pytest.raises(QueryError) as error:
        compile_rules([Rule("example", query)], {"envoy": ENVOY})
    assert message in str(error.value)


def test_the_manual_has_examples_of_every_kind() -> None:
    assert [len(examples(kind)) > 15 for kind in ("query", "fold", "refused")] == [True] * 3
