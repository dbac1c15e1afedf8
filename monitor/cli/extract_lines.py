"""``monitor extract --jsonl``: many pages at once, one JSON object a line in and out, in the order of the input.

Lines are read in a thread of their own, so that what is done is written while the next line is awaited. At most a few
pages for each worker are in memory at a time.
"""

from __future__ import annotations

import asyncio
import json
import os
import stat
import sys
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import CancelledError
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from typing import Any, BinaryIO

from rich.console import Console
from rich.progress import MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from monitor.cli.output import one_json_line
from monitor.domain.article import Extraction
from monitor.domain.textformat import render
from monitor.domain.verdict import Verdict, verdict_of_error
from monitor.errors import CausedError, ExtractionError
from monitor.extract.pool import ExtractionPool
from monitor.extract.tree import MAX_BYTES
from monitor.wiring.app import EXTRACTION_SECONDS

LONGEST_LINE = 100_000_000
"""Bytes of a line; a longer one gives an error record."""
AHEAD = 2
"""So many pages for each worker are read ahead of what is written."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the input: a page with the caller's own name for it."""

    id: Any
    body: bytes
    url: str
    content_type: str


class BadLine(Exception):
    """A line that names no page; ``id`` is None where the line gives none."""

    def __init__(self, id_: Any, cause: str, detail: str) -> None:
        self.id, self.cause, self.detail = id_, cause, detail
        super().__init__(cause)


async def extract_lines(source: str, workers: int) -> bool:
    """Extract the pages that the lines of ``source`` (a path, or ``-``) name; whether every line named one."""
    pool = ExtractionPool(workers, EXTRACTION_SECONDS)
    waiting: asyncio.Queue[asyncio.Task[tuple[dict[str, Any], bool]] | None] = asyncio.Queue(workers * AHEAD)
    file = os.fdopen(os.dup(0), "rb") if source == "-" else Path(source).open("rb")  # noqa: SIM115 closed by its thread
    feeder = asyncio.create_task(_feed(file, pool, waiting))
    every = True
    try:
        with _progress() as progress:
            task = progress.add_task("pages", total=None)
            while (record := await waiting.get()) is not None:
                value, ok = await record
                every = every and ok
                sys.stdout.buffer.write(one_json_line(value))
                sys.stdout.buffer.flush()
                progress.advance(task)
        await feeder
    finally:
        feeder.cancel()
        await asyncio.to_thread(pool.close)
    return every


async def _feed(file: BinaryIO, pool: ExtractionPool, waiting: asyncio.Queue[Any]) -> None:
    """Start the extraction of every line, as many at a time as ``waiting`` holds, and then None."""
    async for number, line in _read(file):
        await waiting.put(asyncio.create_task(_record(number, line, pool)))
        del line
    await waiting.put(None)


async def _read(file: BinaryIO) -> AsyncIterator[tuple[int, bytes]]:
    """The lines with their numbers, none of them empty; one that is too long comes cut."""
    loop = asyncio.get_running_loop()
    lines: asyncio.Queue[tuple[int, bytes] | OSError | None] = asyncio.Queue(1)

    def put(item: tuple[int, bytes] | OSError | None) -> None:
        adding = lines.put(item)
        try:
            asyncio.run_coroutine_threadsafe(adding, loop).result()
        finally:
            adding.close()

    def read() -> None:
        try:
            with file:
                for item in _lines_of(file):
                    put(item)
            put(None)
        except OSError as error:
            put(error)
        except (RuntimeError, CancelledError):
            return  # the loop has ended: nobody waits for lines any more

    Thread(target=read, daemon=True, name="lines").start()
    while (item := await lines.get()) is not None:
        if isinstance(item, OSError):
            raise item
        yield item


def _lines_of(file: BinaryIO) -> Iterator[tuple[int, bytes]]:
    number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number += 1
        whole = line
        while len(line) > LONGEST_LINE and not line.endswith(b"\n"):
            line = file.readline(LONGEST_LINE + 1)
        if whole.strip():
            yield number, whole


