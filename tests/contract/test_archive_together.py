"""What is written together ends as if it had been written one by one: messages of a turn, and ends of attempts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from alerts.policy.ledger import Group, Purpose, Telling
from monitor.archive import Archive
from monitor.archive.ledger import MOST
from monitor.domain.notification import Delivery, Outcome, Result, State, Target
from monitor.ports import Ended, Tried
from monitor.testing import START, a_text, a_version, dispatcher, telling
from monitor.usecases.telling import Composer

TARGETS = tuple(Target(f"r{number}", "slack", "C1") for number in range(4))
LATER = START + timedelta(minutes=1)


def test_attempts_that_end_together_end_each_in_its_own_way(archive: Archive) -> None:
    archive.articles.keep(a_version(), telling(*TARGETS))
    dispatcher(archive, *TARGETS)(START)
    taken, later, refused, late = archive.outbox.claim(START, 60, 10)
    ends = archive.outbox.finish_all([
        tried(taken, Outcome(Result.ACCEPTED, receipt="ok")),
        tried(later, Outcome(Result.RETRY, "503")),
        tried(refused, Outcome(Result.REFUSED_TARGET, "no such channel")),
        tried(replace(late, lease_token="of somebody else"), Outcome(Result.ACCEPTED)),
    ])  # fmt: skip
    assert ends == [Ended.RECORDED, Ended.RECORDED, Ended.PARKED, Ended.FENCED]
    found = list(reversed(archive.outbox.deliveries()))
    assert [(one.state, one.attempts, one.receipt, one.last_error) for one in found] == [
        (State.SENT, 1, "ok", ""), (State.PENDING, 1, "", "503"), (State.PARKED, 1, "", "no such channel"),
        (State.SENDING, 0, "", ""),
    ]  # fmt: skip
    assert [one.sent_at for one in found] == [START, None, None, None]
    assert [len(archive.ways.delivery(one.id).attempts) for one in found] == [1, 1, 1, 0]


def tried(delivery: Delivery, outcome: Outcome) -> Tried:
    return Tried(delivery, outcome, START, None if outcome.result is Result.ACCEPTED else LATER, 0.1)


def test_messages_of_one_thread_that_are_told_in_one_turn_have_one_subject(archive: Archive) -> None:
    for number in (1, 2):
        archive.articles.keep(a_version(str(number), text=a_text(f"Report {number}")), telling(TARGETS[0]))
    with archive.alerts.turn(Composer({}), {"r0": TARGETS[:1]}) as ledger:
        items = ledger.arrived(10)
        (group,) = ledger.save([Group(0, "r0", "root", "{}", items[0].story, START, START)])
        for purpose, item in zip((Purpose.ROOT, Purpose.UPDATE), items, strict=True):
            ledger.tell(Telling("r0", purpose, START, purpose.value, (item,), group.id, group.story))
    first, second = (one.notification for one in reversed(archive.outbox.deliveries()))
    assert (first.headline, second.headline) == ("Report 1", "Report 2")
    assert first.topic == second.topic == "High: Report 1"


def test_a_turn_may_tell_more_than_is_written_at_once(archive: Archive) -> None:
    many = 2 * MOST + 1
    with archive.alerts.turn(Composer({}), {"r0": TARGETS[:1]}) as ledger:
        for number in range(many):
            ledger.tell(Telling("r0", Purpose.DIGEST, START, f"key-{number}"))
    assert archive.outbox.counts()["pending"] == many
