"""A large feed is read in a process of its own, which ends when the feed takes too long or too much."""

from __future__ import annotations

import asyncio
import os
import threading
from collections.abc import Callable
from typing import Any

import pytest

from monitor.errors import FeedError
from monitor.feeds import reading
from monitor.feeds.reading import MOST_IN_THREAD, MOST_TAGS_IN_THREAD, FeedReading
from monitor.ports import Fetched
from monitor.testing import inline
from monitor.workers import TaskFailed, Workers

SMALL = b"<rss>"
LARGE = b"<rss>".ljust(MOST_IN_THREAD + 1)
MANY_TAGS = b"<b>" * (MOST_TAGS_IN_THREAD + 1)
PACKED = b"\x1f\x8b small, but who knows"


def where(_: object) -> int:
    return os.getpid()


def hang(_: bytes) -> None:
    threading.Event().wait()


def swell(_: bytes) -> int:
    return len(bytearray(10**9))


def die(_: bytes) -> None:
    os._exit(3)


def refuse(_: bytes) -> None:
    raise FeedError("not a feed", "found something else")


def stumble(_: bytes) -> None:
    raise LookupError("a fault nobody thought of")


def read(*jobs: tuple[Callable[..., Any], object], seconds: float = 30) -> list[Any]:
    """What comes of reading, one job after the other: results, and errors."""

    async def all_of_them() -> list[Any]:
        workers = Workers(1, seconds, reading.MOST_MEMORY)
        try:
            reader = FeedReading(inline, workers)
            return [(await asyncio.gather(reader(*job), return_exceptions=True))[0] for job in jobs]
        finally:
            workers.close()

    return asyncio.run(all_of_them())


def test_size_decides_where_a_feed_is_read() -> None:
    url = "https://wire.example/rss"
    bodies = (SMALL, LARGE, PACKED, MANY_TAGS, Fetched(url, 200, SMALL), Fetched(url, 200, LARGE), "no body")
    here = [found == os.getpid() for found in read(*((where, body) for body in bodies))]
    assert here == [True, False, False, False, True, False, True]


@pytest.mark.parametrize(
    ("job", "cause", "detail"),
    [
        (swell, "too large", "more than 600 MB of memory to read"),
        (die, "worker died", ""),
        (refuse, "not a feed", "found something else"),
    ],
)
def test_what_ends_a_worker_is_the_feeds_failure_and_the_next_one_is_read(
    job: Callable[..., Any], cause: str, detail: str
) -> None:
    failed, following = read((job, LARGE), (where, LARGE))
    assert isinstance(failed, FeedError)
    assert failed.cause == cause
    assert detail in failed.detail
    assert following != os.getpid()


def test_a_feed_that_takes_too_long_is_given_up() -> None:
    (failed,) = read((hang, LARGE), seconds=0.2)
    assert isinstance(failed, FeedError)
    assert (failed.cause, failed.detail) == ("time limit", "longer than 0.2 s to read")


def test_a_fault_of_ours_is_no_fault_of_the_feed() -> None:
    (failed,) = read((stumble, LARGE))
    assert isinstance(failed, TaskFailed)
    assert "a fault nobody thought of" in str(failed)
