"""``monitor sources probe``: does every address still announce anything?"""

from __future__ import annotations

import sys
from collections import Counter
from contextlib import aclosing
from datetime import timedelta
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from monitor.catalogue import catalogue
from monitor.cli import INTERRUPTED
from monitor.cli.options import Span, config_option, settings_or_defaults
from monitor.cli.output import json_option, print_json, print_table
from monitor.cli.sources_crawl import Interrupted, allow_private_option, in_crawl, offload, progress_bar
from monitor.cli.sources_files import probe_path
from monitor.domain.source import Source
from monitor.errors import NotFound
from monitor.ports import Fetch
from monitor.probe_file import read_probes, write_probes
from monitor.usecases.probe import STALE_AFTER, Probe, Probed, Result
from monitor.wiring.clock import now

GOOD = (Result.OK, Result.MOVED)


@click.command()
@click.argument("ids", nargs=-1, metavar="[ID]...")
@click.option("--catalogue", "all_known", is_flag=True, help="Try every outlet that comes with the product.")
@click.option("--stale-after", type=Span(), help="A feed is stale when its newest entry is older (14d).")
@allow_private_option
@config_option
@json_option
def probe(
    ids: tuple[str, ...], all_known: bool, stale_after: timedelta | None, allow_private: tuple[str, ...],
    config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Try every feed, sitemap and section page of the configured sources, of these IDs, or of the whole catalogue.

    \b
    monitor sources probe                      all configured sources
    monitor sources probe tass-en khovar       these, configured or from the catalogue
    monitor sources probe --catalogue --json

    Results are kept beside the data for `monitor sources list --catalogue`. Ctrl-C stops, and keeps what is done. Exit
    code 1 when no address is alive.
    """
    settings, configured = settings_or_defaults(config, required=False)
    chosen = chosen_sources(ids, settings.sources, all_known=all_known or not (ids or configured))
    results: list[Probed] = []
    ended = in_crawl(settings, allow_private, lambda fetch: _probe(fetch, chosen, stale_after or STALE_AFTER, results))
    results.sort(key=lambda one: (one.source_id, one.url))
    if configured and results:
        path = probe_path(settings)
        write_probes(path, read_probes(path), results)
    _show(results, sum(not source.watched for source in chosen), as_json=as_json)
    if isinstance(ended, Interrupted):
        sys.exit(INTERRUPTED)
    sys.exit(0 if any(one.result in GOOD for one in results) else 1)


def chosen_sources(ids: tuple[str, ...], configured: tuple[Source, ...], *, all_known: bool) -> list[Source]:
    """The sources to try. A configured source stands for its row in the catalogue. Raises NotFound."""
    rows = {entry.source.id: entry.source for entry in catalogue()}
    if all_known:
        return list(rows.values())
    known = rows | {source.id: source for source in configured}
    for name in ids:
        if name not in known:
            close = get_close_matches(name, known, n=1)
            hint = f'; did you mean "{close[0]}"?' if close else ""
            raise NotFound(f'no source "{name}" is configured or in the catalogue{hint}')
    return [known[name] for name in ids] if ids else list(configured)


async def _probe(fetch: Fetch, chosen: list[Source], stale_after: timedelta, results: list[Probed]) -> None:
    from monitor.feeds.kinds import FeedsOfAllKinds

    work = Probe(fetch, FeedsOfAllKinds(), now, offload, stale_after)
    with progress_bar("probe", sum(len(source.watched) for source in chosen)) as step:
        async with aclosing(work(chosen)) as probed:
            async for one in probed:
                results.append(one)
                step(one.source_id)


def _show(results: list[Probed], without: int, *, as_json: bool) -> None:
    if as_json:
        print_json([_value(one) for one in results])
        return
    rows = [
        (one.result, one.source_id, one.kind, one.url, one.entries or "",
         f"{one.newest:%Y-%m-%d %H:%M}" if one.newest else "", one.cause or one.final)
        for one in results
    ]  # fmt: skip
    columns = ("result", "source", "kind", "address", "entries", "newest", "cause or final address")
    print_table(columns, rows, "nothing to try")
    counts = Counter(one.result for one in results)
    said = [f"{counts[result]} {result}" for result in Result]
    click.echo(" · ".join(said + ([f"{without} sources without an address to try"] if without else [])))


def _value(one: Probed) -> dict[str, Any]:
    return {
        "source": one.source_id, "url": one.url, "kind": one.kind, "result": one.result, "at": one.at,
        "entries": one.entries, "newest": one.newest, "cause": one.cause, "final": one.final,
    }  # fmt: skip
