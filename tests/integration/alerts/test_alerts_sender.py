"""The sender with a real archive and real servers: everything arrives, in order, and no target waits for another."""

from __future__ import annotations

import asyncio
import threading

import pytest

from alerts.channels.slack import SlackBot
from alerts.policy.routes import Route
from monitor.demo.slack_standin import SlackFault, SlackStandin
from monitor.demo.smtp_sink import SmtpFault, SmtpSink
from monitor.domain.notification import Delivery, Outcome, Result, State
from monitor.testing import START
from monitor.usecases.ingest import AlertPolicy
from tests.integration.alerts.sender_desk import (
    EMAIL,
    NIGHT,
    OTHER,
    SLACK,
    Answers,
    Desk,
    Unsteady,
    mailbox,
    running,
    subjects,
)  # fmt: skip


def test_everything_that_is_due_is_sent_once(desk: Desk, sink: SmtpSink, slack: SlackStandin) -> None:
    desk.connect(EMAIL, mailbox(sink))
    desk.connect(SLACK, SlackBot(slack.token, "C0DESK", slack.api_url))
    desk.publish("One", "Two", "Three", to=(EMAIL, SLACK))
    assert desk.drain() == 6
    assert subjects(sink) == ["One", "Two", "Three"]
    assert [posted.payload["text"].split("\n")[0] for posted in slack.messages] == [
        "High: One",
        "High: Two",
        "High: Three",
    ]
    assert {state for _, state in desk.states()} == {State.SENT}
    assert desk.archive.outbox.deliveries()[0].receipt
    assert desk.drain() == 0


def test_after_a_failure_a_target_still_gets_its_messages_in_time_order(desk: Desk, sink: SmtpSink) -> None:
    desk.connect(EMAIL, mailbox(sink))
    sink.down()
    desk.publish("One", "Two", to=(EMAIL,))
    desk.drain()
    assert desk.states() == [("desk@example.org", State.PENDING)] * 2
    sink.up()
    desk.clock.advance(3)
    desk.drain()
    assert subjects(sink) == ["One", "Two"]


def test_a_target_that_hangs_delays_nobody_else(desk: Desk, sink: SmtpSink) -> None:
    desk.connect(EMAIL, mailbox(sink, timeout=60))
    desk.connect(OTHER, mailbox(sink))
    sink.script(SmtpFault("rcpt", then="hang", recipient="desk@example.org"))
    desk.publish("One", "Two", "Three", to=(EMAIL, OTHER))

    async def story() -> None:
        draining = asyncio.create_task(desk.sender().drain())
        await asyncio.to_thread(sink.wait_for, 3)
        assert not draining.done(), "the other target is still out"
        sink.down()
        await draining

    asyncio.run(story())
    assert [item.recipients for item in sink.messages] == [("other@example.org",)] * 3


def test_an_alert_goes_out_when_the_one_before_it_is_recorded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """So a crash finds one at most that was accepted and is not recorded, unless a target is slow."""
    monkeypatch.setattr("alerts.outbox.HEAD_START_SECONDS", 30.0)
    recorded: list[int] = []

    class Counts:
        host = ""

        def send(self, delivery: Delivery) -> Outcome:
            recorded.append(desk.archive.outbox.counts()["sent"])
            return Outcome(Result.ACCEPTED)

    for target in (EMAIL, OTHER, SLACK):
        desk.connect(target, Counts())
    desk.publish("One", "Two", to=(EMAIL, OTHER, SLACK))
    assert desk.drain() == 6
    assert recorded == [0, 1, 2, 3, 4, 5]


def test_lanes_go_on_while_one_channel_does_not_come_back(desk: Desk, sink: SmtpSink) -> None:
    released = threading.Event()

    class Stuck:
        host = ""

        def send(self, delivery: Delivery) -> Outcome:
            assert released.wait(30)
            return Outcome(Result.ACCEPTED)

    desk.connect(SLACK, Stuck())
    desk.connect(EMAIL, mailbox(sink))
    desk.publish("One", "Two", to=(SLACK, EMAIL))

    async def story() -> int:
        draining = asyncio.create_task(desk.sender().drain())
        await asyncio.to_thread(sink.wait_for, 2)
        assert not draining.done()
        released.set()
        return await draining

    assert asyncio.run(story()) == 4


