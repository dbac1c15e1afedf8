"""Extraction in worker processes that can be killed one by one (see monitor/workers.py)."""

from __future__ import annotations

from collections.abc import Callable

from monitor.domain.article import Entry, Extraction
from monitor.errors import ExtractionError
from monitor.extract.page import extract
from monitor.extract.tree import MAX_BYTES
from monitor.workers import TaskFailed, WorkerDied, Workers, WorkersStopped

MOST_MEMORY = 1_000_000_000
"""Bytes that a worker may take for a page."""

Work = Callable[[bytes, str, str, Entry | None], Extraction]


class ExtractionPool:
    """Extracts pages in ``workers`` processes, each page within ``seconds``; an ``Extractor`` (see ports).

    ``work`` is what the processes do with a page.
    """

    def __init__(self, workers: int, seconds: float, work: Work = extract) -> None:
        self._work = work
        self._workers = Workers(workers, seconds, MOST_MEMORY)
        try:
            self._workers.start()
        except WorkerDied as error:
            raise ExtractionError("worker died", str(error)) from error

    async def __call__(self, body: bytes, url: str, content_type: str = "", entry: Entry | None = None) -> Extraction:
        """The article on a page.

        Raises ExtractionError: those of ``extract``, and ``time limit``, ``worker died``, ``stopped`` (the pool was
        closed), ``extraction failed`` (a fault of ours or of a library, named in the detail).
        """
        if len(body) > MAX_BYTES:
            raise ExtractionError("too large", f"{len(body)} bytes, at most {MAX_BYTES} are read")
        try:
            return await self._workers.run(self._work, body, url, content_type, entry)
        except TimeoutError as error:
            raise ExtractionError("time limit", f"longer than {self._workers.seconds:g} s") from error
        except MemoryError as error:
            raise ExtractionError("too large", f"it takes more than {MOST_MEMORY // 1_000_000} MB to read") from error
        except WorkerDied as error:
            raise ExtractionError("worker died", str(error)) from error
        except WorkersStopped as error:
            raise ExtractionError("stopped", "the extraction was stopped") from error
        except TaskFailed as error:
            raise ExtractionError("extraction failed", str(error)) from error

    def close(self) -> None:
        """Stop the workers, in a few seconds at most; what is being extracted ends as ``stopped``."""
        self._workers.close()
