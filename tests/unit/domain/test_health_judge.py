"""What a source's facts say about it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.health import Facts, Pages, State, alarm_after, judge, span
from monitor.domain.silence import Habit

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
TEN_AN_HOUR = Habit(tuple(10.0 * hour for hour in range(169)), 5.5, 1.0, 30, 7.0, 0.0, HOUR)
WELL = Facts(
    source="harbour-wire",
    watched_since=NOW - 60 * DAY,
    last_success=NOW - MINUTE,
    last_entry=NOW - 10 * MINUTE,
    arrivals=tuple(NOW - 10 * MINUTE - n * 6 * MINUTE for n in reversed(range(300))),
    habit=TEN_AN_HOUR,
    pages=Pages(extracted=200, failed=4, extracted_in_row=30, usual_failed=0.02, measured=10, length=2800,
                usual_length=3000),
)  # fmt: skip


def test_a_source_that_is_well() -> None:
    found = judge(WELL, NOW)
    assert (found.state, found.problem) == (State.OK, False)
    assert found.reason == "last entry 10 min ago; counts as silent after 1 h 26 min"
    assert found.cleared == {State.SILENT, State.FAILING, State.BLOCKED, State.MOVED, State.LAYOUT}


def test_a_feed_that_freezes_while_it_answers_is_silent() -> None:
    frozen = replace(WELL, last_entry=NOW - 90 * MINUTE)
    found = judge(frozen, NOW)
    assert found.state is State.SILENT
    assert found.since == frozen.last_entry
    assert found.reason == (
        "no new entry for 1 h 29 min; 15 were expected since; by chance that happens here less than once in 1,000 weeks"
    )
    assert State.SILENT not in found.cleared


def test_the_alarm_comes_exactly_at_the_end_of_the_expected_gap() -> None:
    last = NOW - 5 * HOUR
    facts = replace(WELL, last_entry=last)
    at = last + alarm_after(facts, NOW)
    assert judge(replace(facts, last_success=at - MINUTE), NOW).state is State.OK
    assert judge(replace(facts, last_success=at), NOW).state is State.SILENT


def test_silence_is_not_judged_while_nothing_could_be_read() -> None:
    unread = replace(WELL, last_entry=NOW - 3 * DAY, last_success=NOW - 3 * DAY + MINUTE)
    assert judge(unread, NOW).state is State.OK
    assert judge(replace(unread, last_success=None), NOW).state is State.OK


@pytest.mark.parametrize(
    ("failures", "lasting", "state"),
    [
        (1, 9 * HOUR, State.OK),
        (2, 9 * HOUR, State.OK),
        (9, 29 * MINUTE, State.OK),
        (3, 30 * MINUTE, State.FAILING),
    ],
)
def test_failing_takes_several_failures_and_some_time(failures: int, lasting: timedelta, state: State) -> None:
    facts = replace(WELL, failures=failures, failing_since=NOW - lasting, causes=("http 500", "timeout", "http 500"))
    found = judge(facts, NOW)
    assert found.state is state
    assert State.FAILING not in found.cleared
    if state is State.FAILING:
        assert found.reason == "3 failures in a row for 30 min (http 500 x 2, timeout x 1)"


def test_block_pages_make_a_failing_source_a_blocked_one() -> None:
    facts = replace(WELL, failures=6, failing_since=NOW - 5 * HOUR - 10 * MINUTE, causes=("http 403",) * 6, blocked=4)
    found = judge(facts, NOW)
    assert found.state is State.BLOCKED
    assert "6 failures in a row for 5 h 10 min (http 403 x 6); 4 of them" in found.reason


def test_pages_that_do_not_come_are_a_failure_of_a_source_whose_feed_answers() -> None:
    found = judge(replace(WELL, pages=Pages(unfetched=12)), NOW)
    assert found.state is State.FAILING
    assert "12 of 12 pages" in found.reason
    assert State.FAILING not in found.cleared
    assert judge(replace(WELL, pages=Pages(unfetched=12, extracted=5, extracted_in_row=5)), NOW).state is State.OK


def test_moved() -> None:
    found = judge(replace(WELL, moved_to="https://harbour.example/rss"), NOW)
    assert (found.state, found.reason) == (State.MOVED, "redirects permanently to https://harbour.example/rss")


@pytest.mark.parametrize(
    ("pages", "changed"),
    [
        (Pages(extracted=200, failed=5, failed_in_row=4, usual_failed=0.02), ""),
        (Pages(extracted=200, failed=5, failed_in_row=5, usual_failed=0.02), "in the last 5 pages; 2% are usual"),
        (Pages(extracted=200, failed=9, failed_in_row=9, usual_failed=0.3), ""),
        (Pages(extracted=1, failed=4, failed_in_row=3), "no article in 4 of 5 pages of the last day; 0% are usual"),
        (Pages(extracted=1, failed=4), ""),
        (Pages(extracted=3, failed=5, failed_in_row=2, usual_failed=0.5), ""),
        (Pages(measured=10, length=180, usual_length=2400), "last 10 texts is 180 characters, 2400 are usual"),
        (Pages(measured=4, length=180, usual_length=2400), ""),
        (Pages(measured=10, length=900, usual_length=2400), ""),
        (Pages(), ""),
    ],
)  # fmt: skip
def test_a_layout_that_changed_shows_in_the_pages(pages: Pages, changed: str) -> None:
    found = judge(replace(WELL, pages=pages), NOW)
    assert found.state is (State.LAYOUT if changed else State.OK)
    assert changed in found.reason


def test_a_layout_that_changed_shows_in_the_links() -> None:
    assert judge(replace(WELL, linkless=2), NOW).state is State.OK
    found = judge(replace(WELL, linkless=3, linkless_since=NOW - HOUR), NOW)
    assert (found.state, found.since) == (State.LAYOUT, NOW - HOUR)


def test_no_pages_are_no_evidence_that_a_layout_is_read_again() -> None:
    assert State.LAYOUT not in judge(replace(WELL, pages=Pages()), NOW).cleared
    assert State.LAYOUT in judge(replace(WELL, pages=Pages(extracted=2, extracted_in_row=2)), NOW).cleared


def test_the_problem_that_explains_most_is_named() -> None:
    facts = replace(WELL, last_entry=NOW - DAY, linkless=9, moved_to="https://x.example/", failures=9,
                    failing_since=NOW - DAY, blocked=9)  # fmt: skip
    assert judge(facts, NOW).state is State.BLOCKED
    facts = replace(facts, failures=0, blocked=0)
    assert judge(facts, NOW).state is State.MOVED
    facts = replace(facts, moved_to="")
    assert judge(facts, NOW).state is State.LAYOUT
    assert judge(replace(facts, linkless=0), NOW).state is State.SILENT


def test_a_young_source_is_learning_but_not_for_ever() -> None:
    young = replace(WELL, watched_since=NOW - 5 * DAY)
    assert judge(young, NOW).state is State.LEARNING
    found = judge(replace(young, last_entry=NOW - 73 * HOUR), NOW)
    assert found.state is State.SILENT
    assert found.reason.endswith("its longest silence so far was 1 h")


def test_a_feed_that_was_abandoned_long_ago_is_silent_at_once() -> None:
    facts = Facts("old-bulletin", NOW - HOUR, last_success=NOW, last_entry=NOW - 2900 * DAY)
    assert judge(facts, NOW).reason == "no new entry for 2900 d, and hardly any before"
    fresh = Facts("new-bulletin", NOW - HOUR, last_success=NOW)
    assert judge(fresh, NOW).state is State.LEARNING


@pytest.mark.parametrize(
    ("time", "words"),
    [(-MINUTE, "0 min"), (59 * MINUTE, "59 min"), (HOUR, "1 h"), (310 * MINUTE, "5 h 10 min"), (76 * HOUR, "3 d 4 h")],
)
def test_spans_in_words(time: timedelta, words: str) -> None:
    assert span(time) == words
