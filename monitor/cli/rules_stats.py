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
from monitor.cli.rules_volume import stats_volume, volume_named, volume_value
from monitor.config import Settings
from monitor.domain.match import Rule
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.words import meaning
from monitor.errors import NotFound
from monitor.rules.query.explain import explain as explained
from monitor.rules.query.lint import remarks_on
from monitor.rules.query.parse import parsed
from monitor.rules.query.suggest import nearest
from monitor.wiring.clock import now

SHOWN = 80
"""Characters of a query in a table."""
since_option = click.option("--since", type=Span(), default="30d", show_default=True, help="By time of arrival.")


@click.command("list")
@config_option
@json_option
def list_rules(config: Path | None, as_json: bool) -> None:
    """List the configured rules."""
    settings = settings_of(config)
    rules = settings.rules
    if as_json:
        print_json([*map(_value, rules), *map(volume_value, settings.volumes)])
        return
    rows = [(rule.name, rule.severity, _labels(rule), _short(rule.query)) for rule in rules]
    for volume in settings.volumes:
        rows.append((volume.name, volume.severity, _labels(volume), _short(f"{volume.kind} of {volume.over}")))
    print_table(("rule", "severity", "labels", "query"), rows, "no rules")


@click.command()
@click.argument("rule")
@config_option
@json_option
def show(rule: str, config: Path | None, as_json: bool) -> None:
    """Show the rule named RULE: query, labels, and in words what it means."""
    settings = settings_of(config)
    volume = volume_named(rule, settings)
    one = volume.counted if volume else named(rule, settings)
    found = parsed(one.query)
    step, remarks = explained(found.node), remarks_on(found)
    if as_json:
        value = volume_value(volume) if volume else _value(one)
        print_json(value | {"meaning": step.value(), "remarks": [str(remark) for remark in remarks]})
        return
    rows = [("over" if volume else "query", one.query), ("severity", one.severity), ("labels", _labels(one)),
            ("description", one.description), ("forms", "all" if one.forms else "as written")]  # fmt: skip
    print_table(("", ""), rows)
    click.echo()
    for line in meaning(volume) if volume else ():
        click.echo(visible(line))
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

    The rules with the largest share of noise among the matches that the desk has marked come first, those that never
    matched last. Those that are configured no more are listed with what they did. Of a rule that counts its events are
    shown.
    """
    settings = settings_of(config)
    end = now()
    if rule and (volume := volume_named(rule, settings)):
        stats_volume(settings, volume, end - since, as_json=as_json)
        return
    with reading(settings) as archive:
        numbers = archive.replay.numbers(end - since, end)
        counts = archive.rule_stats.counts(numbers)
        use = archive.rule_stats.use(named(rule, settings, counts).name, numbers) if rule else None
    known = {one.name for one in settings.matched}
    chosen = {rule} if rule else {one.name for one in settings.rules} | counts.keys()
    told = sorted((_count(counts, name) for name in chosen), key=_noisiest_first)
    if as_json:
        by = {"sources": use.sources, "terms": use.terms} if use else {}
        print_json([
            asdict(one) | {"noise_share": one.noise_share, "configured": one.rule in known} | by for one in told
        ])  # fmt: skip
        return
    rows = [(one.rule if one.rule in known else f"{one.rule} (not configured)", one.matches, one.alerts,
             one.undecided or "", _time(one.last), _noise(one)) for one in told]  # fmt: skip
    print_table(("rule", "matches", "alerted", "not decided", "last match", "noise"), rows, "no rules")
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
    raise NotFound(f"no rule {name}{nearest(name, [rule.name for rule in settings.matched])}")


def _count(counts: dict[str, RuleCount], name: str) -> RuleCount:
    return counts.get(name) or RuleCount(name)


def _noisiest_first(counted: RuleCount) -> tuple[float, int, str]:
    return -(counted.noise_share or 0), -counted.matches, counted.rule


def _noise(counted: RuleCount) -> str:
    """The share of noise, and of how many marked matches."""
    share = counted.noise_share
    return "" if share is None else f"{share:.0%} of {counted.noise + counted.useful} marked"


def _time(time: datetime | None) -> str:
    return f"{time:%Y-%m-%d %H:%M}" if time else "none"


def _value(rule: Rule) -> dict[str, Any]:
    return asdict(rule) | {"severity": rule.severity}


def _labels(rule: Rule | VolumeRule) -> str:
    return ", ".join(f"{name}={value}" for name, value in rule.labels.items() if name != "severity")


def _short(query: str) -> str:
    line = " ".join(query.split())
    return line if len(line) <= SHOWN else line[: SHOWN - 1] + "…"
