"""The health table's row."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.health import Facts, Pages, judge
from monitor.domain.health_table import row, sparkline

NOW = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("counts", "drawn"),
    [([], ""), ([0, 0], "▁▁"), ([5], "█"), ([1, 100, 0], "▂█▁"), ([1, 2, 3, 4, 5, 6, 7, 0], "▂▃▄▅▆▇█▁")],
)
def test_sparkline(counts: list[int], drawn: str) -> None:
    assert sparkline(counts) == drawn


@given(st.lists(st.integers(0, 10_000)))
def test_the_lowest_block_means_nothing_came(counts: list[int]) -> None:
    assert [block == "▁" for block in sparkline(counts)] == [count == 0 for count in counts]


def test_a_row_has_what_the_table_shows() -> None:
    facts = Facts("harbour-wire", NOW - timedelta(days=3), last_success=NOW, pages=Pages(extracted=3, failed=1))
    shown = row(facts, judge(facts, NOW), [3, 0, 6], NOW)
    assert (shown.source, shown.state, shown.sparkline, shown.per_day) == ("harbour-wire", "learning", "▅▁█", (3, 0, 6))
    assert (shown.extraction_failed, shown.alarm_after, shown.last_entry) == (0.25, 45 * 86400, None)
    assert row(Facts("x", NOW), judge(facts, NOW), [], NOW).extraction_failed is None
