"""``monitor text``: files in the article text format."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import click

from monitor.cli.output import json_option, print_json, print_table
from monitor.domain.textformat import ArticleText, parse
from monitor.errors import TextFormatError

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))


@click.group()
def text() -> None:
    """Check and show article text files.

    \b
    monitor text check data/texts/tass-en/2026/11/22/*.txt
    monitor text show --json 000_0f3a6f1b2c4d5e6f.txt
    """


@text.command()
@FILES
def check(files: tuple[Path, ...]) -> None:
    """Say of each file whether it is in the format; exit 1 when one is not."""
    faulty = False
    for path in files:
        try:
            parse(path.read_bytes(), str(path))
        except TextFormatError as error:
            faulty = True
            click.echo(str(error), err=True)
        except OSError as error:
            faulty = True
            click.echo(f"{path}: cannot be read: {error.strerror}", err=True)
        else:
            click.echo(f"{path}: ok")
    sys.exit(1 if faulty else 0)


@text.command()
@FILES
@json_option
def show(files: tuple[Path, ...], as_json: bool) -> None:
    """Show date, header lines with their kinds, headline, lead and blocks."""
    shown = [(path, parse(path.read_bytes(), str(path))) for path in files]
    if as_json:
        values = [as_value(article) | {"file": str(path)} for path, article in shown]
        print_json(values[0] if len(values) == 1 else values)
        return
    for _, article in shown:
        rows: list[tuple[object, object]] = [("date", article.date or "-")]
        rows += [(kind.value, line) for kind, line in article.header]
        rows += [(f"block {number}", "\n".join(block)) for number, block in enumerate(article.blocks[1:], 1)]
        print_table(("part", "text"), rows)


def as_value(article: ArticleText) -> dict[str, Any]:
    """The parts of an article text as JSON values; ``fields`` holds what a rule's fields read."""
    return {
        "date": article.date.isoformat() if article.date else None,
        "header": [{"kind": kind.value, "text": line} for kind, line in article.header],
        "headline": article.headline,
        "lead": article.lead,
        "blocks": [list(block) for block in article.blocks[1:]],
        "fields": {"title": article.headline, "lead": article.standfirst, "body": article.body},
    }
