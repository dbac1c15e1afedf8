"""A page's JSON-LD: its nodes, and the texts, names and addresses in them.

Of several articles in it the one that is called as the page, or has its address, comes first: the others are related
stories. What cannot be read says nothing; the page's text still does.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from monitor.domain.textformat import clean_line

Node = dict[str, object]

_ARTICLES = ("article", "posting", "report", "liveblog")
_INNER = ("@graph", "mainEntity", "mainEntityOfPage")
_MOST_NODES = 2_000
_COMMENT = re.compile(
    r"^\s*(?:<!--|/\*\s*<!\[CDATA\[\s*\*/|<!\[CDATA\[|//<!\[CDATA\[)|(?:-->|/\*\s*\]\]>\s*\*/|\]\]>)[;\s]*$"
)


class JsonLd:
    """The nodes of a page: ``articles``, likeliest first, ``pages`` that hold one, and all nodes by their ``@id``."""

    def __init__(self, root: HtmlElement, title: str, url: str) -> None:
        nodes = [node for value in _values(root) for node in _nodes(value)]
        own = [node for node in nodes if any(kind in kind_of(node) for kind in _ARTICLES)]
        self.articles: list[Node] = sorted(own, key=lambda node: not _is_about(node, title, url))
        self.pages: list[Node] = [node for node in nodes if kind_of(node).endswith("page")]
        self.others: list[Node] = [node for node in nodes if node not in own]
        self._by_id = {str(node["@id"]): node for node in reversed(nodes) if "@id" in node and len(node) > 1}

    def sites(self) -> Iterator[str]:
        """Names of publishers and sites."""
        for node in self.articles:
            yield from self.names(node.get("publisher"))
        for node in self.others:
            if kind_of(node) in ("website", "organization", "newsmediaorganization"):
                yield from self.names(node.get("name"))

    def names(self, value: object) -> Iterator[str]:
        """The names of what ``value`` holds or points to: texts, nodes, lists of them."""
        match value:
            case str():
                yield plain(value)
            case {"name": str() as name}:
                yield plain(name)
            case {"@id": str() as place}:
                pointed = self._by_id.get(place, {}).get("name")
                if isinstance(pointed, str):
                    yield plain(pointed)
            case list():
                for one in value:
                    if not isinstance(one, list):
                        yield from self.names(one)


def kind_of(node: Node) -> str:
    """The node's type in small letters; of several all."""
    return str(node.get("@type", "")).lower()


def texts(nodes: Sequence[Node], key: str) -> tuple[str, ...]:
    """What the nodes say under ``key``, where that is a text or a list of them."""
    found: list[str] = []
    for node in nodes:
        value = node.get(key)
        found += [plain(text) for text in (value if isinstance(value, list) else [value]) if isinstance(text, str)]
    return tuple(text for text in found if text)


def addresses(nodes: Sequence[Node], key: str) -> Iterator[str]:
    """The addresses under ``key``: texts, or the ``url`` of nodes."""
    for node in nodes:
        value = node.get(key)
        for one in value if isinstance(value, list) else [value]:
            match one:
                case str() as address:
                    yield address
                case {"url": str() as address} | {"contentUrl": str() as address}:
                    yield address


def plain(text: str) -> str:
    """``text`` as one line; entities that were written twice are read twice."""
    return clean_line(html.unescape(text) if "&" in text else text)


def _values(root: HtmlElement) -> Iterator[object]:
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            yield json.loads(_COMMENT.sub("", script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue


def _nodes(value: object) -> Iterator[Node]:
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        match waiting.pop(0):
            case dict() as node:
                yield node
                waiting += [node[key] for key in _INNER if key in node]
            case list() as several:
                waiting += several


def _is_about(node: Node, title: str, url: str) -> bool:
    said = [plain(text) for key in ("headline", "name") if isinstance(text := node.get(key), str)]
    pages = [node.get("url"), node.get("@id"), node.get("mainEntityOfPage")]
    places = [str(page.get("@id", "")) if isinstance(page, dict) else str(page) for page in pages if page]
    return any(text and text in title for text in said) or any(place.split("#")[0] == url for place in places if url)
