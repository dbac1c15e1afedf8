"""``monitor why``: the whole way of an article, in order, or where it stopped."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import click

from monitor.archive import Archive
from monitor.cli.articles import reading
from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.domain.url import canonical_url
from monitor.domain.verdict import GOOD
from monitor.errors import NotFound

_ID = re.compile(r"[0-9a-f]{4,16}")

Step = tuple[datetime, str, str]
"""When, what happened, and the particulars."""


@click.command()
@click.argument("article")
@config_option
@json_option
def why(article: str, config: Path | None, as_json: bool) -> None:
    """Tell why ARTICLE, a URL or an id, did or did not become an alert: each step with its time and reason.

    \b
    monitor why https://example.org/news/12345
    monitor why 0f3a6f1b2c4d5e6f
    """
    with reading(settings_of(config)) as archive:
        steps = sorted(_steps(archive, article), key=lambda step: step[0])
    if not steps:
        raise NotFound(f"nothing is known of {article}: no feed that was read announced it")
    if as_json:
        print_json([{"at": at.isoformat(), "step": step, "detail": detail} for at, step, detail in steps])
        return
    print_table(("time (UTC)", "step", ""), [(f"{at:%Y-%m-%d %H:%M:%S}", step, detail) for at, step, detail in steps])


def _steps(archive: Archive, article: str) -> Iterator[Step]:
    try:
        known = canonical_url(article)
    except ValueError:
        known = article
    ids = [*archive.articles.ids_of(known), *_as_id(archive, known)]
    addresses = {known} | {version.version.url for id_ in ids for version in archive.articles.article(id_)}
    for address in sorted(addresses):
        yield from _announced(archive, address)
    for id_ in ids:
        yield from _kept(archive, id_)
        yield from _told(archive, id_)


def _as_id(archive: Archive, text: str) -> list[str]:
    """The article whose id ``text`` is, or begins; none where it is something else."""
    if not _ID.fullmatch(text):
        return []
    try:
        return [archive.articles.article(text)[0].version.article_id]
    except NotFound:
        return []


def _announced(archive: Archive, address: str) -> Iterator[Step]:
    for history in archive.announcements.history(address):
        baseline = ", as part of the baseline" if history.baseline else ""
        yield history.announced_at, "announced", f"by {history.feed_url} ({history.source_id}){baseline}"
        for failure in history.failures:
            after = f"tried again {failure.retry_at:%Y-%m-%d %H:%M:%S}" if failure.retry_at else "given up"
            yield failure.failed_at, "failed", f"{failure.cause}: {failure.detail}; {after}"


def _kept(archive: Archive, article_id: str) -> Iterator[Step]:
    for found in archive.articles.article(article_id):
        version = found.version
        doubt = "" if version.verdict == GOOD else f"; {version.verdict}"
        yield version.first_seen, f"kept as version {version.number}", f"{version.file_name}{doubt}"
        for match in archive.articles.matches(article_id, version.number):
            words = ", ".join(f'"{hit.words}" ({hit.field} {hit.start}-{hit.end})' for hit in match.hits)
            yield version.first_seen, "matched", f"{match.rule.name}: {words}"
        for became in archive.articles.dispositions(article_id, version.number):
            yield version.first_seen, became.kind, f"{became.rule}: {became.reason}"


def _told(archive: Archive, article_id: str) -> Iterator[Step]:
    for delivery in archive.outbox.deliveries_of(article_id):
        where = f"{delivery.receiver} by {delivery.channel} to {delivery.target}"
        for attempt in archive.outbox.attempts(delivery.id):
            detail = attempt.receipt or attempt.detail
            yield attempt.ended_at, f"sending: {attempt.result}", f"{where}{f': {detail}' if detail else ''}"
        if delivery.state.value in ("pending", "sending"):
            yield delivery.next_attempt_at, f"delivery {delivery.state.value}", f"{where}, next attempt"
