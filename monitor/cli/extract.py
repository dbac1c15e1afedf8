"""``monitor extract``: the article in a page, as it would be kept."""

from __future__ import annotations

import asyncio
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from monitor.cli.options import config_option, settings_or_defaults
from monitor.cli.output import json_option, print_json
from monitor.cli.text import as_value
from monitor.domain.article import Extraction
from monitor.domain.textformat import render
from monitor.errors import CausedError
from monitor.ports import Fetched


@click.command()
@click.argument("page", required=False)
@click.option("--url", default="", help="Where a FILE was fetched from; dates and links may depend on it.")
@click.option("--allow-private", multiple=True, metavar="HOST", help="Also visit this private host or network.")
@click.option("--jsonl", is_flag=True, help="PAGE (or standard input) holds lines that name pages.")
@click.option(
    "--workers", type=click.IntRange(1, 256), help="So many processes with --jsonl; default: one for each core."
)
@config_option
@json_option
def extract(
    page: str | None, url: str, allow_private: tuple[str, ...], jsonl: bool, workers: int | None, config: Path | None,
    as_json: bool,
) -> None:  # fmt: skip
    """Print the article in PAGE, an HTML file, ``-`` for standard input, or a URL, in the article text format.

    \b
    monitor extract page.html --url https://example.org/news/12345
    monitor extract https://example.org/news/12345 --json
    monitor extract --jsonl < pages.jsonl > articles.jsonl

    With --jsonl each line is {"id", "path" or "html", "url"}, and each gives one line with the article and a verdict.

    Exit code 1 when there is no article, with the cause; with --jsonl when a line names no page.
    """
    if jsonl:
        from monitor.cli.extract_lines import extract_lines, run

        sys.exit(run(extract_lines(page or "-", workers or len(os.sched_getaffinity(0)))))
    if page is None:
        raise click.UsageError("Missing argument 'PAGE': a file, '-' or a URL.")
    try:
        is_url = page.startswith(("http://", "https://"))
        fetched = fetched_from(page, allow_private, config) if is_url else _read(page, url)
        extraction = asyncio.run(extracted(fetched))
    except CausedError as error:
        if as_json:
            print_json({"url": url or page, "error": {"cause": error.cause, "detail": error.detail}})
        click.echo(f"{page}: {error}", err=True)
        sys.exit(1)
    if as_json:
        print_json(_value(extraction, fetched.url))
        return
    sys.stdout.buffer.write(render(extraction.text).encode())
    if sys.stdout.isatty():
        click.echo()


def _read(page: str, url: str) -> Fetched:
    try:
        body = sys.stdin.buffer.read() if page == "-" else Path(page).read_bytes()
    except OSError as error:
        raise click.UsageError(f"{page}: {error.strerror}; expected a file or an http(s) URL") from None
    return Fetched(url, 200, body)


def fetched_from(url: str, allow_private: tuple[str, ...], config: Path | None) -> Fetched:
    """The page at a URL, fetched as a crawl does; once in the life of a process. Raises FetchError."""
    # Scrapy takes seconds to import: too long for --help, and for a file.
    from monitor.crawl.runner import run_in_crawl
    from monitor.wiring.scrapy import scrapy_settings

    settings, _ = settings_or_defaults(config, required=False)
    allowed = (*settings.crawl.allow_private, *allow_private)
    settings = replace(settings, crawl=replace(settings.crawl, allow_private=allowed))
    return run_in_crawl(scrapy_settings(settings), lambda fetch, _: fetch(url))


async def extracted(fetched: Fetched) -> Extraction:
    """The article in a page, taken from it in a process of its own. Raises ExtractionError."""
    from monitor.extract.pool import EXTRACTION_SECONDS, ExtractionPool

    pool = ExtractionPool(1, EXTRACTION_SECONDS)
    try:
        return await pool(fetched.body, fetched.url, fetched.content_type)
    finally:
        pool.close()


def _value(extraction: Extraction, url: str) -> dict[str, Any]:
    return {
        "url": url,
        "canonical_url": extraction.canonical_url,
        "language": extraction.language,
        "authors": list(extraction.authors),
        "date_origin": extraction.date_origin,
        "verdict": extraction.verdict.kind.value,
        "causes": list(extraction.verdict.causes),
        **as_value(extraction.text),
        "text": render(extraction.text),
    }
