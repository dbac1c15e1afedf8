"""An invented outlet and its articles, as the YAML files in ``monitor/demo/content/outlets`` describe them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta, timezone, tzinfo
from importlib import resources
from typing import Any

import yaml

SUBHEAD = "## "
"""A line of a paragraph that starts like this is a subhead."""


@dataclass(frozen=True, slots=True)
class Article:
    """One article: ``paragraphs`` of lines, ``rules`` the names of those that must match, ``live`` if published later.

    ``hours_ago`` is its age when the server starts; ``path`` overrides the outlet's article path. The ``closing``
    article is published when all others are through.
    """

    number: int
    slug: str
    section: str
    headline: str
    standfirst: str = ""
    paragraphs: tuple[tuple[str, ...], ...] = ()
    rules: tuple[str, ...] = ()
    hours_ago: float = 0.0
    live: bool = False
    closing: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class Outlet:
    """One outlet: where its feed and articles are, what markup it uses, and the words around its articles."""

    id: str
    name: str
    language: str
    country: str
    ownership: str
    feed_kind: str
    feed_path: str
    page: str
    article_path: str
    article_url_pattern: str
    zone: tzinfo
    labels: Mapping[str, Any] = field(default_factory=dict)
    decoys: tuple[str, ...] = ()
    reader_comments: tuple[tuple[str, str], ...] = ()
    encoding: str = "utf-8"
    articles: tuple[Article, ...] = ()

    @property
    def right_to_left(self) -> bool:
        """Whether the outlet's script runs from right to left."""
        return self.language in ("ar", "fa")

    def path_of(self, article: Article) -> str:
        """The article's path, with its query."""
        return article.path or self.article_path.format(number=article.number, slug=article.slug)


def load_outlets() -> tuple[Outlet, ...]:
    """All invented outlets of the demo, in order of their ids."""
    folder = resources.files("monitor.demo.content.outlets")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name)
    return tuple(read_outlet(file.read_text(encoding="utf-8")) for file in files)


def read_outlet(text: str) -> Outlet:
    """One outlet from its YAML. Raises KeyError or TypeError where a key is missing or unknown."""
    raw = dict(yaml.safe_load(text))
    feed = raw.pop("feed")
    return Outlet(
        feed_kind=feed["kind"],
        feed_path=feed["path"],
        zone=_zone(raw.pop("timezone")),
        decoys=tuple(raw.pop("decoys", ())),
        reader_comments=tuple(raw.pop("comments_by_readers", {}).items()),
        articles=tuple(_article(article) for article in raw.pop("articles", ())),
        **raw,
    )


def _article(raw: dict[str, Any]) -> Article:
    paragraphs = tuple((lines,) if isinstance(lines, str) else tuple(lines) for lines in raw.pop("paragraphs"))
    return Article(paragraphs=paragraphs, rules=tuple(raw.pop("rules", ())), **raw)


def _zone(text: str) -> tzinfo:
    sign = -1 if text[0] == "-" else 1
    hours, minutes = text[1:].split(":")
    return timezone(sign * timedelta(hours=int(hours), minutes=int(minutes)))
