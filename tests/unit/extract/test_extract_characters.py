"""The text is the page's own, character by character: nothing that carries meaning is dropped, folded or added."""

from __future__ import annotations

import unicodedata
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.textformat import clean_line
from monitor.extract.page import extract

SAYING = "The ferry between the two islands sails again on Monday after three weeks at the northern yard"
LETTERS = st.sampled_from("aZé9 \u00a0\u200c\u200d\u0301\u064b\u0670یكمंиЖ漢字かなｱＡ１！。，“”'-—…𠮷한글กำ्\u200e\u00ad")
KEPT = {
    "zero-width non-joiner": "می\u200cروند و نمی\u200cگویند که کتاب\u200cها کجا رفته\u200cاند",
    "zero-width joiner": "क्\u200dष और श्री\u200dलंका की नौका फिर चली",
    "combining marks": "Vie\u0323\u0302t Nam, Ти\u0301хий океа\u0301н, كِتَابٌ",
    "full-width punctuation": "渡轮恢复航行：“我们每天都在数日子”，市长说（星期一）。ＡＢＣ１２３！",
    "half-width kana": "ﾌｪﾘｰが再び出航した",
    "no-break spaces": "12\u00a0000\u202f€ «\u00a0oui\u00a0»",
    "beyond the basic plane": "𠮷野家と𩸽、😀",
    "direction marks": "عدد \u200e(5)\u200f في",
}


def _page(*paragraphs: str) -> bytes:
    text = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<html><head><title>Ferry</title></head><body><h1>Ferry</h1><div class='x'>{text}</div></body></html>".encode()
    )


@pytest.mark.parametrize("text", KEPT.values(), ids=KEPT)
def test_characters_survive(text: str) -> None:
    assert unicodedata.normalize("NFC", text) in extract(_page(f"{SAYING} {text} {SAYING}", SAYING), "").body


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<ruby>漢<rp>(</rp><rt>かん</rt><rp>)</rp>字<rp>(</rp><rt>じ</rt><rp>)</rp></ruby>", "漢字"),
        ("<ruby><rb>東京</rb><rt>とうきょう</rt></ruby>", "東京"),
        ("<ruby>北<rtc><rt>きた</rt></rtc></ruby>", "北"),
        ("<bdi>١٢٣</bdi> <bdo dir='rtl'>abc</bdo>", "١٢٣ abc"),
        ("H<sub>2</sub>O, 3<sup>rd</sup>, <wbr>long<wbr>word", "H2O, 3rd, longword"),
    ],
)
def test_the_base_text_of_markup_is_kept(markup: str, text: str) -> None:
    assert f"{SAYING} {text} {SAYING}" in extract(_page(f"{SAYING} {markup} {SAYING}", SAYING), "").body


@given(st.lists(st.text(LETTERS, min_size=1, max_size=120), min_size=1, max_size=4))
def test_every_line_is_a_part_of_the_pages_text(texts: list[str]) -> None:
    paragraphs = [f"{SAYING} {text} {SAYING}" for text in texts]
    own = [clean_line(paragraph) for paragraph in paragraphs]
    for line in extract(_page(*map(escape, paragraphs)), "").body.split("\n"):
        assert not line or any(line in one for one in own)
