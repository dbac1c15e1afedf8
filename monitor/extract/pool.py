"""Extraction in worker processes that can be killed one by one: what a hostile page costs stays in its worker.

A worker that exceeds the time limit is killed, one that dies is replaced, and all are recycled after some pages so
that memory does not grow. Workers come from a fork server, which has the libraries loaded: a new one costs little.
They ignore SIGINT (pebble sees to it); the parent stops them, and they end when the parent dies.
"""

from __future__ import annotations

import asyncio
import multiprocessing
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool

from pebble import ProcessExpired, ProcessPool

from monitor.domain.article import Entry, Extraction
from monitor.errors import ExtractionError, MonitorError
from monitor.extract.page import extract
from monitor.extract.tree import MAX_BYTES

PAGES_PER_WORKER = 500
_LIBRARIES = ["monitor.extract.page", "pebble.pool.process"]
_ATTEMPTS = 2

Work = Callable[[bytes, str, str, Entry | None], Extraction]


class ExtractionPool:
    """Extracts pages in ``workers`` processes, each page within ``seconds``; an ``Extractor`` (see ports).

    ``work`` is what the processes do with a page.
    """

    def __init__(self, workers: int, seconds: float, work: Work = extract) -> None:
        self._workers = workers
        self._work = work
        self._seconds = seconds
        self._running: set[Future[Extraction]] = set()
        self._closed = False
        self._pool = self._started()

    async def __call__(self, body: bytes, url: str, content_type: str = "", entry: Entry | None = None) -> Extraction:
        """The article on a page.

        Raises ExtractionError: those of ``extract``, and ``time limit``, ``worker died``, ``stopped`` (the pool was
        closed), ``extraction failed`` (a fault of ours or of a library, named in the detail).
        """
        if len(body) > MAX_BYTES:
            raise ExtractionError("too large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
        for attempt in range(_ATTEMPTS):
            waiting = await self._ended(body, url, content_type, entry)
            error = waiting.exception()
            # pebble gives up the whole pool when an idle worker dies; the page is not to blame.
            if not isinstance(error, BrokenProcessPool) or attempt + 1 == _ATTEMPTS:
                break
        if error is None or isinstance(error, MonitorError):
            return waiting.result()
        raise self._translated(error) from error

    def close(self) -> None:
        """Stop the workers, in a few seconds at most; what is being extracted ends as ``stopped``."""
        self._closed = True
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        for future in list(self._running):
            if not future.done():
                future.set_exception(ExtractionError("stopped", "the extraction was stopped"))

    async def _ended(self, body: bytes, url: str, content_type: str, entry: Entry | None) -> asyncio.Future[Extraction]:
        """The page's future, done. A cancelled wait stops the page's worker."""
        if self._closed:
            raise ExtractionError("stopped", "the extraction was stopped")
        if not self._pool.active:
            self._pool.stop()  # type: ignore[no-untyped-call]
            self._pool.join()
            self._pool = self._started()
        future = self._pool.schedule(self._work, args=(body, url, content_type, entry), timeout=self._seconds)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        waiting = asyncio.wrap_future(future)
        try:
            await asyncio.wait({waiting})
        except asyncio.CancelledError:
            waiting.cancel()
            raise
        return waiting

    def _started(self) -> ProcessPool:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(_LIBRARIES)
        pool = ProcessPool(max_workers=self._workers, max_tasks=PAGES_PER_WORKER, context=context)
        if not pool.active:  # asking starts it
            raise ExtractionError("worker died", "the worker processes could not be started")
        return pool

    def _translated(self, error: BaseException) -> ExtractionError:
        match error:
            case TimeoutError():
                return ExtractionError("time limit", f"longer than {self._seconds:g} s")
            case ProcessExpired() | BrokenProcessPool():
                return ExtractionError("worker died", str(error))
        return ExtractionError("extraction failed", f"{type(error).__name__}: {error}")
