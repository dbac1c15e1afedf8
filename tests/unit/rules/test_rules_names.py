"""Names of persons in other spellings: how many are found, how many others are, and what a hit says."""

from __future__ import annotations

from itertools import pairwise
from math import prod
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from monitor.domain.match import Document, Entity, Hit, Rule
from monitor.rules.engine import compile_rules
from monitor.rules.names.given import are_different
from monitor.rules.names.likeness import alike
from monitor.rules.names.postings import MOST, Postings
from monitor.rules.names.resemblance import DEFAULT, confidence
from monitor.rules.names.scripts import suggestions
from monitor.rules.names.search import NameIndex
from monitor.rules.names.spelling import MOST_KEYS, joined_keys, name_keys
from monitor.rules.names.words import runs_of

DATA = Path(__file__).parents[2] / "data" / "names"
SENTENCES = (
    "Talks with {} were held in Minsk on Monday.",
    "On Tuesday minister {} said so, and left.",
    "It was {}, he said.",
)


class Group(NamedTuple):
    name: str
    same: list[str]
    others: list[str]


def groups(file: str) -> list[Group]:
    lines = [line for line in (DATA / file).read_text("utf-8").splitlines() if line and not line.startswith("#")]
    parts = [[[name.strip() for name in part.split(";")] for part in line.split("|")] for line in lines]
    return [Group(names[0], same, others) for names, same, others in parts]


VARIANTS = groups("variants.txt")


@pytest.mark.parametrize(
    ("those", "recall", "precision"),
    [
        (VARIANTS[::2], 0.98, 0.99),
        (VARIANTS[1::2], 0.97, 0.985),
        (groups("more_variants.txt"), 0.965, 0.985),
        (groups("later_variants.txt"), 0.95, 0.98),
        (groups("hard_variants.txt"), 0.97, 0.98),
        (groups("held_variants.txt"), 0.96, 0.97),
        (groups("last_variants.txt"), 0.96, 0.95),
    ],
    ids=["tuned", "seen once", "written later", "written last", "hard", "hard and held back", "hard and last"],
)
def test_spellings_are_found_in_running_text_and_other_persons_are_not(
    those: list[Group], recall: float, precision: float
) -> None:
    index = NameIndex()
    for number, group in enumerate(those):
        index.add(number, (group.name,))
    index.sealed()
    right = missed = wrong = 0
    for number, group in enumerate(those):
        for at, name in enumerate(group.same + group.others):
            spotted = index.spot(Document(body=SENTENCES[at % 3].format(name)))
            sure = {
                one for one in spotted.numbers() if any(place.confidence >= DEFAULT for place in spotted.places(one))
            }
            is_same = at < len(group.same)
            right += is_same and number in sure
            missed += is_same and number not in sure
            wrong += len(sure) - (is_same and number in sure)
    assert right / (right + missed) >= recall
    assert right / (right + wrong) >= precision


ENVOY = Entity(
    "envoy",
    ("Reza Khosravi Moghaddam", "رضا خسروی مقدم"),
    "person",
    weak=("Moghaddam",),
    context=("ambassador",),
    lists=("watched",),
)

DEPUTY = Entity("dep", ("Arkady Dvorkin",), "person")


def hits(query: str, text: str, *entities: Entity) -> list[Hit]:
    rules = compile_rules([Rule("rule", query)], {entity.id: entity for entity in entities or (ENVOY,)})
    return [hit for match in rules.match(Document(body=text)) for hit in match.hits]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then Reza Khosravi Moghaddam spoke.", "Reza Khosravi Moghaddam"),
        ("Then, Khosravi Moghadam spoke.", "Khosravi Moghadam"),
        ("Khosravi-Moqaddam, Reza: a speech", "Khosravi-Moqaddam, Reza"),
        ("by Dr. R. Khosravi Moghadam's side", "R. Khosravi Moghadam"),
        ("REZA KHOSRAVI MOGHADAM SPOKE", "REZA KHOSRAVI MOGHADAM"),
        ("دیدار با رضا خسروی مقدم در مسکو", "رضا خسروی مقدم"),
    ],
)
def test_a_hit_is_what_a_person_would_mark(text: str, words: str) -> None:
    (hit,) = hits("@envoy", text)
    assert hit.words == words == text[hit.start : hit.end]


@pytest.mark.parametrize(
    "text",
    [
        "Ali Khosravi Moghadam spoke.",
        "Khosravi spoke to Moghadam.",
        "Then Reza. Khosravi spoke.",
        "reza khosravi moghadam",
        "Moghaddam spoke.",
        "Reza Moghaddam\nKhosravi",
    ],
)
def test_other_persons_and_chance_neighbours_are_no_hits(text: str) -> None:
    assert [hit.how for hit in hits("@envoy", text) if "spelled" in hit.how and "Reza" not in hit.words] == []
    assert "Reza" in text or hits("@envoy", text) == []


@pytest.mark.parametrize(("one", "other"), [("karim", "karam"), ("aleksandr", "aleksandra"), ("ziad", "zayd")])
def test_names_that_sound_alike_and_are_known_to_be_two_are_not_one(one: str, other: str) -> None:
    assert are_different(one, other)
    assert alike(one, other) == 0


