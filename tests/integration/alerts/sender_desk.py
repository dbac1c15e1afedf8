"""A desk for tests of the sender: a real archive, a clock that is moved by hand, channels that answer as told."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from random import Random
from typing import Any

from alerts.channels.email import EmailChannel
from alerts.outbox import Sender
from alerts.policy.routes import Route
from monitor.archive import Archive
from monitor.demo.smtp_sink import SmtpSink
from monitor.domain.notification import Delivery, Outcome, Result, State, Target
from monitor.errors import ArchiveError
from monitor.ports import Channel
from monitor.testing import FixedClock, a_text, a_version, dispatcher, telling
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.troubles import Troubles

EMAIL = Target("desk", "email", "desk@example.org")
OTHER = Target("desk", "email", "other@example.org")
SLACK = Target("desk", "slack", "C0DESK")
NIGHT = Target("night", "email", "night@example.org")
POLICY = AlertPolicy(Route("desk"), targets={"desk": (EMAIL, OTHER, SLACK), "night": (NIGHT,)})


@dataclass(slots=True)
class Answers:
    """A channel of the test's own: gives these outcomes in order, then accepts; an exception is raised."""

    outcomes: list[Outcome | Exception] = field(default_factory=list)
    host: str = ""
    sent: list[Delivery] = field(default_factory=list)

    def send(self, delivery: Delivery) -> Outcome:
        self.sent.append(delivery)
        outcome = self.outcomes.pop(0) if self.outcomes else Outcome(Result.ACCEPTED)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome


class Unsteady:
    """The archive's outbox, which fails the first time it is asked for a thing, as a locked database does.

    ``things`` are the names of those; all where there are none.
    """

    def __init__(self, archive: Archive, *things: str) -> None:
        self._outbox, self._things, self.failed = archive.outbox, things, set[str]()

    def __getattr__(self, name: str) -> Any:
        def ask(*args: Any) -> Any:
            if name not in self.failed and (not self._things or name in self._things):
                self.failed.add(name)
                raise ArchiveError("database is locked")
            return getattr(self._outbox, name)(*args)

        return ask


@dataclass(slots=True)
class Desk:
    """An archive with deliveries, a clock that is moved by hand, and the sender."""

    archive: Archive
    clock: FixedClock
    threads: ThreadPoolExecutor
    channels: dict[Target, Channel] = field(default_factory=dict)
    told: tuple[Target, ...] = ()
    policy: AlertPolicy = field(default=POLICY)

    def sender(self, outbox: Any = None) -> Sender:
        def offload(function: Any, /, *args: Any) -> Any:
            return asyncio.get_running_loop().run_in_executor(self.threads, partial(function, *args))

        troubles = Troubles(self.archive.history, self.policy)

        def turn(now: datetime) -> None:
            dispatcher(self.archive, *self.told, NIGHT)(now)

        return Sender(outbox or self.archive.outbox, self.channels, self.clock, offload, Random(1), turn, troubles)

    def connect(self, target: Target, channel: Channel) -> None:
        self.channels[target] = channel

    def publish(self, *headlines: str, to: tuple[Target, ...]) -> None:
        self.told = to
        for headline in headlines:
            new = a_version(headline, text=a_text(headline), seen_at=self.clock())
            self.archive.articles.keep(new, telling(*to))

    def drain(self) -> int:
        return asyncio.run(self.sender().drain())

    def states(self) -> list[tuple[str, State]]:
        return [(item.target, item.state) for item in reversed(self.archive.outbox.deliveries())]

    def waiting(self) -> Delivery:
        (delivery,) = self.archive.outbox.deliveries(["pending"])
        return delivery


def mailbox(sink: SmtpSink, timeout: float = 10) -> EmailChannel:
    return EmailChannel("127.0.0.1", sink.port, "none", "alerts@desk.example", timeout=timeout)


def subjects(sink: SmtpSink) -> list[str]:
    return [str(received.message["Subject"]).removeprefix("High: ") for received in sink.messages]


@contextmanager
def running(sender: Sender, stop: asyncio.Event, wake: asyncio.Event) -> Iterator[asyncio.Task[None]]:
    task = asyncio.create_task(sender.run(stop, wake))
    yield task
    stop.set()
