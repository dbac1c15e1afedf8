"""Who wrote an article: names from structured data, metadata and bylines, without what stands around them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from monitor.extract.furniture import Furniture
from monitor.extract.lines import bare, text_of
from monitor.extract.own import own_elements

_LEAD = re.compile(
    r"^\s*(?:(?:analysis|opinion|photos?|interview)\s+by|(?:written|posted|reported|story|text|words|edited)\s+by|by|author|reporter|correspondent|por|par|von|di|"
    r"oleh|autor|auteur|autore|yazar|muallif|автор|авторы|текст|автори|نویسنده|گزارشگر|خبرنگار|بقلم|كتب|كاتب|الكاتب|"
    r"تحرير|تحریر|رپورٹ|作者|记者|記者|本报记者|文|撰文|기자|글|लेखक|লেখক|tác giả)\s*(?:[:：/／|]|(?<=[a-zà-ÿ])\s)\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(r"\s*(?:[,|–—(/-]\s*(?:\S*@\S+|https?:\S+|www\.\S+).*|\s@\w+.*|\S+@\S+\.\w+.*|\s기자)\s*$")
_BETWEEN = re.compile(r"\s*(?:[,;|、，；،&]|\s(?:and|und|et|y|e|og|и|та|و|ve|dan|và)\s)\s*")
_NOBODY = frozenset(
    (
        "admin", "administrator", "author", "desk", "editor", "editors", "guest", "newsdesk", "none", "null", "redacao",
        "redacción", "redaktion", "redação", "root", "staff", "superuser", "unknown", "user", "webdesk", "webmaster",
    )
)  # fmt: skip
"""Accounts, not people."""
_JOB = re.compile(r"\b(?:editor|writer|reporter|correspondent)s?(?:-at-large|-in-chief)?$|^editor\b", re.IGNORECASE)
_BYLINES = frozenset(("byline", "author", "authors", "author name", "byline name", "by author", "writer", "reporter"))
_AFTER_NAMES = re.compile(
    r"\s*(?:\||\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|(?:january|february|march|april|june|july|august|"
    r"september|october|november|december)\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_PLACES = ("a", "span", "div", "p", "address", "li", "strong", "cite")
_LONGEST_BYLINE = 120
_LONGEST_NAME = 60
_MOST_WORDS = 6


def authors_of(stated: Iterable[str], site_names: Sequence[str]) -> tuple[str, ...]:
    """The names in ``stated``, each once: no "By", no address, handle or profile, and not the site's own name."""
    sites = {bare(site) for site in site_names}
    found = (name for text in stated for name in _names(text))
    kept = {bare(name): name for name in reversed(list(found)) if bare(name) not in sites}
    names = list(reversed(kept.values()))
    # A byline often repeats a name with what the person is.
    return tuple(name for name in names if not any(name != one and name.startswith(f"{one} ") for one in names))


def bylines(article: HtmlElement, furniture: Furniture, frame: frozenset[HtmlElement]) -> list[str]:
    """What the markup of ``article`` marks as its author, else what it names so; not that of comments."""
    marked, named = [], []
    for element in own_elements(article, _PLACES, furniture, frame):
        if element.get("rel") == "author" or element.get("itemprop") in ("author", "creator"):
            marked.append(_byline(element))
        elif furniture.names(element) & _BYLINES:
            named.append(_byline(element))
    return [text for text in marked or named if 0 < len(text) <= _LONGEST_BYLINE]


def _byline(element: HtmlElement) -> str:
    """The element's text up to its date; where it holds links, those of its first one."""
    link = element.find(".//a")
    return _AFTER_NAMES.sub("", text_of(element if link is None else link))


def _names(text: str) -> Iterator[str]:
    if text.startswith(("http:", "https:", "www.")):
        return
    for part in _BETWEEN.split(_TAIL.sub("", _LEAD.sub("", text))):
        name = _TAIL.sub("", _LEAD.sub("", part)).strip(" .:-–—/\u00a0")
        if _is_name(name):
            yield name


def _is_name(name: str) -> bool:
    return (
        1 < len(name) <= _LONGEST_NAME
        and len(name.split()) <= _MOST_WORDS
        and not any(ch.isdigit() or ch == "@" for ch in name)
        and bare(name) not in _NOBODY
        and not _JOB.search(name)
    )
