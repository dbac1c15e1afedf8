"""``monitor sources``: the outlets that are watched, those we know of, and ways to bring lists of them in and out."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from monitor.catalogue import catalogue
from monitor.cli.options import config_option, settings_of, settings_or_defaults
from monitor.cli.output import json_option, print_json, print_table, visible
from monitor.cli.sources_audit import audit
from monitor.cli.sources_discover import discover
from monitor.cli.sources_files import probe_path, write_new
from monitor.cli.sources_probe import probe
from monitor.cli.sources_watch import events, gaps, health, schedule
from monitor.domain.source import Source
from monitor.errors import ConfigError
from monitor.intake import Imported
from monitor.opml import read_opml, write_opml
from monitor.probe_file import read_probes
from monitor.sources_csv import read_csv, write_csv
from monitor.sources_yaml import write_yaml
from monitor.usecases.probe import Probed

FILE = click.Path(path_type=Path, dir_okay=False)


@click.group()
def sources() -> None:
    """Find, test, list and exchange the sources that are watched, and audit what they gave.

    \b
    monitor sources list --catalogue
    monitor sources discover https://news.example.org --write config/sources/news.yaml
    monitor sources probe
    monitor sources audit tass-en
    """


@sources.command("list")
@click.option("--catalogue", "all_known", is_flag=True, help="List every outlet that comes with the product instead.")
@config_option
@json_option
def list_(all_known: bool, config: Path | None, as_json: bool) -> None:
    """List the configured sources, or with --catalogue all outlets we know of, and how sure their feeds are.

    \b
    monitor sources list --catalogue --json | jq '.[] | select(.country == "KZ")'

    Beside the evidence that was shipped stands what `monitor sources probe` found last from here.
    """
    if all_known:
        _list_catalogue(config, as_json)
        return
    found = settings_of(config).sources
    if as_json:
        print_json([_value(source) for source in found])
        return
    rows = [
        (s.id, s.name, s.country, s.language, s.ownership, s.interval, len(s.feeds), len(s.sitemaps), len(s.sections))
        for s in found
    ]
    columns = ("id", "name", "country", "language", "ownership", "interval", "feeds", "sitemaps", "sections")
    print_table(columns, rows, "no sources")


@sources.command("import")
@click.argument("file", type=FILE)
@click.option("--write", "target", type=FILE, help="Write the sources to this new file instead of printing them.")
@config_option
def import_(file: Path, target: Path | None, config: Path | None) -> None:
    """Turn a list of feeds (FILE.opml or FILE.csv) into a file for the directory sources/.

    Ids are made unique, also among the configured sources. What cannot be imported is listed with its line and reason;
    exit code 1 when that is everything.
    """
    taken = [source.id for source in settings_or_defaults(config, required=False)[0].sources]
    data = file.read_bytes()
    try:
        found = read_csv(data, taken) if file.suffix.lower() == ".csv" else read_opml(data, taken)
    except ConfigError as error:
        raise ConfigError(tuple(f"{file}: {fault}" for fault in error.faults)) from error
    for one in found.refused:
        click.echo(visible(f"{file}:{one.line}: left out {one.what}: {one.reason}"), err=True)
    _write_imported(found, file, target)
    sys.exit(0 if found.sources else 1)


def _write_imported(found: Imported, file: Path, target: Path | None) -> None:
    said = f"{len(found.sources)} source(s) imported, {len(found.refused)} item(s) left out"
    if not found.sources:
        click.echo(said, err=True)
        return
    text = write_yaml(found.sources, head=f"Imported from {file.name}; `monitor sources probe` tries them.")
    if target is None:
        click.echo(text)
    else:
        write_new(target, text)
        click.echo(target)
    click.echo(said, err=True)


@sources.command()
@click.argument("file", type=FILE, required=False)
@click.option("--opml", "form", flag_value="opml", help="Write OPML 2.0, which feed readers read.")
@click.option("--csv", "form", flag_value="csv", help="Write CSV with the columns of our catalogue.")
@config_option
def export(file: Path | None, form: str | None, config: Path | None) -> None:
    """Write the configured sources to FILE (standard output), as its name says, else as OPML."""
    found = settings_of(config).sources
    form = form or ("csv" if file and file.suffix.lower() == ".csv" else "opml")
    data = write_csv(found) if form == "csv" else write_opml(found)
    if file:
        file.write_bytes(data)
        click.echo(f"{file}: {len(found)} source(s)")
    else:
        click.echo(data, nl=False)


def _list_catalogue(config: Path | None, as_json: bool) -> None:
    known, probes = catalogue(), _probes(config)
    if as_json:
        print_json([
            _value(entry.source) | {
                "evidence": entry.evidence, "confidence": entry.confidence, "note": entry.note,
                "probes": [_probe_value(probes[url]) for url in entry.source.feeds if url in probes],
            }
            for entry in known
        ])  # fmt: skip
        return
    rows = [
        (entry.source.id, entry.source.name, entry.source.country, entry.source.language, entry.source.ownership,
         " ".join(entry.source.feeds) or "none seen", entry.evidence,
         ", ".join(f"{probes[url].result} {probes[url].at:%Y-%m-%d}" for url in entry.source.feeds if url in probes))
        for entry in known
    ]  # fmt: skip
    print_table(("id", "name", "country", "language", "ownership", "feeds", "evidence", "last probe"), rows)


def _probes(config: Path | None) -> dict[str, Probed]:
    """What was probed from here; nothing where no configuration can be read: the catalogue needs none."""
    try:
        settings, configured = settings_or_defaults(config, required=False)
    except ConfigError:
        return {}
    return read_probes(probe_path(settings)) if configured else {}


def _probe_value(one: Probed) -> dict[str, Any]:
    return {"url": one.url, "result": one.result, "at": one.at, "newest": one.newest, "cause": one.cause}


def _value(source: Source) -> dict[str, object]:
    return {
        "id": source.id,
        "name": source.name,
        "country": source.country,
        "language": source.language,
        "ownership": source.ownership,
        "homepage": source.homepage,
        "feeds": list(source.feeds),
        "sitemaps": list(source.sitemaps),
        "sections": list(source.sections),
        "hosts": list(source.hosts),
        "article_url_pattern": source.article_url_pattern,
        "render": sorted(source.render),
        "interval_seconds": source.interval.total_seconds() if source.interval else None,
    }


sources.add_command(discover)
sources.add_command(probe)
sources.add_command(audit)
sources.add_command(schedule)
sources.add_command(health)
sources.add_command(events)
sources.add_command(gaps)
