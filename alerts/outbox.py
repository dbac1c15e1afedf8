"""The sender: has the policy decide what is told, takes due deliveries, has them sent, and records how that ended.

Every delivery is a task of its own with a thread of its own, and claims go on while others are still being sent, so a
target that hangs delays nobody else. A delivery is recorded only after its channel has answered: what is lost in a
crash is the record, never the alert, which is then sent again with the same key.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime
from pathlib import PurePath
from random import Random
from time import monotonic
from typing import TypeVar

import structlog

from alerts.hosts import Hosts
from alerts.policy.backoff import retry_at
from alerts.policy.breaker import Breaker
from alerts.policy.clock import ClockWatch
from alerts.recorder import Recorder
from alerts.tasks import cancel, until_one_ends
from monitor.domain.notification import Delivery, Outcome, Result, Target
from monitor.errors import ArchiveError
from monitor.ports import Channel, Clock, Ended, Offload, Outbox, Targets, Tried

LANES = 16
"""Deliveries that are out at the same time; ``offload`` needs as many threads and two more."""
HEAD_START_SECONDS = 0.1
"""How long, in one claim of few while nothing else is out, deliveries wait for those before them. They are over by then
one by one: a crash finds one alert, and seldom more, that was accepted but not recorded, which is the one that is sent
again."""
STEP_SECONDS = 0.003
"""How long each delivery waits for the one before it in a burst: about what it takes to record one. They go side by
side, but are seldom accepted at the same instant."""
FEW = 4
"""So many deliveries in one claim are no burst yet."""
LEASE_SECONDS = 180.0
"""How long a delivery is ours: longer than any channel takes, so that nobody sends it a second time meanwhile."""
TURN_SECONDS = 1.0
"""How long the policy rests when nobody wakes it, and the sender when nothing is due."""
GRACE_SECONDS = 20.0
"""How long a stop waits for what is being sent; what is not done then is sent again after the next start."""
_NOT_CONFIGURED = Outcome(Result.REFUSED_TARGET, "receiver is not configured")

T = TypeVar("T")

_log = structlog.stdlib.get_logger(__name__)


class Sender:
    """Sends what the outbox holds, each by the channel of its target.

    ``turn`` has the policy decide what is told at a time; ``ended`` is told what the end of an attempt was to its
    target, where that is news. Both block and raise ArchiveError.
    """

    def __init__(
        self, outbox: Outbox, channels: Mapping[Target, Channel],
        clock: Clock, offload: Offload, rng: Random,
        turn: Callable[[datetime], object], ended: Callable[[Delivery, Outcome, Ended, datetime], object],
    ) -> None:  # fmt: skip
        self._outbox, self._channels, self._turn, self._ended = outbox, channels, turn, ended
        self._clock, self._offload, self._rng = clock, offload, rng
        self._hosts, self._watch = Hosts(), ClockWatch(monotonic)
        self._recorder = Recorder(outbox, offload)
        self._out: dict[asyncio.Task[None], Target] = {}
        self._started, self._turned = 0, float("-inf")

    async def drain(self) -> int:
        """Tell and send everything that is due, also what becomes due meanwhile; how many attempts that were.

        Raises ArchiveError where the outbox cannot be read.
        """
        before = self._started
        try:
            while True:
                await self._offload(self._turn, self._clock())
                if not await self._claim():
                    if not self._out:
                        return self._started - before
                    await until_one_ends(self._out)
        finally:
            await cancel(self._out)

    async def run(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        """Send until ``stop`` is set; ``wake`` says that something new is due. Faults of the archive are waited out."""
        try:
            while not stop.is_set():
                if wake.is_set() or monotonic() - self._turned >= TURN_SECONDS:
                    wake.clear()
                    self._turned = monotonic()
                    await self._guarded("alerts are not decided on", self._offload(self._tick, self._clock()))
                if not await self._guarded("deliveries are not claimed", self._claim()):
                    await until_one_ends(self._out, stop, wake, seconds=TURN_SECONDS)
            if self._out:
                await asyncio.wait(self._out, timeout=GRACE_SECONDS)
        finally:
            await cancel(self._out)

    async def _guarded(self, what: str, work: Awaitable[T]) -> T | None:
        """What ``work`` gives; None where it fails, which is logged: it is tried again a little later."""
        try:
            return await work
        except ArchiveError as error:
            _log.error(what, error=str(error))
        except Exception:  # noqa: BLE001 - a fault of ours in one alert must not stop the others; it is logged
            _log.exception(what)
        return None

    def _tick(self, now: datetime) -> None:
        """Mend what a changed clock did, and take a turn."""
        if jumped := self._watch.jumped(now):
            _log.warning("the clock was changed", seconds=jumped.total_seconds())
        if self._watch.behind:  # also of an earlier tick at which the archive refused
            self._outbox.clock_set_back(now, self._watch.behind)
            self._watch.mended()
        self._turn(now)

    async def _claim(self) -> bool:
        """Start as many due deliveries as there is room for, one after the other.

        A host that fails is asked by one delivery only. Whether there may be more: one was started, or has ended since.
        """
        started, out = self._started, set(self._out)
        now, busy = self._clock(), set(self._out.values())
        but = self._hosts.closed(self._channels) | busy
        await self._start(now, LANES - len(self._out), Targets(but=but))
        for targets in list(self._hosts.to_probe(self._channels, busy, now)):
            await self._start(now, min(1, LANES - len(self._out)), Targets(only=targets))
        return self._started > started or not out <= self._out.keys()

    async def _start(self, now: datetime, room: int, targets: Targets) -> None:
        if room <= 0:
            return
        others_are_out = bool(self._out)
        claimed = await self._offload(self._outbox.claim, now, LEASE_SECONDS, room, targets)
        burst, over = others_are_out or len(claimed) > FEW, monotonic() + HEAD_START_SECONDS
        for delivery in claimed:
            task = asyncio.create_task(self._guarded("an alert is not delivered", self._deliver(delivery)))
            self._started += 1
            self._out[task] = _target(delivery)
            task.add_done_callback(self._out.pop)
            await asyncio.wait({task}, timeout=STEP_SECONDS if burst else max(0.0, over - monotonic()))

    async def _deliver(self, delivery: Delivery) -> None:
        """One attempt: send, decide what follows, record it."""
        channel = self._channels.get(_target(delivery))
        started = monotonic()
        outcome = await self._offload(_send, channel, delivery) if channel else _NOT_CONFIGURED
        now, seconds = self._clock(), monotonic() - started
        if channel:
            _tell_host(channel.host, *self._hosts.after((delivery.channel, channel.host), outcome, now))
        again = retry_at(outcome, delivery.attempts, now, self._rng.random())
        await self._record(delivery, outcome, now, again, seconds)

    async def _record(
        self, delivery: Delivery, outcome: Outcome, now: datetime, again: datetime | None, seconds: float
    ) -> None:
        log = _log.bind(
            receiver=delivery.receiver, channel=delivery.channel, target=delivery.target, key=delivery.key,
            attempt=delivery.attempts + 1, result=outcome.result.value, detail=outcome.detail, seconds=seconds,
        )  # fmt: skip
        if (ended := await self._recorder(Tried(delivery, outcome, now, again, seconds))) is None:
            return
        _tell(log, outcome, ended, again)
        if ended in (Ended.PARKED, Ended.RELEASED):
            tell = self._offload(self._ended, delivery, outcome, ended, now)
            await self._guarded("trouble with a target is not told", tell)


def _target(delivery: Delivery) -> Target:
    return Target(delivery.receiver, delivery.channel, delivery.target)


def _send(channel: Channel, delivery: Delivery) -> Outcome:
    """Have the channel send; a fault in a channel is one failed attempt and never the end of the sender."""
    try:
        return channel.send(delivery)
    except Exception as error:  # noqa: BLE001 - the one place where a channel's unforeseen error becomes an outcome
        place = traceback.extract_tb(error.__traceback__)[-1]
        # Not the error's message: it may hold what the channel knows, such as a token.
        where = f"{PurePath(place.filename).name}:{place.lineno}"
        return Outcome(Result.RETRY, f"unexpected {type(error).__name__} at {where}")


def _tell(log: structlog.stdlib.BoundLogger, outcome: Outcome, ended: Ended, again: datetime | None) -> None:
    if ended is Ended.FENCED:
        log.warning("lease of an alert was lost")
    elif outcome.result is Result.ACCEPTED:
        log.info("alert delivered", receipt=outcome.receipt)
    elif again is not None:
        log.warning("alert not delivered", retry_at=again.isoformat(), parked=ended is Ended.PARKED)
    else:
        log.error("alert given up")


def _tell_host(host: str, before: Breaker, after: Breaker) -> None:
    """A host that stops or begins to work is news; one that goes on as it was is not."""
    if after.is_open and not before.is_open:
        _log.warning("host of alerts fails", host=host, failures=after.failures)
    elif before.is_open and not after.is_open:
        _log.info("host of alerts works again", host=host)
