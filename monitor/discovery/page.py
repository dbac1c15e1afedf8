"""An HTML page as discovery sees it: its links in document order, the feeds it declares, its language and name.

Bytes that are no HTML give a page without links: a page nobody can read announces nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urldefrag, urljoin, urlsplit

from lxml import etree, html
from w3lib.encoding import html_to_unicode

from monitor.domain.textformat import clean_line

MOST_LINKS = 5000
"""Links read of one page; a page with more is no list for people."""
FEED_TYPES = re.compile(
    r"application/(?:rss|atom|rdf|feed)\+(?:xml|json)|application/x-rss|(?:text|application)/xml", re.I
)
"""Media types of ``<link rel=alternate>`` that may be feeds. Plain JSON is left out: WordPress gives its API so."""
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?![a-z0-9])", re.IGNORECASE)
_MENU = re.compile(r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|topbar|mainmenu|submenu)(?:$|[\s_-])", re.IGNORECASE)
_TITLE_PARTS = re.compile(r"\s+[|\-–—:»·•/]+\s+|\s*[|»·•]\s*")
_HOME = re.compile(
    r"|home ?page|home|front page|main page|welcome|start|startseite|accueil|inicio|início|главная|الرئيسية|صفحه اصلی|"
    r"首页|首頁|trang chủ|beranda|ana ?sayfa|홈", re.IGNORECASE,
)  # fmt: skip
"""Titles of home pages that name no outlet."""
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Link:
    """A link: its absolute http(s) address without a fragment, its words, and whether it stands in a menu."""

    url: str
    text: str = ""
    menu: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A page. ``feeds`` are those it declares in its head; ``language`` is a tag or empty; ``name`` the site's."""

    url: str
    name: str = ""
    language: str = ""
    feeds: tuple[Link, ...] = ()
    links: tuple[Link, ...] = ()


def read_page(body: bytes, url: str, content_type: str = "") -> Page:
    """The page that ``url`` gave. Raises nothing: what is no HTML is a page without links."""
    root = _root(body, content_type)
    if root is None:
        return Page(url)
    base = _absolute(root.xpath("string(//base/@href)"), url) or url
    return Page(url, _name(root, url), _language(root), tuple(_declared(root, base)), tuple(_links(root, base)))


def _root(body: bytes, content_type: str) -> html.HtmlElement | None:
    _, text = html_to_unicode(content_type or None, body)
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.replace("\0", "").encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None


def _declared(root: html.HtmlElement, base: str) -> Iterator[Link]:
    for element in root.xpath("//link[@href and @rel]"):
        alternate = "alternate" in element.get("rel", "").lower().split()
        if not alternate or not FEED_TYPES.match(element.get("type", "").strip()):
            continue
        if url := _absolute(element.get("href", ""), base):
            yield Link(url, _line(element.get("title", "")))


def _links(root: html.HtmlElement, base: str) -> Iterator[Link]:
    seen: set[str] = set()
    for element in root.iter("a"):
        url = _absolute(element.get("href", ""), base)
        if not url or url in seen:
            continue
        seen.add(url)
        words = _line("".join(element.itertext())) or _line(element.get("title", ""))
        yield Link(url, words, _in_menu(element))
        if len(seen) >= MOST_LINKS:
            return


def _in_menu(element: html.HtmlElement) -> bool:
    return any(
        outer.tag == "nav" or _MENU.search(f"{outer.get('class', '')} {outer.get('id', '')} {outer.get('role', '')}")
        for outer in element.iterancestors()
        if outer.tag not in ("body", "html")
    )


def _absolute(href: str, base: str) -> str:
    """The address that ``href`` leads to, without its fragment; empty where it is none of the web."""
    try:
        url = urldefrag(urljoin(base, href.strip())).url if href.strip() else ""
        parts = urlsplit(url)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.hostname else ""


def _language(root: html.HtmlElement) -> str:
    """The primary language and, where one is named, the script; regions say nothing of how a text reads."""
    for place in ("/html/@lang", "//meta[@property='og:locale']/@content"):
        if found := _LANGUAGE.match(root.xpath(f"string({place})").strip()):
            return found[1].lower() + (f"-{found[2].title()}" if found[2] else "")
    return ""


def _name(root: html.HtmlElement, url: str) -> str:
    for place in ("//meta[@property='og:site_name']/@content", "//meta[@name='application-name']/@content"):
        if name := _line(root.xpath(f"string({place})")):
            return name
    parts = [part for part in _TITLE_PARTS.split(_line(root.xpath("string(//title)"))) if not _HOME.fullmatch(part)]
    return next((part for part in parts if _fits_host(part, url)), parts[0] if parts else "")


def _fits_host(name: str, url: str) -> bool:
    """Whether ``North Herald`` can be the name of ``www.northherald.example``."""
    letters = re.sub(r"[\W_]+", "", name).lower()
    labels = (urlsplit(url).hostname or "").replace("-", "").split(".")
    return len(letters) > 2 and any(letters in label or (len(label) > 3 and label in letters) for label in labels)


def _line(text: str) -> str:
    return clean_line(_SPACES.sub(" ", text))
