"""How the sources were at each step is kept in stretches, and comes out of them step by step as it was."""

from __future__ import annotations

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.volume.rule import STEP
from monitor.domain.volume.watched import Watched, in_stretches, step_by_step
from monitor.testing import START

HOUR = timedelta(hours=1)
LATE = START + 10 * HOUR


def at(number: int, *unwell: str, known: datetime | None = None) -> Watched:
    step = START + number * STEP
    return Watched(step, step, frozenset(unwell), known)


STEPS = st.lists(st.tuples(st.sampled_from(["", "bay"]), st.sampled_from([None, LATE]), st.booleans()), max_size=40)


@given(STEPS)
def test_steps_come_out_as_they_were_kept(drawn: list[tuple[str, datetime | None, bool]]) -> None:
    steps = [at(n, source, known=known) for n, (source, known, judged) in enumerate(drawn, 1) if judged]
    kept = in_stretches(steps)
    assert len(kept) <= len(steps)
    if steps:
        assert list(step_by_step(kept, steps[0].first - STEP, START + 50 * STEP)) == steps


def test_stretches_end_where_something_changes_or_is_missing() -> None:
    steps = [at(1), at(2), at(3, "bay"), at(4, "bay"), at(6, "bay"), at(7, "bay", known=LATE)]
    assert [(one.first, one.last) for one in in_stretches(steps)] == [
        (START + first * STEP, START + last * STEP) for first, last in ((1, 2), (3, 4), (6, 6), (7, 7))
    ]


def test_before_the_first_that_is_kept_all_sources_count_as_well() -> None:
    assert list(step_by_step([], START, START + 2 * STEP)) == [at(1), at(2)]
    assert list(step_by_step([at(2, "bay")], START, START + 4 * STEP)) == [at(1), at(2, "bay")]


def test_a_step_that_was_judged_again_comes_once() -> None:
    kept = [Watched(START + STEP, START + 3 * STEP), Watched(START + 2 * STEP, START + 4 * STEP, frozenset({"bay"}))]
    assert [one.first for one in step_by_step(kept, START, LATE)] == [START + n * STEP for n in (1, 2, 3, 4)]
