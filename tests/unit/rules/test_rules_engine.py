"""Rules find what they name, in every script, and show where."""

from __future__ import annotations

import pytest

from monitor.domain.match import Document, Entity, Hit, Rule
from monitor.domain.textformat import ArticleText
from monitor.errors import QueryError
from monitor.rules.engine import compile_rules, faults
from monitor.rules.text.document import document_of

ORLOVA = Entity("orlova", ("Darya Orlova", "Orlova", "Дарья Орлова", "داریا اورلووا", "达里娅·奥尔洛娃"))


def hits(query: str, document: Document | str) -> tuple[Hit, ...] | None:
    """The hits of a single rule, ``None`` where it does not match."""
    rules = compile_rules([Rule("one", query)], {"orlova": ORLOVA})
    matches = rules.match(Document(body=document) if isinstance(document, str) else document)
    return matches[0].hits if matches else None


@pytest.mark.parametrize(
    ("query", "text", "words"),
    [
        ("sanctions", "New Sanctions were announced", ["Sanctions"]),
        ("presión", "La PRESION aumenta", ["PRESION"]),
        ('"ministerio de defensa"', "el Ministerio de Defensa informó", ["Ministerio de Defensa"]),
        ("учения", "Учения начались; УЧЕНИЯ завершены", ["Учения", "УЧЕНИЯ"]),
        ("самолёт", "самолет вылетел", ["самолет"]),
        ("موشک", "آزمایش موشك‌های تازه", ["موشك"]),
        ("رئیس‌جمهور", "رئيس جمهور و رئیس‌جمهور و رئیسجمهور", ["رئيس جمهور", "رئیس‌جمهور", "رئیسجمهور"]),
        ("الإيراني", "التَّقَى الإيرانِيُّ", ["الإيرانِيُّ"]),
        ("مدرسه", "مَدْرَسَةٌ", ["مَدْرَسَةٌ"]),
        ("制裁", "美国制裁伊朗。新制裁", ["制裁", "制裁"]),
        ("ミサイル", "新型ﾐｻｲﾙ発射", ["ﾐｻｲﾙ"]),
        ("이란*", "이란의 대사, 이란", ["이란의", "이란"]),
        ("İran", "İran'ın IRAN ıran", ["İran", "IRAN", "ıran"]),
        ("@orlova", "Darya Orlova met 达里娅·奥尔洛娃", ["Darya Orlova", "达里娅·奥尔洛娃"]),
    ],
)
def test_a_term_is_found_as_it_stands_in_the_text(query: str, text: str, words: list[str]) -> None:
    found = hits(query, text)
    assert found is not None
    assert [hit.words for hit in found] == words
    assert all(hit.words == text[hit.start : hit.end] and hit.field == "body" for hit in found)


def test_hits_come_in_reading_order_and_never_from_not() -> None:
    document = Document(title="Oil and gas", lead="Gas first", body="No coal, no oil")
    assert hits("(gas OR oil OR (coal AND peat)) NOT wood", document) == (
        Hit("title", 0, 3, "Oil", "oil"),
        Hit("title", 8, 11, "gas", "gas"),
        Hit("lead", 0, 3, "Gas", "gas"),
        Hit("body", 12, 15, "oil", "oil"),
    )
    assert hits("gas NOT coal", document) is None


def test_a_field_is_the_only_place_a_scoped_term_looks_at() -> None:
    document = Document(title="Oil", body="Oil")
    assert hits("title:oil", document) == (Hit("title", 0, 3, "Oil", "oil"),)
    assert hits("lead:oil", document) is None
    assert hits("title:oil body:gas", document) is None


def test_the_source_is_asked_as_a_whole() -> None:
    document = Document(body="oil", source="example-tv", language="fa", country="IR")
    assert hits("source:Example-TV LANG:fa country:(ir OR ru)", document) == ()
    assert hits("oil source:example", document) is None


def test_a_standfirst_is_the_lead() -> None:
    text = ArticleText((("A minister speaks of oil today.", "Oil talks"), ("Oil, again.",)))
    assert hits("lead:oil", document_of(text)) == (Hit("lead", 21, 24, "oil", "oil"),)


def test_without_a_standfirst_the_first_block_is_the_lead_in_the_body() -> None:
    text = ArticleText((("Talks",), ("Oil first.", "More oil."), ("Oil last.",)))
    document = document_of(text, source="example-tv")
    assert [(hit.field, hit.start) for hit in hits("lead:oil", document) or ()] == [("body", 0), ("body", 16)]
    assert [hit.start for hit in hits("oil", document) or ()] == [0, 16, 22]


def test_a_phrase_ends_with_its_line() -> None:
    assert hits('"joint drill"', "the joint\ndrill") is None


def test_rules_come_back_in_their_order_with_themselves() -> None:
    rules = [Rule("b", "oil"), Rule("a", "oil OR gas", {"desk": "energy"}), Rule("c", "coal")]
    matches = compile_rules(rules, {}).match(Document(title="oil"))
    assert [match.rule for match in matches] == rules[:2]


def test_every_faulty_rule_is_reported() -> None:
    rules = [Rule("a", "oil"), Rule("b", "oil AND"), Rule("c", "@orlofa"), Rule("d", "@empty"), Rule("e", "@sign")]
    entities = {"orlova": ORLOVA, "empty": Entity("empty", ()), "sign": Entity("sign", ("$",))}
    found = faults(rules, entities)
    assert [fault.rule.name for fault in found] == ["b", "c", "d", "e"]
    assert "did you mean @orlova?" in str(found[1].error)
    assert "no aliases" in str(found[2].error)
    assert "@sign with the alias “$”" in str(found[3].error)
    with pytest.raises(QueryError):
        compile_rules(rules, entities)
