"""The manual page of the query language is the grammar's own, and every example in it is true."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from monitor.domain.match import Document, Entity, Rule
from monitor.rules.engine import compile_rules
from monitor.rules.explain import explain
from monitor.rules.grammar import FIELDS, OPERATORS, SIGNS, Example
from monitor.rules.grammar_page import page
from monitor.rules.lexer import lexemes
from monitor.rules.parse import parse

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
        value = "2026" if field.kind == "day" else "x"
        for name in (field.name, *field.aliases):
            written = name if name.endswith("=") else f"{name}:"
            assert explain(parse(f"{written}{value}")) == explain(parse(f"{written.upper()}{value}"))
