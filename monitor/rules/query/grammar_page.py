"""The manual page of the query language, docs/query-language.md, made from the table of the grammar.

``monitor rules grammar`` prints it; a test compares the page with it and runs every example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from monitor.rules.query.dialect_words import FUNCTIONS, STRETCHES, WORDS, Refused
from monitor.rules.query.dialects import FOREIGN_FIELDS, REFUSED_FIELDS
from monitor.rules.query.grammar import FIELDS, OPERATORS, SIGNS, Example

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
letters, too. Marks of direction and characters without width are dropped around words, signs and operators. A field may
stand before a word, a phrase or a group, and not inside another field's group.

Inside NEAR, SAME, ATLEAST and FIRST, an AND asks for its parts in one field, as one place from the first to the last;
only the shortest such places count, those that hold no other. A NOT and what is known of the article (`country:` and
the like) speak of the whole article there, too, and cannot be a side of their own. A query must name something that has
to be there: `NOT a` alone and `a OR NOT b` are refused.
"""
_OTHERS = """
## Queries of other tools

Queries in the manner of Factiva, LexisNexis, Meltwater, Brandwatch, Talkwalker, Google and Elasticsearch are read where
what they say exists here, and refused with the equivalent named where it does not. A remark (`monitor rules check`)
says how they were read. A W/n is read as Factiva reads it, in this order; where either order was meant, write NEAR/n.
Behind the name of a field, `=` is read as its colon; so are `<` and `>` behind `published`, and a parenthesis right
behind the name of a field of the text, `headline(…)`.

Words with a remark: `and`, `or` and `not` in small letters; `UND`, `ИЛИ` and the like in capitals between words that
are not; operators in quotes; a word in capitals right before a parenthesis or between two groups; `sanction!`; a
question of several words, whose `?` stands for one letter. A dash right before a word, and an operator in letters that
only look like its own (`ОR` with a Cyrillic letter, `ＯＲ`), are read as what they look like, with a remark. A query
may have 1,000,000 characters; a message repeats at most 60 of them.
"""
_REFUSED = ("refused", "what it is", "instead")
_WORDS = """
Outside quotes these words and signs are refused, too. Those with † are words like any other where the whole query is in
capitals, as a headline may be.
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
    yield from _table(_REFUSED, _by_meaning(REFUSED_FIELDS))
    yield _WORDS
    words = ((_written(one), one.found, one.expected) for one in (*WORDS, *STRETCHES))
    functions = {f"{name}(": what for name, what in FUNCTIONS.items()}
    yield from _table(_REFUSED, chain(words, _by_meaning(functions)))


def _by_meaning(refused: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """A row for all names that mean the same."""
    names: dict[tuple[str, str], list[str]] = {}
    for name, what in refused.items():
        names.setdefault(what, []).append(name)
    return ((_names(of_one), *what) for what, of_one in names.items())


def _written(one: Refused) -> str:
    return ", ".join(f"`{text}`" for text in one.written) + (" †" if one.loud else "")


def _names(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" if name.endswith(("=", "(")) else f"`{name}:`" for name in names)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (head, ("---",) * len(head), *rows):
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def _examples(examples: Iterable[Example]) -> Iterator[str]:
    yield "```query"
    for example in examples:
        yield f"{example.query} ⇒ {example.found}"
        yield f"{example.query} ⇏ {example.missed}"
    yield "```"
