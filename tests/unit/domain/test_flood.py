"""What is old does not alert because a feed says it is new; what is new does."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.article import Entry
from monitor.domain.flood import Decision, Known, Why, address_mark, dated, hold, lifted, title_mark

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
MAX_AGE = 7 * DAY
ARCHIVE = [f"Harbour council meets for the {n}. time" for n in range(200)]


def entry(title: str, ago: timedelta | None, url: str = "") -> Entry:
    published = None if ago is None else NOW - ago
    return Entry(url or f"https://wire.example/new/{title.replace(' ', '-')}", title, published=published)


def known(**changes: object) -> Known:
    usual = Known(
        titles=frozenset(map(title_mark, ARCHIVE[:100])),
        addresses=frozenset(address_mark(f"https://wire.example/2026/{n}") for n in range(100)),
        last_success=NOW - 10 * MINUTE,
        expected=0.5,
        most=6,
    )
    return replace(usual, **changes)  # type: ignore[arg-type]


def held(entries: list[Entry], facts: Known) -> list[Why | None]:
    return [decision.held for decision in hold(entries, facts, NOW, MAX_AGE).decisions]


NEW = entry("Ferry service to the islands resumes", 5 * MINUTE)


def test_a_feed_that_changes_all_its_ids_holds_what_is_known_and_lets_the_new_pass() -> None:
    again = [entry(title, n * HOUR) for n, title in enumerate(ARCHIVE[:30], 1)]
    found = hold([*again, NEW], known(), NOW, MAX_AGE)
    assert [decision.held for decision in found.decisions] == [Why.KNOWN] * 30 + [None]
    assert found.decisions[0].reason == "its title is known under another key"
    assert found.notice is not None
    assert (found.notice.held, found.notice.announced) == (30, 31)
    assert found.notice.examples == tuple(ARCHIVE[:5])
    assert found.notice.text == "30 of 31 entries announced as new were held (30 known); they are kept, not alerted"


def test_a_feed_that_moves_to_another_host_is_known_by_its_addresses() -> None:
    moved = [entry(f"headline {n} in new words", n * HOUR, f"http://www2.wire.example/2026/{n}") for n in range(20)]
    assert held(moved, known()) == [Why.KNOWN] * 20


def test_a_re_dated_archive_is_held_although_every_date_is_now() -> None:
    assert held([entry(title, MINUTE) for title in ARCHIVE[:30]], known()) == [Why.KNOWN] * 30
    assert held([entry(title, MINUTE) for title in ARCHIVE[:4]], known()) == [Why.KNOWN] * 4


def test_a_re_dated_archive_of_unknown_titles_is_seen_by_its_burst_of_equal_dates() -> None:
    strangers = [entry(title, MINUTE) for title in ARCHIVE[100:160]]
    apart = entry("Ferry service to the islands resumes", 40 * MINUTE)
    assert held([*strangers, apart], known()) == [Why.STAMPED] * 60 + [None]
    assert set(held(strangers, known(present=5))) == {None}  # part of the window is what it was
    assert set(held(strangers, known(expected=30.0))) == {None}  # we were away, so many were due
    assert set(held(strangers, known(most=50))) == {None}  # it publishes in large batches
    assert set(held(strangers, known(most=None))) == {None}  # too young to know


def test_a_new_article_passes_in_a_re_dated_flood_that_its_titles_explain() -> None:
    again = [entry(title, MINUTE) for title in ARCHIVE[:40]]
    assert held([*again, NEW], known())[-1] is None


def test_an_archive_that_is_published_with_its_true_dates_is_old() -> None:
    old = [entry(title, 30 * DAY + n * DAY) for n, title in enumerate(ARCHIVE[100:150])]
    found = hold([*old, NEW], known(present=20), NOW, MAX_AGE)
    assert [decision.held for decision in found.decisions] == [Why.OLD] * 50 + [None]
    assert found.decisions[0].reason == "published 30 d ago, alerts go back 7 d"


def test_a_page_that_suddenly_lists_more_links_without_dates_is_held_until_the_pages_say_otherwise() -> None:
    found = hold([entry(title, None) for title in ARCHIVE[100:180]], known(present=30), NOW, MAX_AGE)
    first = found.decisions[0]
    assert {decision.held for decision in found.decisions} == {Why.UNDATED}
    assert lifted(first, NOW - DAY, NOW, MAX_AGE)
    assert not lifted(first, NOW - 8 * DAY, NOW, MAX_AGE)
    assert not lifted(first, None, NOW, MAX_AGE)
    assert not lifted(replace(first, held=Why.KNOWN), NOW, NOW, MAX_AGE)


@pytest.mark.parametrize(
    ("entries", "facts"),
    [
        pytest.param([entry(ARCHIVE[1], HOUR), NEW], known(), id="two entries are no flood"),
        pytest.param([entry(ARCHIVE[n], DAY) for n in range(9)], known(polled=False), id="the baseline"),
        pytest.param([entry(ARCHIVE[n], n * 3 * MINUTE) for n in range(4)], known(present=9), id="daily columns"),
        pytest.param([entry(ARCHIVE[n], DAY) for n in range(98, 108)], known(present=9), id="two titles come again"),
        pytest.param([entry(ARCHIVE[n], n * HOUR) for n in range(100, 160)], known(), id="we were away"),
        pytest.param([entry("", MINUTE, f"https://wire.example/new/{n}") for n in range(9)], known(), id="no titles"),
        pytest.param([], known(), id="nothing"),
    ],
)
def test_no_flood(entries: list[Entry], facts: Known) -> None:
    found = hold(entries, facts, NOW, MAX_AGE)
    assert {decision.held for decision in found.decisions} <= {None}
    assert found.notice is None


def test_a_flood_that_goes_on_is_told_once_a_day() -> None:
    again = [entry(title, HOUR) for title in ARCHIVE[:30]]
    assert hold(again, known(told_at=NOW - 23 * HOUR), NOW, MAX_AGE).notice is None
    assert held(again, known(told_at=NOW - 23 * HOUR)) == [Why.KNOWN] * 30
    assert hold(again, known(told_at=NOW - DAY), NOW, MAX_AGE).notice is not None


@pytest.mark.parametrize(
    ("published", "used", "origin"),
    [
        (NOW - HOUR, NOW - HOUR, "feed"),
        (NOW + 23 * HOUR, NOW + 23 * HOUR, "feed"),
        (NOW + 25 * HOUR, NOW, "first seen (date in the future)"),
        (datetime(2569, 5, 4, tzinfo=UTC), NOW, "first seen (date in the future)"),
        (datetime(1405, 2, 14, tzinfo=UTC), NOW, "first seen (impossible date)"),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW, "first seen (impossible date)"),
        (datetime(1, 1, 1, tzinfo=UTC), NOW, "first seen (impossible date)"),
        (None, NOW, "first seen (no date)"),
    ],
)
def test_dates_that_cannot_be_are_replaced_by_first_seen(
    published: datetime | None, used: datetime, origin: str
) -> None:
    assert dated(Entry("https://wire.example/1", published=published), NOW) == (used, origin)


def test_marks() -> None:
    assert title_mark("  Ferry SERVICE: resumes!") == title_mark("ferry service resumes")
    assert title_mark("Ferry") != title_mark("Ferries")
    assert title_mark(" … ") == ""
    assert address_mark("https://a.example/2026/5/") == address_mark("http://b.example:8080/2026/5")
    assert address_mark("https://a.example/news?id=1") != address_mark("https://a.example/news?id=2")
    assert address_mark("https://a.example/") == ""


AGES = st.one_of(st.none(), st.integers(-60 * 24 * 400, 60 * 24 * 4000).map(lambda minutes: minutes * MINUTE))
ENTRIES = st.lists(st.builds(entry, st.sampled_from([*ARCHIVE, "", "?"]), AGES), max_size=90)
FACTS = st.builds(
    known,
    present=st.integers(0, 3),
    polled=st.booleans(),
    last_success=st.none() | st.just(NOW - HOUR),
    expected=st.none() | st.floats(0, 50),
    most=st.none() | st.integers(0, 100),
)


@given(ENTRIES, FACTS)
def test_no_entry_is_lost_and_every_hold_has_a_reason(entries: list[Entry], facts: Known) -> None:
    found = hold(entries, facts, NOW, MAX_AGE)
    assert [decision.entry for decision in found.decisions] == entries
    assert all(bool(decision.held) == bool(decision.reason) for decision in found.decisions)
    assert all(decision.published <= NOW + DAY for decision in found.decisions)
    stopped = [decision for decision in found.decisions if decision.held]
    assert (found.notice is None) == (not stopped)
    if found.notice:
        assert found.notice.held == len(stopped)
        assert dict(found.notice.reasons) == Counter(decision.held for decision in stopped)


@given(ENTRIES, FACTS, st.data())
def test_the_truly_new_passes_every_flood(entries: list[Entry], facts: Known, data: st.DataObject) -> None:
    """Unknown title and address, and a recent date of its own."""
    truly = entry("Ferry service to the islands resumes", data.draw(st.integers(1, 50)) * MINUTE)
    others = [
        other
        for other in entries
        if other.published is None or truly.published is None or abs(other.published - truly.published) > 2 * HOUR
    ]
    place = data.draw(st.integers(0, len(others)))
    found = hold([*others[:place], truly, *others[place:]], facts, NOW, MAX_AGE)
    assert found.decisions[place] == Decision(truly, dated(truly, NOW)[0], "feed")
