"""Extraction in worker processes: one bad page costs its own worker and nothing else."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.domain.article import Entry, Extraction
from monitor.errors import ExtractionError
from monitor.extract.page import extract
from monitor.extract.pool import ExtractionPool
from monitor.extract.tree import MAX_BYTES

PAGE = (Path(__file__).parents[2] / "data" / "pages" / "000_f3dab12ef9e3dcb4.html").read_bytes()
URL = "https://outlet.example/1"


def work(body: bytes, url: str, content_type: str, entry: Entry | None) -> Extraction:
    """What a worker does here: the bodies ``hang``, ``die`` and ``fail`` do so, all else is a page."""
    if body == b"hang":
        threading.Event().wait()
    if body == b"die":
        os._exit(3)
    if body == b"fail":
        raise LookupError("a fault nobody thought of")
    return extract(body, url, content_type, entry)


@pytest.fixture
def pool() -> Iterator[ExtractionPool]:
    pool = ExtractionPool(2, 1, work)
    yield pool
    pool.close()


def test_a_page_comes_back_as_an_article(pool: ExtractionPool) -> None:
    assert asyncio.run(pool(PAGE, URL)).text.headline == "Iran, Russia military coop. advancing"


@pytest.mark.parametrize(
    ("body", "cause", "detail"),
    [
        (b"hang", "time limit", "longer than 1 s"),
        (b"die", "worker died", ""),
        (b"fail", "extraction failed", "LookupError: a fault nobody thought of"),
        (b"", "no text", "the page is empty"),
        (b"x" * (MAX_BYTES + 1), "too large", "bytes"),
    ],
    ids=["hang", "die", "fail", "empty", "large"],
)
def test_a_bad_page_fails_alone(pool: ExtractionPool, body: bytes, cause: str, detail: str) -> None:
    async def together() -> list[Extraction | BaseException]:
        return await asyncio.gather(
            *(pool(PAGE, URL) for _ in range(3)),
            pool(body, URL),
            *(pool(PAGE, URL) for _ in range(3)),
            return_exceptions=True,
        )

    results = asyncio.run(together())
    failed = results.pop(3)
    assert isinstance(failed, ExtractionError)
    assert failed.cause == cause
    assert detail in failed.detail
    assert all(isinstance(result, Extraction) for result in results)


def test_dead_idle_workers_are_replaced(pool: ExtractionPool) -> None:
    asyncio.run(pool(PAGE, URL))
    for worker in multiprocessing.active_children():
        worker.kill()
        worker.join()
    assert asyncio.run(pool(PAGE, URL)).text.headline


def test_closing_ends_what_runs_and_refuses_what_comes(pool: ExtractionPool) -> None:
    async def close_while_running() -> list[Extraction | BaseException]:
        running = [asyncio.ensure_future(pool(b"hang", URL)) for _ in range(5)]
        await asyncio.sleep(0)
        await asyncio.to_thread(pool.close)
        return await asyncio.gather(*running, pool(PAGE, URL), return_exceptions=True)

    causes = [result.cause for result in asyncio.run(close_while_running()) if isinstance(result, ExtractionError)]
    assert causes == ["stopped"] * 6
    assert not multiprocessing.active_children()


def test_a_cancelled_wait_frees_its_worker() -> None:
    pool = ExtractionPool(1, 600, work)

    async def cancel_and_go_on() -> Extraction:
        hanging = asyncio.ensure_future(pool(b"hang", URL))
        await asyncio.sleep(0)
        hanging.cancel()
        with pytest.raises(asyncio.CancelledError):
            await hanging
        return await pool(PAGE, URL)

    try:
        assert asyncio.run(cancel_and_go_on()).text.headline
    finally:
        pool.close()
