"""What a page says about itself where readers do not look: meta elements, JSON-LD, links.

Everything is kept as written; who uses it decides what it is worth.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from monitor.domain.textformat import clean_line
from monitor.extract.jsonld import JsonLd, addresses, plain, texts
from monitor.extract.people import authors_of

_PUBLISHED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "article:published",
    "publishdate", "publish_date", "publish-date", "pubdate", "published_time", "publication_date",
    "article.published", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "date_published",
    "citation_publication_date", "article_date_original", "originalpublicationdate", "sailthru.date",
    "parsely-pub-date", "cxenseparse:recs:publishtime", "mediator_published_time", "displaydate", "og:pubdate",
)  # fmt: skip
_WEAK = ("dc.date", "dcterms.date", "created", "date", "release_date", "og:release_date", "og:regdate")
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "lastmod")
_AUTHORS = ("author", "article:author", "dc.creator", "dcterms.creator", "byl", "parsely-author", "sailthru.author")
_IMAGES = ("og:image:secure_url", "og:image", "og:image:url", "twitter:image", "twitter:image:src", "thumbnail")
_SECTIONS = ("article:section", "og:section", "parsely-section", "section", "category")
_TAGS = ("news_keywords", "article:tag", "og:article:tag", "parsely-tags", "sailthru.tags")
_BETWEEN_TAGS = re.compile(r"\s*[,，،;；、|]\s*")
_LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*")
_MOST_TAGS = 50
_LONGEST_TAG = 80


@dataclass(frozen=True, slots=True)
class Meta:
    """What the page says.

    ``titles``: those for readers elsewhere (``article_titles``), then that of the window. ``published``, ``weak`` and
    ``modified`` are times with their origin, best first; weak ones may be the page's and not the article's.
    ``site_names`` hold names of the host too.
    """

    titles: tuple[str, ...] = ()
    article_titles: tuple[str, ...] = ()
    site_names: tuple[str, ...] = ()
    descriptions: tuple[str, ...] = ()
    published: tuple[tuple[str, str], ...] = ()
    weak: tuple[tuple[str, str], ...] = ()
    modified: tuple[tuple[str, str], ...] = ()
    authors: tuple[str, ...] = ()
    section: str = ""
    tags: tuple[str, ...] = ()
    image: str = ""
    locale: str = ""
    canonical_url: str = ""

    @property
    def language(self) -> str:
        """The primary subtag of the page's language."""
        return self.locale.split("-")[0]


def read_meta(root: HtmlElement, url: str) -> Meta:
    """Read the page's own statements; ``url`` is where the page was fetched."""
    named = _Named(root)
    title = plain("".join(root.xpath("string((//head//title | //title)[1])")))
    canonical = _canonical(root, url)
    data = JsonLd(root, f"{named.first('og:title')} {title}", canonical or url)
    told = _distinct((named.first("og:title"), *texts(data.articles, "headline"), named.first("twitter:title")))
    sites = _distinct((named.first("og:site_name"), named.first("application-name"), *data.sites(), *_hosts(url)))
    return Meta(
        titles=_distinct((*told, title)),
        article_titles=told,
        site_names=sites,
        descriptions=_distinct((*named.of("description", "og:description"), *texts(data.articles, "description"))),
        published=(
            *(("structured data", text) for text in texts(data.articles, "datePublished")),
            *(("meta", text) for text in named.of(*_PUBLISHED)),
            *(("structured data", text) for text in texts(data.articles, "dateCreated")),
            *(("structured data", text) for text in texts(data.pages, "datePublished")),
        ),
        weak=tuple(("meta", text) for text in named.of(*_WEAK)),
        modified=(
            *(("structured data", text) for text in texts(data.articles, "dateModified")),
            *(("meta", text) for text in named.of(*_MODIFIED)),
        ),
        authors=_authors(data, named, sites),
        section=next(iter((*named.of(*_SECTIONS), *texts(data.articles, "articleSection"))), ""),
        tags=_tags((*named.all(*_TAGS), *texts(data.articles, "keywords"))) or _tags(named.all("keywords")),
        image=_image(data, named, url),
        locale=_locale(root, named, data),
        canonical_url=canonical,
    )


class _Named:
    """Contents of the page's meta elements by name."""

    def __init__(self, root: HtmlElement) -> None:
        self._found: dict[str, list[str]] = {}
        for element in root.iter("meta"):
            name = element.get("property") or element.get("name") or element.get("itemprop") or ""
            content = plain(element.get("content", ""))
            if name and content:
                self._found.setdefault(name.strip().lower(), []).append(content)

    def first(self, name: str) -> str:
        """The first content of that name; empty where there is none."""
        return next(iter(self._found.get(name, ())), "")

    def of(self, *names: str) -> list[str]:
        """The first content of each of the names that are there."""
        return [self._found[name][0] for name in names if name in self._found]

    def all(self, *names: str) -> list[str]:
        """All contents of all the names."""
        return [content for name in names for content in self._found.get(name, ())]


def absolute(url: str, reference: str) -> str:
    """``reference`` as a whole http or https address, or nothing."""
    try:
        address = urljoin(url, reference.strip())
        parts = urlsplit(address)
        usable = bool(reference.strip() and parts.scheme in ("http", "https") and parts.hostname)
    except ValueError:
        return ""
    return address if usable and address.isprintable() and " " not in address else ""


def _hosts(url: str) -> Iterator[str]:
    """The names in the page's host, as which sites call themselves: ``www.morning.example`` and ``morning``."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return
    yield from (host, f"www.{host}")
    yield from (label for label in host.split(".")[:-1] if len(label) > 2)


def _authors(data: JsonLd, named: _Named, sites: Sequence[str]) -> tuple[str, ...]:
    stated = [name for node in data.articles[:1] for name in data.names(node.get("author"))]
    return authors_of(stated, sites) or authors_of(named.all(*_AUTHORS), sites)


def _tags(stated: Iterable[str]) -> tuple[str, ...]:
    found = {
        tag.casefold(): tag for text in stated for tag in _BETWEEN_TAGS.split(text) if 0 < len(tag) <= _LONGEST_TAG
    }
    return tuple(found.values())[:_MOST_TAGS]


def _image(data: JsonLd, named: _Named, url: str) -> str:
    stated = (*named.of(*_IMAGES), *addresses(data.articles, "image"))
    return next((address for image in stated if (address := absolute(url, image))), "")


def _locale(root: HtmlElement, named: _Named, data: JsonLd) -> str:
    """The page's language tag in small letters, as ``en-us``."""
    stated = (root.get("lang"), root.get("xml:lang"), named.first("og:locale"), *texts(data.articles, "inLanguage"))
    for tag in (*stated, named.first("language"), named.first("dc.language")):
        locale = (tag or "").replace("_", "-").strip().lower()
        if _LANGUAGE_TAG.fullmatch(locale):
            return locale
    return ""


def _canonical(root: HtmlElement, url: str) -> str:
    """The address that the page gives itself; a site's start page is none of an article."""
    for link in root.iter("link"):
        if "canonical" in link.get("rel", "").lower().split():
            address = absolute(url, link.get("href", ""))
            parts = urlsplit(address)
            is_start = parts.path in ("", "/") and not parts.query and urlsplit(url).path not in ("", "/")
            return "" if is_start else address
    return ""


def _distinct(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(clean_line(text) for text in found if text))
