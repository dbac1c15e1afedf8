"""``monitor init`` and ``monitor check``: the configuration directory."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.cli.outdated import outdated_at, tell_outdated
from monitor.cli.output import json_option, print_json
from monitor.config import check as check_directory
from monitor.config import write_starter
from monitor.config.find import find_directory

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

    Warnings name what is allowed but probably not meant; they do not change the exit code. Without a fault, the archive
    is asked how many articles an earlier version of the program indexed.
    """
    where = find_directory(directory or config, os.environ)
    report = check_directory(where, os.environ)
    outdated = outdated_at(report.archive_url.reveal()) if report.archive_url else None
    if as_json:
        print_json({
            "faults": [_value(fault) for fault in report.faults],
            "warnings": [_value(warning) for warning in report.warnings],
            "outdated": outdated,
        })  # fmt: skip
    else:
        for fault in report.faults:
            click.echo(str(fault), err=True)
        for warning in report.warnings:
            click.echo(f"warning: {warning}", err=True)
        tell_outdated(outdated or 0)
        click.echo(f"{where}: {len(report.faults) or 'no'} fault{'s' * (len(report.faults) != 1)}")
    sys.exit(1 if report.faults else 0)


def _value(fault: object) -> dict[str, object]:
    names = ("file", "line", "key", "found", "expected", "hint")
    return {name: getattr(fault, name) for name in names}
