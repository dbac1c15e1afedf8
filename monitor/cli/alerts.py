"""``monitor alerts``: what became of matches, and whatever people do about alerts."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from monitor.cli.alerts_ack import ack
from monitor.cli.alerts_list import list_alerts
from monitor.cli.alerts_outbox import outbox
from monitor.cli.alerts_preview import preview
from monitor.cli.alerts_routes import routes
from monitor.cli.alerts_silence import silence
from monitor.cli.options import config_option, require_receiver, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.domain.notification import Result
from monitor.usecases.trial import trial_deliveries
from monitor.wiring.channels import channels_of
from monitor.wiring.clock import now


@click.group()
def alerts() -> None:
    """See what became of matches, silence and take over, and look after what is on its way.

    \b
    monitor alerts list --since 7d --disposition silenced
    monitor alerts silence add rule=Ferries --for 2h --reason "strike is known"
    monitor alerts ack 0f3a6f1b2c4d5e6f
    monitor alerts outbox list --state parked
    monitor alerts routes show
    monitor alerts preview desk --article 0f3a6f1b2c4d5e6f
    monitor alerts test desk
    """


for command in (list_alerts, silence, outbox, ack, preview, routes):
    alerts.add_command(command)


@alerts.command()
@click.argument("receiver")
@config_option
@json_option
def test(receiver: str, config: Path | None, as_json: bool) -> None:
    """Send a trial message to every target of RECEIVER, now; exit 1 when one does not take it."""
    settings = settings_of(config)
    require_receiver(settings, receiver)
    channels = {target: channel for target, channel in channels_of(settings).items() if target.receiver == receiver}
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
