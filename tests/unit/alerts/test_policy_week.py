"""Random weeks over both clock changes: every match ends once, nothing is told twice, and quiet is quiet."""

from __future__ import annotations

import pickle
from collections import Counter
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alerts.policy.caps import Rate
from alerts.policy.digests import DigestPlan
from alerts.policy.dispatch import turn
from alerts.policy.escalation import Escalation, Step
from alerts.policy.inhibition import Inhibition
from alerts.policy.intervals import pause
from alerts.policy.ledger import OPEN, Item, Kind, Purpose, Telling
from alerts.policy.memory import MemoryLedger
from alerts.policy.routes import Action, Quiet, Route
from alerts.policy.silences import silenced_by
from alerts.policy.simulate import next_time
from alerts.policy.terms import Policy, Terms
from tests.unit.alerts.policy_desk import BERLIN, INTERVALS, Desk, policy, when

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
WEEKS = [datetime(2026, 3, 26, 23, tzinfo=UTC), datetime(2026, 10, 22, 22, tzinfo=UTC)]
LATEST = 21 * 24 * 60
"""Minutes after the start at which nothing is open any more: the longest digest and the longest quiet time are over."""


@dataclass(frozen=True)
class Event:
    minute: int
    what: str
    story: str
    rule: str = ""
    severity: str = "medium"


events = st.lists(
    st.builds(
        Event,
        minute=st.integers(0, 7 * 24 * 60),
        what=st.sampled_from(["match"] * 12 + ["silence", "ack"]),
        story=st.sampled_from(["fire", "flood", "storm"]),
        rule=st.sampled_from(["broad", "narrow", "other"]),
        severity=st.sampled_from(["low", "medium", "critical"]),
    ),
    max_size=30,
).map(lambda found: sorted(found, key=lambda event: event.minute))
quiets = st.none() | st.builds(
    Quiet, st.sampled_from([("night",), ("weekend",), ("night", "weekend")]), st.sampled_from(Action)
)
plans = st.sampled_from(
    [None, DigestPlan("30 7 * * 1-5", BERLIN, send_empty=True), DigestPlan("30 2 * * *", BERLIN),
     DigestPlan(max_items=3), DigestPlan(max_delay=4 * HOUR, max_items=5)]
)  # fmt: skip
rates = st.sampled_from([None, Rate(1, HOUR), Rate(3, 6 * HOUR)])
terms = st.builds(Terms, rates, plans)
routes = st.builds(
    lambda mute, active, below, wait: Route(
        "desk", mute=mute, group_wait=wait, group_interval=30 * MINUTE, group_ttl=DAY, escalation="chain",
        routes=(Route("duty", when("severity=critical"), proceed=True, active=active), Route(mute=below)),
    ),
    quiets, st.none() | st.just(Quiet(("office",))), quiets, st.sampled_from([timedelta(0), 5 * MINUTE]),
)  # fmt: skip
INHIBITION = Inhibition("narrow", when("rule=narrow"), when("rule=broad"), ("story",), 2 * HOUR)
CHAIN = Escalation("chain", (Step(10 * MINUTE, "chief"),), repeat=2)


def policies(route: Route, desk: Terms, duty: Terms) -> Policy:
    plain = policy(route, desk=desk, duty=duty, chief=Terms())
    return replace(plain, inhibitions=(INHIBITION,), escalations={"chain": CHAIN})


def lived(desk: Desk, week: list[Event]) -> Desk:
    for number, event in enumerate(week, 1):
        if event.what == "match":
            desk.match(event.minute, event.story, event.rule, severity=event.severity)
        elif event.what == "silence":
            desk.silence(event.minute, event.minute + 600, f"story={event.story}", number=number)
        else:
            desk.acknowledge(event.minute, event.story)
    desk.until(LATEST)
    return desk


