"""Gaps in numeric ids tell what was missed, where ids are dense enough to tell anything."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from monitor.usecases.audit_gaps import DENSE, FEWEST, runs_of


def numbers(*ids: int) -> list[str]:
    return [str(number) for number in ids]


def test_holes_between_dense_ids_are_named() -> None:
    (run,) = runs_of(numbers(*range(500, 520), *range(523, 530)), listed=["522"])
    assert (run.first, run.last, run.known, run.never) == (500, 529, 27, (520, 521))


def test_thin_ids_say_nothing() -> None:
    assert list(runs_of(numbers(*range(500, 600, 5)))) == [], "four of five ids are photographs"
    assert list(runs_of(numbers(*range(500, 508)))) == [], "too few"
    assert list(runs_of(["/a/slug", "81ba85", "²", "9" * 40])) == []


def test_two_series_are_looked_at_apart() -> None:
    runs = list(runs_of(numbers(*range(1000, 1020), *range(700_000, 700_030, 1))))
    assert [(run.first, run.last, run.never) for run in runs] == [(1000, 1019, ()), (700_000, 700_029, ())]


@given(st.lists(st.integers(0, 10**12), max_size=60), st.lists(st.integers(0, 300), max_size=60))
def test_what_is_said_to_be_missing_was_never_seen(far: list[int], near: list[int]) -> None:
    seen = {*far, *near}
    for run in runs_of(numbers(*seen)):
        assert run.known >= FEWEST
        assert run.known + len(run.never) == run.last - run.first + 1
        assert run.known >= DENSE * (run.last - run.first + 1)
        assert not seen.intersection(run.never)
