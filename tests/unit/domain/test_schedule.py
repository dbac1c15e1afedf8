"""When to look again."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.domain.schedule import PAGE_RETRIES, SLOWEST, next_poll_at, page_retry_at

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEN = timedelta(minutes=10)


def test_a_page_is_tried_again_later_and_later_and_then_given_up() -> None:
    tries = [page_retry_at(NOW, failures, "http 500") for failures in range(1, len(PAGE_RETRIES) + 2)]
    assert tries == [*(NOW + wait for wait in PAGE_RETRIES), None]
    assert list(PAGE_RETRIES) == sorted(PAGE_RETRIES)


@pytest.mark.parametrize("cause", ["http 410", "address refused"])
def test_what_no_waiting_mends_is_given_up_at_once(cause: str) -> None:
    assert page_retry_at(NOW, 1, cause) is None


@pytest.mark.parametrize(("chance", "seconds"), [(0.0, 540), (0.5, 600), (1.0, 660)])
def test_polls_are_spread_around_the_interval(chance: float, seconds: int) -> None:
    assert next_poll_at(NOW, TEN, 0, chance) == NOW + timedelta(seconds=seconds)


def test_a_failing_source_is_polled_less_often_but_never_forgotten() -> None:
    waits = [next_poll_at(NOW, TEN, failures, 0.5) - NOW for failures in (1, 2, 50, 5000)]
    assert waits == [2 * TEN, 4 * TEN, SLOWEST, SLOWEST]


def test_a_source_with_a_long_interval_keeps_it_when_it_fails() -> None:
    assert next_poll_at(NOW, timedelta(days=1), 3, 0.5) - NOW == timedelta(days=1)
