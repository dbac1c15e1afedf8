"""``monitor crawl``: one source, one feed or one page, now."""

from __future__ import annotations

import asyncio
import logging
import sys
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from monitor.cli import INTERRUPTED
from monitor.cli.logs import log_to_stderr
from monitor.cli.options import Span, config_option, settings_or_defaults
from monitor.cli.output import json_option, print_json, print_table
from monitor.config import Settings
from monitor.domain.source import Source
from monitor.usecases.poll import Limits, Line
from monitor.usecases.target import source_for
from monitor.wiring.clock import now

if TYPE_CHECKING:
    from monitor.crawl.fetch import EngineFetch
    from monitor.wiring.app import App

COLUMNS = ("status", "article", "headline", "rules", "cause")


@dataclass
class Report:
    """What a crawl did, row by row."""

    source: Source
    lines: list[Line] = field(default_factory=list)
    sent: int = 0
    interrupted: bool = False

    @property
    def counts(self) -> Counter[str]:
        """How many articles there are of each status, and how many matched a rule."""
        counts: Counter[str] = Counter(new=0, edited=0, unchanged=0, failed=0, matched=0)
        for line in self.lines:
            counts[line.status] += line.count
            counts["matched"] += bool(line.rules)
        return counts

    @property
    def exit_code(self) -> int:
        """1 when everything that was asked for failed, 130 when interrupted."""
        if self.interrupted:
            return INTERRUPTED
        statuses = {line.status for line in self.lines} - {"waiting"}
        return 1 if statuses == {"failed"} else 0


@click.command()
@click.argument("target")
@click.option("--limit", type=click.IntRange(1), help="Fetch at most N pages.")
@click.option("--since", type=Span(), help="Leave out what was published longer ago, e.g. 2d.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), help="Also write each text file below DIR.")
@click.option("--no-alerts", is_flag=True, help="Match, but tell nobody.")
@click.option("--dry-run", is_flag=True, help="Keep nothing and tell nobody; everything counts as new.")
@click.option("--allow-private", multiple=True, metavar="HOST", help="Also visit this private host or network.")
@config_option
@json_option
def crawl(
    target: str, limit: int | None, since: timedelta | None, out: Path | None, no_alerts: bool, dry_run: bool,
    allow_private: tuple[str, ...], config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Fetch TARGET once: the id of a configured source, or the URL of any feed or article page.

    \b
    monitor crawl tass-en --limit 5 --since 2d
    monitor crawl https://example.org/rss.xml --dry-run
    monitor crawl https://example.org/news/12345 --out texts/

    What is new is kept, matched and alerted as the daemon would. Without a configuration a URL is fetched and shown,
    and kept only where --out says. Exit code 1 when everything failed.
    """
    # Scrapy takes seconds to import, too long for --help.
    from monitor.crawl.runner import run_in_crawl
    from monitor.wiring.app import opened
    from monitor.wiring.scrapy import scrapy_settings

    log_to_stderr(logging.ERROR)  # the table names every failure
    is_url = target.startswith(("http://", "https://"))
    settings, configured = settings_or_defaults(config, required=not is_url)
    settings = replace(settings, crawl=_crawl_settings(settings, limit, allow_private))
    source = source_for(target, {source.id: source for source in settings.sources})
    limits = Limits(settings.crawl.page_limit, now() - since if since else None, page_as_feed=is_url)
    keep = configured and not dry_run
    report = Report(source)
    with opened(settings, out=out, alerts_off=no_alerts or not keep, keep=keep) as app:
        run_in_crawl(scrapy_settings(settings), lambda fetch, stop: _job(app, fetch, stop, limits, report))
    _show(report, as_json, kept=keep or out is not None)
    sys.exit(report.exit_code)


def _crawl_settings(settings: Settings, limit: int | None, allow_private: tuple[str, ...]) -> Any:
    allowed = (*settings.crawl.allow_private, *allow_private)
    return replace(settings.crawl, allow_private=allowed, page_limit=limit or settings.crawl.page_limit)


async def _job(app: App, fetch: EngineFetch, stop: asyncio.Event, limits: Limits, report: Report) -> None:
    work = asyncio.ensure_future(_poll(app, fetch, limits, report))
    stopping = asyncio.ensure_future(stop.wait())
    await asyncio.wait({work, stopping}, return_when=asyncio.FIRST_COMPLETED)
    stopping.cancel()
    if stop.is_set() and not work.done():
        report.interrupted = True
        work.cancel()
        await asyncio.wait({work})
        return
    await work


async def _poll(app: App, fetch: EngineFetch, limits: Limits, report: Report) -> None:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    shown = sys.stderr.isatty()
    with Progress(*columns, console=Console(stderr=True), transient=True, disable=not shown) as progress:
        task = progress.add_task(report.source.id, total=None)
        lines = app.poll(fetch)(report.source, limits, lambda pages: progress.update(task, total=pages))
        async for line in lines:
            report.lines.append(line)
            if line.url not in report.source.feeds:
                progress.advance(task)
    if not app.alerts_off:
        report.sent = await app.sender().drain()


def _show(report: Report, as_json: bool, kept: bool) -> None:
    counts = report.counts
    if as_json:
        print_json(
            {"source": report.source.id, "counts": dict(counts), "rows": [_value(line) for line in report.lines]}
        )
        return
    rows = [
        (line.status + (f" ×{line.count}" if line.count > 1 else ""), line.article_id, line.headline or line.url,
         ", ".join(line.rules), line.cause)
        for line in report.lines
    ]  # fmt: skip
    print_table(COLUMNS, rows, "nothing announced")
    click.echo(" · ".join(f"{counts[name]} {name}" for name in ("new", "edited", "unchanged", "failed", "matched")))
    if not kept:
        click.echo("Nothing was kept.")


def _value(line: Line) -> dict[str, Any]:
    return {
        "status": line.status,
        "count": line.count,
        "url": line.url,
        "id": line.article_id,
        "headline": line.headline,
        "file": line.file_name,
        "rules": list(line.rules),
        "cause": line.cause,
    }
