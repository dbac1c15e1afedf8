"""The day of publication, from what a page prints, states, or is called."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.article import Entry
from monitor.domain.textformat import ArticleText
from monitor.extract.dates import printed_day, publication_day, stated_day, url_day

DAY = date(2025, 11, 24)
Text = Callable[..., ArticleText]


@pytest.mark.parametrize(
    "line",
    [
        "Publish Date: 24 November 2025", "Monday, November 24th, 2025 - 10:20", "Nov. 24, 2025", "24 Nov 2025",
        "تاریخ انتشار: ۰۳ آذر ۱۴۰۴ - ۱۰:۳۰", "دوشنبه ۳ آذر ۱۴۰۴", "۱۴۰۴/۰۹/۰۳", "۲۴ نوامبر ۲۰۲۵",
        "تاريخ النشر: ٢٤ نوفمبر ٢٠٢٥", "24 تشرين الثاني 2025", "24 تشرين الثاني/نوفمبر 2025", "الاثنين 24 نوفمبر 2025",
        "24 ноября 2025, 18:05", "24 нояб. 2025 г.", "24 листопада 2025",
        "24 de noviembre de 2025", "24 de novembro de 2025", "24 novembre 2025", "24. November 2025", "24 Kasım 2025",
        "2025年11月24日 10:20", "2025년 11월 24일", "2025-11-24 10:20", "24.11.2025", "24/11/2025", "2025/11/24",
    ],
)  # fmt: skip
def test_printed_days_in_many_languages(line: str) -> None:
    assert printed_day(line) == DAY


@pytest.mark.parametrize(("line", "language"), [("24 marraskuuta 2025", "fi"), ("24 พฤศจิกายน 2025", "th")])
def test_languages_that_only_the_library_knows(line: str, language: str) -> None:
    assert printed_day(line, language) == DAY


@pytest.mark.parametrize(
    "line", ["November 2025", "24 November", "yesterday", "3 hours ago", "10:20", "31 February 2025", ""]
)
def test_what_is_no_whole_date(line: str) -> None:
    assert printed_day(line, "en") is None


@pytest.mark.parametrize(
    ("locale", "near", "day"),
    [
        ("en-gb", None, date(2025, 4, 3)),
        ("en-us", None, date(2025, 3, 4)),
        ("ru", date(2025, 3, 4), date(2025, 3, 4)),
    ],
)
def test_figures_that_may_be_read_two_ways(locale: str, near: date | None, day: date) -> None:
    assert printed_day("03/04/2025", locale, near) == day


@pytest.mark.parametrize(
    "stamp",
    [
        "2025-11-24T23:50:00-03:00",
        "2025-11-24T00:10+03:30",
        "20251124",
        "Mon, 24 Nov 2025 23:10:00 +0330",
        "1404-09-03 10:00",
    ],
)
def test_a_stamp_names_the_day_where_it_was_written(stamp: str) -> None:
    assert stated_day(stamp) == DAY


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/11/24/ferry.html", DAY),
        ("https://a.example/c/20251124/ferry.html", DAY),
        ("https://a.example/news/2025-11-24/ferry", DAY),
        ("https://a.example/news/1404/09/03/ferry", None),
        ("https://a.example/2025/13/24/ferry.html", None),
        ("https://a.example/news/20259999", None),
        ("https://a.example/news?d=/2025/11/24/", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    assert url_day(url) == day


def test_order_of_trust() -> None:
    entry = Entry("https://a.example/1", published=datetime(2025, 11, 22, tzinfo=UTC))
    stated = [("structured data", "2025-11-24T01:00:00Z")]
    dated = "https://a.example/2025/11/23/x"
    assert publication_day(["23 November 2025"], stated, dated, entry) == (date(2025, 11, 23), "printed")
    assert publication_day(["3 May 2020"], stated, dated, entry) == (DAY, "structured data")
    assert publication_day([], stated, dated, entry) == (DAY, "structured data")
    assert publication_day([], [], dated, entry) == (date(2025, 11, 23), "url")
    assert publication_day([], [], "https://a.example/1", entry) == (date(2025, 11, 22), "feed")
    assert publication_day([], [], "https://a.example/1", None) == (None, "")


def test_the_feeds_own_day_counts_not_the_day_in_utc() -> None:
    published = datetime(2025, 11, 23, 21, 30, tzinfo=UTC)
    entry = Entry("https://a.example/1", published=published, published_text="Mon, 24 Nov 2025 01:00:00 +0330")
    assert publication_day([], [], entry.url, entry) == (DAY, "feed")


def test_an_images_address_gives_no_date(text: Text) -> None:
    assert text(below="<img src='/d/2024/04/18/4/1.jpg'>").date is None


def test_a_time_element_of_the_article_gives_the_date(text: Text) -> None:
    assert text(below="<time datetime='2025-11-24T10:00:00+03:30'>two hours ago</time>").date == DAY


def test_the_time_of_another_story_does_not(text: Text) -> None:
    other = "<div class='related'><time datetime='2025-11-24'>x</time></div>"
    assert text(below=other, end=other, top=other).date is None


@given(st.text(max_size=60), st.sampled_from(["", "en", "fa", "zh-cn", "xx"]))
def test_no_text_breaks_the_reading_of_dates(line: str, locale: str) -> None:
    for day in (printed_day(line, locale), stated_day(line, locale)):
        assert day is None or day.year >= 1990
