"""When an attempt is made again, and when no more."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts.policy.backoff import CAP, HORIZON, REFUSED_MAX, REFUSED_MIN, delay, settle
from monitor.domain.notification import Delivery, Notification, Outcome, Result, State
from monitor.domain.retry_after import retry_after_seconds

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
NOTIFICATION = Notification("s", "a", 1, "h", "l", "u", "i", "n", "", "", None, NOW, (), ())
DELIVERY = Delivery(1, "k", "desk", "email", "a@b", State.SENDING, 0, NOW, NOW, NOTIFICATION)
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
        assert settle(DELIVERY, Outcome(result, "x"), NOW, 0.5) == (Outcome(result, "x"), None)


@pytest.mark.parametrize("result", [Result.RETRY, Result.UNKNOWN, Result.REFUSED_TARGET])
def test_everything_else_is_tried_again_up_to_the_horizon(result: Result) -> None:
    outcome, tired = Outcome(result, "x"), replace(DELIVERY, attempts=400)
    last = NOW + HORIZON
    assert settle(tired, outcome, last - timedelta(seconds=1), 0.5)[1] is not None
    assert settle(tired, outcome, last, 0.5) == (Outcome(result, "x; given up after 72 h"), None)


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
