"""``monitor alerts routes``: the route tree, and where labels arrive in it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from alerts.policy.intervals import pause
from alerts.policy.routes import Node, Quiet, Resolved, owed_by, tree
from alerts.policy.spans import short
from alerts.policy.trace import Step, trace
from monitor.cli.options import Moment, config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table, visible
from monitor.config import Settings
from monitor.errors import NotFound
from monitor.wiring.clock import now


@click.group()
def routes() -> None:
    """Show the route tree, and where labels arrive in it.

    \b
    monitor alerts routes show
    monitor alerts routes test severity=critical desk=east --at 2026-03-29T02:30+02:00
    """


@routes.command()
@config_option
@json_option
def show(config: Path | None, as_json: bool) -> None:
    """Show the tree: each route's matchers, receiver, grouping, quiet times and escalation, with what it inherits."""
    settings = settings_of(config)
    nodes = list(tree(settings.route).walk()) if settings.route else []
    if as_json:
        print_json([_value(node) for node in nodes])
        return
    for node in nodes:
        for line in _lines(node):
            click.echo(visible("  " * node.depth + line))
    if not nodes:
        click.echo("no route is configured")


@routes.command("test")
@click.argument("labels", nargs=-1, metavar="LABEL=VALUE...")
@click.option("--at", "at", type=Moment(), help="Tell the quiet times of this moment (ISO 8601, UTC) instead of now.")
@config_option
@json_option
def test_(labels: tuple[str, ...], at: datetime | None, config: Path | None, as_json: bool) -> None:
    """Tell which receivers a match with these labels reaches, by which route, and why not the others.

    Exit code 1 when it reaches nobody.
    """
    settings = settings_of(config)
    if settings.route is None:
        raise NotFound("no route is configured")
    seen, moment = dict(map(_label, labels)), at or now()
    owed = owed_by(settings.route, seen)
    steps = trace(settings.route, seen)
    if as_json:
        told = [_told(node, settings, moment) for node in owed]
        print_json({"labels": seen, "at": moment.isoformat(), "receivers": told, "routes": [_step(s) for s in steps]})
    else:
        _print(steps, owed, settings, moment)
    sys.exit(0 if owed else 1)


def _print(steps: tuple[Step, ...], owed: tuple[Resolved, ...], settings: Settings, at: datetime) -> None:
    rows = [("  " * step.depth + step.route.name, "yes" if step.arrived else "no", step.route.receiver, step.why)
            for step in steps]  # fmt: skip
    print_table(("route", "arrives", "receiver", "why"), rows)
    for node in owed:
        told = _told(node, settings, at)
        click.echo(visible(f"{node.receiver} by {node.name}: {told['when']}"))
    if not owed:
        click.echo("nobody is told")


def _told(node: Resolved, settings: Settings, at: datetime) -> dict[str, Any]:
    """How the receiver would be told at this moment."""
    quiet, digest = pause(node, settings.policy.intervals, at), settings.policy.receivers[node.receiver].digest
    if quiet is not None:
        when = f"{quiet.action}, {quiet.reason} until {quiet.until.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    elif digest is not None:
        when = "in its digest"
    else:
        when = f"after {short(node.group_wait)}" if node.group_wait else "at once"
    until = quiet.until.isoformat() if quiet else None
    return {"receiver": node.receiver, "route": node.name, "when": when, "quiet_until": until}


def _label(text: str) -> tuple[str, str]:
    name, sign, value = text.partition("=")
    if not sign or not name:
        raise click.UsageError(f"{text!r}: expected label=value, such as severity=high")
    return name, value.strip('"')


def _lines(node: Node) -> Iterator[str]:
    route, resolved = node.route, node.resolved
    matchers = " ".join(str(matcher) for matcher in route.matchers) or "everything"
    yield f"{resolved.name}: {matchers} → {resolved.receiver}{' (continue)' if route.proceed else ''}"
    yield "    " + "; ".join(_terms(resolved))


def _terms(route: Resolved) -> Iterator[str]:
    yield f"grouped by {', '.join(route.group_by)}"
    yield f"waits {short(route.group_wait)}, then every {short(route.group_interval)}"
    yield f"ends after {short(route.group_ttl)}"
    if route.max_age is not None:
        yield f"nothing older than {short(route.max_age)}"
    for name, quiet in (("quiet in", route.mute), ("quiet outside", route.active)):
        if quiet is not None and quiet.intervals:
            yield f"{name} {', '.join(quiet.intervals)} ({quiet.action})"
    if route.escalation:
        yield f"escalates by {route.escalation}"


def _value(node: Node) -> dict[str, Any]:
    route = node.resolved
    return {
        "name": route.name,
        "depth": node.depth,
        "matchers": [str(matcher) for matcher in node.route.matchers],
        "continue": node.route.proceed,
        "receiver": route.receiver,
        "group_by": list(route.group_by),
        "group_wait": short(route.group_wait),
        "group_interval": short(route.group_interval),
        "group_ttl": short(route.group_ttl),
        "max_age": None if route.max_age is None else short(route.max_age),
        "mute": _quiet(route.mute),
        "active": _quiet(route.active),
        "escalation": route.escalation,
    }


def _quiet(quiet: Quiet | None) -> dict[str, Any] | None:
    return asdict(quiet) if quiet else None


def _step(step: Step) -> dict[str, Any]:
    return {"route": step.route.name, "receiver": step.route.receiver, "arrives": step.arrived, "why": step.why}
