"""Which forms of a word count as the word: the measured list, and the rules that no list shows."""

from __future__ import annotations

from collections import Counter

import pytest

from monitor.domain.match import Document, Rule
from monitor.domain.search import AllOf, AnyOf, Phrase, Preselect
from monitor.rules.engine import compile_rules
from monitor.rules.forms import index_keys, languages, lemmas
from monitor.rules.terms.preselect import searchable
from monitor.rules.text.wording import Wordings
from tests.unit.rules.word_pairs import word_pairs, wrong

PAIRS = word_pairs()
LANGUAGES = ("ru", "uk", "en", "es", "fr", "de", "ar", "fa", "tr", "ko", "zh", "ja")
KNOWN = {
    ("ru", "погиб", "погибли"), ("ru", "погиб", "погибла"), ("en", "die", "dice"), ("es", "ministro", "ministra"),
    ("es", "muerto", "muerta"), ("es", "muerto", "muertas"), ("es", "matar", "mata de pelo es matorral"),
    ("de", "Land", "Lander"), ("de", "Öl", "Öle"), ("de", "Russe", "Ruß"), ("tr", "savaş", "savaşçı"),
    ("tr", "asker", "askeri"), ("he", "שלום", "שלומי"), ("he", "שגריר", "שגרירי"), ("he", "קרב", "בקרב"),
    ("he", "חוק", "חק"), ("he", "אמנה", "האמנה"), ("he", "אמנה", "אמנות"), ("ur", "ملک", "ممالک"),
    ("ar", "قتل", "يقتل"), ("ar", "مدير", "مديرة"), ("id", "ledakan", "meledak"),
}  # fmt: skip
"""What the dictionaries do not know, or take for one word: feminines, lost umlauts, verbs, nouns like verbs,
other plurals."""


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


@pytest.mark.parametrize(
    ("query", "language", "text"),
    [
        ("ракета", "ru", "две рак\u00adеты"), ("ракета", "ru", "две раке\u0301ты"),
        ("санкция", "ru", "о санкции\u0306"), ("sanction", "en", "ｓａｎｃｔｉｏｎｓ"),
        ("Москва", "ru", "из Мoсквы"), ("מלחמה", "he", "מִלְחָמוֹת"), ("تحریم", "fa", "تحـریم\u064eها"),
        ("sanción", "es", "sancio\u0301\u00adn"), ("хвиля", "uk", "хви\u200dлі"),
    ],
)  # fmt: skip
def test_what_readers_do_not_see_does_not_keep_a_word_from_its_forms(query: str, language: str, text: str) -> None:
    assert found(query, text, language)


@pytest.mark.parametrize(
    ("query", "text", "is_found"),
    [
        ("UAV", "two UAVs", True), ("UAVs", "one UAV", True), ("F-16", "F-16s flew", True), ("T-72", "T-72s", True),
        ("NATO", "natos", False), ("1990", "the 1990s", False), ("F-16", "F-160", False), ("=UAV", "two UAVs", False),
        ("war", "WARS END", True), ("aid", "AIDS", False), ("we", "US", False), ("feed", "FED", False),
        ("build", "the building", True), ("building", "they built", False), ("leave", "they left", True),
    ],
)  # fmt: skip
def test_capitals_in_an_english_text(query: str, text: str, is_found: bool) -> None:
    assert found(query, text, "en") == is_found


def test_the_plural_of_an_acronym_is_found_in_every_language_and_by_an_index() -> None:
    for language in ("de", "ru", "vi", "zh", ""):
        assert found("UAV", "UAVs", language)
    assert "uav" in index_keys("UAVs", "uavs", "vi")
    assert "16" in index_keys("16s", "16s", "en")


@pytest.mark.parametrize(
    ("language", "query", "text"), [("it", "nascere", "NATO"), ("es", "usar", "USA"), ("fr", "mer", "MERS")]
)
def test_an_acronym_is_no_form_of_a_verb(language: str, query: str, text: str) -> None:
    assert not found(query, text, language)
    assert found(text, text, language)


def test_persian_talks_are_one_word_in_three_spellings() -> None:
    spellings = ("گفت\u200cوگوی تلفنی", "گفت و گوی تلفنی", "گفتگوی تلفنی")
    for query in spellings:
        for text in spellings:
            rules = compile_rules([Rule("r", f'"{query}"')], {})
            (match,) = rules.match(Document(body=f"در {text} امروز", language="fa"))
            assert [hit.words for hit in match.hits] == [text]


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


@pytest.mark.parametrize(
    ("word", "loaded"),
    [("пароходами", {"bg", "mk", "sh"}), ("steamboats", {"en", "de", "fi", "sh"}), ("기선에서", set())],
)
def test_a_search_loads_no_dictionary_of_a_language_in_other_letters(
    monkeypatch: pytest.MonkeyPatch, word: str, loaded: set[str]
) -> None:
    asked: set[str] = set()
    lists = lemmas.dictionary

    def dictionary(language: str) -> object:
        asked.add(language)
        return lists(language)

    monkeypatch.setattr(lemmas, "dictionary", dictionary)
    languages.forms_of_query.cache_clear()
    spoken = ["ru", "bg", "mk", "sr", "de", "fi", "fa", "he", "ko", "zh"]
    compile_rules([Rule("r", word)], {}).preselect(languages=spoken)
    assert asked == loaded, "English is what Latin letters are among others"


def test_what_a_rule_finds_passes_the_preselection() -> None:
    reader = Wordings(index_keys)
    for pair in PAIRS[::7]:
        condition = compile_rules([Rule("r", f'"{pair.query}"')], {}).preselect(languages=[pair.language])
        words = searchable(reader.read(Document(body=pair.text, language=pair.language))).split(" ")
        if pair.found and pair not in wrong([pair]):
            assert condition is not None
            assert passes(condition, words), pair
