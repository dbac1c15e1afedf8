"""``monitor rules``: what queries mean, and whether rules can be used."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from monitor.cli.options import config_option
from monitor.cli.output import json_option, print_json, visible
from monitor.cli.rules_backtest import backtest
from monitor.cli.rules_stats import list_rules, show, stats
from monitor.cli.rules_test import test_
from monitor.config import Fault, check_rules
from monitor.config.find import find_directory
from monitor.errors import QueryError
from monitor.rules.query.explain import explain as explained
from monitor.rules.query.grammar_page import page
from monitor.rules.query.lint import remarks_on
from monitor.rules.query.parse import parsed


@click.group()
def rules() -> None:
    """Explain queries, check rules, and see what they do and would have done.

    \b
    monitor rules explain 'drone NEAR/5 (strike OR attack) -exercise'
    monitor rules check config/rules/*.yaml
    monitor rules test tests/*.yaml
    monitor rules backtest ferries --since 30d
    """


@rules.command()
@click.argument("query")
@json_option
def explain(query: str, as_json: bool) -> None:
    """Say in words what QUERY means, and what in it is probably not meant; exit 1 when it cannot be read."""
    try:
        found = parsed(query)
    except QueryError as error:
        if as_json:
            print_json({"error": _error(error)})
        else:
            click.echo(visible(str(error)), err=True)
        sys.exit(1)
    step, remarks = explained(found.node), remarks_on(found)
    if as_json:
        print_json({"query": step.value(), "remarks": [_value(remark) for remark in remarks]})
        return
    for line in step.lines():
        click.echo(visible(line))
    for remark in remarks:
        click.echo(visible(f"warning: {remark}"), err=True)


@rules.command()
@click.argument("files", nargs=-1, type=click.Path(path_type=Path))
@config_option
@json_option
def check(files: tuple[Path, ...], config: Path | None, as_json: bool) -> None:
    """Report every fault of the rules in FILES, or of the configuration's rules; exit 1 when there is one.

    FILES are YAML files or directories of rules. Warnings name what is allowed but probably not meant; they do not
    change the exit code.
    """
    reports = [check_rules(path) for path in files or (find_directory(config, os.environ),)]
    faults = [fault for report in reports for fault in report.faults]
    warnings = [warning for report in reports for warning in report.warnings]
    if as_json:
        print_json({"faults": [_fault(fault) for fault in faults], "warnings": [_fault(fault) for fault in warnings]})
    else:
        for fault in faults:
            click.echo(visible(str(fault)), err=True)
        for warning in warnings:
            click.echo(visible(f"warning: {warning}"), err=True)
        click.echo(f"{_count(faults, 'fault')}, {_count(warnings, 'warning')}")
    sys.exit(1 if faults else 0)


@rules.command()
def grammar() -> None:
    """Print the manual page of the query language, docs/query-language.md, from the grammar itself."""
    click.echo(page(), nl=False)


def _count(found: list[Fault], what: str) -> str:
    return f"{len(found) or 'no'} {what}{'s' * (len(found) != 1)}"


def _error(error: QueryError) -> dict[str, object]:
    names = ("line", "line_column", "column", "found", "expected")
    return {name: getattr(error, name) for name in names}


def _value(remark: object) -> dict[str, object]:
    return {name: getattr(remark, name) for name in ("column", "found", "expected")}


def _fault(fault: Fault) -> dict[str, object]:
    return {name: getattr(fault, name) for name in ("file", "line", "key", "found", "expected", "hint")}


for command in (backtest, list_rules, show, stats, test_):
    rules.add_command(command)
