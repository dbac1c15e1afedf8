"""``monitor matches``: what rules matched, and what the desk says of it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import click

from monitor.cli.articles import reading
from monitor.cli.mark_values import mark_value, match_value
from monitor.cli.options import LEFT, Span, by_option, config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.domain.mark import Usefulness
from monitor.wiring.clock import now
from monitor.wiring.requests import AddMarks, submit


@click.group()
def matches() -> None:
    """List matches by number, and mark them as useful or as noise.

    \b
    monitor matches list --rule Hormuz --unmarked
    monitor matches mark 4711 4712 --noise --note "a ship's name"
    """


@matches.command("list")
@click.option("--rule", default="", help="Only matches of the rule of this name.")
@click.option("--since", type=Span(), default="7d", show_default=True, help="By time of arrival.")
@click.option("--unmarked", is_flag=True, help="Only those without a mark.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="At most N matches.")
@config_option
@json_option
def list_matches(
    rule: str, since: timedelta, unmarked: bool, limit: int, config: Path | None, as_json: bool
) -> None:  # fmt: skip
    """List matches, newest first, with their numbers and marks."""
    end = now()
    with reading(settings_of(config)) as archive:
        numbers = archive.replay.numbers(end - since, end)
        found = archive.marks.listed(numbers, rule, limit, unmarked=unmarked)
    if as_json:
        print_json([match_value(one) for one in found])
        return
    rows = [
        (one.id, one.rule, one.article_id, one.version, one.source_id, f"{one.seen_at:%Y-%m-%d %H:%M}",
         one.headline[:60], one.verdict)
        for one in found
    ]  # fmt: skip
    print_table(("match", "rule", "article", "version", "source", "seen (UTC)", "headline", "mark"), rows, "no matches")


@matches.command()
@click.argument("match_ids", metavar="ID...", nargs=-1, required=True, type=click.IntRange(1))
@click.option("--noise", "verdict", flag_value="noise", help="It was of no use.")
@click.option("--useful", "verdict", flag_value="useful", help="It was of use.")
@by_option
@click.option("--note", default="", help="Why.")
@config_option
@json_option
def mark(
    match_ids: tuple[int, ...], verdict: Usefulness | None, by: str, note: str, config: Path | None, as_json: bool
) -> None:
    """Mark the matches with these numbers; the newest mark of a match counts, the older ones are kept.

    Beside a running daemon marks are left for it, and counted within seconds.
    """
    if verdict is None:
        raise click.UsageError("Either --noise or --useful.")
    settings, asked = settings_of(config), AddMarks(tuple(dict.fromkeys(match_ids)), verdict, by, note, now())
    with reading(settings) as archive:
        archive.marks.require(asked.matches)
    left = submit(settings, asked) is None
    if as_json:
        print_json({"marks": [mark_value(one) for one in asked.marks], "left": left})
        return
    count = f"{len(asked.matches)} match{'es' * (len(asked.matches) > 1)}"
    click.echo(f"{count} marked {verdict} by {by}" + (f": {LEFT}" if left else ""))
