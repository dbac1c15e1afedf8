"""Volume rules for ``monitor rules``: in a list, in words, and what they would have told."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import datetime
from typing import Any

import click

from monitor.cli.articles import reading
from monitor.cli.output import print_json, print_table
from monitor.cli.sources_crawl import progress_bar
from monitor.config import Settings
from monitor.domain.volume.rule import VolumeRule
from monitor.domain.volume.standing import OVER, VolumeEvent
from monitor.domain.volume.words import meaning
from monitor.wiring.backtest_volume import receivers_of, volume_backtest


def volume_named(name: str, settings: Settings) -> VolumeRule | None:
    """The volume rule of that name; None where there is none."""
    return next((volume for volume in settings.volumes if volume.name == name), None)


def volume_value(rule: VolumeRule) -> dict[str, Any]:
    """The rule as JSON: durations in seconds, and in words what it asks."""
    value = asdict(rule) | {"severity": rule.severity, "meaning_of_volume": meaning(rule)}
    seconds = {name: getattr(rule, name).total_seconds() for name in ("within", "cooldown")}
    return value | seconds | {"after": rule.after.total_seconds() if rule.after else None}


def backtest_volume(settings: Settings, rule: VolumeRule, since: datetime, until: datetime, *, as_json: bool) -> None:
    """Print when the rule would have fired, and whom that would have been told."""
    with progress_bar("backtest") as step:
        events, articles = volume_backtest(settings, rule, since, until, step)
    told = [(event, receivers_of(settings, event)) for event in events]
    if as_json:
        asked = {"since": since.isoformat(), "until": until.isoformat(), "articles": articles}
        print_json(asked | {"events": [_value(event, receivers) for event, receivers in told]})
        return
    fired = sum(event.kind != OVER for event in events)
    period = f"{since:%Y-%m-%d %H:%M} to {until:%Y-%m-%d %H:%M} UTC"
    click.echo(f"fired {fired} time{'s' * (fired != 1)}, {articles} articles counted, {period}")
    rows = [
        (f"{event.at:%Y-%m-%d %H:%M}", event.rule.named(event.group), event.words, event.reason,
         ", ".join(receivers) or "nobody")
        for event, receivers in told
    ]  # fmt: skip
    print_table(("time (UTC)", "rule", "event", "reason", "told"), rows, "it would not have fired")
    for day, count in sorted(Counter(f"{event.at:%Y-%m-%d}" for event in events if event.kind != OVER).items()):
        click.echo(f"  {day}  {'█' * min(count, 50)} {count}")


def stats_volume(settings: Settings, rule: VolumeRule, since: datetime, *, as_json: bool) -> None:
    """Print what the rule has told since then."""
    with reading(settings) as archive:
        events = archive.history.volume_events(rule.name, since)
    if as_json:
        print_json([asdict(event) for event in events])
        return
    rows = [(f"{one.at:%Y-%m-%d %H:%M}", one.rule, one.kind, one.reason, ", ".join(one.dispositions)) for one in events]
    print_table(("time (UTC)", "rule", "event", "reason", "became"), rows, "it has not fired")


def _value(event: VolumeEvent, receivers: tuple[str, ...]) -> dict[str, Any]:
    return {
        "at": event.at.isoformat(),
        "since": event.since.isoformat(),
        "kind": event.kind,
        "group": dict(zip(event.rule.by, event.group, strict=True)),
        "words": event.words,
        "reason": event.reason,
        "articles": [one.article_id for one in event.sightings],
        "receivers": receivers,
    }
