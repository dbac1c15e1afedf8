"""What became of matches, as lists and step by step: of articles and of events."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from alerts.policy.ledger import Acknowledgement, Change, Kind
from monitor.archive import Archive
from monitor.archive.alert_list import Wanted
from monitor.domain.notification import Outcome, Result, Target
from monitor.errors import NotFound
from monitor.ports import Tried
from monitor.testing import START, a_text, a_version, dispatcher, telling
from monitor.usecases.telling import Composer

DESK, DUTY = Target("desk", "email", "desk@agency.example"), Target("duty", "slack", "C1")
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
EVERYTHING = Wanted(START - HOUR)


def keep(archive: Archive, key: str, *targets: Target, hours: int = 0) -> str:
    """An article that somebody is owed; its id."""
    new = a_version(key, seen_at=START + hours * HOUR, text=a_text(f"Report {key}"))
    return archive.articles.keep(new, telling(*targets)).version.article_id


def test_alerts_are_listed_newest_first_and_narrowed(archive: Archive) -> None:
    early, late = keep(archive, "1", DESK), keep(archive, "2", DESK, DUTY, hours=1)
    dispatcher(archive, DESK, DUTY)(START + HOUR + MINUTE)
    found = archive.alerts.listed(EVERYTHING)
    assert [(one.article_id, one.receiver) for one in found] == [(late, "duty"), (late, "desk"), (early, "desk")]
    newest = found[0]
    assert (newest.kind, newest.at, newest.since) == ("notified", START + HOUR, START + HOUR + MINUTE)
    assert (newest.headline, newest.source_id, newest.story) == ("Report 2", "coast-news", late)
    assert [one[1:] for one in newest.deliveries] == [("slack", "C1", "pending")]
    narrowed = {
        "since": replace(EVERYTHING, since=START + MINUTE),
        "receiver": replace(EVERYTHING, receiver="desk"),
        "limit": replace(EVERYTHING, limit=1),
        "kinds": replace(EVERYTHING, kinds=["silenced", "waiting"]),
        "rule": replace(EVERYTHING, rule="piers"),
        "source": replace(EVERYTHING, source="coast-news", kinds=["notified"]),
    }
    counts = {name: len(archive.alerts.listed(wanted)) for name, wanted in narrowed.items()}
    assert counts == {"since": 2, "receiver": 2, "limit": 1, "kinds": 0, "rule": 0, "source": 3}


def test_a_match_without_a_receiver_is_listed_with_its_story(archive: Archive) -> None:
    article = keep(archive, "1")
    (found,) = archive.alerts.listed(EVERYTHING)
    assert (found.receiver, found.kind, found.story, found.since, found.deliveries) == (
        "",
        "no route",
        article,
        START,
        (),
    )


def test_what_is_deferred_says_until_when_at_each_step(archive: Archive) -> None:
    article = keep(archive, "1", DESK)
    for hours in (1, 2):
        with archive.alerts.turn(Composer({}), {}) as ledger:
            (item,) = ledger.arrived(10)
            change = Change(item, Kind.WAITING, f"quiet {hours}", START + hours * HOUR)
            ledger.change([change], START + hours * MINUTE)
    assert [(step.kind, step.reason, step.until) for step in archive.ways.steps(article)] == [
        ("waiting", "", None),
        ("waiting", "quiet 1", START + HOUR),
        ("waiting", "quiet 2", START + 2 * HOUR),
    ]
    (found,) = archive.alerts.listed(EVERYTHING)
    assert (found.since, found.until) == (START + 2 * MINUTE, START + 2 * HOUR)


def test_the_newest_acknowledgement_of_a_story_is_listed_and_all_are_known(archive: Archive) -> None:
    story = keep(archive, "1", DESK)
    keep(archive, "2", DESK)
    first, second = (Acknowledgement(story, by, START, "calling") for by in ("ana", "bo"))
    for one in (first, second, second):
        archive.alerts.acknowledge(one)
    assert archive.alerts.acknowledgements([story, "other"]) == [first, second]
    assert [one.acknowledged for one in archive.alerts.listed(EVERYTHING)] == [None, second]


def test_a_reply_names_the_first_message_of_its_thread(archive: Archive) -> None:
    dispatch = dispatcher(archive, DESK, group_interval=timedelta(0))
    article = keep(archive, "1", DESK)
    dispatch(START)
    (root,) = archive.outbox.claim(START, 60, 1)
    archive.outbox.finish_all([Tried(root, Outcome(Result.ACCEPTED, receipt="250 ok"), START, None, 0.5)])
    archive.articles.keep(a_version("1", text=a_text("Report 1, corrected")), telling(DESK))
    dispatch(START + MINUTE)
    first, second = archive.ways.messages(article)
    assert [(one.purpose, one.topic) for one in (first, second)] == [
        ("root", "High: Report 1"), ("edit", "High: Report 1"),
    ]  # fmt: skip
    assert first.group == second.group
    assert first.deliveries[0].thread is None
    thread = second.deliveries[0].thread
    assert thread
    assert (thread.key, thread.receipt) == (root.key, "250 ok")
    sending = archive.ways.delivery(root.id)
    assert (sending.story, [one.result for one in sending.attempts]) == (article, ["accepted"])


@pytest.mark.parametrize("number", [0, 77])
def test_what_is_not_there_is_said(archive: Archive, number: int) -> None:
    for ask in (archive.ways.delivery, archive.ways.event):
        with pytest.raises(NotFound, match=str(number)):
            ask(number)
    assert archive.ways.steps(number) == []
    assert archive.ways.messages("0" * 16) == []
    assert not archive.alerts.knows("volume-nothing")
