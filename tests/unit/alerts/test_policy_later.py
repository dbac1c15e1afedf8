"""What becomes of matches over time: digests, escalation, receivers that are gone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from alerts.policy.digests import DigestPlan
from alerts.policy.dispatch import turn
from alerts.policy.escalation import Escalation, Step
from alerts.policy.intervals import TimeInterval
from alerts.policy.ledger import Kind, Owed
from alerts.policy.routes import Action, Quiet, Route
from alerts.policy.terms import Policy, Terms
from tests.unit.alerts.policy_desk import (
    BERLIN,
    END_OF_NIGHT,
    HOUR,
    MINUTE,
    NIGHTFALL,
    NOON,
    Desk,
    desk,
    policy,
    quiet,
    when,
)

# --- digests ---


def test_a_digest_comes_by_its_schedule_and_says_when_there_was_nothing() -> None:
    plan = DigestPlan("0 * * * *", send_empty=True)
    one = desk(Route("desk"), desk=Terms(digest=plan))
    one.until(1)
    one.match(5, "low", severity="low")
    one.match(6, "high", severity="high")
    one.until(125)
    assert one.told == ["60 desk digest: high low", "120 desk digest:"]
    assert [telling.note for telling in one.ledger.tellings] == ["as scheduled", "nothing to tell"]


def test_a_digest_comes_when_enough_wait_or_the_oldest_has_waited_long_enough() -> None:
    plan = DigestPlan(max_items=2, max_delay=HOUR, order="time")
    one = desk(Route("desk"), desk=Terms(digest=plan))
    for minute in (0, 1, 2):
        one.match(minute, f"story{minute}")
    one.until(200)
    assert one.told == ["1 desk digest: story0 story1", "62 desk digest: story2"]


def test_what_is_silenced_while_it_waits_for_a_digest_is_not_in_it() -> None:
    plan = DigestPlan("0 * * * *")
    one = desk(Route("desk"), desk=Terms(digest=plan))
    one.match(5, "fire")
    one.silence(10, 90, "story=fire")
    one.until(125)
    assert (one.told, one.kinds) == ([], [Kind.SILENCED])


def test_what_is_silenced_when_its_delay_is_over_is_settled_and_the_rest_is_told() -> None:
    one = desk(Route("desk"), desk=Terms(digest=DigestPlan(max_delay=HOUR)))
    one.match(5, "fire")
    one.match(6, "flood")
    one.silence(10, 90, "story=fire")
    one.until(125)
    assert (one.told, one.kinds) == (["65 desk digest: flood"], [Kind.SILENCED, Kind.DIGESTED])


def test_a_digest_by_delay_keeps_out_of_a_quiet_time_and_a_scheduled_one_does_not() -> None:
    late = DigestPlan(max_delay=2 * HOUR)
    one = desk(quiet(Action.DEFER), NIGHTFALL, desk=Terms(digest=late))
    one.match(30, "evening")
    one.until(24 * 60)
    assert one.told == [f"{END_OF_NIGHT:g} desk digest: evening"]
    two = desk(quiet(Action.DEFER), NIGHTFALL, desk=Terms(digest=DigestPlan("0 3 * * *", BERLIN)))
    two.match(30, "evening")
    two.until(24 * 60)
    assert two.told == ["360 desk digest: evening"]


@pytest.mark.parametrize(
    ("day", "schedule", "times"),
    [
        (datetime(2026, 3, 28, 20, tzinfo=BERLIN), "30 2 * * *", ["2026-03-29 03:00+02:00", "2026-03-30 02:30+02:00"]),
        (datetime(2026, 10, 24, 20, tzinfo=BERLIN), "30 2 * * *", ["2026-10-25 02:30+02:00", "2026-10-26 02:30+01:00"]),
    ],
)
def test_a_schedule_in_the_hour_of_a_clock_change_comes_once(day: datetime, schedule: str, times: list[str]) -> None:
    one = desk(Route("desk"), day, desk=Terms(digest=DigestPlan(schedule, BERLIN, send_empty=True)))
    one.until(2 * 24 * 60 - 8 * 60)
    assert [telling.at.astimezone(BERLIN).isoformat(" ", "minutes") for telling in one.ledger.tellings] == times


def test_a_schedule_asked_within_the_hour_that_comes_twice_has_come_already() -> None:
    plan = DigestPlan("30 2 * * *", BERLIN)
    again = datetime(2026, 10, 25, 1, 10, tzinfo=UTC)  # 02:10 in Berlin, for the second time
    assert plan.scheduled_after(again) == datetime(2026, 10, 26, 2, 30, tzinfo=BERLIN)


# --- escalation ---

CHAIN = Escalation("chain", (Step(10 * MINUTE, "duty"), Step(20 * MINUTE, "chief")), repeat=1)


def escalating(start: datetime = NOON, **keys: object) -> Desk:
    route = Route("desk", escalation="chain", **keys)  # type: ignore[arg-type]
    return Desk(route, replace(policy(route, chief=Terms()), escalations={"chain": CHAIN}), start)


def test_an_escalation_goes_through_its_steps_and_repeats_until_they_are_exhausted() -> None:
    one = escalating()
    one.match(0, "fire")
    one.until(500)
    assert one.told == [
        "0 desk root: fire", "10 duty escalation: fire", "30 chief escalation: fire",
        "40 duty escalation: fire", "60 chief escalation: fire",
    ]  # fmt: skip
    assert one.ledger.groups[1].over == "exhausted after 4 steps"
    notes = [telling.note for telling in one.ledger.tellings[1:]]
    assert notes == [
        f"step {step} of 4 of chain: nobody has taken over for {waited} min"
        for step, waited in enumerate((10, 30, 40, 60), 1)
    ]


def test_an_escalation_that_comes_late_says_how_long_it_really_was() -> None:
    one = escalating()
    one.match(0, "fire")
    one.until(1)
    turn(one.ledger, one.policy, NOON + 25 * MINUTE)
    assert one.ledger.tellings[-1].note == "step 1 of 4 of chain: nobody has taken over for 25 min"


def test_an_acknowledgement_or_a_silence_ends_it() -> None:
    one = escalating()
    one.match(0, "fire")
    one.match(0, "flood")
    one.acknowledge(15, "fire")
    one.silence(35, 1000, "story=flood")
    one.until(500)
    assert one.told[2:] == ["10 duty escalation: fire", "10 duty escalation: flood", "30 chief escalation: flood"]
    assert [group.over for group in one.ledger.groups.values()] == ["acknowledged by ana", "silence 1 by ana: known"]


def test_an_escalation_keeps_no_quiet_time_and_begins_with_a_message_only() -> None:
    one = escalating(NIGHTFALL, mute=Quiet(("night",)))
    one.match(59, "before")
    one.match(61, "deferred")
    one.until(8 * 60)
    assert one.told == [
        "59 desk root: before", "69 duty escalation: before", "89 chief escalation: before",
        "99 duty escalation: before", "119 chief escalation: before",
    ]  # fmt: skip


# --- what is configured no more ---


def test_what_is_owed_to_a_receiver_that_is_gone_is_told_to_the_root() -> None:
    route = Route("desk", routes=(Route("gone", when("rule=a")),))
    one = desk(route)
    one.match(0, "fire", "a")
    one.until(1)
    assert one.told == ["0 desk root: fire"]
    assert one.ledger.tellings[0].note == "for gone, which is configured no more"


@pytest.mark.parametrize("action", [Action.DEFER, Action.DIGEST])
def test_where_no_receiver_is_left_what_is_owed_is_dropped_with_that_reason(action: Action) -> None:
    one = desk(quiet(action), NIGHTFALL)
    one.match(90, "late")
    one.until(95)
    one.policy = Policy()
    one.until(24 * 60)
    assert [(item.kind, item.reason) for item in one.items] == [(Kind.DROPPED, "no receiver is configured any more")]


class Asked(dict[str, TimeInterval]):
    """Time intervals that count how often one of them is asked for."""

    times = 0

    def __getitem__(self, name: str) -> TimeInterval:
        self.times += 1
        return super().__getitem__(name)


@pytest.mark.parametrize("stories", [1, 30])
def test_a_quiet_time_is_worked_out_once_a_turn_however_much_waits(stories: int) -> None:
    one = desk(quiet(Action.DIGEST), NIGHTFALL, desk=Terms(digest=DigestPlan(max_items=100)))
    one.until(90)
    one.policy = replace(one.policy, intervals=(asked := Asked(one.policy.intervals)))
    labels = [{"story": str(number), "severity": "low"} for number in range(stories)]
    one.ledger.owe([Owed("ports", "desk", "root", each) for each in labels], one.now, ("0", 1))
    turn(one.ledger, one.policy, one.now)
    assert one.kinds == [Kind.QUEUED] * stories
    assert asked.times == 2, "the route names two"