def test_what_slack_asks_for_is_waited_for(desk: Desk, slack: SlackStandin) -> None:
    desk.connect(SLACK, SlackBot(slack.token, "C0DESK", slack.api_url))
    slack.script(SlackFault(429, "ratelimited", "40"))
    desk.publish("One", to=(SLACK,))
    assert desk.drain() == 1
    assert (desk.waiting().next_attempt_at - START).total_seconds() == 40
    desk.clock.advance(39)
    assert desk.drain() == 0
    desk.clock.advance(1)
    assert desk.drain() == 1
    assert len(slack.messages) == 1


def test_an_unknown_end_is_tried_again_with_the_same_key(desk: Desk, sink: SmtpSink) -> None:
    desk.connect(EMAIL, mailbox(sink))
    sink.script(SmtpFault("data", then="drop", keep=True))
    desk.publish("One", to=(EMAIL,))
    desk.drain()
    desk.clock.advance(3)
    desk.drain()
    first, second = sink.messages
    assert first.message["Message-ID"] == second.message["Message-ID"]
    assert desk.states() == [("desk@example.org", State.SENT)]


def test_a_refused_message_is_dead_at_once_and_the_next_one_goes(desk: Desk, sink: SmtpSink) -> None:
    desk.connect(EMAIL, mailbox(sink))
    sink.script(SmtpFault("data", "554 no"), SmtpFault("data", "554 no"))
    desk.publish("One", "Two", to=(EMAIL,))
    desk.drain()
    assert [state for _, state in desk.states()] == [State.DEAD, State.SENT]
    assert desk.archive.outbox.deliveries(["dead"])[0].last_error == "message: 554 no"


def test_a_refused_target_is_parked_told_elsewhere_and_asked_again(desk: Desk) -> None:
    no = Outcome(Result.REFUSED_TARGET, "550 no such user")
    mailbox, night = Answers([no] * 2), Answers()
    desk.connect(EMAIL, mailbox)
    desk.connect(NIGHT, night)
    desk.publish("One", "Two", to=(EMAIL,))
    desk.drain()
    assert desk.states()[:2] == [("desk@example.org", State.PARKED)] * 2
    [trouble] = night.sent
    assert trouble.notification.headline == "Alerts to desk: delivery failing"
    assert "550 no such user" in trouble.notification.lead
    desk.clock.advance(1800)
    desk.drain()
    assert len(mailbox.sent) == 2, "only the oldest is a probe"
    assert len(night.sent) == 1, "it is known already"
    desk.clock.advance(1800)
    desk.drain()
    assert desk.states()[:2] == [("desk@example.org", State.SENT)] * 2
    assert [item.notification.headline for item in night.sent[1:]] == ["Alerts to desk: delivery recovered"]


def test_trouble_with_the_only_target_is_kept_and_told_nobody(desk: Desk) -> None:
    desk.connect(NIGHT, Answers([Outcome(Result.REFUSED_TARGET, "550 no")]))
    desk.publish("One", to=(NIGHT,))
    desk.policy = AlertPolicy(Route("night"), targets={"night": (NIGHT,)})
    desk.drain()
    [event] = desk.archive.history.events()
    assert (event.kind, event.dispositions) == ("delivery failing", ("no route",))


def test_a_receiver_that_is_not_configured_any_more_keeps_its_alerts(desk: Desk) -> None:
    desk.publish("One", to=(EMAIL,))
    assert desk.drain() >= 1
    parked = desk.archive.outbox.deliveries(["parked"])[-1]
    assert parked.last_error == "receiver is not configured"
    desk.connect(EMAIL, Answers())
    desk.archive.outbox.release(desk.clock())
    desk.drain()
    assert desk.states()[0] == ("desk@example.org", State.SENT)


