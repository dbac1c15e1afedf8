"""What is said of a part of a query that held, of one that did not, and of what stands in the text instead."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.domain.match import Entity
from monitor.rules.apart import nearest
from monitor.rules.found import FIELDS, Found, Span
from monitor.rules.plan import facts
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
)
from monitor.rules.reason_parts import Part

MOST_NAMES = 200
"""Names of an entity that are looked for one by one."""
_PLACES = {"title": "the headline", "lead": "the standfirst", "body": "the body", "header": "the header"}
_KEYS = {"lang": "language", "tag": "tag", "url": "address", "site": "address"}
_SIGNS = re.compile(r"([\\*?])")

Spans = list[Span] | None


def words_of(part: Part, spans: Spans, below: Sequence[Spans], found: Found) -> str:
    """What is to be said of a part that has these places (``None``: it does not hold), given those of its parts."""
    node, held = part.node, spans is not None
    match node:
        case And() | Or():
            return _joined(held, below)
        case Not():
            return "stands nowhere, as it must" if held else "stands in the article, and must not"
        case RuleRef():
            return _counted(spans, found) if spans else f"the rule is {'true' if held else 'not true'}"
        case Fact(key):
            known = ", ".join(f"“{value}”" for value in facts(found, "url" if key == "site" else key))
            return f"the {_KEYS.get(key, key)} is {known}" if known else f"no {_KEYS.get(key, key)} is known"
        case Published():
            day = found.reading.document.published
            return f"published on {day}" if day else "no day of publication is known"
        case Near() | Same() | AtLeast() | First():
            return _positional(node, spans, below, found)
        case Term() | Regex() | EntityRef():
            return _counted(spans, found) if spans else f"no place{_in_scope(node)}{_early(part)}"


def nearly(part: Part, entities: Mapping[str, Entity]) -> Iterator[tuple[str, Node]]:
    """What may stand in the text instead of a leaf that has no place, most alike first, and how to say so."""
    node = part.node
    if part.asked is not node:
        yield "further down", node
    if isinstance(node, Term) and node.form is not Form.ANY:
        yield "in another form or other letters", replace(node, form=Form.ANY)
    if isinstance(node, EntityRef) and node.confidence is not None:
        yield "in a spelling that is less alike", replace(node, confidence=None)
    if isinstance(node, Term | Regex | EntityRef):
        if node.scope is not None:
            yield "elsewhere", replace(node, scope=None)
        if node.scope != "header":
            yield "in the header", replace(node, scope="header")
    if isinstance(node, Term):
        yield from _in_parts(node)
    if isinstance(node, EntityRef) and (entity := entities.get(node.name)):
        names = (*entity.aliases, *entity.weak)[:MOST_NAMES]
        how = "a name that counts only beside another, or inside one that is excluded"
        yield how, Or(tuple(Term(_SIGNS.sub(r"\\\1", name), quoted=True, scope=node.scope) for name in names))


def _joined(held: bool, parts: Sequence[Spans]) -> str:
    true = sum(spans is not None for spans in parts)
    if true < len(parts):
        return f"{true or 'none'} of {len(parts)} parts {'holds' if true == 1 else 'hold'}"
    return ("both parts hold" if true == 2 else f"all {true} parts hold") + ("" if held else ", but not in one field")


def _positional(node: Near | Same | AtLeast | First, spans: Spans, parts: Sequence[Spans], found: Found) -> str:
    if spans is not None:
        return _counted(spans, found) if spans else "holds without a place"
    if any(part is None for part in parts):
        return "not all of its parts hold" if len(parts) > 1 else "its part does not hold"
    match node:
        case Near():
            return nearest(parts[0] or [], parts[1] or [], found, ordered=node.ordered)
        case Same():
            return f"no {node.unit} holds all of its parts"
        case AtLeast():
            return f"{_number(_apart(parts[0] or []), 'place')} that do not overlap, {node.count} are needed"
        case First():
            return f"not within the first {_number(node.words, 'word')} below the headline"


def _apart(spans: Sequence[Span]) -> int:
    """How many of the places do not overlap."""
    end = seen = 0
    for span in sorted(spans, key=lambda span: span.end):
        if span.start >= end:
            end, seen = span.end, seen + 1
    return seen


def _counted(spans: Spans, found: Found) -> str:
    fields = Counter(found.reading.field(span.start) for span in spans or ())
    if len(fields) == 1:
        ((number, count),) = fields.items()
        return f"{_number(count, 'place')} in {_PLACES[FIELDS[number]]}"
    told = ", ".join(f"{fields[number]} in {_PLACES[FIELDS[number]]}" for number in sorted(fields))
    return f"{_number(fields.total(), 'place')}: {told}" if fields else "holds without a place"


def _in_scope(node: Term | Regex | EntityRef) -> str:
    return f" in {_PLACES[node.scope]}" if node.scope else ""


def _early(part: Part) -> str:
    return f" within the first {_number(part.asked.words, 'word')}" if isinstance(part.asked, First) else ""


def _in_parts(term: Term) -> Iterator[tuple[str, Node]]:
    """The words of a phrase that stand somewhere without being the phrase."""
    words = [word for word in term.text.split() if any(map(str.isalnum, word)) and not set(word) & set("*?\\")]
    if len(words) > 1:
        each = tuple(Term(word, term.form, scope=term.scope, quoted=True) for word in words)
        yield "all of its words, not as this phrase", And(each)
        yield "some of its words", Or(each)


def _number(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
