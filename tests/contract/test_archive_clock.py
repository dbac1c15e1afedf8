"""The clock was some hours fast and is set back: nothing in the archive waits until it is as late once more."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from alerts.policy.caps import Rate
from alerts.policy.digests import DigestPlan
from alerts.policy.dispatch import turn
from alerts.policy.escalation import Escalation, Step
from alerts.policy.ledger import Acknowledgement
from alerts.policy.routes import ROOT, Resolved
from alerts.policy.terms import Policy, Terms
from monitor.archive import Archive
from monitor.domain.notification import Outcome, Result, Target
from monitor.ports import Tried
from monitor.testing import START, a_version, telling
from monitor.usecases.telling import Composer

DESK, CHIEF = Target("desk", "email", "desk@agency.example"), Target("chief", "email", "chief@agency.example")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
FAST = 5 * HOUR
LEASE = 60.0


def policy(terms: Terms, **route: object) -> Policy:
    receivers = {"desk": terms, "chief": Terms()}
    return Policy({ROOT: Resolved(ROOT, "desk", **route)}, receivers, fallback="desk")  # type: ignore[arg-type]


def take_turn(archive: Archive, by: Policy, now: datetime) -> None:
    with archive.alerts.turn(Composer({}), {"desk": (DESK,), "chief": (CHIEF,)}) as ledger:
        turn(ledger, by, now)


def arrive(archive: Archive, *keys: str, at: datetime) -> None:
    for key in keys:
        archive.articles.keep(a_version(key, seen_at=at), telling(DESK))


def purposes(archive: Archive) -> list[str]:
    """Why each message was sent, in order."""
    return [item.notification.purpose for item in reversed(archive.outbox.deliveries())]


def set_back(archive: Archive) -> None:
    assert archive.outbox.clock_set_back(START, FAST)


def test_a_delivery_that_waits_and_one_that_is_out_come_as_much_sooner(archive: Archive) -> None:
    arrive(archive, "1", "2", at=START + FAST)
    take_turn(archive, policy(Terms()), START + FAST)
    first, *_ = archive.outbox.claim(START + FAST, LEASE, 1)
    later = Outcome(Result.RETRY, "429", retry_after=40)
    archive.outbox.finish_all([Tried(first, later, START + FAST, START + FAST + timedelta(seconds=10), 0.5)])
    assert archive.outbox.claim(START + MINUTE, LEASE, 10) == []
    set_back(archive)
    assert archive.outbox.claim(START + timedelta(seconds=39), LEASE, 10) == []
    [again] = archive.outbox.claim(START + timedelta(seconds=40), LEASE, 10)
    assert again.id == first.id


def test_a_sender_that_died_holds_its_delivery_no_longer_than_its_lease(archive: Archive) -> None:
    arrive(archive, "1", at=START + FAST)
    take_turn(archive, policy(Terms()), START + FAST)
    assert archive.outbox.claim(START + FAST, LEASE, 1)
    set_back(archive)
    assert archive.outbox.claim(START + timedelta(seconds=LEASE - 1), LEASE, 1) == []
    assert archive.outbox.claim(START + timedelta(seconds=LEASE), LEASE, 1)


def test_what_is_beyond_a_rate_is_told_when_the_right_clock_says_that_there_is_room(archive: Archive) -> None:
    by = policy(Terms(Rate(1, HOUR)))
    arrive(archive, "1", "2", at=START + FAST)
    take_turn(archive, by, START + FAST)
    assert purposes(archive) == ["root"]
    set_back(archive)
    take_turn(archive, by, START + HOUR - MINUTE)
    assert purposes(archive) == ["root"], "the first was told less than an hour ago"
    take_turn(archive, by, START + HOUR)
    assert purposes(archive) == ["root", "overflow"]


@pytest.mark.parametrize("plan", [DigestPlan("0 * * * *"), DigestPlan(max_delay=HOUR)], ids=["schedule", "delay"])
def test_a_digest_comes_at_its_next_time(archive: Archive, plan: DigestPlan) -> None:
    by = policy(Terms(digest=plan))
    take_turn(archive, by, START + FAST)  # a schedule is counted from here
    arrive(archive, "1", at=START + FAST)
    take_turn(archive, by, START + FAST)
    set_back(archive)
    take_turn(archive, by, START + MINUTE)
    assert purposes(archive) == []
    take_turn(archive, by, START + HOUR)
    assert purposes(archive) == ["digest"]


def test_who_takes_over_by_the_right_clock_ends_what_a_fast_one_began(archive: Archive) -> None:
    chain = Escalation("chain", (Step(10 * MINUTE, "chief"),))
    by = replace(policy(Terms(), escalation="chain", group_ttl=30 * MINUTE), escalations={"chain": chain})
    arrive(archive, "1", at=START + FAST)
    take_turn(archive, by, START + FAST)
    set_back(archive)
    archive.alerts.acknowledge(Acknowledgement(a_version("1").article_id, "Ada", START + MINUTE))
    take_turn(archive, by, START + 10 * MINUTE)
    assert purposes(archive) == ["root"]
