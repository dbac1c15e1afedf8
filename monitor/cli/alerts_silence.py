"""``monitor alerts silence``: for a time, what fits certain labels alerts nobody."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import click

from alerts.policy.ledger import EVENT, Seen
from alerts.policy.matchers import Matcher
from alerts.policy.silences import REVIEW, Silence, mutes_everything, would_mute
from monitor.archive import Archive
from monitor.cli.articles import reading
from monitor.cli.options import LEFT, Moment, Span, by_option, config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table, visible
from monitor.errors import NotFound
from monitor.wiring.clock import now
from monitor.wiring.requests import AddSilence, EndSilence, submit

EXAMPLES = 3
"""Alerts that are shown of those that a new silence would have muted."""


@click.group()
def silence() -> None:
    """Mute what fits certain labels, for a time: matches are kept, and say which silence it was.

    \b
    monitor alerts silence add rule=Ferries source=north-harbor-wire --for 2h --reason "strike is known"
    monitor alerts silence list
    monitor alerts silence expire 3
    """


@silence.command()
@click.argument("matchers", nargs=-1, required=True, metavar="MATCHER...")
@click.option("--for", "span", type=Span(), help="How long, such as 2h.")
@click.option("--until", type=Moment(), help="Or until when (ISO 8601, UTC).")
@click.option("--from", "starts", type=Moment(), help="From when on instead of now.")
@by_option
@click.option("--reason", required=True, help="Why; it is told with everything that is muted.")
@click.option("--yes", is_flag=True, help="Save without asking.")
@click.option("--force", is_flag=True, help="Also one that asks for no label to be there, and so mutes everything.")
@config_option
@json_option
def add(
    matchers: tuple[str, ...], span: timedelta | None, until: datetime | None, starts: datetime | None, by: str,
    reason: str, yes: bool, force: bool, config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Make a silence of what all MATCHERs fit; first it is shown what it would have muted in the last 7 days.

    A MATCHER is label=value, label!=value, label=~pattern or label!~pattern, as in routes.
    """
    settings, at = settings_of(config), now()
    new = _silence(matchers, span, until, starts or at, at, by, reason)
    if mutes_everything(new.matchers) and not force:
        raise click.UsageError("No matcher asks for a label to be there: this would mute everything else, too. --force")
    with reading(settings) as archive:
        seen = archive.alerts.seen(at - REVIEW)
        muted = would_mute(new.matchers, seen)
        for line in _review(archive, muted, len(seen)):
            click.echo(visible(line), err=as_json)
    if not yes:
        _ask()
    asked = AddSilence(tuple(map(str, new.matchers)), by, reason, new.starts, new.ends)
    number = submit(settings, asked)
    if as_json:
        values = _value(new, at) | {"id": number}
        print_json({"silence": values, "would_have_muted": len(muted), "of": len(seen), "left": number is None})
        return
    end = f"until {new.ends:%Y-%m-%d %H:%M} UTC"
    click.echo(f"silence {LEFT}; {end}" if number is None else f"silence {number} made, {end}")


@silence.command("list")
@click.option("--all", "ended", is_flag=True, help="Those that have ended, too.")
@config_option
@json_option
def list_silences(ended: bool, config: Path | None, as_json: bool) -> None:
    """List silences: whose, why, until when, and how many alerts each has muted so far."""
    at = now()
    with reading(settings_of(config)) as archive:
        found, muted = archive.silences.listed(None if ended else at), archive.silences.muted()
    if as_json:
        print_json([_value(one, at) | {"muted": muted.get(one.id, 0)} for one in found])
        return
    rows = [
        (one.id, _state(one, at), " ".join(map(str, one.matchers)), one.author, one.reason,
         f"{one.starts:%Y-%m-%d %H:%M}", f"{one.ends:%Y-%m-%d %H:%M}", muted.get(one.id, 0))
        for one in found
    ]  # fmt: skip
    columns = ("id", "state", "mutes", "by", "reason", "from (UTC)", "until (UTC)", "muted")
    print_table(columns, rows, "no silences" if ended else "no silences that have not ended")


@silence.command()
@click.argument("number", metavar="ID", type=click.IntRange(1))
@config_option
def expire(number: int, config: Path | None) -> None:
    """End a silence now; it is kept, and told."""
    settings, at = settings_of(config), now()
    with reading(settings) as archive:
        if number not in {one.id for one in archive.silences.listed(at)}:
            raise NotFound(f"no silence {number} that has not ended; 'monitor alerts silence list' shows those")
    left = submit(settings, EndSilence(number, at)) is None
    click.echo(f"the end of silence {number} is {LEFT}" if left else f"silence {number} has ended")


def _silence(
    matchers: Sequence[str], span: timedelta | None, until: datetime | None, starts: datetime, at: datetime,
    by: str, reason: str,
) -> Silence:  # fmt: skip
    """What is asked for. Raises UsageError where that is no silence."""
    if (span is None) == (until is None):
        raise click.UsageError("Either --for or --until.")
    ends = until if until is not None else starts + (span or timedelta())
    if ends <= max(starts, at):
        raise click.UsageError("It would have ended before it begins, or before now.")
    try:
        return Silence(0, tuple(map(Matcher.parse, matchers)), by, reason, starts, ends)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _ask() -> None:
    """Raises UsageError where nobody can be asked, and Abort where the answer is no."""
    if not sys.stdin.isatty():
        raise click.UsageError("Nobody can be asked here: --yes saves it.")
    click.confirm("Make this silence?", abort=True, err=True)


def _review(archive: Archive, muted: Sequence[Seen], of: int) -> Iterator[str]:
    """What it would have muted, with the newest as examples."""
    yield f"would have muted {len(muted)} of {of} alerts in the last {REVIEW.days} days"
    for one in reversed(muted[-EXAMPLES:]):
        yield f"  {one.at:%Y-%m-%d %H:%M}  {one.rule}: {_headline(archive, one)}"


def _headline(archive: Archive, seen: Seen) -> str:
    about, number = seen.about
    if about == EVENT:
        return archive.ways.event(number).headline
    return archive.articles.article(about)[number - 1].version.text.headline


def _state(one: Silence, at: datetime) -> str:
    return "active" if one.is_active(at) else "to come" if at < min(one.starts, one.ends) else "ended"


def _value(one: Silence, at: datetime) -> dict[str, Any]:
    return {
        "id": one.id,
        "state": _state(one, at),
        "matchers": [str(matcher) for matcher in one.matchers],
        "by": one.author,
        "reason": one.reason,
        "from": one.starts.isoformat(),
        "until": one.ends.isoformat(),
    }
