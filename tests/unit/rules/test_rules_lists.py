"""Lists of very many names are found as a few are, and an index's preselection loses no person and no list."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.domain.match import Document, Entity, Match, Rule
from monitor.domain.search import AllOf, Phrase, Preselect
from monitor.errors import QueryError
from monitor.rules import entities as entities_module
from monitor.rules.engine import RuleSet, compile_rules
from monitor.rules.entities import MOST_PRESELECTED

SYLLABLES = (
    *("ka", "gha", "dja", "ja", "mo", "sa", "qi", "ri", "zhe", "lo", "ben", "nu", "sha", "kho", "re", "mi", "va"),
    *("yu", "han", "dov", "ev", "zadeh", "ali", "abd", "el"),
)
OTHER = ["وزیر", "ایران", "رضا", "احمدی", "Иванов", "Петров", "王", "小", "明", "한국"]
TITLES = ("", "", "Mr. ", "al-", "the ")


def a_word(chance: Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(OTHER)
    return "".join(chance.choice(SYLLABLES) for _ in range(chance.randint(1, 2))).capitalize()


def some_entities(chance: Random) -> dict[str, Entity]:
    def names(most: int) -> tuple[str, ...]:
        words = [[a_word(chance) for _ in range(chance.randint(1, 4))] for _ in range(chance.randint(0, most))]
        return tuple(" ".join(name) for name in words)

    made = [
        Entity(f"e{number}", (a_word(chance), *names(3)), chance.choice(("person", "person", "")), names(1), names(1),
               names(1), lists=("listed",))
        for number in range(chance.randint(1, 4))
    ]  # fmt: skip
    return {entity.id: entity for entity in made}


def a_text(chance: Random, entities: dict[str, Entity]) -> Document:
    def part() -> str:
        entity = chance.choice(list(entities.values()))
        name = chance.choice((*entity.aliases, *entity.weak, a_word(chance)))
        words = name.replace("gh", chance.choice(("gh", "q"))).replace("Ja", chance.choice(("Ja", "Dja"))).split()
        if chance.random() < 0.3:
            words = words[-1:] + words[:-1]
        if chance.random() < 0.2:
            words[0] = words[0][:1] + "."
        return chance.choice(TITLES) + chance.choice((" ", " ", "-", "")).join(words)

    return Document(
        title=part(), body=" ".join(f"{part()} {chance.choice(('met', 'и', 'در', ',', '.'))}" for _ in range(6))
    )


QUERIES = ("@listed", "@e0", "@e0~0.5", "@listed~1", "@listed AND NOT met", "title:@listed")


def matched(entities: dict[str, Entity], article: Document) -> tuple[RuleSet, tuple[Match, ...]]:
    rules = compile_rules([Rule(query, query) for query in QUERIES], entities)
    return rules, rules.match(article)


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_what_matches_a_person_or_a_list_passes_the_preselection(chance: Random) -> None:
    entities = some_entities(chance)
    article = a_text(chance, entities)
    rules, matches = matched(entities, article)
    words = rules.searchable(article).split(" ")
    for match in matches:
        wanted = rules.preselect(QUERIES.index(match.rule.name))
        assert wanted is not None
        assert passes(wanted, words), match


@given(st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_many_names_are_found_as_few_are(chance: Random) -> None:
    entities = some_entities(chance)
    article = a_text(chance, entities)
    _, few = matched(entities, article)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(entities_module, "MOST_WITH_FORMS", 0)
        _, many = matched(entities, article)
    assert [(match.rule.name, match.hits) for match in many] == [(match.rule.name, match.hits) for match in few]


@pytest.mark.parametrize(
    ("name", "there", "elsewhere"),
    [
        ("Портовый комитет", "портового комитета", "Портовый район"),
        ("Озёрная судостроительная верфь", "Озёрной судостроительной верфью", "Озёрный судостроительный завод"),
        ("Береговые силы Залива", "береговых силах Залива", "береговая сила залива"),
        ("Приморское агентство", "приморскому агентству", "приморских агентств"),
        ("Новые земли", "новых земель", "новой земли"),
        ("Дарья Петровна Орлова", "Дарью Петровну Орлову", "Петра Орлова"),
        ("Районна лікарня", "районної лікарні", "районний лікар"),
    ],
)
def test_names_of_a_long_list_are_found_in_their_forms(
    monkeypatch: pytest.MonkeyPatch, name: str, there: str, elsewhere: str
) -> None:
    monkeypatch.setattr(entities_module, "MOST_WITH_FORMS", 0)
    language = "uk" if "і" in name else "ru"
    rules = compile_rules([Rule("one", "@office")], {"office": Entity("office", (name,), "organization")})
    article = Document(body=f"Вчера {there} видели.", language=language)
    (match,) = rules.match(article)
    assert [hit.words for hit in match.hits] == [there]
    assert not rules.match(Document(body=elsewhere, language=language))
    wanted = rules.preselect(languages=[language])
    assert wanted is not None
    assert passes(wanted, rules.searchable(article).split(" "))


def test_a_preselection_of_a_person_refuses_others_and_a_long_list_gives_none() -> None:
    envoy = Entity("envoy", ("Kazem Djalali",), "person", lists=("watched",))
    rules = compile_rules([Rule("one", "@envoy"), Rule("two", "@watched")], {"envoy": envoy})
    for place in (0, 1):
        wanted = rules.preselect(place)
        assert wanted is not None
        assert passes(wanted, rules.searchable(Document(body="Then K. Jalali spoke.")).split(" "))
        assert not passes(wanted, rules.searchable(Document(body="Then Karim Salami spoke.")).split(" "))
    long = {f"e{n}": Entity(f"e{n}", (f"Name{n} Other",), lists=("long",)) for n in range(MOST_PRESELECTED + 1)}
    assert compile_rules([Rule("one", "@long")], long).preselect() is None


def passes(condition: Preselect, words: list[str]) -> bool:
    """Whether the words fulfil a condition without prefixes."""
    if isinstance(condition, Phrase):
        size = len(condition.tokens)
        return any(tuple(words[at : at + size]) == condition.tokens for at in range(len(words)))
    results: Iterator[bool] = (passes(part, words) for part in condition.parts)
    return all(results) if isinstance(condition, AllOf) else any(results)


@pytest.mark.parametrize("are_many", [False, True])
def test_more_names_than_can_be_filed_are_refused(monkeypatch: pytest.MonkeyPatch, are_many: bool) -> None:
    some = {name: Entity(name, (f"{name} Lind", f"{name} Marlo"), "person") for name in ("Ada", "Ben")}
    monkeypatch.setattr(entities_module, "MOST_WITH_FORMS", 0 if are_many else 100)
    monkeypatch.setattr("monitor.rules.names.postings.MOST", 4)
    compile_rules([Rule("all", "@person")], some)
    monkeypatch.setattr("monitor.rules.names.postings.MOST", 1 if are_many else 3)
    with pytest.raises(QueryError, match="@person, with which there are more than"):
        compile_rules([Rule("all", "@person")], some)
