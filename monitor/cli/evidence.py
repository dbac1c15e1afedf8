"""``monitor articles evidence`` and ``prune``: the pages that were kept as they were fetched."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from monitor.archive import Archive, open_archive
from monitor.archive.evidence import KeptPage
from monitor.cli.options import config_option, settings_of
from monitor.cli.output import json_option, print_json, print_table
from monitor.config import Settings
from monitor.domain.retention import Retention
from monitor.domain.url import canonical_url
from monitor.errors import NotFound
from monitor.wiring.clock import now

_ID = re.compile(r"[0-9a-fA-F]{1,16}")
COLUMNS = ("fetched (UTC)", "status", "version", "bytes", "kept until", "file")


@click.command()
@click.argument("article")
@click.option("-o", "--output", type=click.Path(path_type=Path), help="Write a bundle: NAME.zip, or a new directory.")
@config_option
@json_option
def evidence(article: str, output: Path | None, config: Path | None, as_json: bool) -> None:
    """List the pages kept of ARTICLE, an id (or its beginning) or a URL; with -o write what others can verify.

    \b
    monitor articles evidence 0f3a6f1b2c4d5e6f
    monitor articles evidence 0f3a6f1b2c4d5e6f -o bundle.zip
    """
    settings = settings_of(config)
    archive = open_archive(settings.archive_url.reveal(), write=False)
    try:
        article_id, pages = _found(archive, article, settings)
        if output is not None:
            _write(archive, settings, article_id, pages, output)
    finally:
        archive.close()
    retention = settings.evidence.retention
    if as_json:
        print_json([_value(page, retention) for page in pages])
    elif output is None:
        print_table(COLUMNS, [_row(page, retention) for page in pages])
    else:
        click.echo(f"{output} written; its README.txt says how to verify it")


@click.command()
@click.option("--dry-run", is_flag=True, help="Only say what would go.")
@config_option
@json_option
def prune(dry_run: bool, config: Path | None, as_json: bool) -> None:
    """Remove pages that have had their time, as the daemon does every day; files that hold others are written anew."""
    from monitor.archive import prune as pruning
    from monitor.wiring.evidence import evidence_root

    settings = settings_of(config)
    archive = open_archive(settings.archive_url.reveal(), write=not dry_run)
    try:
        root, retention = evidence_root(settings), settings.evidence.retention
        done = pruning.prune(archive.evidence, root, retention, now(), dry_run=dry_run)
    finally:
        archive.close()
    if as_json:
        names = ("pages", "bytes", "files", "rewritten")
        print_json({name: getattr(done, name) for name in names} | {"failed": list(done.failed), "dry_run": dry_run})
    else:
        would = "would go" if dry_run else "went"
        click.echo(f"{done.pages} page(s), {done.bytes} bytes {would}: {done.files} file(s), parts of {done.rewritten}")
    for failed in done.failed:
        click.echo(f"monitor: left as it was: {failed}", err=True)
    if done.failed:
        raise SystemExit(1)


def _found(archive: Archive, article: str, settings: Settings) -> tuple[str, Sequence[KeptPage]]:
    """The article's id, empty where there is none, and its pages. Raises NotFound."""
    try:
        url = canonical_url(article) if "://" in article else ""
    except ValueError as error:
        raise NotFound(f"{article} is no web address") from error
    if url:
        ids = archive.articles.ids_of(url)
        article_id = ids[0] if ids else ""
    else:
        article_id = archive.articles.article(article)[0].version.article_id
    urls = {url} if url else {found.version.url for found in archive.articles.article(article_id)}
    pages = {page.id: page for each in urls for page in archive.evidence.of_url(each)}
    pages |= {page.id: page for page in archive.evidence.of_article(article_id)}
    if not pages:
        off = "" if settings.evidence.enabled else "; evidence.enabled is false"
        raise NotFound(f"no page of {article} was ever kept as evidence{off}")
    return article_id, [pages[number] for number in sorted(pages)]


def _write(archive: Archive, settings: Settings, article_id: str, pages: Sequence[KeptPage], output: Path) -> None:
    from monitor.archive.bundle import bundle, write_directory, write_zip
    from monitor.wiring.evidence import evidence_root

    if not any(page.place for page in pages):
        went = "; ".join(dict.fromkeys(_gone(page) for page in pages))
        raise NotFound(f"the evidence is gone: {went}")
    files = bundle(archive.evidence, evidence_root(settings), article_id, pages)
    (write_zip if output.suffix == ".zip" else write_directory)(output, files)


def _gone(page: KeptPage) -> str:
    at = f"{page.gone_at:%Y-%m-%d %H:%M}" if page.gone_at else ""
    return f"the page of {page.page.fetched_at:%Y-%m-%d %H:%M} went at {at} UTC ({page.gone_why})"


def _row(page: KeptPage, retention: Retention) -> tuple[object, ...]:
    place, until = page.place, _until(page, retention)
    return (
        f"{page.page.fetched_at:%Y-%m-%d %H:%M:%S}",
        page.page.status or "",
        page.version or "",
        place.length if place else "",
        _gone(page) if place is None else f"{until:%Y-%m-%d}" if until else "for good",
        place.file if place else "",
    )


def _until(page: KeptPage, retention: Retention) -> datetime | None:
    return retention.until(page.page.fetched_at, matched=page.matched)


def _value(kept: KeptPage, retention: Retention) -> dict[str, Any]:
    page, place, until = kept.page, kept.place, _until(kept, retention)
    return {
        "number": kept.id,
        "article": kept.article_id or None,
        "version": kept.version,
        "announced_url": page.url,
        "url": page.final_url,
        "fetched_at": page.fetched_at.isoformat(),
        "status": page.status,
        "payload_sha256": page.payload_digest,
        "file": place.file if place else None,
        "offset": place.position if place else None,
        "length": place.length if place else None,
        "same_payload_as": page.refers_to,
        "matched": kept.matched,
        "kept_until": None if until is None or place is None else until.isoformat(),
        "gone_at": kept.gone_at.isoformat() if kept.gone_at else None,
        "gone_why": kept.gone_why,
    }
