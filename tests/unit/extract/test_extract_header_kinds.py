"""What a header line is, told from its words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain import labels
from monitor.domain.header import Kind, is_imprint, is_labelled_by, is_update, kind_of


@pytest.mark.parametrize(
    "line",
    [
        "News ID: 6964",
        "News ID 6964",
        "کد خبر: ۱۲۳۴",
        "کد خبر ۱۲۳۴",
        "رمز الخبر: 123",
        "Код новости: 77",
        "Code: 12-A/3",
        "新闻编号：2025112401",
        "기사번호: 123",
        "Código de la noticia: 8",
        "№: 5",
    ],
)
def test_numbers(line: str) -> None:
    assert kind_of(line) is Kind.NEWS_ID


@pytest.mark.parametrize(
    "line",
    [
        "Publish Date: 24 November 2025",
        "Mon 24 Nov 2025",
        "تاریخ انتشار: ۲۴ آبان ۱۴۰۴ - ۱۰:۳۰",
        "۱۴۰۴/۰۸/۲۴",
        "دوشنبه ۳ آذر ۱۴۰۴ ساعت ۱۰:۲۰",
        "24 ноября 2025 г. 10:20",
        "Опубликовано 24 ноября 2025",
        "2025年11月24日 10:20",
        "2025년 11월 24일 (월) 10:20",
        "24 نوفمبر/تشرين الثاني 2025",
        "November 24, 2025 at 10:20 pm (UTC)",
        "24/11/2025 - 10:20 GMT+3:30",
        "Updated: 25 May 2025",
    ],
)
def test_dates(line: str) -> None:
    assert kind_of(line) is Kind.PUBLISH_DATE
    assert is_update(line) is line.startswith("Updated")


@pytest.mark.parametrize(
    "line",
    [
        "home » international",
        "خانه / سیاسی / بین‌الملل",
        "首页>国际>正文",
        "Home | World",
        "A › B › C",
        "Politics",
        "国际",
        "code red",
    ],
)
def test_breadcrumbs(line: str) -> None:
    assert kind_of(line) is Kind.BREADCRUMB


@pytest.mark.parametrize(
    "line",
    [
        "code red tonight in the valley",
        "ID: abc",
        "No 10 Downing Street",
        "On 24 November 2025 the minister said that all was well",
        "date: tomorrow",
        "The win/loss record of 2/3 is up",
        "He said: A > B.",
        "TABNAK, Nov. 24 - The Ambassador says so.",
    ],
)
def test_everything_else_is_a_standfirst(line: str) -> None:
    assert kind_of(line) is Kind.STANDFIRST


def _said(words: str) -> list[str]:
    """The labels in a list of alternatives, without those that stand for several spellings."""
    return [word for word in words.split("|") if not set(word) & set("?[]()\\")]


@pytest.mark.parametrize("form", ["{}: 4711", "{}：۴۷۱۱", "{} : <b>", "{}\u00a0:\u00a0KT-9"])
def test_every_label_of_a_number_is_one(form: str) -> None:
    form = form.replace("<b>", "12/3")
    assert [label for label in _said(labels.NEWS_ID) if kind_of(form.format(label)) is not Kind.NEWS_ID] == []


@pytest.mark.parametrize("form", ["{}: 2025-11-24", "{}：2025年11月24日", "{} : ۳ آذر ۱۴۰۴ - ۱۰:۲۰"])
def test_every_label_of_a_date_is_one(form: str) -> None:
    assert [label for label in _said(labels.DATE) if kind_of(form.format(label)) is not Kind.PUBLISH_DATE] == []
    assert [label for label in _said(labels.UPDATE) if not is_update(form.format(label))] == []


@pytest.mark.parametrize(
    "line",
    [
        "News ID: 4711",
        "News ID: 4711 | Publish Date: 3 May 2025",
        "کد خبر: ۱۲۳   تاریخ انتشار: ۳ آذر ۱۴۰۴",
        "Views: 1 204",
        "阅读：123次",
        "24 November 2025",
    ],
)
def test_numbers_dates_and_counts_are_no_text(line: str) -> None:
    assert is_imprint(line)


@pytest.mark.parametrize("line", ["He said: 40 boats came.", "News ID: 4711 and all that", "Score: 3:2", "Sea"])
def test_other_lines_are(line: str) -> None:
    assert not is_imprint(line)


@pytest.mark.parametrize(
    ("label", "line", "is_one"),
    [
        ("News ID:", "4711", True),
        ("News ID", "4711", True),
        ("Publish Date", "24 November 2025", True),
        ("Published", "24 boats came", False),
        ("Harbour", "4711", False),
        ("News ID", "none", False),
    ],
)
def test_a_label_alone_belongs_to_the_next_line(label: str, line: str, is_one: bool) -> None:
    assert is_labelled_by(label, line) is is_one


@given(st.text(max_size=200))
def test_every_line_has_a_kind(line: str) -> None:
    assert kind_of(line) in Kind
