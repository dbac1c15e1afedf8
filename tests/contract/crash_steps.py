"""A process that kills itself at one step of the way of alerts, or at any; for the tests and the benchmark of crashes.

It works on an archive with the product's own parts; what it is killed in is wrapped here, so the product knows nothing
of it. The channel writes to a file what it accepted, with the delivery's key.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from sqlalchemy import Connection

from alerts.outbox import Sender
from monitor.archive import Archive, open_archive
from monitor.archive.engine import Database
from monitor.domain.notification import Delivery, Outcome, Result, Target
from monitor.testing import FixedClock, a_text, a_version, dispatcher, telling

T = TypeVar("T")
PATIENCE = 300.0
"""Seconds that a process may take for its work."""


def desk(targets: int) -> tuple[Target, ...]:
    """The receiver ``desk`` with so many targets."""
    return tuple(Target("desk", "slack", f"C{number}") for number in range(targets))


DESK = desk(3)


@dataclass
class Fate:
    """Ends the process at the ``number``th time that ``step`` is reached; ``*`` is any step."""

    step: str
    number: int

    def reach(self, step: str) -> None:
        """We are at the step."""
        if self.step in (step, "*"):
            self.number -= 1
            if self.number < 0:
                os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Sink:
    """A channel (the port ``Channel``) that takes most messages, and writes down the keys of those."""

    file: Path
    fate: Fate
    chance: Random
    faults: bool
    host: str = ""

    def send(self, delivery: Delivery) -> Outcome:
        """One attempt: 10 % too many requests, 15 % not available where there are ``faults``."""
        self.fate.reach("before send")
        draw = self.chance.random() if self.faults else 1.0
        if draw < 0.25:
            return (
                Outcome(Result.RETRY, "http 429", retry_after=0.01) if draw < 0.1 else Outcome(Result.RETRY, "http 503")
            )
        with self.file.open("a", encoding="ascii") as out:
            out.write(f"{delivery.key}\n")
        self.fate.reach("after send")
        return Outcome(Result.ACCEPTED)


class Steps:
    """Stands between the sender and a part of the archive: each method is a step before and behind its commit."""

    def __init__(self, part: Any, fate: Fate) -> None:
        self._part, self._fate = part, fate

    def __getattr__(self, name: str) -> Any:
        def call(*args: Any, **named: Any) -> Any:
            self._fate.reach(f"before {name}")
            result = getattr(self._part, name)(*args, **named)
            self._fate.reach(f"after {name}")
            return result

        return call


def run(archive: Archive, sink: Sink, fate: Fate, articles: range, seed: int, targets: tuple[Target, ...]) -> None:
    """Keep the articles that are not there, tell of them, and send all of it."""
    clock = FixedClock()
    turn = dispatcher(archive, *targets, group_interval=timedelta(0))

    async def offload(function: Callable[..., T], /, *args: Any) -> T:
        return await asyncio.get_running_loop().run_in_executor(None, partial(function, *args))

    def step(now: Any) -> None:
        fate.reach("before turn")
        turn(now)
        fate.reach("after turn")

    channels = dict.fromkeys(targets, sink)
    sender = Sender(Steps(archive.outbox, fate), channels, clock, offload, Random(seed), step, lambda *_: None)
    keeping = Steps(archive.articles, fate)

    async def work() -> None:
        for number in articles:
            new = a_version(str(number), text=a_text(f"Report {number}"))
            keeping.keep(new, telling(*targets))
            if number % 5 == 4:
                await sender.drain()
        while await sender.drain() or archive.outbox.deliveries(["pending"], 1):
            clock.advance(1)

    asyncio.run(work())


def live(
    url: str, file: Path, step: str, number: int, *, articles: range, seed: int = 1, targets: tuple[Target, ...] = DESK
) -> bool:
    """A process keeps and tells articles until it is killed at this step; whether it came to its end instead."""
    # Forked: it has everything imported, and opens the archive itself.
    return outlived(_live, url, file, Fate(step, number), articles, seed, targets)


def outlived(work: Callable[..., None], *args: Any) -> bool:
    """Do the work in a forked process; whether it came to its end and was not killed."""
    process = get_context("fork").Process(target=work, args=args)
    process.start()
    process.join(PATIENCE)
    if process.exitcode is None:
        process.kill()
        process.join()
        raise AssertionError(f"not done after {PATIENCE} s")
    assert process.exitcode in (0, -signal.SIGKILL), f"ended with {process.exitcode}"
    return process.exitcode == 0


def _live(url: str, file: Path, fate: Fate, articles: range, seed: int, targets: tuple[Target, ...]) -> None:
    break_transactions(fate)
    archive = open_archive(url, write=True)
    archive.outbox.release(FixedClock()())
    sink = Sink(file, fate, Random(seed), faults=fate.step == "*")
    run(archive, sink, fate, articles, seed, targets)
    archive.close()


def break_transactions(fate: Fate) -> None:
    """Inside a transaction, just before its commit, is a step too."""
    whole = Database.writing

    @contextmanager
    def writing(self: Database, *, durable: bool = True) -> Iterator[Connection]:
        with whole(self, durable=durable) as connection:
            yield connection
            fate.reach("before commit")

    Database.writing = writing  # type: ignore[method-assign]