WORLD = (st.sampled_from(WEEKS), events, routes, terms, terms)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@QUICK
@given(*WORLD)
def test_every_match_has_one_end_and_is_told_at_most_once(
    start: datetime, week: list[Event], route: Route, first: Terms, second: Terms
) -> None:
    desk = lived(Desk(route, policies(route, first, second), start), week)
    assert [item for item in desk.items if item.kind in OPEN] == []
    ends = Counter(change.item.id for _, change in desk.ledger.steps if change.kind not in OPEN)
    assert ends == Counter(item.id for item in desk.items)
    told = Counter(item.id for one in desk.ledger.tellings if one.purpose != Purpose.ESCALATION for item in one.items)
    told_items = [item.id for item in desk.items if item.kind in (Kind.NOTIFIED, Kind.DIGESTED)]
    assert told == Counter(told_items)
    assert all(item.reason for item in desk.items)


@QUICK
@given(*WORLD)
def test_nothing_is_told_in_a_quiet_time_in_a_silence_or_beyond_a_rate(
    start: datetime, week: list[Event], route: Route, first: Terms, second: Terms
) -> None:
    desk = lived(Desk(route, policies(route, first, second), start), week)
    silences = list(desk.ledger._silences.values())
    for one in desk.ledger.tellings:
        assert all(silenced_by(silences, item.labels, one.at) is None for item in one.items)
        assert not any(pause(desk.policy.route(item), INTERVALS, one.at) for item in one.items) or at_any_hour(one)
    for receiver, has in desk.policy.receivers.items():
        if has.rate is not None:
            at = [one.at for one in desk.ledger.tellings if one.receiver == receiver]
            assert all(late - early >= has.rate.per for early, late in zip(at, at[has.rate.most :], strict=False))


def at_any_hour(telling: Telling) -> bool:
    """Whoever is named by an escalation, and who wrote a schedule, is told at any hour."""
    return telling.purpose == Purpose.ESCALATION or (
        telling.purpose == Purpose.DIGEST and telling.note == "as scheduled"
    )


@QUICK
@given(*WORLD, st.lists(st.integers(0, LATEST * 60), max_size=40).map(sorted))
def test_further_turns_and_restarts_change_nothing(
    start: datetime, week: list[Event], route: Route, first: Terms, second: Terms, seconds: list[int]
) -> None:
    usual = lived(Desk(route, policies(route, first, second), start), week)
    restless = lived(Restless(route, policies(route, first, second), start, extra=tuple(seconds)), week)
    assert restless.ledger.tellings == usual.ledger.tellings
    assert restless.ledger.items == usual.ledger.items


class Restless(Desk):
    """Takes turns at other times too, and each with a ledger that was written down and read again."""

    def __init__(self, route: Route, rules: Policy, start: datetime, extra: tuple[int, ...]) -> None:
        self.extra = [start + timedelta(seconds=second) for second in extra]
        super().__init__(route, rules, start)

    def until(self, minute: float) -> None:
        end = self.start + timedelta(minutes=minute)
        self.again()
        while (now := min([next_time(self.ledger, self.policy, self.now), *self.waiting()])) <= end:
            self.now = now
            self.again()
        self.now = end

    def waiting(self) -> list[datetime]:
        return [at for at in self.extra if at > self.now]

    def again(self) -> None:
        self.ledger: MemoryLedger = pickle.loads(pickle.dumps(self.ledger))
        turn(self.ledger, self.policy, self.now)


@QUICK
@given(st.sampled_from(WEEKS), events)
def test_each_night_without_other_terms_ends_with_one_summary(start: datetime, week: list[Event]) -> None:
    route = Route("desk", mute=Quiet(("night",)))
    desk = lived(Desk(route, policy(route), start), [event for event in week if event.what == "match"])
    summaries = [one.at for one in desk.ledger.tellings if one.purpose == Purpose.SUMMARY]
    assert all((at.astimezone(BERLIN).hour, at.astimezone(BERLIN).minute) == (6, 30) for at in summaries)
    assert all(later - earlier >= 23 * HOUR for earlier, later in pairwise(summaries))
    late = [item for item in desk.items if INTERVALS["night"].is_active(item.at)]
    assert sorted(item.id for item in late) == sorted(item.id for item in summed(desk))


def summed(desk: Desk) -> list[Item]:
    return [item for one in desk.ledger.tellings if one.purpose == Purpose.SUMMARY for item in one.items]
