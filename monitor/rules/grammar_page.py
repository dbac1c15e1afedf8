"""The manual page of the query language, docs/query-language.md, made from the table of the grammar.

``monitor rules grammar`` prints it; a test compares the page with it and runs every example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.rules.dialects import FOREIGN_FIELDS, REFUSED_FIELDS
from monitor.rules.grammar import FIELDS, OPERATORS, SIGNS, Example

_HEAD = """\
# The query language, sign by sign

This page is made from the grammar that the parser reads by (`monitor rules grammar` prints it) and every example in it
is run by the tests. [rules.md](rules.md) tells what counts as the same word, in every script.
`monitor rules explain QUERY` says in words what a query means.

A text below is an article's body; where more of the article matters, its parts stand as `title: … · body: …`. `@envoy`
is an entity with the name Darya Orlova, `#talks` the rule `summit OR negotiations`, and `#"all talks"` the rule
`#talks`.
"""
_ORDER = """
## What binds first

A field, `=`, `+` and `-` bind most closely, then NOT, then NEAR and ONEAR, then SAME, then AND (also the one that is
not written), then OR. Parentheses say otherwise. Operators are written in capitals; one with a number is known in small
letters, too. A field may stand before a word, a phrase or a group, and not inside another field's group.

Inside NEAR, SAME, ATLEAST and FIRST, an AND asks for its parts in one field, as one place from the first to the last; a
NOT and what is known of the article (`country:` and the like) speak of the whole article there, too, and cannot be a
side of their own. A query must name something that has to be there: `NOT a` alone and `a OR NOT b` are refused.
"""
_OTHERS = """
## Queries of other tools

Queries in the manner of Factiva, Meltwater, Brandwatch, Talkwalker, Google and Elasticsearch are read where what they
say exists here, and refused with the equivalent named where it does not. A remark (`monitor rules check`) says how they
were read. A W/n is read as Factiva reads it, in this order; where either order was meant, write NEAR/n. `and`, `or` and
`not` in small letters are words, with a remark.
"""


def page() -> str:
    """The whole page as Markdown."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield _HEAD
    yield "## Operators\n"
    operators = ((f"`{one.sign}`", one.meaning + (f" Also {one.others}." if one.others else "")) for one in OPERATORS)
    yield from _table(("operator", "meaning"), operators)
    yield ""
    yield from _examples(example for one in OPERATORS for example in one.examples)
    yield _ORDER
    yield "## Signs\n"
    yield from _table(("sign", "name", "meaning"), ((f"`{one.sign}`", one.name, one.meaning) for one in SIGNS))
    yield ""
    yield from _examples(example for one in SIGNS for example in one.examples)
    yield "\n## Fields\n"
    yield "What is known of an article besides its text is compared as a whole, without regard to letter case; `*` and"
    yield "`?` stand for what is not known, and `*` alone asks whether it is known at all.\n"
    yield from _table(
        ("field", "what it is", "also"), ((f"`{one.name}:`", one.meaning, _names(one.aliases)) for one in FIELDS)
    )
    yield ""
    yield from _examples(example for one in FIELDS for example in one.examples)
    yield _OTHERS
    yield from _table(("written", "read as"), ((_names((one.name,)), f"`{one.meaning}`") for one in FOREIGN_FIELDS))
    yield ""
    refused: dict[tuple[str, str], list[str]] = {}
    for name, what in REFUSED_FIELDS.items():
        refused.setdefault(what, []).append(name)
    rows = ((_names(names), found, expected) for (found, expected), names in refused.items())
    yield from _table(("refused", "what it is", "instead"), rows)


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" if name.endswith("=") else f"`{name}:`" for name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    yield "```query"
    for example in examples:
        yield f"{example.query} ⇒ {example.found}"
        yield f"{example.query} ⇏ {example.missed}"
    yield "```"
