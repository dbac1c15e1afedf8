"""Deliveries: one at a time in a lane, in time order, each taken by one sender only, every attempt recorded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from monitor.archive import Archive
from monitor.domain.notification import Delivery, Outcome, Result, State, Target
from monitor.errors import NotFound
from monitor.ports import STEP_ASIDE
from monitor.testing import START, a_version, telling

DESK = Target("desk", "email", "desk@agency.example")
CHAT = Target("desk", "slack", "C0123")
LEASE = 60.0
OK = Outcome(Result.ACCEPTED, receipt="250 queued")
LATER = Outcome(Result.RETRY, "451 try again")
NEVER = Outcome(Result.REFUSED_TARGET, "550 no such user")


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def queue(archive: Archive, *keys: str, to: tuple[Target, ...] = (DESK,)) -> None:
    for key in keys:
        archive.articles.keep(a_version(key), telling(*to))


def claim(archive: Archive, seconds: float = 0, limit: int = 10) -> list[Delivery]:
    return archive.outbox.claim(after(seconds), LEASE, limit)


def names(deliveries: list[Delivery]) -> list[tuple[str, str]]:
    return [(item.notification.url.rpartition("/")[2], item.channel) for item in deliveries]


def fail(archive: Archive, delivery: Delivery, seconds: float, retry: float) -> None:
    assert archive.outbox.finish(delivery, LATER, after(seconds), after(retry), 0.5)


def test_a_lane_gives_its_oldest_and_one_at_a_time(archive: Archive) -> None:
    queue(archive, "1", "2")
    [first] = claim(archive)
    assert (names([first]), first.state, len(first.lease_token)) == ([("1", "email")], State.SENDING, 32)
    assert claim(archive) == []
    assert archive.outbox.finish(first, OK, after(1), None, 0.2)
    assert names(claim(archive, 1)) == [("2", "email")]


def test_lanes_do_not_wait_for_each_other(archive: Archive) -> None:
    queue(archive, "1", "2", to=(DESK, CHAT))
    email, slack = claim(archive)
    assert names([email, slack]) == [("1", "email"), ("1", "slack")]
    fail(archive, email, 1, 100)
    assert archive.outbox.finish(slack, OK, after(1), None, 0.2)
    assert names(claim(archive, 2)) == [("2", "slack")]


def test_the_same_target_under_another_receiver_is_another_lane(archive: Archive) -> None:
    queue(archive, "1", to=(DESK, Target("night", DESK.channel, DESK.target)))
    assert [item.receiver for item in claim(archive)] == ["desk", "night"]


def test_the_limit_holds_and_the_oldest_go_first(archive: Archive) -> None:
    queue(archive, "1", to=tuple(Target(f"r{number}", "slack", "C1") for number in range(5)))
    assert [item.receiver for item in claim(archive, limit=2)] == ["r0", "r1"]
    assert [item.receiver for item in claim(archive)] == ["r2", "r3", "r4"]


def test_the_oldest_holds_its_lane_while_it_waits(archive: Archive) -> None:
    queue(archive, "1", "2")
    fail(archive, claim(archive)[0], 1, 100)
    assert claim(archive, 99) == []
    [again] = claim(archive, 100)
    assert (names([again]), again.attempts) == ([("1", "email")], 1)


def _step_aside(archive: Archive, seconds: float, retry: float) -> None:
    """Let the lane's oldest delivery fail as often as it takes, then wait until ``retry``."""
    for number in range(1, STEP_ASIDE + 1):
        [delivery] = claim(archive, seconds)
        fail(archive, delivery, seconds, seconds if number < STEP_ASIDE else retry)


def test_one_that_failed_often_lets_the_others_pass(archive: Archive) -> None:
    queue(archive, "1", "2")
    _step_aside(archive, 0, 50)
    [second] = claim(archive, 1)
    assert names([second]) == [("2", "email")]
    assert claim(archive, 50) == [], "at most one of a lane is out, also when the other's time has come"
    assert archive.outbox.finish(second, OK, after(51), None, 0.2)
    assert names(claim(archive, 51)) == [("1", "email")]


def test_one_that_stepped_aside_goes_first_again_when_its_time_has_come(archive: Archive) -> None:
    queue(archive, "1", "2", "3")
    _step_aside(archive, 0, 100)
    assert names(claim(archive, 100)) == [("1", "email")]


