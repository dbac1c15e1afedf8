"""``monitor sources audit``: what an outlet lists elsewhere, against what was captured."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from monitor.cli import INTERRUPTED
from monitor.cli.options import Span, config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.cli.sources_crawl import Interrupted, in_crawl, offload, progress_bar
from monitor.config import Settings
from monitor.domain.source import Source
from monitor.ports import Fetch
from monitor.usecases.audit import PERIOD, Audit, Auditor, Listed, Records
from monitor.usecases.poll import Limits, Line
from monitor.usecases.target import source_for
from monitor.wiring.clock import now

if TYPE_CHECKING:
    from monitor.wiring.app import App

COLUMNS = ("source", "since", "listed", "captured", "rate", "never announced", "waiting", "failed",
           "not in the pattern", "ids never seen")  # fmt: skip


@dataclass
class Report:
    """What was audited so far, and what fetching the missing articles came to."""

    audits: list[Audit] = field(default_factory=list)
    fetched: list[Line] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        """1 where something is missing that was not fetched, or where nothing could be compared."""
        done = sum(line.status in ("new", "unchanged", "edited") for line in self.fetched)
        asked = sum(len(audit.never) + (len(audit.given_up) if self.fetched else 0) for audit in self.audits)
        missing = asked - done
        blind = all(listing.cause for audit in self.audits for listing in audit.listings)
        return 1 if missing > 0 or blind else 0


@click.command()
@click.argument("source_id", required=False, metavar="[ID]")
@click.option("--since", "period", type=Span(), help="Compare what came out within this time (7d).")
@click.option("--fetch", "fetch_missing", is_flag=True, help="Fetch what was never announced or was given up.")
@config_option
@json_option
def audit(
    source_id: str | None, period: timedelta | None, fetch_missing: bool, config: Path | None, as_json: bool
) -> None:
    """Compare what was captured of the source ID (all sources) with what the outlet lists elsewhere now.

    \b
    monitor sources audit tass-en --since 2d
    monitor sources audit --fetch

    Sitemaps, section pages, the home page and feeds are read, and gaps in numeric ids are looked for. Exit code 1 when
    articles are listed that were never announced to us, or when nothing could be read.
    """
    settings = settings_of(config)
    by_id = {source.id: source for source in settings.sources}
    chosen = [source_for(source_id, by_id)] if source_id else list(settings.sources)
    report = Report()
    with ExitStack() as stack:
        app, records = _opened(settings, stack, write=fetch_missing)
        ended = in_crawl(settings, (), lambda fetch: _audit(fetch, app, records, chosen, period or PERIOD, report))
    _show(report, as_json=as_json)
    sys.exit(INTERRUPTED if isinstance(ended, Interrupted) else report.exit_code)


def _opened(settings: Settings, stack: ExitStack, *, write: bool) -> tuple[App | None, Records]:
    """The archive's announcements, read beside a running daemon; with the whole product where it is written to."""
    from monitor.archive import open_archive
    from monitor.wiring.app import opened

    if write:
        app = stack.enter_context(opened(settings))
        return app, app.archive.announcements
    archive = open_archive(settings.archive_url.reveal(), write=False)
    stack.callback(archive.close)
    return None, archive.announcements


async def _audit(
    fetch: Fetch, app: App | None, records: Records, chosen: Sequence[Source], period: timedelta, report: Report
) -> None:
    from monitor.feeds.kinds import FeedsOfAllKinds

    with progress_bar("audit") as step:
        work = Auditor(fetch, FeedsOfAllKinds(), records, now, offload, step)
        for source in chosen:
            found = await work(source, period)
            report.audits.append(found)
            if app is not None and (found.never or found.given_up):
                await work.announce(found)
                await _fetch(app, fetch, found, report)
    if app is not None:
        await app.sender().drain()


async def _fetch(app: App, fetch: Fetch, found: Audit, report: Report) -> None:
    """Poll the source without its feeds: what waits is fetched, the missing articles among it."""
    home = found.source.homepage or found.missing[0].where[0]
    quiet = replace(found.source, feeds=(), sitemaps=(), sections=(), homepage=home)
    limits = Limits(max(app.settings.crawl.page_limit, len(found.missing)))
    async for line in app.poll(fetch)(quiet, limits):
        report.fetched.append(line)


def _show(report: Report, *, as_json: bool) -> None:
    if as_json:
        fetched = [{"status": line.status, "url": line.url, "cause": line.cause} for line in report.fetched]
        print_json({"sources": [_value(one) for one in report.audits], "fetched": fetched})
        return
    print_table(COLUMNS, [_row(one) for one in report.audits], "no sources")
    for one in report.audits:
        _show_details(one)
    if report.fetched:
        rows = [(line.status, line.headline or line.url, line.cause) for line in report.fetched]
        click.echo()
        print_table(("fetched", "article", "cause"), rows)


def _show_details(one: Audit) -> None:
    listings = [(listing.url, listing.cause) for listing in one.listings if listing.cause]
    holed = [run for run in one.runs if run.never]
    gaps = [(f"{run.first} to {run.last}", run.known, len(run.never), _shortened(run.never)) for run in holed]
    for columns, rows in (
        ((f"missing of {one.source.id}", "address", "listed in"), [_missing(item) for item in one.missing]),
        (("not in the pattern", "listed in"), [(i.announcement.url, ", ".join(i.where)) for i in one.unknown]),
        (("ids", "known", "never seen", "which"), gaps),
        (("could not be read", "cause"), listings),
    ):
        if rows:
            click.echo()
            print_table(columns, rows)


def _missing(item: Listed) -> tuple[str, str, str]:
    return item.state, item.announcement.url, ", ".join(item.where)


def _shortened(ids: Sequence[int]) -> str:
    return ", ".join(map(str, ids[:10])) + (" …" if len(ids) > 10 else "")


def _row(one: Audit) -> tuple[object, ...]:
    states = [item.state for item in one.missing]
    rate = "" if one.rate is None else f"{one.rate:.1%}"
    never_seen = sum(len(run.never) for run in one.runs) if one.runs else "cannot tell"
    return (one.source.id, f"{one.since:%Y-%m-%d %H:%M}", len(one.listed), one.captured, rate, len(one.never),
            states.count("waiting"), states.count("failed"), len(one.unknown), never_seen)  # fmt: skip


def _value(one: Audit) -> dict[str, Any]:
    return {
        "source": one.source.id,
        "since": one.since,
        "listed": len(one.listed),
        "captured": one.captured,
        "rate": one.rate,
        "missing": [
            {"url": i.announcement.url, "key": i.announcement.key, "state": i.state, "listed_in": list(i.where)}
            for i in one.missing
        ],
        "not_in_the_pattern": [{"url": i.announcement.url, "listed_in": list(i.where)} for i in one.unknown],
        "ids": [
            {"first": run.first, "last": run.last, "known": run.known, "never_seen": list(run.never)}
            for run in one.runs
        ],
        "listings": [
            {"url": listing.url, "kind": listing.kind, "entries": len(listing.entries), "cause": listing.cause}
            for listing in one.listings
        ],
    }