def test_a_host_that_fails_is_asked_by_one_delivery_and_the_others_use_no_attempts(desk: Desk) -> None:
    down = Outcome(Result.RETRY, "connection refused")
    channel = Answers([down] * 7, host="mail.example:25")
    desk.connect(EMAIL, channel)
    desk.connect(OTHER, channel)
    desk.publish(*"12345678", to=(EMAIL, OTHER))
    sender = desk.sender()

    async def story() -> list[int]:
        attempts = []
        for seconds in (0, 9, 2, 19, 2):
            desk.clock.advance(seconds)
            attempts.append(await sender.drain())
        return attempts

    assert asyncio.run(story()) == [6, 0, 1, 0, 16], (
        "two at a time in vain, a probe 10 s later, one 20 s later, then all"
    )
    assert len(channel.sent) == 7 + 16


def test_what_a_target_asks_for_is_no_failure_of_its_host(desk: Desk) -> None:
    channel = Answers([Outcome(Result.RETRY, "429", retry_after=1)] * 6, host="chat.example")
    desk.connect(EMAIL, channel)
    desk.publish("One", to=(EMAIL,))
    sender = desk.sender()

    async def story() -> None:
        for _ in range(8):
            await sender.drain()
            desk.clock.advance(120)

    asyncio.run(story())
    assert desk.states() == [("desk@example.org", State.SENT)]


def test_a_message_to_a_target_that_was_away_for_a_day_comes_as_a_line(desk: Desk) -> None:
    channel = Answers([Outcome(Result.RETRY, "451 later")] * 2)
    desk.connect(EMAIL, channel)
    desk.publish("One", "Two", to=(EMAIL,))
    desk.drain()
    desk.clock.advance(24 * 3600)
    desk.drain()
    told = channel.sent[-1].notification
    assert (told.purpose, [brief.headline for brief in told.briefs]) == ("catch-up", ["One", "Two"])


def test_a_channel_that_breaks_is_one_failed_attempt_without_its_words(desk: Desk) -> None:
    desk.connect(EMAIL, Answers([RuntimeError("canary-secret")]))
    desk.connect(OTHER, Answers())
    desk.publish("One", to=(EMAIL, OTHER))
    assert desk.drain() == 2
    assert desk.waiting().last_error.startswith("unexpected RuntimeError at sender_desk.py:")
    assert "canary" not in desk.waiting().last_error


def test_the_running_sender_wakes_up_for_what_is_new_and_stops(desk: Desk, sink: SmtpSink) -> None:
    desk.connect(EMAIL, mailbox(sink))

    async def story() -> None:
        stop, wake = asyncio.Event(), asyncio.Event()
        with running(desk.sender(), stop, wake) as task:
            desk.publish("One", to=(EMAIL,))
            wake.set()
            await asyncio.to_thread(sink.wait_for, 1)
            desk.publish("Two", to=(EMAIL,))
            wake.set()
            await asyncio.to_thread(sink.wait_for, 2)
        await asyncio.wait_for(task, 10)

    asyncio.run(story())
    assert [state for _, state in desk.states()] == [State.SENT, State.SENT]


def test_a_stop_waits_for_what_is_being_sent_and_records_it(desk: Desk) -> None:
    sending, released = threading.Event(), threading.Event()

    class Slow:
        host = ""

        def send(self, delivery: Delivery) -> Outcome:
            sending.set()
            assert released.wait(30)
            return Outcome(Result.ACCEPTED)

    desk.connect(EMAIL, Slow())
    desk.publish("One", to=(EMAIL,))

    async def story() -> None:
        stop, wake = asyncio.Event(), asyncio.Event()
        with running(desk.sender(), stop, wake) as task:
            assert await asyncio.to_thread(sending.wait, 10)
        released.set()
        await asyncio.wait_for(task, 10)

    asyncio.run(story())
    assert desk.states() == [("desk@example.org", State.SENT)]


def test_an_archive_that_is_locked_for_a_while_costs_no_alert_and_sends_none_twice(desk: Desk, sink: SmtpSink) -> None:
    desk.connect(EMAIL, mailbox(sink))
    desk.publish("One", "Two", to=(EMAIL,))

    async def story() -> None:
        stop, wake = asyncio.Event(), asyncio.Event()
        with running(desk.sender(Unsteady(desk.archive)), stop, wake) as task:
            await asyncio.to_thread(sink.wait_for, 2)
        await asyncio.wait_for(task, 10)

    asyncio.run(story())
    assert subjects(sink) == ["One", "Two"]
    assert {state for _, state in desk.states()} == {State.SENT}
