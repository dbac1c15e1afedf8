"""Where feeds are read: small ones in a thread, large ones in a process that can be killed.

Nothing can stop a thread, and one that computes takes half of the program's only processor. What a feed costs grows
with its size and its tags, some thirty microseconds for each: so these decide.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

from monitor.errors import FeedError
from monitor.ports import Fetched, Offload
from monitor.workers import WorkerDied, Workers, WorkersStopped

T = TypeVar("T")

MOST_IN_THREAD, MOST_TAGS_IN_THREAD = 250_000, 20_000
"""Bytes, and ``<`` among them, up to which a body is read in a thread; the worst takes about a second."""
MOST_MEMORY = 600_000_000
"""Bytes that a worker may take for a feed."""
_GZIP = b"\x1f\x8b"


def feed_workers(count: int, seconds: float) -> Workers:
    """``count`` processes that read one feed each, within ``seconds``; started when the first large feed comes."""
    return Workers(count, seconds, MOST_MEMORY)


class FeedReading:
    """The port Offload for what reads feeds: work on a large or packed body (an argument) goes to one of ``workers``.

    ``in_thread`` does everything else.
    """

    def __init__(self, in_thread: Offload, workers: Workers) -> None:
        self._in_thread, self._workers = in_thread, workers

    def __call__(self, function: Callable[..., T], /, *args: Any) -> Awaitable[T]:
        """Run it. Raises FeedError (``time limit``, ``too large``, ``worker died``) where a worker is stopped by it."""
        if any(_is_large(arg) for arg in args):
            return self._in_worker(function, *args)
        return self._in_thread(function, *args)

    async def _in_worker(self, function: Callable[..., T], *args: Any) -> T:
        try:
            return await self._workers.run(function, *args)
        except TimeoutError as error:
            raise FeedError("time limit", f"longer than {self._workers.seconds:g} s to read") from error
        except MemoryError as error:
            raise FeedError("too large", f"more than {MOST_MEMORY // 1_000_000} MB of memory to read") from error
        except WorkerDied as error:
            raise FeedError("worker died", str(error)) from error
        except WorkersStopped as error:
            raise FeedError("stopped", "the reading was stopped") from error


def _is_large(arg: object) -> bool:
    body = arg.body if isinstance(arg, Fetched) else arg
    if not isinstance(body, bytes):
        return False
    return len(body) > MOST_IN_THREAD or body.startswith(_GZIP) or body.count(b"<") > MOST_TAGS_IN_THREAD
