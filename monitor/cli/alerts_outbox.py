"""``monitor alerts outbox``: deliveries on their way, what became of every attempt, and a hand in it."""

from __future__ import annotations

from pathlib import Path

import click

from monitor.cli.articles import reading
from monitor.cli.delivery_values import delivery_value, sending_facts, sending_value
from monitor.cli.options import LEFT, by_option, config_option, require_receiver, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.config import Settings
from monitor.domain.notification import State
from monitor.errors import NotFound
from monitor.wiring.clock import now
from monitor.wiring.requests import Drop, Retry, RetryReceiver, submit


@click.group()
def outbox() -> None:
    """List deliveries, show one with every attempt, try again, or give up.

    \b
    monitor alerts outbox list --state parked --state dead
    monitor alerts outbox show 42
    monitor alerts outbox retry 42
    monitor alerts outbox retry --receiver desk
    monitor alerts outbox drop 42 --reason "told by telephone"
    """


@outbox.command("list")
@click.option("--state", "states", multiple=True, type=click.Choice([state.value for state in State]),
              help="Only these; may be repeated.")  # fmt: skip
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most N deliveries.")
@config_option
@json_option
def list_deliveries(states: tuple[str, ...], limit: int, config: Path | None, as_json: bool) -> None:
    """List deliveries, newest first: where each stands, how often it was tried, what the last try said."""
    with reading(settings_of(config)) as archive:
        found = archive.outbox.deliveries(states, limit)
        counts = archive.outbox.counts()
    if as_json:
        print_json({"counts": counts, "deliveries": [delivery_value(delivery) for delivery in found]})
        return
    rows = [
        (d.id, d.state.value, d.receiver, d.channel, d.target, d.attempts, d.notification.headline[:60],
         d.sent_at or d.next_attempt_at, d.last_error)
        for d in found
    ]  # fmt: skip
    columns = ("id", "state", "receiver", "channel", "target", "attempts", "headline", "sent / next try", "last error")
    print_table(columns, rows, "the outbox is empty")
    click.echo(" · ".join(f"{number} {state}" for state, number in counts.items()))


@outbox.command()
@click.argument("number", metavar="ID", type=click.IntRange(1))
@config_option
@json_option
def show(number: int, config: Path | None, as_json: bool) -> None:
    """Show a delivery: what is told, to whom, in which thread, what holds it, and every attempt."""
    with reading(settings_of(config)) as archive:
        sending = archive.ways.delivery(number)
    if as_json:
        print_json(sending_value(sending))
        return
    print_table(("", ""), [(name, value) for name, value in sending_facts(sending) if value not in ("", None)])
    click.echo()
    rows = [(a.ended_at, f"{a.seconds:.2f} s", a.result, a.detail or a.receipt, a.retry_at or "")
            for a in sending.attempts]  # fmt: skip
    print_table(("attempt ended", "took", "result", "answer", "again at"), rows, "no attempts")


@outbox.command()
@click.argument("number", metavar="ID", required=False, type=click.IntRange(1))
@click.option("--receiver", default="", help="All that waits for this receiver, parked or not.")
@config_option
def retry(number: int | None, receiver: str, config: Path | None) -> None:
    """Make due now what waits, is parked or was given up: one delivery, or what waits for a receiver.

    What was given up (dead, expired, dropped) is sent again by its ID only.
    """
    settings, at = settings_of(config), now()
    if (number is None) == (not receiver):
        raise click.UsageError("Either an ID or --receiver.")
    if number is None:
        require_receiver(settings, receiver)
        due = submit(settings, RetryReceiver(receiver, at))
        click.echo(f"this is {LEFT}" if due is None else f"{due} deliveries to {receiver} are due")
        return
    _require_unsent(settings, number)
    left = submit(settings, Retry(number, at)) is None
    click.echo(f"this is {LEFT}" if left else f"delivery {number} is due")


@outbox.command()
@click.argument("number", metavar="ID", type=click.IntRange(1))
@click.option("--reason", required=True, help="Why; it is kept with the delivery.")
@by_option
@config_option
def drop(number: int, reason: str, by: str, config: Path | None) -> None:
    """Take a delivery that is not sent out of the outbox; it is kept, and can be sent later by 'retry'."""
    settings = settings_of(config)
    _require_unsent(settings, number)
    why = f"dropped by {by}, {now():%Y-%m-%d %H:%M} UTC: {reason}"
    left = submit(settings, Drop(number, why)) is None
    click.echo(f"this is {LEFT}" if left else f"delivery {number} is dropped")


def _require_unsent(settings: Settings, number: int) -> None:
    """Raises NotFound unless there is a delivery with this number that waits or was given up."""
    with reading(settings) as archive:
        state = archive.ways.delivery(number).delivery.state
    if state in (State.SENT, State.SENDING):
        raise NotFound(f"delivery {number} is {'sent' if state is State.SENT else 'being sent'}")
