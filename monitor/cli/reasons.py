"""How commands show why a rule is true of an article or is not: a tree of its query, with the places in the text."""

from __future__ import annotations

from collections.abc import Iterator

import click
from rich.console import Console
from rich.text import Text

from monitor.cli.articles import marked
from monitor.cli.output import visible
from monitor.domain.match import Document, Hit
from monitor.rules.reasons import Reason
from monitor.rules.text.snippet import snippets

SHOWN = 5
"""Places of one part that are listed; snippets show three."""
_SIGNS = {True: "✓", False: "✗", None: "?"}
_VERDICTS = {True: "matches", False: "no match", None: "not decided"}


def print_reason(of: str, reason: Reason, document: Document) -> None:
    """The verdict ``of`` what was asked, the summary, then every part with its column, its places and their words."""
    click.echo(visible(f"{of}: {_VERDICTS[reason.held]}"))
    click.echo(visible(reason.summary))
    console = Console(highlight=False, soft_wrap=True)
    for line in _lines(reason, document, 1):
        console.print(line)


def _lines(reason: Reason, document: Document, depth: int) -> Iterator[Text]:
    indent = "  " * depth
    query = visible(" ".join(reason.query.split()))
    where = f" (column {reason.column})"
    yield Text.assemble(f"{indent}{_SIGNS[reason.held]} ", (query, "bold"), f"{where}: {visible(reason.text)}")
    for part in reason.parts:
        yield from _lines(part, document, depth + 1)
    if not reason.parts:
        yield from _places(reason.hits or reason.nearly, document, indent + "    ")


def _places(hits: tuple[Hit, ...], document: Document, indent: str) -> Iterator[Text]:
    if not hits:
        return
    told = [f"{hit.field} {hit.start}-{hit.end}{_how(hit)}" for hit in hits[:SHOWN]]
    yield Text(indent + visible(", ".join(told)) + (", …" if len(hits) > SHOWN else ""))
    for snippet in snippets(document, hits):
        yield Text(indent) + marked(snippet)


def _how(hit: Hit) -> str:
    return f" ({hit.how})" if hit.how else ""
