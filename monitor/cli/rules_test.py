"""``monitor rules test``: articles at simulated times through rules and routes, against what is expected."""

from __future__ import annotations

import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import click

from alerts.policy.ledger import Telling
from monitor.cli.options import config_option, settings_or_defaults
from monitor.cli.output import json_option, print_json, visible
from monitor.config.rehearsals import read_rehearsals
from monitor.wiring.rehearsals import Tried, tried
from monitor.wiring.watching import policy_of


@click.command("test")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@config_option
@json_option
def test_(files: tuple[Path, ...], config: Path | None, as_json: bool) -> None:
    """Run the tests in FILES: articles at simulated times, and what is expected to come of them.

    \b
    monitor rules test tests/*.yaml

    Nothing is fetched, kept or sent. Routes, receivers and quiet times are the configuration's, and so are the rules of
    a file that holds none; those of a file may refer to the configuration's. Exit code 1 when something is not as
    expected, or a file has a fault.
    """
    settings, _ = settings_or_defaults(config, required=False)
    read = [read_rehearsals(file, settings) for file in files]
    policy = replace(policy_of(settings), targets={})
    found = [test for tests in read for test in tried(tests, policy)]
    failed = [test for test in found if test.differences]
    if as_json:
        print_json({"failed": len(failed), "tests": [_value(test) for test in found]})
    else:
        for test in found:
            _print(test)
        click.echo(f"{len(found) - len(failed)} passed, {len(failed)} failed")
    sys.exit(1 if failed else 0)


def _print(test: Tried) -> None:
    click.echo(visible(f"{'FAILED' if test.differences else 'passed'}  {test.file}: {test.name}"))
    for one in test.differences:
        click.echo(visible(f"  {one.what}"))
        click.echo(visible(f"    expected  {one.expected or 'nothing'}"))
        click.echo(visible(f"    found     {one.found or 'nothing'}"))


def _value(test: Tried) -> dict[str, Any]:
    rehearsed = test.rehearsed
    return {
        "file": test.file,
        "name": test.name,
        "passed": not test.differences,
        "differences": [asdict(one) for one in test.differences],
        "matches": [
            {"article": article, "version": number, "rules": rules}
            for (article, number), rules in rehearsed.matches.items()
        ],
        "notifications": [_told(telling) for telling in rehearsed.tellings],
        "dispositions": [asdict(one) for one in rehearsed.became],
    }


def _told(telling: Telling) -> dict[str, Any]:
    return {
        "at": telling.at.isoformat(),
        "receiver": telling.receiver,
        "purpose": telling.purpose.value,
        "note": telling.note,
        "articles": list(dict.fromkeys(item.about[0] for item in telling.items)),
        "rules": list(dict.fromkeys(item.rule for item in telling.items)),
    }
