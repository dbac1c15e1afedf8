"""Which forms of a word count as the word: the measured list, and the rules that no list shows."""

from __future__ import annotations

from collections import Counter

import pytest

from monitor.domain.match import Document, Rule
from monitor.domain.search import AllOf, AnyOf, Phrase, Preselect
from monitor.rules.engine import compile_rules
from monitor.rules.forms import index_keys
from monitor.rules.preselect import searchable
from monitor.rules.wording import Wordings
from tests.unit.rules.word_pairs import word_pairs, wrong

PAIRS = word_pairs()
LANGUAGES = ("ru", "uk", "en", "es", "fr", "de", "ar", "fa", "tr", "ko", "zh", "ja")
KNOWN = {
    ("es", "ministro", "ministra"), ("es", "muerto", "muerta"), ("es", "muerto", "muertas"),
    ("fr", "menacer", "menace"), ("de", "Land", "Lander"), ("de", "Öl", "Öle"), ("tr", "savaş", "savaşçı"),
    ("tr", "asker", "askeri"), ("he", "נשיא", "נשיאי"), ("en", "leave", "left"),
    ("ur", "ملک", "ممالک"), ("ar", "قتل", "يقتل"),
}  # fmt: skip
"""What the dictionaries do not know, or take for one word: feminines, lost umlauts, verbs, plurals of other sorts."""


def found(query: str, text: str, language: str = "", *, forms: bool = True) -> bool:
    return bool(compile_rules([Rule("r", query, forms=forms)], {}).match(Document(body=text, language=language)))


def test_the_list_has_enough_pairs_of_both_sorts_in_twelve_languages() -> None:
    counts = Counter((pair.language, pair.found) for pair in PAIRS)
    assert all(counts[language, True] + counts[language, False] >= 60 for language in LANGUAGES)
    assert all(counts[language, False] >= 20 for language in LANGUAGES)


@pytest.mark.parametrize("language", sorted({pair.language for pair in PAIRS}))
def test_words_are_found_in_their_forms_and_in_no_others(language: str) -> None:
    pairs = [pair for pair in PAIRS if pair.language == language]
    assert {(pair.language, pair.query, pair.text) for pair in wrong(pairs)} == {
        one for one in KNOWN if one[0] == language
    }


@pytest.mark.parametrize(("query", "forms"), [("=sanctions", True), ("sanctions", False), ("=NATO", True)])
def test_an_exact_word_and_a_rule_without_forms_know_no_inflection(query: str, forms: bool) -> None:
    assert not found(query, "the sanctioned nato", "en", forms=forms)
    assert found(query, "NATO sanctions", "en", forms=forms)


def test_a_rule_is_true_of_the_same_texts_whatever_other_rules_there_are() -> None:
    rules = compile_rules([Rule("acronym", "IR"), Rule("verb", "ir"), Rule("name", "Mali"), Rule("word", "mali")], {})
    names = {match.rule.name for match in rules.match(Document(body="Il male di oggi", language="it"))}
    assert names == {"word"}


def test_the_language_of_the_text_decides_what_a_word_is() -> None:
    assert found("fines", "el fin de la guerra", "es")
    assert not found("fines", "the fin of a shark", "en")
    assert found("fines", "a fine of ten million", "en-GB")


def test_words_in_foreign_letters_are_read_in_the_language_of_the_letters() -> None:
    assert found("drone", "Армия показала drones", "ru")
    assert found("санкции", "the word санкций in an English text", "en")
    assert not found("drone", "cái drones này", "vi")


def test_vietnamese_tones_count_in_an_expression_only() -> None:
    assert found("bán", "người bạn", "vi")
    assert not found("/bán/", "người bạn", "vi")
    assert found("/bán/", "người bán hàng", "vi")


def test_a_text_of_an_unknown_language_is_read_by_its_letters() -> None:
    assert found("sanction", "new sanctions")
    assert found("война", "после войны")
    assert found("ایران", "بإيران")
    assert found("ایران", "وزیر ایرانی")


def test_a_phrase_is_found_in_its_forms_and_marked_as_it_stands() -> None:
    rules = compile_rules([Rule("r", '"ядерная программа"')], {})
    (match,) = rules.match(Document(body="О ядерной программе Ирана", language="ru"))
    assert [hit.words for hit in match.hits] == ["ядерной программе"]


def passes(condition: Preselect, words: list[str]) -> bool:
    match condition:
        case AllOf(parts):
            return all(passes(part, words) for part in parts)
        case AnyOf(parts):
            return any(passes(part, words) for part in parts)
        case Phrase(tokens):
            return any(tuple(words[at : at + len(tokens)]) == tokens for at in range(len(words)))


def test_what_a_rule_finds_passes_the_preselection() -> None:
    reader = Wordings(index_keys)
    for pair in PAIRS[::7]:
        condition = compile_rules([Rule("r", f'"{pair.query}"')], {}).preselect(languages=[pair.language])
        words = searchable(reader.read(Document(body=pair.text, language=pair.language))).split(" ")
        if pair.found and pair not in wrong([pair]):
            assert condition is not None
            assert passes(condition, words), pair
