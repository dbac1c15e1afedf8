"""The manual page of the query language is the grammar's own, and every example in it is true."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from monitor.domain.match import Document, Entity, Rule
from monitor.errors import QueryError
from monitor.rules.engine import compile_rules
from monitor.rules.query.dialect_words import FUNCTIONS, STRETCHES, WORDS, Refused
from monitor.rules.query.explain import explain
from monitor.rules.query.grammar import FIELDS, OPERATORS, SIGNS, Example
from monitor.rules.query.grammar_page import page
from monitor.rules.query.lexer import lexemes
from monitor.rules.query.parse import parse
from monitor.rules.query.syntax import parts_of

PAGE = Path(__file__).parents[3] / "docs" / "query-language.md"
ENVOY = Entity("envoy", ("Darya Orlova",))
KNOWN = (Rule("talks", "summit OR negotiations"), Rule("all talks", "#talks"))
EXAMPLES = [example for entry in (*OPERATORS, *FIELDS, *SIGNS) for example in entry.examples]
ATTRIBUTES = {"lang": "language"}


def document(text: str) -> Document:
    """The article of an example: a body, or parts such as ``title: Talks · body: Text``."""
    parts = dict(part.split(": ", 1) for part in text.split(" · ")) if " · " in text else {"body": text}
    values: dict[str, object] = {ATTRIBUTES.get(name, name): value for name, value in parts.items()}
    for single, several in (("author", "authors"), ("tag", "tags")):
        if single in values:
            values[several] = (values.pop(single),)
    if "published" in values:
        values["published"] = date.fromisoformat(str(values["published"]))
    return Document(**values)  # type: ignore[arg-type]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.query)
def test_an_example_finds_and_misses_what_it_says(example: Example) -> None:
    rules = compile_rules([Rule("example", example.query)], {"envoy": ENVOY}, KNOWN)
    assert [bool(rules.match(document(text))) for text in (example.found, example.missed)] == [True, False]


def test_the_page_is_made_from_the_grammar() -> None:
    assert PAGE.read_text("utf-8") == page(), "run: monitor rules grammar > docs/query-language.md"


def test_every_operator_word_is_read_as_its_operator() -> None:
    for operator in OPERATORS:
        for word in operator.words:
            assert lexemes(f"a {word} b")[1].sort == operator.sort


def test_every_field_can_be_explained() -> None:
    for field in FIELDS:
        value = "2026" if field.kind == "day" else "xyz"
        for name in (field.name, *field.aliases):
            written = name.rstrip("(") if name.endswith(("=", "(")) else f"{name}:"
            assert explain(parse(f"{written}({value})")) == explain(parse(f"{written.upper()}({value})"))


@pytest.mark.parametrize("refused", [*WORDS, *STRETCHES], ids=lambda refused: refused.written[0])
def test_what_the_page_says_is_refused_is(refused: Refused) -> None:
    for written in refused.written:
        with pytest.raises(QueryError, match=f", expected {re.escape(refused.expected)}") as error:
            parse(f"tehran {written} moscow")
        assert (error.value.column, error.value.found) == (8, error.value.found)
        assert error.value.found.endswith(refused.found)


@pytest.mark.parametrize("refused", [one for one in (*WORDS, *STRETCHES) if one.loud], ids=lambda one: one.written[0])
def test_in_a_query_all_in_capitals_some_are_words(refused: Refused) -> None:
    for written in refused.written:
        assert len(parts_of(parse(f"TEHRAN {written.rstrip(' (')} MOSCOW"))) == 3


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_of_another_tool_is_refused(name: str) -> None:
    with pytest.raises(QueryError, match=re.escape(FUNCTIONS[name][1])) as error:
        parse(f"tehran {name}(moscow)")
    assert error.value.column == 8
    assert parse(f"tehran {name} (moscow)")
