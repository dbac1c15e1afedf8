"""What is remembered of a feed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.feedmemory import (
    CHECK_EVERY,
    FeedMemory,
    answered,
    believable,
    brought,
    failed,
    lies,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
NEW = "https://news.example/feed"


def test_validators_are_left_out_now_and_then_and_for_ever_after_a_lie() -> None:
    memory = FeedMemory()
    asked = []
    for _ in range(CHECK_EVERY + 2):
        asked.append(memory.asks_conditionally)
        memory = answered(memory, NOW, conditional=memory.asks_conditionally)
    assert asked == [True] * CHECK_EVERY + [False, True]
    assert not answered(memory, NOW, conditional=False, lied=True).asks_conditionally


@pytest.mark.parametrize(
    ("new", "old", "changed", "lied"),
    [
        (("a", ""), ("a", ""), True, True),
        (("b", ""), ("a", ""), True, False),
        (("a", ""), ("a", ""), False, False),
        (("", "Sun"), ("", "Sun"), True, True),
        (("", ""), ("", ""), True, False),
    ],
)
def test_a_changed_body_with_the_old_validators_is_a_lie(
    new: tuple[str, str], old: tuple[str, str], changed: bool, lied: bool
) -> None:
    assert lies(*new, *old, changed=changed) is lied


def test_a_last_modified_in_the_future_is_not_sent_back() -> None:
    assert believable("Sun, 01 Mar 2026 10:00:00 GMT", NOW) == "Sun, 01 Mar 2026 10:00:00 GMT"
    assert believable("Fri, 01 Mar 2041 10:00:00 GMT", NOW) == ""
    assert believable("yesterday", NOW) == "yesterday"


def test_a_permanent_redirect_is_believed_after_three_sights_over_a_day_within_the_site() -> None:
    memory = FeedMemory()
    for hours in (0, 12, 23):
        memory = answered(memory, NOW + timedelta(hours=hours), conditional=False, moved_to=NEW)
        assert memory.address == ""
    later = NOW + timedelta(hours=24)
    assert answered(memory, later, conditional=False, moved_to=NEW).address == NEW
    elsewhere = answered(memory, later, conditional=False, moved_to=NEW, same_site=False)
    assert (elsewhere.address, elsewhere.moved_to) == ("", NEW)
    assert answered(memory, later, conditional=False).moving_to == "", "a redirect that went away is forgotten"


def test_failures_are_counted_until_an_answer() -> None:
    memory = failed(failed(FeedMemory(), "http 503", NOW, 60), "http 410", NOW + timedelta(hours=1))
    assert (memory.failures, memory.failing_since, memory.gone) == (2, NOW, True)
    assert memory.retry_not_before is None
    again = answered(memory, NOW + timedelta(hours=2), conditional=False)
    assert (again.failures, again.failing_since, again.gone) == (0, None, False)


def test_a_body_of_which_nothing_was_known_overflowed_unless_it_is_the_first() -> None:
    assert brought(FeedMemory(), NOW, known=0, new=5, first=False, flood=False).overflowed_at == NOW
    assert brought(FeedMemory(), NOW, known=0, new=5, first=True, flood=False).overflowed_at is None
    memory = brought(FeedMemory(), NOW, known=1, new=4, first=False, flood=False)
    assert (memory.overflowed_at, memory.window, memory.most, memory.last_entry) == (None, 5, 4, NOW)


times = st.none() | st.datetimes(timezones=st.just(UTC))


@given(
    st.builds(
        FeedMemory,
        watched_since=times,
        last_success=times,
        failures=st.integers(0, 9),
        causes=st.lists(st.text(max_size=5), max_size=3).map(tuple),
        address=st.text(max_size=5),
        distrusted=st.booleans(),
        children=st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3),
    )
)
def test_a_memory_is_read_as_it_was_written(memory: FeedMemory) -> None:
    assert FeedMemory.from_json(memory.to_json()) == memory
    assert FeedMemory.from_json({**memory.to_json(), "of_another_version": 1}) == memory
