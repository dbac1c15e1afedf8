"""``monitor sources schedule``, ``health``, ``events``, ``gaps``: what is due when and why, and how the sources are."""

from __future__ import annotations

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

import click

from monitor.cli.articles import reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.config import Settings
from monitor.domain.health import PROBLEMS, State, span
from monitor.domain.health_table import Row, row
from monitor.domain.source import Source
from monitor.errors import NotFound
from monitor.wiring.clock import now
from monitor.wiring.watching import watch_of

DAYS = 14
"""Days of the sparkline."""


@click.command()
@config_option
@json_option
def schedule(config: Path | None, as_json: bool) -> None:
    """List when each source is polled next, and why then; the next one first."""
    settings, at = settings_of(config), now()
    with reading(settings) as archive:
        states = {state.source_id: state for state in archive.schedule.states()}
    rows: list[tuple[datetime, str, str, str]] = []
    for source in settings.sources:
        state = states.get(source.id)
        due, why = (state.next_poll_at, state.why) if state else (at, "never polled")
        rows.append((due, source.id, f"{state.polled_at:%Y-%m-%d %H:%M:%S}" if state else "-", why))
    rows.sort()
    if as_json:
        names = ("due", "source", "polled", "why")
        print_json([dict(zip(names, found, strict=True)) for found in rows])
        return
    shown = [(source, _in(due, at), last, why) for due, source, last, why in rows]
    print_table(("source", "due", "last poll (UTC)", "why"), shown, "no sources")


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--problems", is_flag=True, help="Only sources with which something is wrong.")
@config_option
@json_option
def health(ids: tuple[str, ...], problems: bool, config: Path | None, as_json: bool) -> None:
    """Show how each source is: state, last success, last entry, articles per day, and why; what is wrong comes first.

    \b
    monitor sources health --problems
    monitor sources health tass-en --json

    Exit code 1 when something is wrong with one of them.
    """
    settings, at = settings_of(config), now()
    rows = [row for row in _rows(settings, ids, at) if not problems or State(row.state) in PROBLEMS]
    rows.sort(key=lambda found: (State(found.state) not in PROBLEMS, found.source))
    if as_json:
        print_json([asdict(found) for found in rows])
    else:
        print_table(
            ("source", "state", "last success", "last entry", "per day", "failed pages", "reason"),
            [_cells(found, at) for found in rows],
            "no sources" if not problems else "nothing is wrong",
        )
    sys.exit(1 if any(State(found.state) in PROBLEMS for found in rows) else 0)


@click.command()
@click.argument("source_id", required=False, default="")
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="At most N events.")
@config_option
@json_option
def events(source_id: str, limit: int, config: Path | None, as_json: bool) -> None:
    """List what was told about sources (silent, failing, recovered, ...), newest first, and to whom."""
    with reading(settings_of(config)) as archive:
        found = archive.history.events(source_id, limit)
    if as_json:
        print_json([asdict(event) for event in found])
        return
    rows = [
        (f"{event.at:%Y-%m-%d %H:%M:%S}", event.source_id, event.kind, ", ".join(event.dispositions), event.reason)
        for event in found
    ]
    print_table(("time (UTC)", "source", "event", "what became of it", "reason"), rows, "no events")


@click.command()
@click.argument("source_id", required=False, default="")
@click.option("--limit", type=click.IntRange(1), default=30, show_default=True, help="At most N gaps.")
@config_option
@json_option
def gaps(source_id: str, limit: int, config: Path | None, as_json: bool) -> None:
    """List when entries of a feed may have been lost, newest first, and how that was made good or how far it got.

    \b
    monitor sources gaps tass-en --json
    """
    with reading(settings_of(config)) as archive:
        found = archive.announcements.gaps(source_id, limit)
    if as_json:
        print_json([asdict(gap) for gap in found])
        return
    rows = [
        (f"{gap.since:%Y-%m-%d %H:%M:%S}", f"{gap.until:%m-%d %H:%M:%S}", gap.feed_url, gap.filled, gap.story)
        for gap in found
    ]
    print_table(("from (UTC)", "to", "feed", "brought", "how"), rows, "no gaps")


def _rows(settings: Settings, ids: tuple[str, ...], at: datetime) -> list[Row]:
    known = {source.id: source for source in settings.sources}
    if unknown := [id_ for id_ in ids if id_ not in known]:
        raise NotFound(f'no source "{unknown[0]}" is configured; `monitor sources list` lists them')
    chosen: list[Source] = [known[id_] for id_ in ids] or list(settings.sources)
    with reading(settings) as archive:
        watch = watch_of(settings, archive)
        return [
            row(*watch.condition(source, at), archive.history.per_day(source.id, DAYS, at), at) for source in chosen
        ]


def _cells(found: Row, at: datetime) -> tuple[object, ...]:
    share = "-" if found.extraction_failed is None else f"{found.extraction_failed:.0%}"
    return (
        found.source, found.state, _ago(found.last_success, at), _ago(found.last_entry, at), found.sparkline, share,
        found.reason,
    )  # fmt: skip


def _ago(time: datetime | None, at: datetime) -> str:
    return f"{span(at - time)} ago" if time else "never"


def _in(due: datetime, at: datetime) -> str:
    return f"in {span(due - at)}" if due > at else "now"
