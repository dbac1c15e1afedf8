"""What a page says about itself where readers do not look: meta elements, JSON-LD, links.

Everything is kept as written; who uses it decides what it is worth.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.domain.textformat import clean_line

_ARTICLES = ("article", "posting", "report", "liveblog")
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "publishdate", "publish_date", "publish-date", "pubdate", "publication_date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.created", "sailthru.date", "parsely-pub-date", "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_MOST_NODES = 2_000


@dataclass(frozen=True, slots=True)
class Meta:
    """What the page says: ``titles`` and ``published`` in order of trust; a published time comes with its origin."""

    titles: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    published: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    locale: str = ""
    canonical_url: str = ""

    @property
    def language(self) -> str:
        """The primary subtag of the page's language."""
        return self.locale.split("-")[0]


def read_meta(root: HtmlElement, url: str) -> Meta:
    """Read the page's own statements; ``url`` is where the page was fetched."""
    named = _named(root)
    articles, others = _json_ld(root)
    title = clean_line("".join(root.xpath("string(//title)")))
    titles = (named.get("og:title", ""), *_texts(articles, "headline"), named.get("twitter:title", ""), title)
    published = [("structured data", text) for text in _texts(articles, "datePublished")]
    published += [("meta", named[name]) for name in _PUBLISHED if name in named]
    sites = (named.get("og:site_name", ""), named.get("application-name", ""), *_publishers(articles, others))
    descriptions = (named.get("description", ""), named.get("og:description", ""), *_texts(articles, "description"))
    return Meta(
        titles=_distinct(titles),
        site_names=_distinct(sites),
        descriptions=_distinct(descriptions),
        published=tuple(published),
        authors=_authors(articles, named),
        locale=_locale(root, named, articles),
        canonical_url=_canonical(root, url),
    )


def _named(root: HtmlElement) -> dict[str, str]:
    """Contents of meta elements by name; the first of a name counts."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or ""
        content = clean_line(element.get("content", ""))
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(root: HtmlElement) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    """The page's JSON-LD nodes: those of an article, and the others."""
    articles: list[dict[str, object]] = []
    others: list[dict[str, object]] = []
    for script in root.iter("script"):
        if "ld+json" not in script.get("type", ""):
            continue
        try:
            value = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue  # what cannot be read says nothing; the page's text still does
        for node in _nodes(value):
            kinds = str(node.get("@type", "")).lower()
            (articles if any(kind in kinds for kind in _ARTICLES) else others).append(node)
    return articles, others


def _nodes(value: object) -> Iterator[dict[str, object]]:
    waiting = [value]
    for _ in range(_MOST_NODES):
        if not waiting:
            return
        match waiting.pop(0):
            case dict() as node:
                yield node
                waiting += [node[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in node]
            case list() as several:
                waiting += several


def _texts(nodes: list[dict[str, object]], key: str) -> tuple[str, ...]:
    return tuple(clean_line(text) for node in nodes if isinstance(text := node.get(key), str) and text.strip())


def _names(value: object) -> list[str]:
    match value:
        case str() as name:
            return [clean_line(name)]
        case {"name": str() as name}:
            return [clean_line(name)]
        case list() as several:
            return [name for one in several if not isinstance(one, list) for name in _names(one)]
    return []


def _publishers(articles: list[dict[str, object]], others: list[dict[str, object]]) -> list[str]:
    sites = [node for node in others if str(node.get("@type")) in ("WebSite", "Organization", "NewsMediaOrganization")]
    return [name for node in articles for name in _names(node.get("publisher"))] + [
        name for node in sites for name in _names(node.get("name"))
    ]


def _authors(articles: list[dict[str, object]], named: dict[str, str]) -> tuple[str, ...]:
    found = [name for node in articles for name in _names(node.get("author"))] or [named.get("author", "")]
    return tuple(name for name in _distinct(found) if not name.startswith(("http:", "https:")))


def _locale(root: HtmlElement, named: dict[str, str], articles: list[dict[str, object]]) -> str:
    """The page's language tag in small letters, as ``en-us``."""
    for tag in (root.get("lang"), root.get("xml:lang"), named.get("og:locale"), *_texts(articles, "inLanguage")):
        locale = (tag or "").replace("_", "-").strip().lower()
        if _LANGUAGE_TAG.fullmatch(locale):
            return locale
    return ""


def _canonical(root: HtmlElement, url: str) -> str:
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            return _absolute(url, link.get("href", ""))
    return ""


def _absolute(url: str, reference: str) -> str:
    """``reference`` as a whole http or https address, or nothing."""
    try:
        address = urljoin(url, reference.strip())
        parts = urlsplit(address)
        usable = bool(reference.strip() and parts.scheme in ("http", "https") and parts.hostname)
    except ValueError:
        return ""
    return address if usable and address.isprintable() and " " not in address else ""


def _distinct(texts: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(text for text in texts if text))
