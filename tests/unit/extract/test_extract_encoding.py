"""Bytes to text, where pages say in which encoding they are, where they do not, and where what they say is wrong."""

from __future__ import annotations

import pytest

from monitor.extract.encoding import decoded

TEXTS = {
    "ar": "عادت العبارة بين الجزيرتين إلى الإبحار يوم الاثنين بعد ثلاثة أسابيع من الإصلاحات في الحوض الشمالي",
    "ru": "Паром между двумя островами снова вышел в море в понедельник после трёх недель ремонта на верфи",
    "zh": "两岛之间的渡轮经过三个星期的维修后于星期一恢复航行，新发动机比旧发动机节省三分之一的燃料，朱镕基",
    "zh-tw": "兩島之間的渡輪經過三個星期的維修後於星期一恢復航行，新引擎比舊引擎節省三分之一的燃料",
    "ja": "二つの島を結ぶフェリーは三週間の修理を終えて月曜日に運航を再開し、新しいエンジンは燃料を節約する",
    "ko": "두 섬을 잇는 여객선이 삼 주간의 수리를 마치고 월요일에 운항을 재개했으며 새 엔진은 연료를 아낀다",
    "es": "El transbordador entre las dos islas zarpó de nuevo el lunes después de semanas en el astillero español",
    "en": "The ferry sailed again on Monday — “we counted every day”, said the mayor’s office",
    "fa": "کشتی مسافربری پس از سه هفته تعمیر روز دوشنبه دوباره به دریا رفت و مسافران می‌گویند خوشحال‌اند",
}


@pytest.mark.parametrize(
    ("language", "encoding", "meta", "header"),
    [
        ("ar", "windows-1256", "", ""),
        ("ar", "windows-1256", "utf-8", ""),
        ("ar", "utf-8", "windows-1256", ""),
        ("ar", "utf-8", "nonsense", ""),
        ("fa", "utf-8", "iso-8859-1", ""),
        ("fa", "utf-8", "", "iso-8859-1"),
        ("ru", "koi8-r", "", ""),
        ("ru", "windows-1251", "utf-8", ""),
        ("ru", "windows-1251", "windows-1251", "utf-8"),
        ("ru", "utf-8", "utf8", "koi8-r"),
        ("ru", "utf-16", "", ""),
        ("zh", "gb18030", "gb2312", ""),
        ("zh", "gbk", "utf-8", ""),
        ("zh", "utf-8", "", "gbk"),
        ("zh-tw", "big5", "", ""),
        ("ja", "shift_jis", "", ""),
        ("ja", "shift_jis", "shift_jis", ""),
        ("ja", "euc-jp", "x-euc-jp", ""),
        ("ja", "iso-2022-jp", "iso-2022-jp", ""),
        ("ko", "euc-kr", "", ""),
        ("ko", "cp949", "ks_c_5601-1987", ""),
        ("ko", "utf-8", "", "euc-kr"),
        ("es", "iso-8859-1", "utf-8", ""),
        ("es", "iso-8859-1", "", "utf-8"),
        ("en", "windows-1252", "iso-8859-1", ""),
        ("en", "utf-8", "", "us-ascii"),
    ],
)
def test_the_text_is_read_whatever_the_page_declares(language: str, encoding: str, meta: str, header: str) -> None:
    text = TEXTS[language]
    declared = f'<meta charset="{meta}">' if meta else ""
    page = f"<html><head>{declared}</head><body class='story-page' id='top'>\n<p>{text}</p>\n</body></html>".encode(
        encoding
    )
    assert text in decoded(page, f"text/html; charset={header}" if header else "text/html")


@pytest.mark.parametrize("cut", [1, 2])
def test_a_page_cut_within_a_character_is_still_utf_8(cut: int) -> None:
    page = f"<p>{TEXTS['zh']}".encode()
    assert TEXTS["zh"][:-1] in decoded(page[:-cut], "text/html; charset=gbk")


def test_a_few_broken_characters_do_not_change_the_encoding() -> None:
    page = f"<meta charset='utf-8'><p>{TEXTS['ru'] * 3}".encode() + b"\xff</p>"
    assert TEXTS["ru"] * 3 in decoded(page)


@pytest.mark.parametrize("page", [b"", b"\xff", b"\x80\x81\x82\x83", b"\xef\xbb\xbf", b"plain"])
def test_any_bytes_are_some_text(page: bytes) -> None:
    assert isinstance(decoded(page), str)
