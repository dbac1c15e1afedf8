"""The matcher and the preselection agree with a reading of the query that looks at every place by brute force."""

from __future__ import annotations

from hypothesis import assume, event, given, settings
from hypothesis import strategies as st

from monitor.domain.match import Document, Entity, Field, Hit, Rule
from monitor.domain.search import AllOf, Phrase, Preselect
from monitor.domain.text import ZWNJ, joined, tokens
from monitor.errors import QueryError
from monitor.rules.engine import compile_rules
from monitor.rules.parse import parse
from monitor.rules.patterns import Sequence, sequences
from monitor.rules.preselect import searchable
from monitor.rules.reading import BREAK, Reader
from monitor.rules.shapes import Shape
from monitor.rules.syntax import And, EntityRef, Fact, Node, Not, Or, Term

WORDS = [
    "oil",
    "oils",
    "gas",
    "S-400",
    "制裁",
    "制",
    "裁",
    "رئیس",
    "جمهور",
    f"رئیس{ZWNJ}جمهور",
    "رئیسجمهور",
    "ایران",
    "이란의",
    "ﷺ",
]
ENTITIES = {"x": Entity("x", ("gas", "oil gas", f"رئیس{ZWNJ}جمهور ایران"))}
PREFIXES = ["oi*", "이란*", "S-4*", "رئ*"]

documents = st.builds(
    lambda title, lead, body, source, leads: Document(
        title, lead, body, source=source, lead_end=len(body.partition("\n")[0]) if leads else 0
    ),
    *[
        st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from([" ", "\n", ". ", "，", ZWNJ])), max_size=size).map(
            lambda pairs: "".join(word + gap for word, gap in pairs)
        )
        for size in (3, 3, 8)
    ],
    source=st.sampled_from(["tv", "Radio"]),
    leads=st.booleans(),
)
phrases = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(lambda words: f'"{" ".join(words)}"')
leaves = st.one_of(st.sampled_from([*WORDS, *PREFIXES, "@x"]), phrases)
scoped = st.tuples(st.sampled_from(["title:", "lead:", "body:"]), leaves).map("".join)
queries = st.recursive(
    st.one_of(leaves, leaves, scoped, st.sampled_from(["source:TV", "source:radio"])),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from([" ", " AND ", " OR ", " OR ", " NOT "]), inner).map("".join),
        inner.map("({})".format),
        inner.map("-({})".format),
    ),
    max_leaves=6,
)


@given(st.lists(queries, min_size=1, max_size=4), documents)
@settings(max_examples=500)
def test_the_matcher_finds_exactly_what_brute_force_finds(texts: list[str], document: Document) -> None:
    rules = [Rule(text, text) for text in texts if is_query(text)]
    assume(rules)
    expected = {rule.name: found for rule in rules if (found := brute_force(parse(rule.query), document)) is not None}
    event("match" if expected else "no match")
    matches = compile_rules(rules, ENTITIES).match(document)
    assert {match.rule.name: set(match.hits) for match in matches} == expected
    for match in matches:
        assert len(match.hits) == len(set(match.hits))


@given(queries.filter(lambda text: is_query(text)), documents)
@settings(max_examples=500)
def test_what_matches_passes_the_preselection(text: str, document: Document) -> None:
    matches = compile_rules([Rule("one", text)], ENTITIES).match(document)
    condition = compile_rules([Rule("one", text)], ENTITIES).preselect()
    words = searchable(Reader().read(document)).split(" ")
    assert not matches or condition is None or passes(condition, words)


def test_a_preselection_can_fail() -> None:
    condition = compile_rules([Rule("one", '"oil gas" (ایران OR oi*) -coal title:gas source:tv')], {}).preselect()
    assert condition is not None
    assert passes(condition, ["oil", "gas"])
    assert not passes(condition, ["oil"])
    for query in ("source:tv", "oil OR source:tv"):
        assert compile_rules([Rule("one", query)], {}).preselect() is None


def is_query(text: str) -> bool:
    try:
        parse(text)
    except QueryError:
        return False
    return True


def passes(condition: Preselect, words: list[str]) -> bool:
    if isinstance(condition, Phrase):
        return any(same(condition, words[at : at + len(condition.tokens)]) for at in range(len(words)))
    results = [passes(part, words) for part in condition.parts]
    return all(results) if isinstance(condition, AllOf) else any(results)


def same(phrase: Phrase, words: list[str]) -> bool:
    *before, last = phrase.tokens
    if words[:-1] != before or len(words) != len(phrase.tokens):
        return False
    return words[-1].startswith(last) if phrase.prefix else words[-1] == last


def brute_force(node: Node, document: Document) -> set[Hit] | None:
    """The hits that make the query true, ``None`` where it is not true."""
    if isinstance(node, Fact):
        return set() if node.value.lower() == document.source.lower() else None
    if isinstance(node, Not):
        return set() if brute_force(node.part, document) is None else None
    if isinstance(node, Term | EntityRef):
        return places(node, document) or None
    assert isinstance(node, And | Or)
    found = [brute_force(part, document) for part in node.parts]
    true = [hits for hits in found if hits is not None]
    holds = len(true) == len(found) if isinstance(node, And) else bool(true)
    return set().union(*true) if holds else None


def places(leaf: Term | EntityRef, document: Document) -> set[Hit]:
    """Every place of the term that is not inside another of its places."""
    label = leaf.text if isinstance(leaf, Term) else "@" + leaf.name
    terms = [(leaf, "")] if isinstance(leaf, Term) else [(Term(name), name) for name in ENTITIES[leaf.name].aliases]
    texts: dict[Field, str] = {"title": document.title, "lead": document.lead, "body": document.body}
    found = {
        Hit(name, start, end, text[start:end], label, how)
        for name, text in texts.items()
        for term, how in terms
        for sequence in sequences(term, None)
        for start, end in spans(sequence, text)
        if leaf.scope in (None, name) or (leaf.scope == "lead" and name == "body" and end <= document.lead_end)
    }
    return {
        hit
        for hit in found
        if not any(
            other != hit and other.field == hit.field and other.start <= hit.start and hit.end <= other.end
            for other in found
        )
    }


def spans(sequence: Sequence, text: str) -> set[tuple[int, int]]:
    size = len(sequence.slots)
    return {
        (reading[at].start, reading[at + size - 1].end)
        for reading in (tokens(text), joined(text))
        for at in range(len(reading) - size + 1)
        if all(fills(token.folded, slot) for token, slot in zip(reading[at : at + size], sequence.slots, strict=True))
        and (size == 1 or not BREAK.search(text[reading[at].start : reading[at + size - 1].end]))
    }


def fills(word: str, slot: frozenset[str] | Shape) -> bool:
    return word in slot if isinstance(slot, frozenset) else word.startswith(slot.letters[0])