def test_several_that_stepped_aside_go_one_by_one(archive: Archive) -> None:
    queue(archive, "1", "2", "3")
    _step_aside(archive, 0, 100)
    _step_aside(archive, 1, 100)
    assert names(claim(archive, 100)) == [("1", "email")]
    assert claim(archive, 100) == []


def test_a_lease_that_ran_out_is_claimed_again_and_the_late_sender_is_fenced_off(archive: Archive) -> None:
    queue(archive, "1", "2")
    [slow] = claim(archive)
    assert claim(archive, LEASE - 1) == []
    [fresh] = claim(archive, LEASE)
    assert (fresh.id, fresh.key) == (slow.id, slow.key)
    assert fresh.lease_token != slow.lease_token
    assert not archive.outbox.finish(slow, NEVER, after(61), None, 61)
    assert archive.outbox.finish(fresh, OK, after(62), None, 0.2)
    assert not archive.outbox.finish(fresh, NEVER, after(63), None, 0.2), "finished is finished"
    assert [item.state for item in archive.outbox.deliveries()] == [State.PENDING, State.SENT]
    assert len(archive.outbox.attempts(slow.id)) == 1


def test_release_gives_every_lease_back(archive: Archive) -> None:
    queue(archive, "1", to=(DESK, CHAT))
    lost = claim(archive)
    assert archive.outbox.release() == 2
    assert not archive.outbox.finish(lost[0], OK, after(1), None, 0.2)
    assert len(claim(archive, 1)) == 2
    assert archive.outbox.counts() == {"pending": 0, "sending": 2, "sent": 0, "dead": 0}


def test_every_attempt_is_recorded_with_its_end(archive: Archive) -> None:
    queue(archive, "1")
    fail(archive, claim(archive)[0], 1, 10)
    assert archive.outbox.finish(claim(archive, 10)[0], OK, after(11), after(99), 0.25)
    [sent] = archive.outbox.deliveries(["sent"])
    assert (sent.attempts, sent.sent_at, sent.receipt, sent.last_error) == (2, after(11), "250 queued", "")
    first, second = archive.outbox.attempts(sent.id)
    assert (first.result, first.detail, first.ended_at, first.retry_at) == ("retry", LATER.detail, after(1), after(10))
    assert (second.result, second.receipt, second.seconds, second.retry_at) == ("accepted", "250 queued", 0.25, None)


def test_a_dead_delivery_frees_its_lane_and_can_be_tried_again(archive: Archive) -> None:
    queue(archive, "1", "2")
    [first] = claim(archive)
    assert archive.outbox.finish(first, NEVER, after(1), None, 0.2)
    assert [item.last_error for item in archive.outbox.deliveries(["dead"])] == [NEVER.detail]
    [second] = claim(archive, 1)
    archive.outbox.retry(first.id, after(2))
    assert archive.outbox.finish(second, OK, after(3), None, 0.2)
    assert names(claim(archive, 3)) == [("1", "email")]


def test_a_waiting_delivery_can_be_made_due(archive: Archive) -> None:
    queue(archive, "1")
    [delivery] = claim(archive)
    fail(archive, delivery, 1, 1000)
    archive.outbox.retry(delivery.id, after(2))
    assert names(claim(archive, 2)) == [("1", "email")]


def test_only_what_is_dead_or_waits_can_be_tried_again(archive: Archive) -> None:
    queue(archive, "1")
    [delivery] = claim(archive)
    for number in (delivery.id, delivery.id + 1):
        with pytest.raises(NotFound):
            archive.outbox.retry(number, after(1))


def test_deliveries_are_listed_newest_first_by_state(archive: Archive) -> None:
    queue(archive, "1", "2", "3")
    claim(archive)
    assert names(archive.outbox.deliveries(limit=2)) == [("3", "email"), ("2", "email")]
    assert names(archive.outbox.deliveries(["sending", "dead"])) == [("1", "email")]


def test_threads_that_claim_at_once_never_get_the_same(archive: Archive) -> None:
    queue(archive, "1", "2", to=tuple(Target(f"r{number}", "slack", "C1") for number in range(12)))

    def take(_: int) -> list[Delivery]:
        return claim(archive, limit=2)

    with ThreadPoolExecutor(4) as pool:
        taken = [item for batch in pool.map(take, range(16)) for item in batch]
    assert sorted(item.receiver for item in taken) == sorted(f"r{number}" for number in range(12))
    assert {item.notification.url for item in taken} == {"https://coast-news.example/1"}
