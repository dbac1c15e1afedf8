"""RSS, Atom, RDF and CDF of every version, also damaged ones, through feedparser.

feedparser runs without sanitising and without resolving addresses in texts: the entries are the same, several times
faster, and their text is escaped where it is shown. It gets the text in UTF-8, with what would stop or slow it taken
out; it is never given a name that it could open.
"""

from __future__ import annotations

import io
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlsplit

import feedparser

from monitor.domain.article import Entry
from monitor.errors import FeedError
from monitor.feeds.dates import settled_time
from monitor.feeds.plain import MOST_ENTRIES, absolute, one_line, plain

ROOT = re.compile(r"<(?:[^\s<>:/]+:)?(?:rss|feed|rdf|channel|item|entry)(?![\w.-])", re.IGNORECASE)
"""What a feed in XML begins with; some in the wild have lost their root."""
_START = re.compile(r"<\?xml\b|<!doctype\s+(?:rss|rdf|feed|channel)|" + ROOT.pattern, re.IGNORECASE)
_ENTRY = re.compile(r"<(?:[^\s<>:/]+:)?(?:item|entry)(?![\w.-])", re.IGNORECASE)
_UNWRITABLE = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_CHARACTER = re.compile(r"&#(x[0-9a-f]*|[0-9]*);?", re.IGNORECASE)
_BARE_AMPERSAND = re.compile(r"&(?!#|[a-zA-Z][\w.-]{0,40};)")
_ENTITY_DECLARATION = re.compile(r"""<!ENTITY\s(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_SHORT_ENTITY = re.compile(r"""<!ENTITY\s+[\w.-]+\s+(?:"[^"&%<]{0,20}"|'[^'&%<]{0,20}')\s*>""")
"""What a feed may declare for itself; entities of entities multiply: 800 bytes took seconds and 100 MB."""
_START_TAG = re.compile(r"""<[A-Za-z_:](?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_RELATIVE_BASE = re.compile(r"""\s(?:xml:)?base\s*=\s*(["'])(?!/|[a-z][\w+.-]*:)[^"'<>]*\1""", re.IGNORECASE)
_MOST_CHARACTERS = 5_000_000
_MOST_MARKS = (("<", 200_000), ("&", 200_000), ("=", 500_000))
"""What begins tags, references and the values of attributes, each of which takes a few microseconds to read."""
_MOST_ATTRIBUTES = 500
_MOST_RELATIVE_BASES = 50
_FOREIGN = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What feedparser has been seen to raise on hostile input, by kind."""


@dataclass(frozen=True, slots=True)
class Channel:
    """What a feed says of itself: the software that made it, and its links, each with its relation."""

    generator: str
    links: tuple[tuple[str, str], ...]


def read_xml(text: str, url: str) -> tuple[Entry, ...]:
    """The entries of a feed in XML. Raises FeedError: ``not a feed`` where it cannot be read at all."""
    parsed = _parsed(_bounded(text))
    home = str(parsed.feed.get("link") or "")
    language = str(parsed.feed.get("language") or "")
    return tuple(_entry(raw, url, home, language) for raw in parsed.entries[:MOST_ENTRIES])


def channel_of(text: str) -> Channel:
    """What a feed in XML says of itself. Raises FeedError: ``not a feed`` where it cannot be read at all."""
    feed = _parsed(_bounded(text)).feed
    links = ((str(link.get("rel") or ""), str(link.get("href") or "")) for link in feed.get("links", ()))
    return Channel(str(feed.get("generator") or ""), tuple(links))


def _parsed(text: str) -> Any:
    try:
        return feedparser.parse(
            io.BytesIO(_mended(text).encode()),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": "application/xml; charset=utf-8"},
        )
    except _FOREIGN as error:
        raise FeedError("not a feed", f"damaged beyond reading ({type(error).__name__})") from error


def _bounded(text: str) -> str:
    """What can be read in bounded time: so many entries, tags and references, none of them made of attributes."""
    text = text[_start(text) :]
    end = min(_MOST_CHARACTERS, *(_place(text, mark, most) for mark, most in _MOST_MARKS))
    starts = [found.start() for found in islice(_ENTRY.finditer(text, 0, end), MOST_ENTRIES + 1)]
    if len(starts) > MOST_ENTRIES or end < len(text):
        # An entry that would be cut through is left out, where it is not the only one.
        text = text[: starts[-1] if len(starts) > 1 else end]
    for found in _START_TAG.finditer(text):
        if found[0].count("=") > _MOST_ATTRIBUTES:
            raise FeedError("not a feed", f"an element with more than {_MOST_ATTRIBUTES} attributes")
    # Each relative base is joined to the one around it: nested a thousand times, their length squares.
    if len(_RELATIVE_BASE.findall(text)) > _MOST_RELATIVE_BASES:
        text = _RELATIVE_BASE.sub(" ", text)
    return text


def _place(text: str, mark: str, number: int) -> int:
    """Where ``mark`` stands for the last of ``number`` times; the end where it is not so frequent."""
    if text.count(mark) < number:
        return len(text)
    return next(islice(re.finditer(re.escape(mark), text), number - 1, None)).start()


def _start(text: str) -> int:
    """Where the feed begins behind what a broken server printed before it."""
    if re.match(r"\s*<[?!]", text):
        return 0
    found = _START.search(text)
    return found.start() if found else 0


def _mended(text: str) -> str:
    """The text without what no XML may contain and what makes a parser drop the words around it."""
    text = _ENTITY_DECLARATION.sub(lambda found: found[0] if _SHORT_ENTITY.fullmatch(found[0]) else "", text)
    text, *sections = _UNWRITABLE.sub("", text).split("<![CDATA[")
    mended = [_BARE_AMPERSAND.sub("&amp;", _CHARACTER.sub(_possible, text))]
    for section in sections:
        inside, end, outside = section.partition("]]>")
        mended += "<![CDATA[", inside, end, _BARE_AMPERSAND.sub("&amp;", _CHARACTER.sub(_possible, outside))
    return "".join(mended)


def _possible(found: re.Match[str]) -> str:
    """A character reference if its character exists, else nothing."""
    digits = found[1].lower()
    if len(digits) > 8:
        return ""
    try:
        code = int(digits[1:], 16) if digits.startswith("x") else int(digits)
    except ValueError:
        return found[0].replace("&", "&amp;")
    return "" if code > 0x10FFFF or _UNWRITABLE.match(chr(code)) else found[0]


def _entry(raw: Any, feed_url: str, home: str, language: str) -> Entry:
    text, parsed = _printed_time(raw)
    contents = [item.get("value", "") for item in raw.get("content", ())]
    return Entry(
        url=next((url for link in _links(raw, home) if (url := absolute(link, feed_url))), ""),
        title=plain(raw.get("title", "")),
        summary=plain(raw.get("summary") or next(iter(contents), "")),
        published=settled_time(text, parsed),
        published_text=text,
        guid=one_line(raw.get("id", "")),
        language=one_line(raw.get("language") or language),
    )


def _printed_time(raw: Any) -> tuple[str, time.struct_time | None]:
    """The first time that the entry has, as printed and as feedparser reads it."""
    for name in ("published", "updated", "created"):
        # The dictionary's own ``get``: feedparser's gives one time for another, with a warning.
        if printed := dict.get(raw, name):
            return one_line(str(printed)), dict.get(raw, f"{name}_parsed")
    return "", None


def _links(raw: Any, home: str) -> Iterator[str]:
    """The entry's addresses, the most likely to be the article's first."""
    guid, link = str(raw.get("id") or ""), str(raw.get("link") or "")
    named = re.match(r"(?i)https?://", guid) is not None
    yield str(raw.get("feedburner_origlink") or raw.get("pheedo_origlink") or "")
    if link == home and named and urlsplit(guid).path.strip("/"):
        yield guid  # every entry links to the front page; only the guids tell them apart
    # A guid that is no address is not one either because the feed forgot to say so.
    if not (raw.get("guidislink") and link == guid and not named and not guid.startswith("/")):
        yield link
    others = [(item.get("rel", ""), item.get("href", "")) for item in raw.get("links", ()) if item.get("href") != link]
    yield from (href for rel, href in others if rel == "alternate")
    if named:
        yield guid
    yield from (href for rel, href in others if rel not in ("alternate", "enclosure", "self", "replies", "edit"))
    yield from (href for rel, href in others if rel == "self")
