"""Sources as a file for ``sources/``: commented YAML in the order of docs/configuration.md."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from monitor.domain.source import Source

_TEXTS = ("name", "country", "language", "ownership", "homepage")
_LISTS = ("feeds", "sitemaps", "sections", "hosts")
_PLAIN = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,._/-]*[A-Za-z0-9_/-])?|https?://[A-Za-z0-9._~:/?&=%+-]*[A-Za-z0-9/=_-]")
_NO_TEXT = re.compile(r"true|false|null|yes|no|on|off|y|n", re.IGNORECASE)


def write_yaml(sources: Iterable[Source], comments: Mapping[str, Iterable[str]] | None = None, head: str = "") -> str:
    """The sources as YAML; ``comments`` holds lines for each id, ``head`` a line for the top."""
    said = comments or {}
    lines = [f"# {_one_line(head)}", ""] if head else []
    lines.append("sources:")
    for source in sources:
        lines += [f"  # {_one_line(line)}" for line in said.get(source.id, ())]
        lines += _item(source)
    return "\n".join(lines) + "\n"


def _item(source: Source) -> Iterator[str]:
    yield f"  - id: {_scalar(source.id)}"
    for name in _TEXTS:
        if value := getattr(source, name):
            yield f"    {name}: {_scalar(value)}"
    for name in _LISTS:
        if values := getattr(source, name):
            yield f"    {name}:"
            yield from (f"      - {_scalar(value)}" for value in values)
    if source.article_url_pattern:
        yield f"    article_url_pattern: {_scalar(source.article_url_pattern)}"
    if source.render:
        yield f"    render: [{', '.join(sorted(source.render))}]"
    if source.labels:
        yield "    labels:"
        yield from (f"      {name}: {_scalar(value)}" for name, value in source.labels.items())
    yield ""


def _scalar(text: str) -> str:
    """Text as YAML: plain where nothing can be misread, else in quotes."""
    if _PLAIN.fullmatch(text) and not _NO_TEXT.fullmatch(text):
        return text
    if text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    return json.dumps(text)


def _one_line(text: str) -> str:
    return "".join(ch if ch.isprintable() else " " for ch in text).strip()