@pytest.mark.parametrize(("one", "other"), [("karim", "kareem"), ("karim", "ivanov"), ("karim", "karim"), ("lu", "lo")])
def test_spellings_of_one_name_and_unknown_ones_are_left_to_their_sound(one: str, other: str) -> None:
    assert not are_different(one, other)


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Ana Belén Vidal", "Ana Belén Vidal spoke", True),
        ("Ana Belén Vidal", "ana belen, Belen Vidal-Ruiz spoke", False),
        ("Zhang Wei", "Zhāng Wěi-led talks", True),
        ("Zhang Wei", "Chang Wei-ho spoke", False),
        ("Han Jae-in", "Han Chae-in spoke", True),
        ("Han Jae-in", "Han Jae In spoke", True),
        ("Han Jae-in", "Han Jae-won spoke", False),
        ("Li Hua", "Lee Hua spoke", True),
        ("Wang Li", "Wang Lee spoke", False),
        ("Wang Yi", "Wang Li spoke", False),
        ("Lee Min-ho", "Yi Min-ho spoke", True),
        ("Igor Petrovich Sidorenko", "Igor Sidorenko spoke", True),
        ("Igor Sidorenko", "Igor Petrovich Sidorenko spoke", True),
        ("Igor Petrovich Sidorenko", "Igor Pavlovich Sidorenko spoke", False),
        ("Nadir Rahman", "Nader Rahmani spoke", False),
        ("Jürgen Möllner", "Juergen Moellner spoke", True),
        ("Jürgen Möllner", "Jürgen Müllner spoke", False),
        ("Rachid Bensalah", "Rashid Ben Salah spoke", True),
        ("Viktor Yanushevich", "Viktor Januschewitsch spoke", True),
        ("Luo Bin", "Then Lo Pin, Zhang Wei and others spoke", True),
        ("Xu Detong", "Xu Dedong spoke", False),
        ("Xu Detong", "Hsü Te-t'ung spoke", True),
        ("Paul Lemerre", "Jean-Paul Lemerre spoke", False),
        ("Javad Tabesh", "Mohammad-Javad Tabesh spoke", True),
        ("Ri Song Hun", "Ri Hun spoke", False),
        ("Ri Song Hun", "Ri Song Chol spoke", False),
        ("Ri Song Hun", "Ri Hun Gil spoke", False),
        ("Ri Song Hun", "Song Hun Ri spoke", True),
        ("Pavel Laskov", "Pavel Lashkov spoke", False),
        ("Pavel Lashkov", "Pavel Laškov spoke", True),
        ("Jan Maris", "Jan Marić spoke", False),
        ("Igor Karuanov", "Igor Karvanov spoke", False),
        ("Igor Karuanov", "Igor Karouanov spoke", True),
        ("Paulo Benites", "Paulo Benietez spoke", False),
        ("Khalifa Nasser", "Jalifa Nasser spoke", True),
        ("Nabil Lawahiri", "Nabil Laouahiri spoke", True),
        ("Aziz Karziyoyev", "Asis Karsijojew spoke", True),
    ],
)
def test_each_kind_of_name_has_rules_of_its_own(name: str, text: str, is_found: bool) -> None:
    index = NameIndex()
    index.add(1, (name,))
    index.sealed()
    places = index.spot(Document(body=text)).places(1)
    assert any(place.confidence >= DEFAULT for place in places) == is_found


def test_a_capital_with_a_full_stop_is_an_initial_and_else_a_word() -> None:
    assert [hit.words for hit in hits("@dep", "Then A. Dvorkin spoke.", DEPUTY)] == ["A. Dvorkin"]
    assert not hits("@dep", "A Dvorkin concert, The Dvorkin prize", DEPUTY)


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Тимур Ветров", "Вчера Тимур Олегович Ветров сказал", True),
        ("Тимур Ветров", "встреча с Тимуром Олеговичем Ветровым", True),
        ("Тимур Олегович Ветров", "встреча с Тимуром Ветровым", True),
        ("Тимур Олегович Ветров", "Вчера Тимур Павлович Ветров сказал", False),
        ("Мария Ветрова", "слова Марии Олеговны Ветровой", True),
        ("Тимур Ветров", "слова Т. О. Ветрова", True),
        ("Тимур Ветров", "слова О. Ветрова", False),
        ("Тимур Ветров", "сказал Ветров. Тимур Зимин добавил", False),
        ("Савва Ветров", "встреча с Ветровым", False),
        ("Абу Касим Ветров", "встреча с Абу Ветровым", False),
    ],
)
def test_a_cyrillic_name_may_have_a_patronymic_or_initials(name: str, text: str, is_found: bool) -> None:
    rules = compile_rules([Rule("rule", "@one")], {"one": Entity("one", (name,), "person")})
    assert bool(rules.match(Document(body=text, language="ru"))) == is_found


