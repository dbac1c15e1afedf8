"""What the commands that ask outlets share: a polite crawl in this process, and readers for what it brings."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from monitor.cli.logs import log_to_stderr
from monitor.config import Settings
from monitor.ports import Fetch

T = TypeVar("T")

allow_private_option = click.option(
    "--allow-private", multiple=True, metavar="HOST", help="Also visit this private host or network."
)


@dataclass(frozen=True)
class Interrupted:
    """Stands for the result of a crawl that was ended by Ctrl-C."""


def in_crawl(
    settings: Settings, allow_private: tuple[str, ...], work: Callable[[Fetch], Awaitable[T]]
) -> T | Interrupted:
    """The result of ``work`` beside an open crawl; ``Interrupted`` where it was cancelled by Ctrl-C or SIGTERM."""
    # Scrapy takes seconds to import, too long for --help.
    from monitor.crawl.runner import run_in_crawl
    from monitor.wiring.scrapy import scrapy_settings

    log_to_stderr(logging.ERROR)  # the table names every failure
    allowed = (*settings.crawl.allow_private, *allow_private)
    settings = replace(settings, crawl=replace(settings.crawl, allow_private=allowed))

    async def job(fetch: Fetch, stop: asyncio.Event) -> T | Interrupted:
        task = asyncio.ensure_future(work(fetch))
        stopping = asyncio.ensure_future(stop.wait())
        await asyncio.wait({task, stopping}, return_when=asyncio.FIRST_COMPLETED)
        stopping.cancel()
        if task.done():
            return task.result()
        task.cancel()
        await asyncio.wait({task})
        return Interrupted()

    return run_in_crawl(scrapy_settings(settings), job)


def offload(function: Callable[..., T], /, *args: Any) -> Awaitable[T]:
    """The port ``Offload``, over the threads of the event loop."""
    return asyncio.to_thread(function, *args)


@contextmanager
def progress_bar(what: str, total: int | None = None) -> Iterator[Callable[[str], None]]:
    """A bar on a terminal's standard error; call what it gives, with a word or two, at each step."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown = sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as progress:
        task = progress.add_task(what, total=total)
        yield lambda words: progress.update(task, advance=1, description=words[:60])
