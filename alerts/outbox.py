"""The sender: takes due deliveries from the outbox, has them sent, and records how each attempt ended.

Every delivery is a task of its own with a thread of its own, and claims go on while others are still being sent, so a
target that hangs delays nobody else. A delivery is recorded only after its channel has answered: what is lost in a
crash is the record, never the alert, which is then sent again with the same key.
"""

from __future__ import annotations

import asyncio
import traceback
from collections.abc import Collection, Mapping
from datetime import datetime
from pathlib import PurePath
from random import Random
from typing import Any

import structlog

from alerts.policy.backoff import settle
from monitor.domain.notification import Delivery, Outcome, Result
from monitor.errors import ArchiveError
from monitor.ports import Channel, Clock, Offload, Outbox

LANES = 16
"""Deliveries that are out at the same time; ``offload`` needs as many threads and two more."""
HEAD_START_SECONDS = 0.1
"""How long the next delivery waits for the one before it. Most are over by then, so that a crash finds one alert, and
seldom more, that was accepted but not recorded: that is the one which is sent again."""
LEASE_SECONDS = 180.0
"""How long a delivery is ours: longer than any channel takes, so that nobody sends it a second time meanwhile."""
IDLE_SECONDS = 1.0
"""How long the sender rests when nothing is due and nobody wakes it."""
GRACE_SECONDS = 20.0
"""How long a stop waits for what is being sent; what is not done then is sent again after the next start."""
RECORD_AGAIN_SECONDS = (1.0, 4.0, 15.0)
"""Pauses between attempts to record an outcome: an outcome that is not recorded becomes a second message."""
_NOT_CONFIGURED = Outcome(Result.REFUSED_TARGET, "receiver is not configured")

_log = structlog.stdlib.get_logger(__name__)


class Sender:
    """Sends what the outbox holds. ``channels`` has one channel per (receiver, channel, target)."""

    def __init__(
        self, outbox: Outbox, channels: Mapping[tuple[str, str, str], Channel],
        clock: Clock, offload: Offload, rng: Random,
    ) -> None:  # fmt: skip
        self._outbox, self._channels = outbox, channels
        self._clock, self._offload, self._rng = clock, offload, rng

    async def drain(self) -> int:
        """Send everything that is due, also what becomes due meanwhile; how many attempts that were.

        Raises ArchiveError where the outbox cannot be read.
        """
        running: set[asyncio.Task[None]] = set()
        attempts = 0
        try:
            while True:
                attempts += await self._claim(running)
                if not running:
                    return attempts
                running = await _until_one_ends(running)
        finally:
            await _cancel(running)

    async def run(self, stop: asyncio.Event, wake: asyncio.Event) -> None:
        """Send until ``stop`` is set; ``wake`` says that something new is due. Faults of the archive are waited out."""
        running: set[asyncio.Task[None]] = set()
        try:
            while not stop.is_set():
                wake.clear()
                try:
                    await self._claim(running)
                except ArchiveError as error:
                    _log.error("deliveries not claimed", error=str(error))
                running = await _until_one_ends(running, stop, wake)
            if running:
                _, running = await asyncio.wait(running, timeout=GRACE_SECONDS)
        finally:
            await _cancel(running)

    async def _claim(self, running: set[asyncio.Task[None]]) -> int:
        """Start as many due deliveries as there is room for, one after the other; how many."""
        if (room := LANES - len(running)) <= 0:
            return 0
        claimed = await self._offload(self._outbox.claim, self._clock(), LEASE_SECONDS, room)
        for delivery in claimed:
            task = asyncio.create_task(self._deliver(delivery))
            running.add(task)
            await asyncio.wait({task}, timeout=HEAD_START_SECONDS)
        return len(claimed)

    async def _deliver(self, delivery: Delivery) -> None:
        """One attempt: send, decide what follows, record it."""
        channel = self._channels.get((delivery.receiver, delivery.channel, delivery.target))
        started = self._clock()
        outcome = await self._offload(_send, channel, delivery) if channel else _NOT_CONFIGURED
        now = self._clock()
        outcome, retry_at = settle(delivery, outcome, now, self._rng.random())
        await self._record(delivery, outcome, now, retry_at, (now - started).total_seconds())

    async def _record(
        self, delivery: Delivery, outcome: Outcome, now: datetime, retry_at: datetime | None, seconds: float
    ) -> None:
        log = _log.bind(
            receiver=delivery.receiver, channel=delivery.channel, target=delivery.target, key=delivery.key,
            attempt=delivery.attempts + 1, result=outcome.result.value, detail=outcome.detail, seconds=seconds,
        )  # fmt: skip
        for pause in (*RECORD_AGAIN_SECONDS, None):
            try:
                kept = await self._offload(self._outbox.finish, delivery, outcome, now, retry_at, seconds)
            except ArchiveError as error:
                log.warning("outcome of an alert not recorded", error=str(error))
                if pause is not None:
                    await asyncio.sleep(pause)
            else:
                _tell(log, outcome, retry_at) if kept else log.warning("lease of an alert was lost")
                return


def _send(channel: Channel, delivery: Delivery) -> Outcome:
    """Have the channel send; a fault in a channel is one failed attempt and never the end of the sender."""
    try:
        return channel.send(delivery)
    except Exception as error:  # noqa: BLE001 - the one place where a channel's unforeseen error becomes an outcome
        place = traceback.extract_tb(error.__traceback__)[-1]
        # Not the error's message: it may hold what the channel knows, such as a token.
        where = f"{PurePath(place.filename).name}:{place.lineno}"
        return Outcome(Result.RETRY, f"unexpected {type(error).__name__} at {where}")


def _tell(log: structlog.stdlib.BoundLogger, outcome: Outcome, retry_at: datetime | None) -> None:
    if outcome.result is Result.ACCEPTED:
        log.info("alert delivered", receipt=outcome.receipt)
    elif retry_at is not None:
        log.warning("alert not delivered", retry_at=retry_at.isoformat())
    else:
        log.error("alert given up")


async def _until_one_ends(running: set[asyncio.Task[None]], *events: asyncio.Event) -> set[asyncio.Task[None]]:
    """Wait for a task, an event, or, with events, the idle time; the tasks that still run. Raises a task's error."""
    waiting = {asyncio.create_task(event.wait()) for event in events}
    both: set[asyncio.Task[Any]] = {*running, *waiting}
    try:
        done, _ = await asyncio.wait(
            both, timeout=IDLE_SECONDS if events else None, return_when=asyncio.FIRST_COMPLETED
        )
    finally:
        await _cancel(waiting)
    for task in running & done:
        task.result()
    return running - done


async def _cancel(tasks: Collection[asyncio.Task[Any]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