async def _record(number: int, line: bytes, pool: ExtractionPool) -> tuple[dict[str, Any], bool]:
    """What is written for a line, and whether the line named a page."""
    try:
        asked = _request(line)
    except BadLine as bad:
        return {"id": bad.id, "line": number, "error": {"cause": bad.cause, "detail": bad.detail}}, False
    del line
    try:
        extraction = await pool(asked.body, asked.url, asked.content_type)
    except ExtractionError as error:
        return _nothing(asked, error), True
    return as_record(asked.id, asked.url, extraction), True


def _request(line: bytes) -> Request:
    """The page that a line names. Raises BadLine."""
    if len(line) > LONGEST_LINE:
        raise BadLine(None, "too large", f"a line of more than {LONGEST_LINE} bytes")
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise BadLine(None, "not JSON", str(error)[:200]) from None
    if not isinstance(value, dict):
        raise BadLine(
            None, "not an object", f"found {type(value).__name__}, expected an object with id and path or html"
        )
    id_ = value.get("id")
    if id_ is None or isinstance(id_, (dict, list)):
        raise BadLine(None, "no id", "expected a text or a number")
    given = [name for name in ("path", "html") if value.get(name) is not None]
    if len(given) != 1:
        raise BadLine(id_, "both path and html" if given else "no page", "expected either path or html")
    url = value.get("url") or ""
    if not isinstance(url, str) or not isinstance(value[given[0]], str):
        raise BadLine(id_, "not a text", f"{given[0]} and url are texts")
    if given[0] == "html":
        # A text has no encoding any more, whatever its meta element says.
        return Request(id_, value["html"].encode("utf-8", "replace"), url, "text/html; charset=utf-8")
    return Request(id_, _page_at(id_, value["path"]), url, "")


def _page_at(id_: Any, path: str) -> bytes:
    """The file's bytes, one more than a page may have at most. Raises BadLine."""
    try:
        # Non-blocking: to open a pipe that nobody writes to would wait for ever.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise BadLine(id_, "no such file", f"{path} is no regular file")
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        raise BadLine(id_, "no such file", f"{path}: {error.strerror}") from None
    except ValueError as error:
        raise BadLine(id_, "no such file", f"{path!r}: {error}") from None


def as_record(id_: Any, url: str, extraction: Extraction) -> dict[str, Any]:
    """What is written for a page that gave text."""
    text = extraction.text
    return {
        "id": id_,
        "url": url,
        "canonical_url": extraction.canonical_url,
        "title": text.headline,
        "date": text.date.isoformat() if text.date else None,
        "date_origin": extraction.date_origin,
        "published": extraction.published.isoformat() if extraction.published else None,
        "authors": list(extraction.authors),
        "language": extraction.language,
        "section": extraction.section,
        "tags": list(extraction.tags),
        "image": extraction.image,
        "lead": extraction.lead,
        "body": extraction.body,
        "text": render(text),
        **_verdict(extraction.verdict),
    }


def _nothing(asked: Request, error: CausedError) -> dict[str, Any]:
    """What is written for a page that gave no text."""
    empty: dict[str, Any] = {
        "title": "",
        "date": None,
        "authors": [],
        "language": "",
        "lead": "",
        "body": "",
        "text": "",
    }
    return {"id": asked.id, "url": asked.url, **empty, **_verdict(verdict_of_error(error.cause)), "detail": str(error)}


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {"verdict": verdict.kind.value, "causes": list(verdict.causes)}


def _progress() -> Progress:
    columns = (TextColumn("{task.description}"), MofNCompleteColumn(), TimeElapsedColumn())
    return Progress(*columns, console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty())


def run(work: Coroutine[Any, Any, bool]) -> int:
    """The exit code: 1 where a line named no page."""
    return 0 if asyncio.run(work) else 1
