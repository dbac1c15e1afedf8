"""``monitor init``, ``monitor check``, ``monitor sources``: the configuration directory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from monitor.catalogue import catalogue
from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.config import check as check_directory
from monitor.config import write_starter
from monitor.config.find import find_directory
from monitor.domain.source import Source

DIRECTORY = click.argument("directory", required=False, type=click.Path(path_type=Path, file_okay=False))


@click.command()
@DIRECTORY
def init(directory: Path | None) -> None:
    """Write a commented starter configuration into DIRECTORY (./config).

    Nothing that is there already is overwritten.
    """
    where = directory or Path("config")
    for path in write_starter(where):
        click.echo(path)
    click.echo(f"\nNext: edit {where / 'monitor.yaml'}, then `monitor check {where}`.")


@click.command()
@DIRECTORY
@config_option
@json_option
def check(directory: Path | None, config: Path | None, as_json: bool) -> None:
    """Read the whole configuration in DIRECTORY and report every fault at once; exit 1 when there is one.

    Warnings name what is allowed but probably not meant; they do not change the exit code.
    """
    where = find_directory(directory or config, os.environ)
    report = check_directory(where, os.environ)
    if as_json:
        print_json({"faults": [_value(f) for f in report.faults], "warnings": [_value(w) for w in report.warnings]})
    else:
        for fault in report.faults:
            click.echo(str(fault), err=True)
        for warning in report.warnings:
            click.echo(f"warning: {warning}", err=True)
        click.echo(f"{where}: {len(report.faults) or 'no'} fault{'s' * (len(report.faults) != 1)}")
    sys.exit(1 if report.faults else 0)


def _value(fault: object) -> dict[str, object]:
    names = ("file", "line", "key", "found", "expected", "hint")
    return {name: getattr(fault, name) for name in names}


@click.command()
@click.option("--catalogue", "all_known", is_flag=True, help="List every outlet that comes with the product instead.")
@config_option
@json_option
def sources(all_known: bool, config: Path | None, as_json: bool) -> None:
    """List the configured sources, or with --catalogue all outlets we know of, and how sure their feeds are.

    \b
    monitor sources --catalogue --json | jq '.[] | select(.country == "KZ")'
    """
    if all_known:
        _list_catalogue(as_json)
        return
    found = settings_of(config).sources
    if as_json:
        print_json([_source_value(source) for source in found])
        return
    rows = [(s.id, s.name, s.country, s.language, s.ownership, s.interval, len(s.feeds)) for s in found]
    print_table(("id", "name", "country", "language", "ownership", "interval", "feeds"), rows, "no sources")


def _list_catalogue(as_json: bool) -> None:
    known = catalogue()
    if as_json:
        print_json([
            _source_value(entry.source) | {"evidence": entry.evidence, "confidence": entry.confidence,
                                           "note": entry.note}
            for entry in known
        ])  # fmt: skip
        return
    rows = [
        (entry.source.id, entry.source.name, entry.source.country, entry.source.language, entry.source.ownership,
         " ".join(entry.source.feeds) or "none seen", entry.evidence)
        for entry in known
    ]  # fmt: skip
    print_table(("id", "name", "country", "language", "ownership", "feeds", "evidence"), rows)


def _source_value(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership,
        "homepage": source.homepage,
        "feeds": list(source.feeds),
        "article_url_pattern": source.article_url_pattern,
        "interval_seconds": source.interval.total_seconds(),
    }
