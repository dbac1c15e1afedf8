"""Deliveries: one at a time to a target, a story's in order, each taken by one sender only, every attempt recorded."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from monitor.archive import Archive
from monitor.domain.notification import Delivery, Outcome, Result, State, Target
from monitor.errors import NotFound
from monitor.ports import Ended, Targets, Tried
from monitor.testing import START, a_text, a_version, dispatcher, telling
from monitor.usecases.telling import catch_up

DESK = Target("desk", "email", "desk@agency.example")
CHAT = Target("desk", "slack", "C0123")
LEASE = 60.0
OK = Outcome(Result.ACCEPTED, receipt="250 queued")
LATER = Outcome(Result.RETRY, "451 try again")
BUSY = Outcome(Result.RETRY, "429", retry_after=40)
GONE = Outcome(Result.REFUSED_TARGET, "550 no such user")
NEVER = Outcome(Result.REFUSED_MESSAGE, "554 too large")
DAY = 24 * 3600


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


def queue(archive: Archive, *keys: str, to: tuple[Target, ...] = (DESK,), at: float = 0) -> None:
    """Articles with these keys, told to these targets; a key that is known is told as an edit."""
    for number, key in enumerate(keys):
        text = a_text(body=f"The harbour, {at} {number}.")
        archive.articles.keep(a_version(key, seen_at=after(at), text=text), telling(*to))
        dispatcher(archive, *to, group_interval=timedelta(0))(after(at))


def claim(archive: Archive, seconds: float = 0, limit: int = 10) -> list[Delivery]:
    return archive.outbox.claim(after(seconds), LEASE, limit)


def names(deliveries: list[Delivery]) -> list[tuple[str, str]]:
    return [(item.notification.url.rpartition("/")[2], item.channel) for item in deliveries]


def end(
    archive: Archive, delivery: Delivery, outcome: Outcome, seconds: float, retry: float | None = None
) -> Ended:  # fmt: skip
    retry_at = None if retry is None else after(retry)
    [ended] = archive.outbox.finish_all([Tried(delivery, outcome, after(seconds), retry_at, 0.5)])
    return ended


def states(archive: Archive) -> list[State]:
    return [item.state for item in reversed(archive.outbox.deliveries())]


def test_a_target_gets_one_at_a_time_the_oldest_first(archive: Archive) -> None:
    queue(archive, "1", "2")
    [first] = claim(archive)
    assert (names([first]), first.state, len(first.lease_token)) == ([("1", "email")], State.SENDING, 32)
    assert claim(archive) == []
    assert end(archive, first, OK, 1) is Ended.RECORDED
    assert names(claim(archive, 1)) == [("2", "email")]


def test_targets_do_not_wait_for_each_other(archive: Archive) -> None:
    queue(archive, "1", "2", to=(DESK, CHAT))
    email, slack = claim(archive)
    assert names([email, slack]) == [("1", "email"), ("1", "slack")]
    end(archive, slack, OK, 1)
    assert names(claim(archive, 2)) == [("2", "slack")]


def test_the_same_address_of_another_receiver_is_another_target(archive: Archive) -> None:
    queue(archive, "1", to=(DESK, Target("night", DESK.channel, DESK.target)))
    assert [item.receiver for item in claim(archive)] == ["desk", "night"]


def test_the_limit_holds_and_the_oldest_go_first(archive: Archive) -> None:
    queue(archive, "1", to=tuple(Target(f"r{number}", "slack", "C1") for number in range(5)))
    assert [item.receiver for item in claim(archive, limit=2)] == ["r0", "r1"]
    assert [item.receiver for item in claim(archive)] == ["r2", "r3", "r4"]


def test_a_claim_is_about_the_targets_that_are_named(archive: Archive) -> None:
    queue(archive, "1", to=(DESK, CHAT))
    assert names(archive.outbox.claim(START, LEASE, 10, Targets(but={DESK}))) == [("1", "slack")]
    assert archive.outbox.claim(START, LEASE, 10, Targets(only=())) == []
    assert names(archive.outbox.claim(START, LEASE, 10, Targets(only={DESK, CHAT}))) == [("1", "email")]


def test_what_fails_lets_other_stories_pass_but_not_its_own(archive: Archive) -> None:
    queue(archive, "1")
    queue(archive, "1", "2", at=1)
    end(archive, claim(archive, 2)[0], LATER, 2, 100)
    [other] = claim(archive, 3)
    assert names([other]) == [("2", "email")]
    end(archive, other, OK, 3)
    assert claim(archive, 99) == []
    [again] = claim(archive, 100)
    assert (names([again]), again.notification.version, again.attempts) == ([("1", "email")], 1, 1)
    end(archive, again, OK, 101)
    assert claim(archive, 101)[0].notification.version == 2


def test_a_reply_knows_the_first_message_that_this_target_took(archive: Archive) -> None:
    for at in range(3):
        queue(archive, "1", to=(DESK, CHAT), at=at)
    root, *rest = claim(archive, 3)
    assert root.thread is None
    end(archive, root, NEVER, 3)  # e-mail refused the first: nothing was sent, so the second is the first
    end(archive, rest[0], Outcome(Result.ACCEPTED, receipt="17.5"), 3)
    mail, chat = claim(archive, 4)
    assert mail.thread is None
    assert chat.thread is not None
    assert (chat.thread.key, chat.thread.receipt) == (rest[0].key, "17.5")
    end(archive, mail, OK, 4)
    [third] = claim(archive, 5)
    assert third.thread is not None
    assert third.thread.key == mail.key


def test_what_a_target_asks_for_holds_all_of_it(archive: Archive) -> None:
    queue(archive, "1", "2", to=(DESK, CHAT))
    email, slack = claim(archive)
    end(archive, slack, OK, 0)
    end(archive, email, BUSY, 1, 3)
    assert names(claim(archive, 40)) == [("2", "slack")]
    assert names(claim(archive, 41)) == [("1", "email")]


def test_a_target_that_refuses_everything_is_parked_with_all_that_waits_for_it(archive: Archive) -> None:
    queue(archive, "1", "2")
    [first] = claim(archive)
    assert end(archive, first, GONE, 1, 600) is Ended.PARKED
    queue(archive, "3", at=2)
    assert states(archive) == [State.PARKED] * 3
    assert claim(archive, 599) == []
    [probe] = claim(archive, 600)
    assert names([probe]) == [("1", "email")]
    assert end(archive, probe, GONE, 601, 1200) is Ended.RECORDED, "it was parked before"
    assert claim(archive, 1199) == []
    assert end(archive, claim(archive, 1200)[0], LATER, 1201, 1210) is Ended.RECORDED
    assert end(archive, claim(archive, 1210)[0], OK, 1211) is Ended.RELEASED
    assert states(archive) == [State.SENT, State.PENDING, State.PENDING]
    assert names(claim(archive, 1211)) == [("2", "email")]


def test_a_refused_message_frees_a_parked_target_too(archive: Archive) -> None:
    queue(archive, "1", "2")
    end(archive, claim(archive)[0], GONE, 1, 600)
    assert end(archive, claim(archive, 600)[0], NEVER, 601) is Ended.RELEASED
    assert states(archive) == [State.DEAD, State.PENDING]


@pytest.mark.parametrize("how", ["restart", "receiver", "all", "one"])
def test_parked_deliveries_are_released_by_hand_and_by_a_restart(archive: Archive, how: str) -> None:
    queue(archive, "1", "2")
    end(archive, claim(archive)[0], GONE, 1, 600)
    if how == "one":
        archive.outbox.retry(archive.outbox.deliveries()[0].id, after(2))
    else:
        release = {
            "restart": lambda: archive.outbox.release(after(2)),
            "receiver": lambda: archive.outbox.retry_receiver("desk", after(2)),
            "all": lambda: archive.outbox.retry_parked(after(2)),
        }
        assert release[how]() == 2
    assert archive.outbox.retry_receiver("night", after(2)) == 0
    assert states(archive) == [State.PENDING, State.PENDING]
    assert names(claim(archive, 2)) == [("1", "email")]


def test_a_lease_that_ran_out_is_claimed_again_and_the_late_sender_is_fenced_off(archive: Archive) -> None:
    queue(archive, "1", "2")
    [slow] = claim(archive)
    assert claim(archive, LEASE - 1) == []
    [fresh] = claim(archive, LEASE)
    assert (fresh.id, fresh.key) == (slow.id, slow.key)
    assert fresh.lease_token != slow.lease_token
    assert end(archive, slow, GONE, 61, 600) is Ended.FENCED
    assert end(archive, fresh, OK, 62) is Ended.RECORDED
    assert end(archive, fresh, GONE, 63, 600) is Ended.FENCED, "finished is finished"
    assert states(archive) == [State.SENT, State.PENDING]
    assert len(archive.ways.delivery(slow.id).attempts) == 1


def test_release_gives_every_lease_back(archive: Archive) -> None:
    queue(archive, "1", to=(DESK, CHAT))
    lost = claim(archive)
    assert archive.outbox.release(after(1)) == 2
    assert end(archive, lost[0], OK, 1) is Ended.FENCED
    assert len(claim(archive, 1)) == 2
    counts = {state: number for state, number in archive.outbox.counts().items() if number}
    assert counts == {"sending": 2}


def test_every_attempt_is_recorded_with_its_end(archive: Archive) -> None:
    queue(archive, "1")
    end(archive, claim(archive)[0], LATER, 1, 10)
    end(archive, claim(archive, 10)[0], OK, 11)
    [sent] = archive.outbox.deliveries(["sent"])
    assert (sent.attempts, sent.sent_at, sent.receipt, sent.last_error) == (2, after(11), "250 queued", "")
    first, second = archive.ways.delivery(sent.id).attempts
    assert (first.result, first.detail, first.ended_at, first.retry_at) == ("retry", LATER.detail, after(1), after(10))
    assert (second.result, second.receipt, second.seconds, second.retry_at) == ("accepted", "250 queued", 0.5, None)


def test_a_dead_delivery_lets_the_next_pass_and_can_be_tried_again(archive: Archive) -> None:
    queue(archive, "1", "2")
    [first] = claim(archive)
    end(archive, first, NEVER, 1)
    assert [item.last_error for item in archive.outbox.deliveries(["dead"])] == [NEVER.detail]
    [second] = claim(archive, 1)
    archive.outbox.retry(first.id, after(2))
    end(archive, second, OK, 3)
    assert names(claim(archive, 3)) == [("1", "email")]


def test_a_waiting_delivery_can_be_made_due_or_dropped(archive: Archive) -> None:
    queue(archive, "1", "2")
    [delivery] = claim(archive)
    end(archive, delivery, LATER, 1, 1000)
    archive.outbox.retry(delivery.id, after(2))
    assert names(claim(archive, 2)) == [("1", "email")]
    archive.outbox.drop(archive.outbox.deliveries()[0].id, "told by telephone")
    assert states(archive) == [State.SENDING, State.DROPPED]
    assert archive.outbox.deliveries()[0].last_error == "told by telephone"


def test_what_waits_for_a_receiver_is_due_at_once_whatever_time_its_target_asked_for(archive: Archive) -> None:
    queue(archive, "1")
    end(archive, claim(archive)[0], LATER, 1, 1000)
    assert archive.outbox.retry_receiver("night", after(2)) == 0
    assert claim(archive, 2) == []
    assert archive.outbox.retry_receiver("desk", after(2)) == 1
    assert names(claim(archive, 2)) == [("1", "email")]


def test_what_is_sent_or_out_is_neither_tried_again_nor_dropped(archive: Archive) -> None:
    queue(archive, "1")
    [delivery] = claim(archive)
    for number in (delivery.id, delivery.id + 1):
        with pytest.raises(NotFound):
            archive.outbox.retry(number, after(1))
        with pytest.raises(NotFound):
            archive.outbox.drop(number, "no more")


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


def test_what_waited_too_long_is_named_in_one_message(archive: Archive) -> None:
    queue(archive, "1", "2")
    queue(archive, "3", at=60)
    end(archive, claim(archive)[0], LATER, 1, 10)
    assert archive.outbox.expire(after(DAY - 1), catch_up) == 0
    assert archive.outbox.expire(after(DAY), catch_up) == 2
    assert archive.outbox.expire(after(DAY + 60), catch_up) == 1
    assert states(archive) == [State.EXPIRED] * 3 + [State.PENDING]
    [message] = claim(archive, DAY + 61)
    told = message.notification
    assert (told.purpose, told.note) == ("catch-up", "3 messages were not delivered in time")
    assert [brief.url.rpartition("/")[2] for brief in told.briefs] == ["1", "2", "3"]
    [article] = archive.articles.ids_of("https://coast-news.example/3")
    deliveries = [item for message in archive.ways.messages(article) for item in message.deliveries]
    assert [item.state for item in deliveries] == [State.EXPIRED, State.SENDING]


def test_a_message_that_was_tried_is_never_changed(archive: Archive) -> None:
    queue(archive, "1")
    queue(archive, "2", at=60)
    archive.outbox.expire(after(DAY), catch_up)
    end(archive, claim(archive, DAY)[0], LATER, DAY, DAY + 50)  # the second one
    [first] = claim(archive, DAY + 1)
    end(archive, first, LATER, DAY + 1, DAY + 2)
    archive.outbox.expire(after(DAY + 60), catch_up)
    [again] = claim(archive, DAY + 61)
    assert (again.key, again.notification) == (first.key, first.notification)
    end(archive, again, OK, DAY + 62)
    assert [brief.url for brief in claim(archive, DAY + 63)[0].notification.briefs] == ["https://coast-news.example/2"]


def test_a_message_that_catches_up_ends_in_silence(archive: Archive) -> None:
    queue(archive, "1")
    archive.outbox.expire(after(DAY), catch_up)
    assert archive.outbox.expire(after(40 * DAY), catch_up) == 1
    assert states(archive) == [State.EXPIRED, State.EXPIRED]
