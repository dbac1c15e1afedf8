"""Records how attempts ended: those that end while others are being written are written together, next."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

import structlog

from monitor.errors import ArchiveError
from monitor.ports import Ended, Offload, Outbox, Tried

AGAIN_SECONDS = (1.0, 4.0, 15.0, 30.0)
"""Pauses between attempts to record an outcome: an outcome that is not recorded becomes a second message."""

_log = structlog.stdlib.get_logger("alerts.outbox")


class Recorder:
    """One transaction at a time: with many targets, a disk that takes its time is waited for once for all of them."""

    def __init__(self, outbox: Outbox, offload: Offload) -> None:
        self._outbox, self._offload = outbox, offload
        self._waiting: list[tuple[Tried, asyncio.Future[Ended | None]]] = []
        self._writing: asyncio.Task[None] | None = None

    async def __call__(self, tried: Tried) -> Ended | None:
        """Record it; None where the archive refused for so long that the lease will run out."""
        done: asyncio.Future[Ended | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((tried, done))
        if self._writing is None or self._writing.done():
            self._writing = asyncio.create_task(self._write())
        return await done

    async def _write(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            ends = await self._record([tried for tried, _ in batch])
            for (_, done), ended in zip(batch, ends, strict=True):
                if not done.done():
                    done.set_result(ended)

    async def _record(self, batch: Sequence[Tried]) -> Sequence[Ended | None]:
        for pause in (*AGAIN_SECONDS, None):
            try:
                return await self._offload(self._outbox.finish_all, batch)
            except ArchiveError as error:
                keys = [tried.delivery.key for tried in batch]
                _log.warning("outcome of alerts not recorded", error=str(error), keys=keys)
                if pause is not None:
                    await asyncio.sleep(pause)
        return [None] * len(batch)
