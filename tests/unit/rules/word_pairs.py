"""Pairs of a query's word and a text's word that are, or are not, the same word; read from ``data/word_pairs.txt``."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

from monitor.domain.match import Document, Rule
from monitor.rules.engine import compile_rules

_PAIRS = Path(__file__).parent / "data" / "word_pairs.txt"


@dataclass(frozen=True, slots=True)
class Pair:
    """Whether a query must find a text in a language; ``held_back`` from tuning."""

    language: str
    query: str
    text: str
    found: bool
    held_back: bool


def word_pairs() -> list[Pair]:
    """All pairs, in the order of the file."""
    lines: dict[str, int] = defaultdict(int)
    pairs: list[Pair] = []
    for line in _PAIRS.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        language, rest = line.split(" ", 1)
        query, texts = rest.split(" = ")
        held_back = bool(lines[language] % 2)
        lines[language] += 1
        for words, found in zip(texts.split(" ; "), (True, False), strict=True):
            pairs += [Pair(language, query, text, found, held_back) for text in words.split(", ")]
    return pairs


def wrong(pairs: list[Pair]) -> list[Pair]:
    """The pairs that the engine decides otherwise."""
    rules = {query: compile_rules([Rule("pair", f'"{query}"')], {}) for query in {pair.query for pair in pairs}}
    return [
        pair
        for pair in pairs
        if bool(rules[pair.query].match(Document(body=pair.text, language=pair.language))) != pair.found
    ]
