"""A query's tree in plain words, as an indented list: what a query means to the one who wrote it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from monitor.rules.query.syntax import (
    And,
    AtLeast,
    EntityRef,
    Fact,
    First,
    Form,
    Near,
    Node,
    Not,
    Or,
    Published,
    Regex,
    RuleRef,
    Same,
    Term,
    parts_of,
)
from monitor.rules.terms.patterns import written_words

_SCOPES = {
    None: "",
    "title": " in the headline",
    "lead": " in the standfirst",
    "body": " in the body",
    "header": " in the header",
}
_KEYS = {
    "source": "the source",
    "country": "the country of the source",
    "lang": "the language of the source",
    "ownership": "the ownership of the source",
    "author": "an author",
    "section": "the section",
    "tag": "a keyword of the article",
    "url": "the address",
    "site": "the address",
}


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a query in words, its column (0 for AND and OR, which have none) and the parts that it is made of."""

    text: str
    column: int
    parts: tuple[Step, ...] = ()

    def lines(self, depth: int = 0) -> Iterator[str]:
        """The part and what is in it, indented by two blanks for each depth."""
        yield "  " * depth + self.text
        for part in self.parts:
            yield from part.lines(depth + 1)

    def value(self) -> dict[str, Any]:
        """The part as JSON."""
        return {"text": self.text, "column": self.column, "parts": [part.value() for part in self.parts]}


def explain(node: Node) -> Step:
    """What a tree says. Words count in any form, so only what is said of a form is told."""
    column: int = getattr(node, "column", 0)
    if isinstance(node, Not) and not parts_of(node.part):
        return Step(f"nowhere in the article: {_text(node.part)}", column)
    parts = tuple(explain(part) for part in parts_of(node))
    return Step(_text(node), column, parts)


def _text(node: Node) -> str:
    return _leaf(node) if not parts_of(node) else _joined(node)


def _joined(node: Node) -> str:
    match node:
        case And():
            return "all of these:"
        case Or():
            return "at least one of these:"
        case Near(_, _, distance, ordered):
            order = "in this order" if ordered else "in either order"
            return f"at most {_count(distance, 'word')} apart, {order}:"
        case Same(_, unit):
            return f"all of these in one {unit}:"
        case AtLeast(_, count):
            return f"at least {_count(count, 'place')} of:"
        case First(_, words):
            return f"within the first {_count(words, 'word')} below the headline:"
        case _:
            return "nowhere in the article:"


def _leaf(node: Node) -> str:
    match node:
        case Term():
            return _term(node)
        case Regex(pattern, cased, scope):
            letters = "these letters only" if cased else "any letter case"
            return f"what fits the expression /{pattern}/ ({letters}){_SCOPES[scope]}"
        case EntityRef(name, confidence, scope):
            sure = "" if confidence is None else f", with a confidence of at least {confidence:g}"
            return f"a name of the entity (or of one in the list) @{name}{_SCOPES[scope]}{sure}"
        case RuleRef(name):
            return f"what the rule “{name}” says"
        case Fact():
            return _fact(node)
        case Published():
            return _published(node)
        case _:
            raise TypeError(f"{node!r} is no leaf")


def _term(term: Term) -> str:
    what = "the phrase" if len(written_words(term)) > 1 else "the word"
    details = []
    if term.slop is not None:
        what = "the words of"
        details.append(f"in any order, with at most {_count(term.slop, 'other word')} among them")
    elif term.edits:
        what = "a word like"
        details.append(f"at most {_count(term.edits, 'letter')} different")
    elif term.form is not Form.ANY:
        details.append("this form only" if term.form is Form.EXACT else "these letters only")
    return f"{what} “{term.text}”{_SCOPES[term.scope]}" + (f" ({'; '.join(details)})" if details else "")


def _fact(fact: Fact) -> str:
    if fact.key in ("url", "site") and fact.value != "*":
        return f"the address {'holds' if fact.key == 'url' else 'is on the site'} “{fact.value}”"
    if fact.value == "*":
        return f"{_KEYS[fact.key]} is known"
    return f"{_KEYS[fact.key]} is “{fact.value}”"


def _published(node: Published) -> str:
    if node.first and node.last:
        if node.first == node.last:
            return f"published on {node.first}"
        return f"published from {node.first} to {node.last}"
    if node.first or node.last:
        return f"published on {node.first} or later" if node.first else f"published on {node.last} or earlier"
    return "published at any known time"


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
