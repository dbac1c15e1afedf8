"""The archive is locked, the disk is full, the clock is changed, a mail server takes some and not others."""

from __future__ import annotations

import asyncio
import resource
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from monitor.archive import open_archive
from monitor.demo.smtp_sink import SmtpFault, SmtpSink
from monitor.domain.notification import Outcome, Result, State, Target
from monitor.errors import ArchiveError
from monitor.testing import a_text, a_version, telling
from tests.integration.alerts.sender_desk import EMAIL, OTHER, Answers, Desk, Unsteady, mailbox, running

THIRD = Target("desk", "email", "third@example.org")


def test_of_three_recipients_one_is_refused_one_is_greylisted_and_one_is_served(desk: Desk, sink: SmtpSink) -> None:
    for target in (EMAIL, OTHER, THIRD):
        desk.connect(target, mailbox(sink))
    sink.script(
        SmtpFault("rcpt", "550 5.1.1 no such user", recipient=EMAIL.target),
        SmtpFault("rcpt", "451 4.7.1 greylisted", recipient=OTHER.target),
    )
    desk.publish("One", to=(EMAIL, OTHER, THIRD))
    desk.drain()
    assert desk.states()[:3] == [
        (EMAIL.target, State.PARKED), (OTHER.target, State.PENDING), (THIRD.target, State.SENT),
    ]  # fmt: skip
    desk.clock.advance(3)
    desk.drain()
    assert desk.states()[1] == (OTHER.target, State.SENT)
    arrived = [item.recipients for item in sink.messages if item.message["Subject"] == "High: One"]
    assert sorted(arrived) == [(OTHER.target,), (THIRD.target,)]


def test_an_archive_that_others_lock_costs_time_and_nothing_else(desk: Desk, tmp_path: Path) -> None:
    channel = Answers()
    desk.connect(EMAIL, channel)
    desk.publish("One", to=(EMAIL,))
    database = sqlite3.connect(tmp_path / "archive.db", isolation_level=None, check_same_thread=False)

    async def story() -> None:
        stop, wake = asyncio.Event(), asyncio.Event()
        database.execute("BEGIN IMMEDIATE")
        with capture_logs() as logs, running(desk.sender(), stop, wake) as task:
            while not any(entry["event"] == "alerts are not decided on" for entry in logs):
                await asyncio.sleep(0.05)
            assert channel.sent == []
            database.execute("ROLLBACK")
            while not channel.sent:
                await asyncio.sleep(0.05)
        await asyncio.wait_for(task, 30)
        assert "locked" in next(entry["error"] for entry in logs if entry["event"] == "alerts are not decided on")

    asyncio.run(asyncio.wait_for(story(), 60))
    database.close()
    assert desk.states() == [(EMAIL.target, State.SENT)]
    assert len(channel.sent) == 1


@contextmanager
def full_disk(file: Path) -> Iterator[None]:
    """No file of this process may grow beyond what the database's log has now."""
    now = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, now[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, now)


def test_on_a_full_disk_nothing_is_half_kept_and_all_goes_on_when_there_is_room(desk: Desk, tmp_path: Path) -> None:
    channel = Answers()
    desk.connect(EMAIL, channel)
    desk.publish("One", to=(EMAIL,))
    with full_disk(tmp_path / "archive.db-wal"):
        with pytest.raises(ArchiveError, match=r"full|disk"):
            desk.drain()
        with pytest.raises(ArchiveError, match=r"full|disk"):
            desk.archive.articles.keep(a_version("Two", text=a_text("Two", "x" * 100_000)), telling(EMAIL))
    assert channel.sent == []
    assert desk.archive.articles.counts()["articles"] == 1
    desk.publish("Two", to=(EMAIL,))
    desk.drain()
    assert [item.notification.headline for item in channel.sent] == ["One", "Two"]


def test_a_second_sender_on_one_file_is_refused(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match=r"process \d+ writes to this archive"):
        open_archive(f"sqlite:///{tmp_path}/archive.db", write=True)


def test_a_clock_that_goes_forth_and_back_holds_nothing_up_and_is_told_of(desk: Desk) -> None:
    channel = Answers()
    desk.connect(EMAIL, channel)
    sender = desk.sender()

    async def until(number: int) -> None:
        while len(channel.sent) < number:
            await asyncio.sleep(0.02)

    async def story() -> list[float]:
        stop, wake = asyncio.Event(), asyncio.Event()
        with capture_logs() as logs, running(sender, stop, wake) as task:
            for number, change in enumerate((0, 3600, -3600), 1):
                desk.clock.advance(change)
                desk.publish(str(number), to=(EMAIL,))
                await until(number)
        await asyncio.wait_for(task, 10)
        return [round(entry["seconds"] / 60) for entry in logs if entry["event"] == "the clock was changed"]

    assert asyncio.run(asyncio.wait_for(story(), 60)) == [60, -60]
    assert [item.notification.headline for item in channel.sent] == ["1", "2", "3"]
    assert desk.archive.outbox.clock_set_back(desk.clock(), timedelta(hours=1)) == 0, "nothing is left to mend"


def test_a_clock_that_is_set_back_while_the_archive_is_locked_is_mended_when_it_is_free(desk: Desk) -> None:
    channel, outbox = Answers([Outcome(Result.RETRY, "451 later")]), Unsteady(desk.archive, "clock_set_back")
    desk.connect(EMAIL, channel)
    desk.clock.advance(3600)
    desk.publish("One", to=(EMAIL,))

    async def story() -> None:
        stop, wake = asyncio.Event(), asyncio.Event()
        with running(desk.sender(outbox), stop, wake) as task:
            while not channel.sent or not desk.archive.outbox.deliveries(["pending"]):
                await asyncio.sleep(0.02)
            desk.clock.advance(-3600)
            while len(channel.sent) < 2:
                await asyncio.sleep(0.02)
                desk.clock.advance(0.02)
        await asyncio.wait_for(task, 10)

    asyncio.run(asyncio.wait_for(story(), 30))
    assert outbox.failed == {"clock_set_back"}
    assert desk.states() == [(EMAIL.target, State.SENT)]
