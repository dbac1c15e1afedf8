"""``monitor match``: rules over text files."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import click

from monitor.cli.output import json_option, print_json, print_table
from monitor.config import load_rules
from monitor.domain.match import Document, Match
from monitor.domain.textformat import parse
from monitor.errors import TextFormatError
from monitor.rules.document import document_of
from monitor.rules.engine import compile_rules

_KEPT = re.compile(r"texts/([a-z0-9][a-z0-9-]*)/\d{4}/\d{2}/\d{2}/[^/]+$")


@click.command()
@click.option(
    "--rules", required=True, type=click.Path(exists=True, path_type=Path), help="A directory or a YAML file."
)
@click.option("--source", default="", help="The source id that `source:` sees; else taken from the file's path.")
@click.option("--lang", default="", help="The language that `lang:` sees.")
@click.option("--country", default="", help="The country that `country:` sees.")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
def match(rules: Path, source: str, lang: str, country: str, files: tuple[Path, ...], as_json: bool) -> None:
    """Match rules against article text FILES and show every hit.

    \b
    monitor match --rules config/rules data/texts/tass-en/2026/11/22/*.txt
    monitor match --rules one-rule.yaml --json 000_0f3a6f1b2c4d5e6f.txt

    A directory of rules may have its entities beside it, as the configuration has. Offsets count characters of the
    field: title is the headline, lead the standfirst, body all blocks below the header (`monitor text show --json`
    prints them). Exit code 1 when a file cannot be read.
    """
    loaded = load_rules(rules)
    engine = compile_rules(loaded.rules, loaded.entities)
    found: list[tuple[Path, tuple[Match, ...]]] = []
    faulty = False
    for path in files:
        try:
            found.append((path, engine.match(_document(path, source, lang, country))))
        except TextFormatError as error:
            faulty = True
            click.echo(str(error), err=True)
        except OSError as error:
            faulty = True
            click.echo(f"{path}: cannot be read: {error.strerror}", err=True)
    if as_json:
        print_json([{"file": str(path), "matches": [_value(item) for item in matches]} for path, matches in found])
    else:
        rows = [
            (path, item.rule.name, item.rule.severity, hit.field, f"{hit.start}-{hit.end}", hit.words)
            for path, matches in found for item in matches for hit in item.hits
        ]  # fmt: skip
        print_table(("file", "rule", "severity", "field", "place", "words"), rows, "no match")
    sys.exit(1 if faulty else 0)


def _document(path: Path, source: str, lang: str, country: str) -> Document:
    kept = _KEPT.search(path.absolute().as_posix())
    article = parse(path.read_bytes(), str(path))
    return document_of(article, source=source or (kept[1] if kept else ""), language=lang, country=country)


def _value(found: Match) -> dict[str, Any]:
    return {
        "rule": found.rule.name,
        "labels": dict(found.rule.labels),
        "severity": found.rule.severity,
        "hits": [
            {"field": hit.field, "start": hit.start, "end": hit.end, "words": hit.words, "term": hit.term}
            for hit in found.hits
        ],
    }
