"""Days and moments that texts name, and which of a page's claims is believed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.article import Entry
from monitor.domain.textformat import ArticleText
from monitor.extract.dates import printed_day, read_stamp, url_day
from monitor.extract.published import Claims, Published, published

DAY = date(2025, 11, 24)
Text = Callable[..., ArticleText]
TABLE = Path(__file__).parents[2] / "data" / "printed_dates.txt"


def _table() -> list[tuple[str, str, date | None]]:
    """The printed lines with their languages and days; a line alone means DAY."""
    rows = [[part.strip() for part in row.split(" |")] for row in TABLE.read_text(encoding="utf-8").splitlines()[1:]]
    return [
        (language, line, DAY if not day else date.fromisoformat(day[0]) if day[0] else None)
        for language, line, *day in rows
    ]


def test_printed_days_in_many_languages_and_calendars() -> None:
    wrong = [
        (language, line, found) for language, line, day in _table() if (found := printed_day(line, language)) != day
    ]
    assert wrong == []
    assert len(_table()) > 300


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
    ("stamp", "moment", "precision"),
    [
        ("2025-11-24T23:50:00-03:00", datetime(2025, 11, 25, 2, 50, tzinfo=UTC), "second"),
        ("2025-11-24T00:10+03:30", datetime(2025, 11, 23, 20, 40, tzinfo=UTC), "minute"),
        ("2025-11-24 09:12:00.123Z", datetime(2025, 11, 24, 9, 12, tzinfo=UTC), "second"),
        ("Mon, 24 Nov 2025 23:10:00 +0330", datetime(2025, 11, 24, 19, 40, tzinfo=UTC), "second"),
        ("1404-09-03T10:00:00+03:30", datetime(2025, 11, 24, 6, 30, tzinfo=UTC), "second"),
        ("1763960000", datetime(2025, 11, 24, 4, 53, 20, tzinfo=UTC), "second"),
        ("1763960000000", datetime(2025, 11, 24, 4, 53, 20, tzinfo=UTC), "second"),
        ("20251124", None, "day"),
        ("2025-11-24 10:20:00", None, "day"),
        ("2025-11-24T00:00:00Z", None, "day"),
        ("2025-11-24T25:61:00Z", None, "day"),
        ("24 ноября 2025", None, "day"),
    ],
)
def test_a_stamp_names_the_day_where_it_was_written(stamp: str, moment: datetime | None, precision: str) -> None:
    found = read_stamp(stamp)
    assert found is not None
    assert (found.day, found.precision) == (DAY, precision)
    assert found.moment == moment


@pytest.mark.parametrize("text", ["", "now", "2 hours ago", "2025", "2025-13-45", "99999999999"])
def test_what_is_no_stamp(text: str) -> None:
    assert read_stamp(text, "en") is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2025/11/24/ferry.html", DAY),
        ("https://a.example/c/20251124/ferry.html", DAY),
        ("https://a.example/202511/t20251124_77.html", DAY),
        ("https://a.example/n1/2025/1124/c9-1.html", DAY),
        ("https://a.example/2025-11/24/c_1.htm", DAY),
        ("https://a.example/news/2025-11-24/ferry", DAY),
        ("https://a.example/news/ferry-2025-11-24", DAY),
        ("https://a.example/news/1404/09/03/ferry", None),
        ("https://a.example/2025/13/24/ferry.html", None),
        ("https://a.example/news/20259999", None),
        ("https://a.example/news?d=/2025/11/24/", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    assert url_day(url) == day


def test_order_of_trust() -> None:
    """Each claim is believed where those before it are silent."""
    claims = Claims(
        stated=[("structured data", "2025-11-20T10:00:00+03:00")],
        printed=["21 November 2025"],
        mentioning=["By Ada Lund, 23 November 2025"],
        weak=[("meta", "2025-11-24")],
        modified=[("meta", "2025-11-26")],
        url="https://a.example/2025/11/22/x",
        entry=Entry("https://a.example/1", published=datetime(2025, 11, 25, tzinfo=UTC)),
    )
    assert published(claims) == Published(
        date(2025, 11, 20), "structured data", datetime(2025, 11, 20, 7, tzinfo=UTC), "second"
    )
    told = []
    for silent in (
        replace(claims, stated=()),
        claims := replace(claims, stated=(), printed=()),
        claims := replace(claims, url=""),
        claims := replace(claims, mentioning=()),
        claims := replace(claims, weak=()),
        claims := replace(claims, entry=None),
        claims := replace(claims, modified=()),
    ):
        found = published(silent)
        told.append((found.day and found.day.day, found.origin))
    assert told == [
        (21, "printed"), (22, "url"), (23, "printed"), (24, "meta"), (25, "feed"), (26, "modified"), (None, ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("stamp", "printed", "day", "origin"),
    [
        ("2025-11-24T22:30:00Z", "25 November 2025", 25, "printed"),
        ("2025-11-25T02:30:00Z", "24 November 2025", 24, "printed"),
        ("2025-11-24T12:30:00Z", "23 November 2025", 24, "structured data"),
        ("2025-11-24T22:30:00+03:00", "25 November 2025", 24, "structured data"),
        ("2025-11-24", "25 November 2025", 24, "structured data"),
        ("2025-11-24T10:00:00Z", "3 May 2020", 24, "structured data"),
    ],
)
def test_the_printed_day_counts_where_it_is_the_same_moment(stamp: str, printed: str, day: int, origin: str) -> None:
    found = published(Claims(stated=[("structured data", stamp)], printed=[printed]))
    assert (found.day, found.origin) == (date(2025, 11, day), origin)


def test_the_day_in_the_address_counts_where_it_is_the_same_moment() -> None:
    stated = [("structured data", "2025-11-25T03:00:00Z")]
    assert published(Claims(stated=stated, url="https://a.example/2025/11/24/x")).day == DAY
    assert published(Claims(stated=stated, url="https://a.example/2025/11/20/x")).day == date(2025, 11, 25)


def test_the_feeds_own_day_counts_not_the_day_in_utc() -> None:
    moment = datetime(2025, 11, 23, 21, 30, tzinfo=UTC)
    entry = Entry("https://a.example/1", published=moment, published_text="Mon, 24 Nov 2025 01:00:00 +0330")
    assert published(Claims(entry=entry)).day == DAY


@pytest.mark.parametrize(
    "below",
    [
        "<time datetime='2025-11-24T10:00:00+03:30'>two hours ago</time>",
        "<abbr class='published' title='2025-11-24T10:00:00+03:30'>today</abbr>",
        "<div>By Ada Lund | Harbour desk | 24 November 2025</div>",
        "<div class='article-publish-date'>filed 24 November 2025, read 40 times by people of the islands</div>",
        "<dl><dt>Publish Date</dt><dd>24 November 2025</dd></dl>",
        "<p>Updated: 26 November 2025</p><p>Published: 24 November 2025</p>",
    ],
)
def test_a_date_in_the_article_is_found(text: Text, below: str) -> None:
    assert text(below=below).date == DAY


@pytest.mark.parametrize(
    "parts",
    [
        {"below": "<img src='/d/2024/04/18/4/1.jpg'>"},
        {"below": "<div class='related'><time datetime='2025-11-24'>x</time></div>"},
        {"end": "<div class='related'><time datetime='2025-11-24'>x</time></div>"},
        {"top": "<div class='clock'>Monday, 24 November 2025</div>"},
        {"top": "<div class='q7'>Monday, 24 November 2025</div>"},
        {"end": "<div class='footer'>© 2025 Lighthouse</div>"},
        {"below": "<time class='updated' datetime='2025-11-24'>x</time>"},
        {"below": "<p>2 hours ago</p>"},
        {"below": "<p>Updated: 24 November 2025</p>"},
    ],
)
def test_what_is_no_date_of_the_article(text: Text, parts: dict[str, str]) -> None:
    assert text(**parts).date is None


@given(st.text(max_size=60), st.sampled_from(["", "en", "fa", "ar", "zh-cn", "xx"]))
def test_no_text_breaks_the_reading_of_dates(line: str, locale: str) -> None:
    stamp = read_stamp(line, locale)
    for day in (printed_day(line, locale), stamp.day if stamp else None):
        assert day is None or 1990 <= day.year < 2070


@given(
    st.dates(date(1990, 1, 1), date(2069, 12, 31)),
    st.sampled_from(["{0:%Y-%m-%d}", "{0:%d %B %Y}", "{0:%Y年%m月%d日}"]),
)
def test_every_day_is_read_as_it_is_written(day: date, form: str) -> None:
    assert printed_day(form.format(day)) == day
