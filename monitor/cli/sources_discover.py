"""``monitor sources discover``: an outlet's address to a source file that can be used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click

from monitor.cli import INTERRUPTED
from monitor.cli.options import config_option, settings_or_defaults
from monitor.cli.output import json_option, print_json, print_table
from monitor.cli.sources_crawl import Interrupted, allow_private_option, in_crawl, progress_bar
from monitor.cli.sources_files import write_new
from monitor.domain.source import FeedKind, Source
from monitor.intake import id_of, unique_id
from monitor.ports import Fetch
from monitor.sources_yaml import write_yaml
from monitor.usecases.discover import Discover, Discovery
from monitor.usecases.discover_visits import Tried
from monitor.wiring.clock import now


@click.command()
@click.argument("url")
@click.option(
    "--write", "target", type=click.Path(path_type=Path, dir_okay=False), help="Write the source to this new file."
)
@allow_private_option
@config_option
@json_option
def discover(url: str, target: Path | None, allow_private: tuple[str, ...], config: Path | None, as_json: bool) -> None:
    """Find the feeds, sitemaps and section pages of the outlet at URL, and propose a source for it.

    \b
    monitor sources discover https://news.example.org/en
    monitor sources discover https://news.example.org --write config/sources/news.yaml

    Everything that is found is tried. Exit code 1 when nothing that announces articles was found.
    """
    if not url.startswith(("http://", "https://")):
        raise click.UsageError(f"{url!r}: expected an address that begins with http:// or https://")
    settings, _ = settings_or_defaults(config, required=False)
    found = in_crawl(settings, allow_private, lambda fetch: _discover(fetch, url))
    if isinstance(found, Interrupted):
        sys.exit(INTERRUPTED)
    source = source_of(found, {source.id for source in settings.sources})
    if as_json:
        print_json(_value(found, source))
    else:
        _show(found)
    if source.watched and target:
        write_new(target, as_file(found, source))
        click.echo(f"{target}: edit country and ownership, then `monitor check`.", err=True)
    elif source.watched and not as_json:
        click.echo("\n" + as_file(found, source))
    sys.exit(0 if source.watched else 1)


async def _discover(fetch: Fetch, url: str) -> Discovery:
    from monitor.feeds.kinds import FeedsOfAllKinds

    with progress_bar(url) as step:
        return await Discover(fetch, FeedsOfAllKinds(), now, step)(url)


def source_of(found: Discovery, taken: set[str]) -> Source:
    """The source that a discovery comes to; country and ownership are for people to say."""
    return Source(
        id=unique_id(id_of(found.home), found.home, taken),
        name=found.name or (urlsplit(found.home).hostname or "").removeprefix("www."),
        language=found.language,
        homepage=found.home,
        feeds=found.chosen(FeedKind.FEED),
        sitemaps=found.chosen(FeedKind.SITEMAP),
        sections=found.chosen(FeedKind.SECTION),
        article_url_pattern=found.pattern,
    )


def as_file(found: Discovery, source: Source) -> str:
    """The source file, with what speaks for each of its lines."""
    said = [f"{one.url}: {one.evidence}; {_contents(one)}" for one in found.tried if one.chosen]
    said += [f"Lists articles too: {one.url}" for one in found.tried if one.kind is FeedKind.SECTION and one.note]
    proposal = found.proposal
    if found.pattern:
        said.append(f"The pattern fits {proposal.fits} of {proposal.total} articles that were seen, and no list.")
    else:
        said.append(f"No pattern was found that fits the {proposal.total} articles seen and no list.")
    head = f'Found by "monitor sources discover" on {now():%Y-%m-%d}. Add country and ownership.'
    return write_yaml((source,), {source.id: said}, head)


def _show(found: Discovery) -> None:
    rows = [
        ("yes" if one.chosen else "no", one.kind, one.url, _contents(one), one.note or one.cause, one.evidence)
        for one in found.tried
    ]
    print_table(("taken", "kind", "address", "contents", "remark", "evidence"), rows, "nothing found")
    proposal = found.proposal
    click.echo(f"pattern: {found.pattern or 'none'}  (fits {proposal.fits} of {proposal.total} articles seen)")
    for missed in proposal.missed[:3]:
        click.echo(f"  does not fit {missed}")


def _contents(one: Tried) -> str:
    if one.cause:
        return ""
    newest = f", newest {one.newest:%Y-%m-%d %H:%M}" if one.newest else ""
    return f"{len(one.entries)} entries{newest}"


def _value(found: Discovery, source: Source) -> dict[str, Any]:
    return {
        "id": source.id,
        "name": source.name,
        "language": source.language,
        "homepage": found.home,
        "feeds": list(source.feeds),
        "sitemaps": list(source.sitemaps),
        "sections": list(source.sections),
        "article_url_pattern": found.pattern,
        "pattern": {
            "proposed": found.proposal.pattern, "fits": found.proposal.fits, "of": found.proposal.total,
            "missed": list(found.proposal.missed[:20]), "wrong": list(found.proposal.wrong[:20]),
        },
        "tried": [
            {"taken": one.chosen, "kind": one.kind, "url": one.url, "entries": len(one.entries), "newest": one.newest,
             "cause": one.cause, "note": one.note, "evidence": one.evidence}
            for one in found.tried
        ],
    }  # fmt: skip
