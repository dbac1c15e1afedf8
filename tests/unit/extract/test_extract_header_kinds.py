"""What a header line is, told from its words alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.header import Kind, is_update, kind_of


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
    "line", ["home » international", "خانه / سیاسی / بین‌الملل", "首页>国际>正文", "Home | World", "A › B › C"]
)
def test_breadcrumbs(line: str) -> None:
    assert kind_of(line) is Kind.BREADCRUMB


@pytest.mark.parametrize(
    "line",
    [
        "code red",
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


@given(st.text(max_size=200))
def test_every_line_has_a_kind(line: str) -> None:
    assert kind_of(line) in Kind
