"""``monitor alerts``: try a receiver, look into the outbox."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from monitor.archive import open_archive
from monitor.cli.articles import reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.domain.notification import Delivery, Result, State
from monitor.errors import NotFound
from monitor.usecases.trial import trial_deliveries
from monitor.wiring.channels import channels_of
from monitor.wiring.clock import now


@click.group()
def alerts() -> None:
    """Try receivers and see what is on its way to them.

    \b
    monitor alerts test desk
    monitor alerts outbox --state pending --state dead
    monitor alerts retry 42
    """


@alerts.command()
@click.argument("receiver")
@config_option
@json_option
def test(receiver: str, config: Path | None, as_json: bool) -> None:
    """Send a trial message to every target of RECEIVER, now; exit 1 when one does not take it."""
    settings = settings_of(config)
    channels = {
        target: channel
        for target, channel in channels_of(settings.receivers, settings.smtp).items()
        if target.receiver == receiver
    }
    if not channels:
        known = ", ".join(item.name for item in settings.receivers) or "none"
        raise NotFound(f'no receiver "{receiver}" is configured; there is: {known}')
    results = [
        (delivery, channels[target].send(delivery)) for target, delivery in trial_deliveries(tuple(channels), now())
    ]
    if as_json:
        print_json([
            {"channel": delivery.channel, "target": delivery.target, "result": outcome.result.value,
             "detail": outcome.detail, "receipt": outcome.receipt}
            for delivery, outcome in results
        ])  # fmt: skip
    else:
        rows = [(d.channel, d.target, o.result.value, o.detail or o.receipt) for d, o in results]
        print_table(("channel", "target", "result", "detail"), rows)
    sys.exit(0 if all(outcome.result is Result.ACCEPTED for _, outcome in results) else 1)


@alerts.command()
@click.option("--state", "states", multiple=True, type=click.Choice([state.value for state in State]))
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most N deliveries.")
@config_option
@json_option
def outbox(states: tuple[str, ...], limit: int, config: Path | None, as_json: bool) -> None:
    """List deliveries, newest first: where each stands, how often it was tried, what the last try said."""
    with reading(settings_of(config)) as archive:
        found = archive.outbox.deliveries(states, limit)
        counts = archive.outbox.counts()
    if as_json:
        print_json({"counts": counts, "deliveries": [_value(delivery) for delivery in found]})
        return
    rows = [
        (d.id, d.state.value, d.receiver, d.channel, d.target, d.attempts, d.notification.headline[:60],
         d.sent_at or d.next_attempt_at, d.last_error)
        for d in found
    ]  # fmt: skip
    columns = ("id", "state", "receiver", "channel", "target", "attempts", "headline", "sent / next try", "last error")
    print_table(columns, rows, "the outbox is empty")
    click.echo(" · ".join(f"{number} {state}" for state, number in counts.items()))


@alerts.command()
@click.argument("delivery_id", type=int)
@config_option
def retry(delivery_id: int, config: Path | None) -> None:
    """Make a dead or waiting delivery due now."""
    settings = settings_of(config)
    archive = open_archive(settings.archive_url.reveal(), write=True)
    try:
        archive.outbox.retry(delivery_id, now())
    finally:
        archive.close()
    click.echo(f"delivery {delivery_id} is due")


def _value(delivery: Delivery) -> dict[str, Any]:
    return {
        "id": delivery.id,
        "key": delivery.key,
        "state": delivery.state.value,
        "receiver": delivery.receiver,
        "channel": delivery.channel,
        "target": delivery.target,
        "attempts": delivery.attempts,
        "article": delivery.notification.article_id,
        "headline": delivery.notification.headline,
        "rules": [rule.name for rule in delivery.notification.rules],
        "created_at": delivery.created_at.isoformat(),
        "next_attempt_at": delivery.next_attempt_at.isoformat(),
        "sent_at": delivery.sent_at.isoformat() if delivery.sent_at else None,
        "last_error": delivery.last_error,
        "receipt": delivery.receipt,
    }
