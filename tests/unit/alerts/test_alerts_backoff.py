"""When an attempt is made again, when no more, and when a host or the clock is not to be trusted."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.policy.backoff import CAP, REFUSED_MAX, REFUSED_MIN, delay, life, retry_at
from alerts.policy.breaker import Breaker
from alerts.policy.clock import ClockWatch
from monitor.domain.notification import Notification, Outcome, Result, RuleNote
from monitor.domain.retry_after import retry_after_seconds

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NOTIFICATION = Notification("s", "a", 1, "h", "l", "u", "i", "n", "", "", None, NOW, (), ())
LATER = Outcome(Result.RETRY, "451 later")


@pytest.mark.parametrize(("failed", "bound"), [(0, 2), (1, 4), (2, 8), (5, 64), (6, 120), (7, 120), (10**9, 120)])
def test_the_bound_doubles_to_a_cap_and_the_delay_is_drawn_below_it(failed: int, bound: float) -> None:
    assert [delay(LATER, failed, chance) for chance in (0.0, 0.5, 1.0)] == [0, bound / 2, bound]


@given(st.sampled_from(Result), st.integers(0, 10**6), st.floats(0, 1), st.none() | st.floats(1, 21600))
def test_no_delay_is_shorter_than_asked_or_longer_than_it_may_be(
    result: Result, failed: int, chance: float, asked: float | None
) -> None:
    seconds = delay(Outcome(result, retry_after=asked), failed, chance)
    low, high = (REFUSED_MIN, REFUSED_MAX) if result is Result.REFUSED_TARGET else (0, CAP)
    assert max(low, asked or 0) <= seconds <= max(high, asked or 0)


def test_what_is_over_has_no_next_attempt() -> None:
    for result in (Result.ACCEPTED, Result.REFUSED_MESSAGE):
        assert retry_at(Outcome(result, "x"), 0, NOW, 0.5) is None


@pytest.mark.parametrize("result", [Result.RETRY, Result.UNKNOWN, Result.REFUSED_TARGET])
def test_everything_else_is_tried_again_however_often_it_failed(result: Result) -> None:
    again = retry_at(Outcome(result, "x"), 400, NOW, 0.5)
    assert again is not None
    assert NOW < again <= NOW + timedelta(seconds=REFUSED_MAX)


@pytest.mark.parametrize(
    ("severity", "purpose", "hours"),
    [("high", "root", 24), ("critical", "root", 72), ("critical", "catch-up", 336), ("info", "digest", 24)],
)
def test_an_alert_is_news_for_a_day_and_a_critical_one_for_three(severity: str, purpose: str, hours: int) -> None:
    note = RuleNote("r", severity, {}, ())
    assert life(replace(NOTIFICATION, rules=(note,), purpose=purpose)) == timedelta(hours=hours)


def test_a_breaker_opens_after_five_failures_in_a_row_and_probes_ever_less_often() -> None:
    breaker, pauses = Breaker(), []
    for _ in range(12):
        breaker = breaker.after(LATER, NOW)
        pauses.append((breaker.probe_at - NOW).total_seconds() if breaker.probe_at else None)
    assert pauses == [None] * 4 + [5, 10, 20, 40, 80, 120, 120, 120]
    assert (breaker.probes(NOW + timedelta(seconds=119)), breaker.probes(NOW + timedelta(seconds=120))) == (False, True)


@pytest.mark.parametrize(
    "outcome",
    [
        Outcome(Result.ACCEPTED),
        Outcome(Result.REFUSED_MESSAGE),
        Outcome(Result.REFUSED_TARGET),
        replace(LATER, retry_after=9),
    ],
)
def test_a_host_that_answers_is_no_host_that_fails(outcome: Outcome) -> None:
    breaker = Breaker()
    for _ in range(9):
        breaker = breaker.after(LATER, NOW)
    assert breaker.is_open
    assert breaker.after(outcome, NOW) == Breaker()


def test_a_clock_that_was_changed_is_noticed_once() -> None:
    times = iter([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    watch = ClockWatch(lambda: next(times))
    said = [0, 1, 3602, 3603, 4, 35]
    jumps = [watch.jumped(NOW + timedelta(seconds=seconds)) for seconds in said]
    hour = timedelta(hours=1)
    assert jumps == [None, None, hour, None, -hour, timedelta(seconds=30)]


def test_how_far_a_clock_is_behind_is_kept_until_it_is_mended() -> None:
    times = iter([0.0, 1.0, 2.0, 3.0, 4.0, 5.0])
    watch = ClockWatch(lambda: next(times))
    behind = []
    for seconds in (0, 601, 302, 3, 104):
        watch.jumped(NOW + timedelta(seconds=seconds))
        behind.append(watch.behind.total_seconds())
    assert behind == [0, 0, 300, 600, 500], "forward is nothing to mend, but makes up for what was"
    watch.mended()
    watch.jumped(NOW + timedelta(seconds=105))
    assert not watch.behind


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30), (" 30 ", 30), ("0", 1), ("999999999999999999999", 21600),
        ("Wed, 04 Mar 2026 12:01:00 GMT", 60), ("Wed, 04 Mar 2026 11:00:00 GMT", 1),
        ("Wednesday, 04-Mar-26 12:01:00 GMT", 60), ("Wed, 04 Mar 9999 12:00:00 GMT", 21600),
        ("", None), ("-5", None), ("1.5", None), ("٣", None), ("soon", None), ("Wed, 99 Mar 2026 99:00:00 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_seconds_or_a_date(header: str, seconds: float | None) -> None:
    assert retry_after_seconds(header, NOW) == seconds


@given(st.text())
def test_no_retry_after_is_an_error(header: str) -> None:
    seconds = retry_after_seconds(header, NOW)
    assert seconds is None or 1 <= seconds <= 21600