@pytest.mark.parametrize(
    ("name", "text", "is_found"),
    [
        ("Ana Vidal", "Today Ana Vidal-Ruiz spoke", False),
        ("Ana Vidal", "Today ex-Ana Vidal - the Ana Vidal-led list - spoke", True),
        ("Ma Ying", "Today Ma Ying-sha spoke", False),
        ("Paul Lemerre", "Today Jean-Paul Lemerre spoke", False),
        ("Игорь Ветров", "Сегодня Игорь Ветров-Озёрный сказал", False),
        ("Игорь Ветров", "Сегодня Игорь Ветров — он сказал", True),
    ],
)
def test_a_name_that_a_hyphen_makes_longer_is_another(name: str, text: str, is_found: bool) -> None:
    assert bool(hits("@one", text, Entity("one", (name,), "person"))) == is_found


def test_a_hit_says_which_alias_and_how_sure_it_is() -> None:
    assert [hit.how for hit in hits("@watched", "Reza Khosravi Moghaddam spoke.")] == [
        'alias "Reza Khosravi Moghaddam"'
    ]
    (hit,) = hits("@watched", "Rezâ Khosravi Moqadam spoke.")
    assert hit.term == "@envoy"
    assert hit.how.startswith('alias "Reza Khosravi Moghaddam", spelled otherwise (0.9')


def test_a_rule_may_ask_for_more_or_less_confidence() -> None:
    assert hits("@envoy~0.5", "Khosravi Moghadam spoke.")
    assert not hits("@envoy~0.99", "Khosravi Moghadam spoke.")
    assert not hits("@envoy~1", "Reza Khosravi Moghadam spoke.")


def test_a_weak_name_counts_beside_context_or_another_spelling_of_a_strong_one() -> None:
    assert [hit.words for hit in hits("@envoy", "The ambassador, Moghaddam, spoke.")] == ["Moghaddam"]
    text = "Moghaddam spoke. Later Khosravi Moghadam left."
    assert [hit.words for hit in hits("@envoy", text)] == ["Moghaddam", "Khosravi Moghadam"]


def test_only_persons_are_found_in_other_spellings() -> None:
    works = Entity("works", ("Khosravi Moghaddam Works",), "organization")
    assert hits("@works", "Khosravi Moghaddam Works opened", works)
    assert not hits("@works", "Khosravi Moqadam Works opened", works)


def test_a_list_and_a_kind_stand_for_each_of_their_entities() -> None:
    other = Entity("other", ("Kazem Djalali",), "person", lists=("watched",))
    text = "Kazem Jalali met Khosravi Moghadam."
    assert [hit.term for hit in hits("@watched", text, ENVOY, other)] == ["@other", "@envoy"]
    assert [hit.term for hit in hits("@person", text, ENVOY, other)] == ["@other", "@envoy"]


def test_suggestions_in_other_letters_find_the_name_they_come_from() -> None:
    assert "Sergey Lavrentev" in suggestions("Сергей Лаврентьев")
    assert "Sergej Lawrentew" in suggestions("Сергей Лаврентьев")
    assert suggestions("Sergey Volkov") == ("Сергей Волков",)
    assert suggestions("张建国") == ()


WORD = st.text("abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=12)


@given(WORD, WORD)
def test_likeness_is_the_same_either_way_and_whole_for_itself(one: str, other: str) -> None:
    assert alike(one, one) == 1
    assert alike(one, other) == pytest.approx(alike(other, one))


@given(st.lists(WORD, min_size=2, max_size=4), st.lists(WORD, min_size=2, max_size=4))
def test_confidence_is_a_share(name: list[str], found: list[str]) -> None:
    assert 0 <= confidence(tuple(name), tuple(found)) <= 1
    assert confidence(tuple(name), tuple(name)) == 1


@given(WORD, WORD)
def test_two_words_have_the_keys_of_the_word_they_make(one: str, other: str) -> None:
    assume(all(readings(word) <= MOST_KEYS for word in (one, other)) and not other.startswith("hs"))
    assert set(name_keys(one + other)) <= set(joined_keys(one, other))


def readings(word: str) -> int:
    """In how many ways the letters of a word may be read, at most."""
    return prod(3 if letter in "vwx" else 2 for letter in set(word) & set("cdghjqvwxz"))


@given(st.lists(st.tuples(st.integers(-(2**63), 2**63 - 1), st.integers(0, MOST - 1)), max_size=20))
def test_what_is_filed_is_found_and_nothing_else(filed: list[tuple[int, int]]) -> None:
    postings = Postings()
    for key, number in filed:
        postings.file(key, number)
    postings.sealed()
    keys = [key for key, _ in filed]
    found = {(keys[at], number) for at, number in postings.find(np.array(keys, np.int64).view(np.uint64))}
    assert found >= set(filed)
    assert {(key & 0xFF_FFFF_FFFF, number) for key, number in found} == {
        (key & 0xFF_FFFF_FFFF, number) for key, number in filed
    }


@given(st.text("Aa B.b,-'’\nйЙ中 ", max_size=40))
def test_words_of_runs_stand_where_they_say(text: str) -> None:
    for run in runs_of(text):
        assert len(run) > 1
        assert all(text[word.start : word.end].strip() for word in run)
        assert all(one.end <= other.start for one, other in pairwise(run))
