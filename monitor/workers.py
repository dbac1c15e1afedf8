"""Worker processes that can be killed one by one: what hostile input costs stays in the worker that reads it.

A worker that exceeds the time limit is killed, one that dies is replaced, and all are recycled after some tasks so
that memory does not grow. Workers come from a fork server, which has the libraries loaded: a new one costs little.
They ignore SIGINT (pebble sees to it); the parent stops them, and they end when the parent dies.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from monitor.errors import MonitorError

T = TypeVar("T")

TASKS_PER_WORKER = 500
_LIBRARIES = ["monitor.extract.page", "monitor.extract.warm", "monitor.feeds.kinds", "pebble.pool.process"]
_ATTEMPTS = 2


class WorkerDied(Exception):
    """The process that had the task died, or none could be started."""


class WorkersStopped(Exception):
    """The workers were stopped before the task was done."""


class TaskFailed(Exception):
    """The function raised what is no error of this project: a fault of ours or of a library, named in the text."""


class Workers:
    """Runs functions in ``count`` processes, each call within ``seconds``; for one event loop.

    A worker that asks for more than ``most_memory`` bytes (its data; what is shared with the fork server not counted
    twice) gets a MemoryError.
    """

    def __init__(self, count: int, seconds: float, most_memory: int) -> None:
        self._count, self._most_memory = count, most_memory
        self.seconds = seconds
        self._running: set[Future[Any]] = set()
        self._closed = False
        self._pool: ProcessPool | None = None

    async def run(self, function: Callable[..., T], /, *args: Any) -> T:
        """What ``function`` returns. A cancelled wait stops the worker.

        Raises the MonitorError that ``function`` raises, TimeoutError after ``seconds``, MemoryError beyond
        ``most_memory``, WorkerDied, WorkersStopped, and TaskFailed for everything else.
        """
        for attempt in range(_ATTEMPTS):
            task = await self._ended(function, *args)
            error = task.exception()
            # pebble gives up the whole pool when an idle worker dies; the task is not to blame.
            if not isinstance(error, BrokenProcessPool) or attempt + 1 == _ATTEMPTS:
                break
        match error:
            case None | MonitorError() | TimeoutError() | MemoryError() | WorkersStopped():
                return task.result()
            case ProcessExpired() | BrokenProcessPool():
                raise WorkerDied(str(error)) from error
        raise TaskFailed(f"{type(error).__name__}: {error}") from error

    def start(self) -> None:
        """Start the processes now instead of with the first task. Raises WorkerDied, WorkersStopped."""
        self._started()

    def _started(self) -> ProcessPool:
        if self._closed:
            raise WorkersStopped
        if self._pool is not None and self._pool.active:
            return self._pool
        self._end()
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_LIBRARIES)
        pool = self._pool = ProcessPool(
            max_workers=self._count, max_tasks=TASKS_PER_WORKER, context=context,
            initializer=_limit_memory, initargs=(self._most_memory,),
        )  # fmt: skip
        if not pool.active:  # asking starts it
            raise WorkerDied("the worker processes could not be started")
        return pool

    def close(self) -> None:
        """Stop the processes, in a few seconds at most; who waits for one gets WorkersStopped."""
        self._closed = True
        self._end()
        for future in list(self._running):
            if not future.done():
                future.set_exception(WorkersStopped())

    async def _ended(self, function: Callable[..., T], *args: Any) -> asyncio.Future[T]:
        """The task's future, done."""
        future: Future[T] = self._started().schedule(function, args=args, timeout=self.seconds)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        waiting = asyncio.wrap_future(future)
        try:
            await asyncio.wait({waiting})
        except asyncio.CancelledError:
            waiting.cancel()
            raise
        return waiting

    def _end(self) -> None:
        if self._pool is not None:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()


def _limit_memory(most: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard))
