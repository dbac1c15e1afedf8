"""``monitor alerts list``: what became of matches, each at each receiver."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from alerts.policy.ledger import Kind
from monitor.archive.alert_list import Wanted
from monitor.archive.records import Alert
from monitor.cli.articles import reading
from monitor.cli.options import Span, config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.domain.notification import AtOnce
from monitor.wiring.clock import now

KINDS = [kind.value for kind in (*Kind, *AtOnce)]
"""Everything that may become of a match."""
_COLUMNS = ("arrived (UTC)", "rule", "article", "receiver", "disposition", "since", "next look", "deliveries", "reason",
            "headline")  # fmt: skip


@click.command("list")
@click.option("--since", type=Span(), default="24h", show_default=True, help="By time of arrival.")
@click.option("--receiver", default="", help="Only what is owed, or was told, to this receiver.")
@click.option("--disposition", "kinds", multiple=True, type=click.Choice(KINDS), help="Only these; may be repeated.")
@click.option("--rule", default="", help="Only matches of the rule of this name.")
@click.option("--source", default="", help="Only articles (or events) of the source with this id.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most N.")
@config_option
@json_option
def list_alerts(
    since: timedelta, receiver: str, kinds: tuple[str, ...], rule: str, source: str, limit: int,
    config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """List matches, newest first: what became of each at each receiver, why, since when, and how far it came.

    \b
    monitor alerts list --since 7d --disposition silenced --disposition inhibited
    """
    wanted = Wanted(now() - since, receiver, kinds, rule, source, limit)
    with reading(settings_of(config)) as archive:
        found = archive.alerts.listed(wanted)
    if as_json:
        print_json([_value(alert) for alert in found])
        return
    print_table(_COLUMNS, [_row(alert) for alert in found], "no alerts")


def _row(alert: Alert) -> tuple[str, ...]:
    states = Counter(state for *_, state in alert.deliveries)
    taken = f", acknowledged by {alert.acknowledged.by}" if alert.acknowledged else ""
    return (
        _time(alert.at),
        alert.rule,
        alert.article_id or f"event:{alert.event}",
        alert.receiver,
        alert.kind + taken,
        _time(alert.since),
        _time(alert.until),
        ", ".join(f"{number} {state}" for state, number in states.items()),
        alert.reason,
        alert.headline[:60],
    )


def _time(at: datetime | None) -> str:
    return f"{at:%m-%d %H:%M:%S}" if at else ""


def _value(alert: Alert) -> dict[str, Any]:
    taken = alert.acknowledged
    return {
        "rule": alert.rule,
        "receiver": alert.receiver,
        "route": alert.route,
        "disposition": alert.kind,
        "reason": alert.reason,
        "arrived_at": alert.at.isoformat(),
        "since": alert.since.isoformat(),
        "until": alert.until.isoformat() if alert.until else None,
        "article": alert.article_id or None,
        "version": alert.version or None,
        "event": alert.event or None,
        "source": alert.source_id,
        "headline": alert.headline,
        "story": alert.story,
        "deliveries": [
            {"id": number, "channel": channel, "target": target, "state": state}
            for number, channel, target, state in alert.deliveries
        ],
        "acknowledged": asdict(taken) | {"at": taken.at.isoformat()} if taken else None,
    }
