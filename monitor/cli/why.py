"""``monitor why``: the whole way of an article or an event, in order, or where it stopped."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from monitor.archive import Archive
from monitor.cli.articles import reading
from monitor.cli.known import article_ids, canonical, event_number
from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.cli.why_rule import tell_of_rule
from monitor.cli.why_told import Told, told
from monitor.domain.verdict import GOOD
from monitor.errors import NotFound


@click.command()
@click.argument("article")
@click.option("--rule", "name", help="Say part by part why this rule is true of the article or is not.")
@config_option
@json_option
def why(article: str, name: str | None, config: Path | None, as_json: bool) -> None:
    """Tell why ARTICLE, a URL or an id, did or did not become an alert: each step with its time and reason.

    'event:12' names what is told though no article matched, by the number that 'monitor alerts list' shows.

    \b
    monitor why https://example.org/news/12345
    monitor why 0f3a6f1b2c4d5e6f
    monitor why 0f3a6f1b2c4d5e6f --rule Hormuz
    monitor why event:12
    """
    settings = settings_of(config)
    with reading(settings) as archive:
        if name is not None:
            tell_of_rule(archive, _kept_ids(archive, article), name, settings, as_json=as_json)
            return
        steps = sorted(_steps(archive, article), key=lambda step: step[0])
    if not steps:
        raise NotFound(f"nothing is known of {article}: no feed that was read announced it")
    if as_json:
        print_json([{"at": at.isoformat(), "step": step, "detail": detail} for at, step, detail in steps])
        return
    print_table(("time (UTC)", "step", ""), [(f"{at:%Y-%m-%d %H:%M:%S}", step, detail) for at, step, detail in steps])


def _kept_ids(archive: Archive, article: str) -> list[str]:
    """The articles that a URL or id names. Raises NotFound."""
    if ids := article_ids(archive, article):
        return ids
    raise NotFound(f"no article of {article} is kept; without --rule it is told how far it came")


def _steps(archive: Archive, article: str) -> Iterator[Told]:
    if (number := event_number(article)) is not None:
        yield from _happened(archive, number)
        return
    ids = article_ids(archive, article)
    addresses = {canonical(article)} | {found.version.url for id_ in ids for found in archive.articles.article(id_)}
    for address in sorted(addresses):
        yield from _announced(archive, address)
        yield from _fetched(archive, address)
    for id_ in ids:
        yield from _kept(archive, id_)
        yield from told(archive, id_, [id_])


def _happened(archive: Archive, number: int) -> Iterator[Told]:
    event = archive.ways.event(number)
    yield event.at, event.kind, f"{event.about}: {event.headline}; {event.reason}"
    yield from told(archive, number, [event.story])


def _announced(archive: Archive, address: str) -> Iterator[Told]:
    for history in archive.announcements.history(address):
        baseline = ", as part of the baseline" if history.baseline else ""
        yield history.announced_at, "announced", f"by {history.feed_url} ({history.source_id}){baseline}"
        for failure in history.failures:
            after = f"tried again {failure.retry_at:%Y-%m-%d %H:%M:%S}" if failure.retry_at else "given up"
            yield failure.failed_at, "failed", f"{failure.cause}: {failure.detail}; {after}"


def _fetched(archive: Archive, address: str) -> Iterator[Told]:
    """The pages that were kept as evidence; of others nothing is known but what they gave."""
    for kept in archive.evidence.of_url(address):
        moved = f" from {kept.page.final_url}" if kept.page.final_url != kept.page.url else ""
        gone = f"; its record is gone: {kept.gone_why}" if kept.gone_at else ""
        yield kept.page.fetched_at, "fetched", f"status {kept.page.status}{moved}{gone}"


def _kept(archive: Archive, article_id: str) -> Iterator[Told]:
    for found in archive.articles.article(article_id):
        version = found.version
        doubt = "" if version.verdict == GOOD else f"; {version.verdict}"
        yield version.first_seen, f"kept as version {version.number}", f"{version.file_name}{doubt}"
        marked = archive.marks.of_version(article_id, version.number)
        for match, one in zip(archive.articles.matches(article_id, version.number), marked, strict=True):
            # Several terms of a rule may stand at one place.
            places = dict.fromkeys(f'"{hit.words}" ({hit.field} {hit.start}-{hit.end})' for hit in match.hits)
            yield version.first_seen, "matched", f"{match.rule.name}: {', '.join(places)}; match {one.id}"
            for mark in one.marks:
                yield mark.at, "marked", f"{match.rule.name}: {mark}"
