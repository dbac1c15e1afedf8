"""Random queries and articles in many scripts, small enough that places collide."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Literal

from monitor.domain.match import Document, Entity, Rule, Scope
from monitor.domain.text import ZWNJ
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

WORDS = (
    "oil", "oils", "Oil", "OIL", "gas", "tanker", "tankers", "talker", "tanekr", "S-400", "don't", "Straße", "санкции",
    "Санкция", "制裁", "制", "裁", "テヘラン", "ガス", "رئیس", "جمهور", f"رئیس{ZWNJ}جمهور", "رئیسجمهور",
    "ایران", "이란의",
    "NATO는", "हिन्दी", "ประเทศ", "ﷺ", "U.S.", "*",
)  # fmt: skip
GAPS = (" ", " ", " ", " ", "\n", "\n\n", ". ", "，", "。", " — ", ZWNJ, "! ", "\n...\n", "\n。\n")
WILD = ("ta*", "*ker", "t?nk*", "*an*", "o?l", "이란*", "S-4*", "رئ*", "*n?k*r*", "制*", "san*ии", "हि*", "?il")
EXPRESSIONS = ("oils?", "t[a-z]+r", "制裁|制", "[0-9]+", "oil.*gas", "S.400", "санкци[ия]", "gas", "-400", "an", "^oil")
ENTITIES = {
    "fuel": Entity("fuel", ("gas", "oil gas", "ガス"), lists=("things",)),
    "office": Entity(
        "office", (f"رئیس{ZWNJ}جمهور ایران", "رئیس"), weak=("oil",), context=("tanker",), lists=("things",)
    ),
    "ship": Entity(
        "ship", ("tanker",), weak=("gas", "S-400"), context=("制裁", "oil"), excluded=("oil tanker", "gas oil")
    ),
}
RULES = {"fuel": Rule("fuel", "oil OR gas"), "both": Rule("both", "tanker (oil OR 制裁)")}
SCOPES: tuple[Scope, ...] = ("title", "lead", "body", "header")


def keys_of(word: str, folded: str, language: str) -> tuple[str, ...]:
    """A stand-in for inflection: a final s is none, and in one language the last letter of a long word neither."""
    keys = [f"~{folded[:-1]}"] if len(folded) > 1 and folded.endswith("s") else []
    return (*keys, f"~{folded[:4]}") if language == "ru" and len(folded) > 5 else tuple(keys)


def term_keys(word: str, folded: str) -> tuple[str, ...]:
    """What ``keys_of`` gives for a word of a query."""
    base = folded.removesuffix("s") or folded
    return (f"~{base}", base, f"~{folded[:4]}")


def document(chance: Random, words: int = 12) -> Document:
    """An article of at most so many words in its body."""
    body = _text(chance, words)
    lead = _text(chance, 3) if chance.random() < 0.3 else ""
    return Document(
        _text(chance, 3), lead, body, source=chance.choice(("tv", "Radio")), language=chance.choice(("en", "ru", "")),
        country=chance.choice(("IR", "")), lead_end=0 if lead else len(body.partition("\n\n")[0]),
        header=_text(chance, 3) if chance.random() < 0.3 else "", authors=("A. Smith", "B"), tags=("x-y",),
        url="https://outlet.example/News/1", published=chance.choice((None, date(2026, 3, 1))),
    )  # fmt: skip


def _text(chance: Random, words: int) -> str:
    return "".join(chance.choice(WORDS) + chance.choice(GAPS) for _ in range(chance.randint(0, words)))


def query(chance: Random, leaves: int = 5) -> Node:
    """A tree with at most so many leaves; every kind of node may be anywhere."""
    if leaves <= 1:
        return leaf(chance)
    sizes = _sizes(chance, leaves)
    parts = tuple(query(chance, size) for size in sizes)
    unit: Literal["sentence", "paragraph"] = chance.choice(("sentence", "paragraph"))
    match chance.randrange(9):
        case 0 | 1:
            return And(parts)
        case 2 | 3:
            return Or(parts)
        case 4:
            return And((*parts, Not(query(chance, 1))))
        case 5:
            return Near(parts[0], query(chance, 1), chance.randint(1, 6), chance.random() < 0.4)
        case 6:
            return Same(parts, unit)
        case 7:
            return AtLeast(parts[0], chance.randint(1, 3))
        case _:
            return First(parts[0], chance.randint(1, 9))


def _sizes(chance: Random, leaves: int) -> list[int]:
    count = chance.randint(2, min(3, leaves))
    return [max(1, leaves // count)] * count


def leaf(chance: Random) -> Node:
    """A term of any kind, an expression, an entity, another rule, or a fact."""
    scope = chance.choice(SCOPES) if chance.random() < 0.2 else None
    form = chance.choice((Form.ANY, Form.ANY, Form.ANY, Form.EXACT, Form.CASED))
    kind = chance.random()
    if kind < 0.45:
        return Term(_word(chance), form, scope=scope)
    if kind < 0.6:
        return Term(_phrase(chance), form, scope=scope, quoted=True)
    if kind < 0.68:
        return Term(_phrase(chance), form, slop=chance.randint(0, 4), scope=scope, quoted=True)
    if kind < 0.73:
        return Term(chance.choice(("tanker", "talker", "санкции", "Tehran")), edits=chance.randint(1, 2), scope=scope)
    if kind < 0.8:
        return Regex(chance.choice(EXPRESSIONS), chance.random() < 0.3, scope=scope)
    if kind < 0.9:
        return EntityRef(chance.choice((*ENTITIES, "things")), scope=scope)
    if kind < 0.94:
        return RuleRef(chance.choice(tuple(RULES)))
    return chance.choice((Fact("source", "TV"), Fact("tag", "x*"), Fact("url", "/news/?"), Fact("author", "b"),
                          Published(date(2026, 2, 1), None), Fact("country", "ir")))  # fmt: skip


def _word(chance: Random) -> str:
    return chance.choice(WILD) if chance.random() < 0.25 else chance.choice(WORDS[:-1])


def _phrase(chance: Random) -> str:
    return " ".join(_word(chance) for _ in range(chance.randint(2, 3)))
