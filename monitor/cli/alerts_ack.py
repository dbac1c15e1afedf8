"""``monitor alerts ack``: somebody takes over a story, and nobody else is called for it."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from monitor.archive import Archive
from monitor.cli.articles import reading
from monitor.cli.known import article_ids
from monitor.cli.options import LEFT, by_option, config_option, settings_of
from monitor.cli.output import json_option, print_json, visible
from monitor.errors import NotFound
from monitor.wiring.clock import now
from monitor.wiring.requests import Acknowledge, submit

_WHOLE = 16
"""Digits of an article's whole id."""


@click.command()
@click.argument("subject", metavar="ID")
@by_option
@click.option("--note", default="", help="What is said besides.")
@config_option
@json_option
def ack(subject: str, by: str, note: str, config: Path | None, as_json: bool) -> None:
    """Take over the story of an article, a delivery, or of this name: its escalations end.

    \b
    monitor alerts ack 0f3a6f1b2c4d5e6f --note "calling the port"
    monitor alerts ack 42                     the story that delivery 42 tells of
    monitor alerts ack volume-Hormuz
    """
    settings = settings_of(config)
    with reading(settings) as archive:
        story = _story(archive, subject)
    asked = Acknowledge(story, by, note, now())
    left = submit(settings, asked) is None
    if as_json:
        values = {key: value for key, value in asdict(asked).items() if key != "kind"}
        print_json(values | {"at": asked.at.isoformat(), "left": left})
        return
    click.echo(visible(f"story {story} is taken over by {by}" + (f": {LEFT}" if left else "")))


def _story(archive: Archive, subject: str) -> str:
    """The story that is meant. Raises NotFound."""
    if subject.isdecimal() and len(subject) < _WHOLE:
        return _story_of_delivery(archive, int(subject))
    if ids := list(dict.fromkeys(article_ids(archive, subject))):
        if len(ids) > 1:
            raise NotFound(f"several articles are at {subject}: {', '.join(ids)}")
        return ids[0]
    if archive.alerts.knows(subject):
        return subject
    raise NotFound(
        f'nothing is known of "{subject}": expected the id of an article, the number of a delivery '
        "('monitor alerts outbox list') or the name of a story ('monitor alerts list --json')"
    )


def _story_of_delivery(archive: Archive, number: int) -> str:
    if story := archive.ways.delivery(number).story:
        return story
    raise NotFound(f"delivery {number} tells of several stories: take over the articles that you mean")
