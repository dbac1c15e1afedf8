"""Who is told what about a source, and how often."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from monitor.domain.health import PROBLEMS, Condition, State
from monitor.domain.health_events import CALM, Event, Standing, labels, transition
from monitor.domain.source import Source

START = datetime(2026, 5, 4, 12, tzinfo=UTC)
MINUTE, TEN = timedelta(minutes=1), timedelta(minutes=10)
ALL = PROBLEMS


def condition(state: State, cleared: frozenset[State] = frozenset()) -> Condition:
    return Condition("harbour-wire", state, f"because {state}", START - TEN, cleared=cleared)


def told(conditions: list[Condition], step: timedelta = TEN) -> list[tuple[int, Event]]:
    """What is told while conditions follow each other, ``step`` apart; each with its place."""
    standing, events = None, []
    for place, this in enumerate(conditions):
        standing, event = transition(standing, this, START + place * step)
        if event:
            events.append((place, event))
    return events


SILENT, FAILING, BLOCKED = (condition(state) for state in (State.SILENT, State.FAILING, State.BLOCKED))
WELL, UNSURE = condition(State.OK, ALL), condition(State.OK)


def test_a_problem_is_told_once_and_its_end_once() -> None:
    events = told([WELL, SILENT, SILENT, SILENT, *[WELL] * 9])
    assert [(place, event.kind, event.severity) for place, event in events] == [
        (1, "silent", "high"),
        (10, "recovered", "info"),
    ]
    assert events[0][1].since == START - TEN
    assert events[1][1].reason == "was silent, 1 h 50 min since it began; now because ok"


def test_a_source_that_goes_up_and_down_is_told_once() -> None:
    events = told([FAILING, WELL, WELL, WELL] * 20 + [WELL] * 6)
    assert [event.kind for _, event in events] == ["failing", "recovered"]
    assert events[1][0] > 80


def test_without_evidence_there_is_no_recovery() -> None:
    assert [event.kind for _, event in told([SILENT] + [UNSURE] * 500)] == ["silent"]


def test_a_further_problem_is_told_and_one_recovery_ends_all() -> None:
    events = [event for _, event in told([FAILING, BLOCKED, FAILING, BLOCKED, *[WELL] * 9])]
    assert [event.kind for event in events] == ["failing", "blocked", "recovered"]
    assert events[2].reason.startswith("was failing, blocked,")


def test_a_problem_that_ended_while_another_goes_on_can_be_told_again() -> None:
    silent_only = condition(State.SILENT, ALL - {State.SILENT})
    events = told([FAILING, *[silent_only] * 9, FAILING])
    assert [event.kind for _, event in events] == ["failing", "silent", "failing"]


def test_learning_is_no_problem() -> None:
    assert told([condition(State.LEARNING)] * 5) == []


def test_routes_see_the_facts_of_the_source() -> None:
    source = Source("harbour-wire", "Harbour Wire", "NO", "en", "state", labels={"desk": "north", "kind": "x"})
    (_, event), *_ = told([BLOCKED])
    assert labels(event, source) == {
        "kind": "health", "event": "blocked", "source": "harbour-wire", "country": "NO", "language": "en",
        "ownership": "state", "severity": "high", "desk": "north",
    }  # fmt: skip


@given(st.lists(st.tuples(st.sampled_from(list(State)), st.sets(st.sampled_from(sorted(ALL)))), max_size=60))
def test_the_same_problem_is_never_told_twice_within_the_calm_and_recovery_follows(
    steps: list[tuple[State, set[State]]],
) -> None:
    conditions = [condition(state, frozenset(cleared)) for state, cleared in steps]
    events = told([*conditions, *[WELL] * 8])
    last: dict[str, int] = {}
    open_problems = False
    for place, event in events:
        if event.kind == "recovered":
            assert open_problems
        else:
            assert event.kind not in last or (place - last[event.kind]) * TEN >= CALM
            last[event.kind] = place
        open_problems = event.kind != "recovered"
    assert not open_problems
    assert transition(Standing(), WELL, START) == (Standing(), None)
