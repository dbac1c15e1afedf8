"""``monitor run``: the daemon."""

from __future__ import annotations

import asyncio
import logging
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from monitor.cli.logs import log_to_stderr
from monitor.cli.options import config_option, settings_of

if TYPE_CHECKING:
    from monitor.crawl.fetch import EngineFetch


@click.command()
@config_option
@click.option("--once", is_flag=True, help="Poll every source once, send what is due, and exit.")
@click.option("--verbose", is_flag=True, help="Log more.")
def run(config: Path | None, once: bool, verbose: bool) -> None:
    """Poll every source on its interval, match, send alerts; until SIGTERM or Ctrl-C.

    A changed configuration is taken while it runs, at once after SIGHUP. Logs go to standard error, one JSON object a
    line (readable lines on a terminal). With --once the exit code is 1
    when no source at all answered.
    """
    # Until the loop listens: whoever stops it before it has begun gets a clean end, too. Nothing was polled then.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1 if once else 0))
    # Scrapy takes seconds to import, too long for --help.
    from monitor.crawl.runner import run_in_crawl
    from monitor.wiring.app import opened
    from monitor.wiring.scrapy import scrapy_settings

    at_a_terminal = sys.stdin is not None and sys.stdin.isatty()
    if not at_a_terminal and not once:
        # Until somebody listens for it: a SIGHUP that comes too early is no reason to end.
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    log_to_stderr(logging.DEBUG if verbose else logging.INFO)
    settings = settings_of(config)
    with opened(settings) as app:

        async def job(fetch: EngineFetch, stop: asyncio.Event) -> bool:
            daemon = app.daemon(fetch)
            if once:
                return await daemon.once(stop)
            # Where a terminal is closed, SIGHUP says that nobody is there any more.
            on_hangup = stop.set if at_a_terminal else daemon.ask_reload
            asyncio.get_running_loop().add_signal_handler(signal.SIGHUP, on_hangup)
            await daemon.run(stop)
            return True

        answered = run_in_crawl(scrapy_settings(settings), job)
    sys.exit(0 if answered else 1)
