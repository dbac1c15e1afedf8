"""Extraction in worker processes that can be killed one by one: what a hostile page costs stays in its worker.

A worker that exceeds the time limit is killed, one that dies is replaced, and all are recycled after some pages so
that memory does not grow. Workers come from a fork server, which has the libraries loaded: a new one costs little.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import signal
from concurrent.futures.process import BrokenProcessPool
from functools import partial

from pebble import ProcessExpired, ProcessFuture, ProcessPool
from trafilatura.external import jt_stoplist_init

from monitor.domain.article import Entry, Extraction
from monitor.errors import ExtractionError, MonitorError
from monitor.extract.page import extract
from monitor.extract.tree import MAX_BYTES

PAGES_PER_WORKER = 500
_LIBRARIES = ["monitor.extract.page", "trafilatura.external", "pebble.pool.process"]


class ExtractionPool:
    """Extracts pages in ``workers`` processes, each page within ``seconds``; an ``Extractor`` (see ports)."""

    def __init__(self, workers: int, seconds: float) -> None:
        self._workers = workers
        self._seconds = seconds
        self._closed = False
        self._pool = self._started()

    async def __call__(
        self, body: bytes, url: str, content_type: str = "", entry: Entry | None = None
    ) -> Extraction:
        """The article on a page. Raises ExtractionError: those of ``extract``, and ``time limit`` (of ``seconds``),
        ``worker died``, ``extraction failed`` (a fault of ours or of a library), ``stopped`` (the pool was closed)."""
        if len(body) > MAX_BYTES:
            raise ExtractionError("too large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
        try:
            return await asyncio.wrap_future(self._scheduled(body, url, content_type, entry))
        except MonitorError:
            raise
        except TimeoutError as error:
            raise ExtractionError("time limit", f"longer than {self._seconds:g} s") from error
        except (ProcessExpired, BrokenProcessPool) as error:
            raise ExtractionError("worker died", str(error)) from error

    def close(self) -> None:
        """Stop the workers; pages that are being extracted end as ``stopped``. May be called more than once."""
        self._closed = True
        self._pool.stop()
        self._pool.join()
