"""``monitor rules list``, ``show`` and ``stats``: the configured rules, and what they did."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from monitor.archive.rulestats import RuleCount
from monitor.cli.articles import reading
from monitor.cli.options import Span, config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table, visible
from monitor.cli.rules_backtest import TOP, bars
from monitor.config import Settings
from monitor.domain.match import Rule
from monitor.errors import NotFound
from monitor.rules.explain import explain as explained
from monitor.rules.lint import remarks_on
from monitor.rules.parse import parsed
from monitor.rules.suggest import nearest
from monitor.wiring.clock import now

SHOWN = 80
"""Characters of a query in a table."""
since_option = click.option("--since", type=Span(), default="30d", show_default=True, help="By time of arrival.")


@click.command("list")
@config_option
@json_option
def list_rules(config: Path | None, as_json: bool) -> None:
    """List the configured rules."""
    rules = settings_of(config).rules
    if as_json:
        print_json([_value(rule) for rule in rules])
        return
    rows = [(rule.name, rule.severity, _labels(rule), _short(rule.query)) for rule in rules]
    print_table(("rule", "severity", "labels", "query"), rows, "no rules")


@click.command()
@click.argument("rule")
@config_option
@json_option
def show(rule: str, config: Path | None, as_json: bool) -> None:
    """Show the rule named RULE: query, labels, and in words what it means."""
    one = named(rule, settings_of(config))
    found = parsed(one.query)
    step, remarks = explained(found.node), remarks_on(found)
    if as_json:
        print_json(_value(one) | {"meaning": step.value(), "remarks": [str(remark) for remark in remarks]})
        return
    rows = [("query", one.query), ("severity", one.severity), ("labels", _labels(one)),
            ("description", one.description), ("forms", "all" if one.forms else "as written")]  # fmt: skip
    print_table(("", ""), rows)
    click.echo()
    for line in step.lines():
        click.echo(visible(line))
    for remark in remarks:
        click.echo(visible(f"warning: {remark}"), err=True)


@click.command()
@click.argument("rule", required=False)
@since_option
@config_option
@json_option
def stats(rule: str | None, since: timedelta, config: Path | None, as_json: bool) -> None:
    """Count what each rule matched and alerted; of RULE also by source and by the terms that were found.

    Rules that never matched come last. Those that are configured no more are listed with what they did.
    """
    settings = settings_of(config)
    end = now()
    with reading(settings) as archive:
        numbers = archive.replay.numbers(end - since, end)
        counts = archive.rule_stats.counts(numbers)
        use = archive.rule_stats.use(named(rule, settings, counts).name, numbers) if rule else None
    known = {one.name for one in settings.rules}
    chosen = [rule] if rule else sorted(known | counts.keys(), key=lambda name: (-_count(counts, name).matches, name))
    told = [_count(counts, name) for name in chosen]
    if as_json:
        by = {"sources": use.sources, "terms": use.terms} if use else {}
        print_json([asdict(one) | {"configured": one.rule in known} | by for one in told])
        return
    rows = [(one.rule if one.rule in known else f"{one.rule} (not configured)", one.matches, one.alerts,
             one.undecided or "", _time(one.last)) for one in told]  # fmt: skip
    print_table(("rule", "matches", "alerted", "not decided", "last match"), rows, "no rules")
    for name, counted in (("per source", use.sources), ("per term", use.terms)) if use else ():
        if counted:
            click.echo("\n" + "\n".join((name, *bars(counted.most_common(TOP)))))


def named(name: str, settings: Settings, also: dict[str, RuleCount] | None = None) -> Rule:
    """The rule of that name; one that is configured no more, but is in ``also``, without its query. Raises NotFound."""
    for rule in settings.rules:
        if rule.name == name:
            return rule
    if also and name in also:
        return Rule(name, "")
    raise NotFound(f"no rule {name}{nearest(name, [rule.name for rule in settings.rules])}")


def _count(counts: dict[str, RuleCount], name: str) -> RuleCount:
    return counts.get(name) or RuleCount(name)


def _time(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d %H:%M}" if time else "none"


def _value(rule: Rule) -> dict[str, Any]:
    return asdict(rule) | {"severity": rule.severity}


def _labels(rule: Rule) -> str:
    return ", ".join(f"{name}={value}" for name, value in rule.labels.items() if name != "severity")


def _short(query: str) -> str:
    line = " ".join(query.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
