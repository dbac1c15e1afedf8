"""``monitor articles reindex``: the full-text index brought up to date after an update of the program."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.archive import open_archive
from monitor.cli.options import config_option, settings_of
from monitor.cli.sources_crawl import progress_bar
from monitor.usecases.reindex import reindex as index_anew


@click.command()
@config_option
def reindex(config: Path | None) -> None:
    """Index articles anew that an earlier version of the program indexed.

    Until then searches and backtests read each of them. It may be stopped at any time and goes on where it was; with
    SQLite the daemon has to be stopped first.
    """
    settings = settings_of(config)
    sources = {source.id: source for source in settings.sources}
    archive = open_archive(settings.archive_url.reveal(), write=True)
    done = 0
    try:
        with progress_bar("reindex", archive.reindexing.outdated()) as step:
            for count in index_anew(archive.reindexing, sources):
                done += count
                for _ in range(count):
                    step("reindex")
    finally:
        archive.close()
    click.echo(f"{done} article versions indexed")
