"""``monitor match``: rules over text files, and why they are true of one or are not."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import click

from monitor.cli.extract import extracted, fetched_from
from monitor.cli.options import config_option
from monitor.cli.output import json_option, print_json, print_table
from monitor.cli.reasons import print_reason
from monitor.config import RuleSet, load_rules
from monitor.config.find import find_directory
from monitor.domain.match import Document, Match, Rule
from monitor.domain.textformat import parse
from monitor.errors import CausedError, NotFound, TextFormatError
from monitor.rules.engine import compile_rules
from monitor.rules.query.suggest import nearest
from monitor.rules.text.document import document_of

_KEPT = re.compile(r"texts/([a-z0-9][a-z0-9-]*)/\d{4}/\d{2}/\d{2}/[^/]+$")
Articles = list[tuple[str, Document]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the articles besides their text."""

    source: str
    language: str
    country: str


@click.command()
@click.option("--rules", "place", type=click.Path(exists=True, path_type=Path),
              help="A directory or a YAML file; else the configuration's rules.")  # fmt: skip
@click.option("--rule", "names", multiple=True, help="Only the rule of this name; may be given several times.")
@click.option("--explain", is_flag=True, help="Say why each rule is true of each article or is not.")
@click.option("--source", default="", help="The source id that `source:` sees; else taken from the file's path.")
@click.option("--lang", default="", help="The language that `lang:` sees.")
@click.option("--country", default="", help="The country that `country:` sees.")
@click.option("--allow-private", multiple=True, metavar="HOST", help="Also visit this private host or network.")
@click.argument("files", nargs=-1, required=True)
@config_option
@json_option
def match(
    place: Path | None, names: tuple[str, ...], explain: bool, source: str, lang: str, country: str,
    allow_private: tuple[str, ...], files: tuple[str, ...], config: Path | None, as_json: bool,
) -> None:  # fmt: skip
    """Match rules against article text FILES (or the page at a URL) and show every hit, or why there is none.

    \b
    monitor match --rules config/rules data/texts/tass-en/2026/11/22/*.txt
    monitor match --rules one-rule.yaml --json 000_0f3a6f1b2c4d5e6f.txt
    monitor match --explain --rule Hormuz https://example.org/news/12345

    A directory of rules may have its entities beside it, as the configuration has. Offsets count characters of the
    field: title is the headline, lead the standfirst, body all blocks below the header (`monitor text show --json`
    prints them). Exit code 1 when a file or page cannot be read.
    """
    loaded = load_rules(place or find_directory(config, os.environ))
    chosen = _chosen(loaded.rules, names)
    urls = [file for file in files if file.startswith(("http://", "https://"))]
    if len(urls) > 1:
        raise click.UsageError("One URL at a time; files may be several.")
    known, faults = Known(source, lang, country), list[str]()
    pages = [_page(url, known, allow_private, config) for url in urls]
    articles = [*pages, *_texts([file for file in files if file not in urls], known, faults)]
    (_explain if explain else _match)(loaded, chosen, articles, as_json)
    for fault in faults:
        click.echo(fault, err=True)
    sys.exit(1 if faults else 0)


def _match(loaded: RuleSet, chosen: tuple[Rule, ...], articles: Articles, as_json: bool) -> None:
    engine = compile_rules(chosen, loaded.entities, loaded.rules)
    found = [(name, engine.match(document)) for name, document in articles]
    if as_json:
        print_json([{"file": name, "matches": [_value(item) for item in matches]} for name, matches in found])
        return
    rows = [
        (name, item.rule.name, item.rule.severity, hit.field, f"{hit.start}-{hit.end}", hit.words)
        for name, matches in found for item in matches for hit in item.hits
    ]  # fmt: skip
    print_table(("file", "rule", "severity", "field", "place", "words"), rows, "no match")


def _explain(loaded: RuleSet, chosen: tuple[Rule, ...], articles: Articles, as_json: bool) -> None:
    engine = compile_rules((), loaded.entities, loaded.rules)
    values = []
    for name, document in articles:
        for rule in chosen:
            reason = engine.explain(rule, document)
            values.append({"file": name, "rule": rule.name, "matches": reason.held, "summary": reason.summary,
                           "reason": reason.value()})  # fmt: skip
            if not as_json:
                print_reason(f"{name}: {rule.name}", reason, document)
    if as_json:
        print_json(values)


def _chosen(rules: tuple[Rule, ...], names: tuple[str, ...]) -> tuple[Rule, ...]:
    by_name = {rule.name: rule for rule in rules}
    for name in names:
        if name not in by_name:
            raise NotFound(f"no rule {name}{nearest(name, by_name)}")
    return tuple(by_name[name] for name in names) or rules


def _texts(files: list[str], known: Known, faults: list[str]) -> Iterator[tuple[str, Document]]:
    """The articles in those files that can be read; what is wrong with the others is added to ``faults``."""
    for name in files:
        path = Path(name)
        kept = _KEPT.search(path.absolute().as_posix())
        try:
            article = parse(path.read_bytes(), name)
        except TextFormatError as error:
            faults.append(str(error))
        except OSError as error:
            faults.append(f"{name}: cannot be read: {error.strerror}")
        else:
            source = known.source or (kept[1] if kept else "")
            yield name, document_of(article, source=source, language=known.language, country=known.country)


def _page(url: str, known: Known, allow_private: tuple[str, ...], config: Path | None) -> tuple[str, Document]:
    """The article at a URL. Raises NotFound with the cause where there is none."""
    try:
        found = asyncio.run(extracted(fetched_from(url, allow_private, config)))
    except CausedError as error:
        raise NotFound(f"{url}: {error}") from error
    language = known.language or found.language
    document = document_of(found.text, source=known.source, language=language, country=known.country)
    return url, replace(
        document,
        authors=found.authors,
        section=found.section,
        tags=found.tags,
        url=found.canonical_url or url,
        published=found.text.date or (found.published.date() if found.published else None),
    )


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
