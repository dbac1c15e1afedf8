"""``monitor articles``: what the archive holds."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from monitor.archive import Archive, open_archive
from monitor.cli.evidence import evidence, prune
from monitor.cli.mark_values import match_value
from monitor.cli.options import config_option, settings_of
from monitor.cli.outdated import tell_outdated
from monitor.cli.output import json_option, print_json, print_table, visible
from monitor.cli.reindex import reindex
from monitor.cli.text import as_value
from monitor.config import Settings
from monitor.domain.article import Version
from monitor.domain.notification import Piece, Snippet
from monitor.domain.textformat import render
from monitor.errors import NotFound
from monitor.ports import Found
from monitor.rules.text.snippet import snippets
from monitor.usecases.search import Result
from monitor.usecases.search import search as search_archive


@contextmanager
def reading(settings: Settings) -> Iterator[Archive]:
    """The archive, to read; also while a daemon writes to it."""
    archive = open_archive(settings.archive_url.reveal(), write=False)
    try:
        yield archive
    finally:
        archive.close()


@click.group()
def articles() -> None:
    """Search and show kept articles, and hand out their evidence.

    \b
    monitor articles search 'sanctions AND (oil OR gas) lang:en'
    monitor articles search 'title:制裁' --json
    monitor articles show 0f3a6f1b2c4d5e6f
    monitor articles evidence 0f3a6f1b2c4d5e6f -o bundle.zip
    """


@articles.command()
@click.argument("query")
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="At most N articles.")
@config_option
@json_option
def search(query: str, limit: int, config: Path | None, as_json: bool) -> None:
    """Find articles by the rule language, newest first; a query means the same as in a rule."""
    settings = settings_of(config)
    sources = {source.id: source for source in settings.sources}
    with reading(settings) as archive:
        tell_outdated(archive.reindexing.outdated())
        found = search_archive(query, archive.articles, sources, settings.entities, settings.rules)
        results = list(islice(found, limit))
    if as_json:
        print_json([_found(result.found) | {"hits": _hits(result)} for result in results])
        return
    console = Console()
    for result in results:
        version = result.found.version
        console.print(Text.assemble((version.article_id, "bold"), f"  {version.day}  {version.source_id}"))
        console.print(Text("  " + visible(version.text.headline)))
        for snippet in snippets(result.document, result.match.hits):
            console.print(Text("  ") + marked(snippet))
    click.echo(f"{len(results)} article{'s' * (len(results) != 1)}")


@articles.command()
@click.argument("article_id")
@click.option("--version", "number", type=click.IntRange(1), help="This version instead of the newest.")
@config_option
@json_option
def show(article_id: str, number: int | None, config: Path | None, as_json: bool) -> None:
    """Show an article by its id (or the beginning of one): text, versions, matches and what became of them."""
    with reading(settings_of(config)) as archive:
        versions = archive.articles.article(article_id)
        chosen = next((found for found in reversed(versions) if number in (None, found.version.number)), None)
        if chosen is None:
            raise NotFound(f"article {article_id} has {len(versions)} version(s), not {number}")
        key = chosen.version.article_id, chosen.version.number
        matches, became = archive.articles.matches(*key), archive.articles.dispositions(*key)
        marked_matches = archive.marks.of_version(*key)
    if as_json:
        print_json({
            **_found(chosen),
            **as_value(chosen.version.text),
            "versions": [found.version.number for found in versions],
            "matches": [
                match_value(one) | {"words": sorted({hit.words for hit in match.hits})}
                for one, match in zip(marked_matches, matches, strict=True)
            ],
            "dispositions": [asdict(disposition) for disposition in became],
        })  # fmt: skip
        return
    _print_version(chosen.version, len(versions))
    rows = [(d.rule, d.receiver, d.kind, d.reason) for d in became]
    print_table(("rule", "receiver", "what became of it", "reason"), rows, "no rule matched")
    if marked_matches:
        shown = [(one.id, one.rule, ", ".join(map(str, one.marks)) or "not marked") for one in marked_matches]
        click.echo()
        print_table(("match", "rule", "marked"), shown)


def _print_version(version: Version, versions: int) -> None:
    click.echo(visible(render(version.text)) + "\n")
    rows = [
        ("address", version.url),
        ("source", version.source_id),
        ("version", f"{version.number} of {versions}"),
        ("published", version.published or "not known"),
        ("authors", ", ".join(version.authors)),
        ("section", version.section),
        ("tags", ", ".join(version.tags)),
        ("first seen", version.first_seen),
        ("verdict", version.verdict),
        ("file", version.file_name),
    ]
    print_table(("", ""), rows)


def marked(snippet: Snippet) -> Text:
    """A snippet for the terminal; without colour a hit stands between signs."""
    return Text.assemble(*(_styled(piece) for piece in snippet.pieces))


def _styled(piece: Piece) -> tuple[str, str]:
    return (f"[{visible(piece.text)}]", "bold reverse") if piece.hit else (visible(piece.text), "")


def _found(found: Found) -> dict[str, Any]:
    version = found.version
    return {
        "id": version.article_id,
        "source": version.source_id,
        "url": version.url,
        "version": version.number,
        "headline": version.text.headline,
        "language": version.language,
        "published": version.published.isoformat() if version.published else None,
        "date_origin": version.date_origin,
        "date_precision": version.date_precision,
        "authors": list(version.authors),
        "section": version.section,
        "tags": list(version.tags),
        "image": version.image,
        "first_seen": version.first_seen.isoformat(),
        "file": version.file_name,
        "verdict": version.verdict.kind.value,
        "causes": list(version.verdict.causes),
        "rules": list(found.rules),
    }


def _hits(result: Result) -> list[dict[str, Any]]:
    return [
        {"field": hit.field, "start": hit.start, "end": hit.end, "words": hit.words, "term": hit.term}
        for hit in result.match.hits
    ]


articles.add_command(evidence)
articles.add_command(prune)
articles.add_command(reindex)
