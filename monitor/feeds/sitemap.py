"""Sitemaps: addresses with the day of their last change, or with Google's news extension; indexes of sitemaps.

A news sitemap is nearly an ideal feed: the last two days, with title, time and language. An index lists many sitemaps,
of which only those are worth reading that changed or may hold today's articles.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lxml import etree

from monitor.domain.article import Entry
from monitor.feeds.body import text_of, unpacked
from monitor.feeds.dates import read_time
from monitor.feeds.plain import MOST_ENTRIES, absolute, one_line, plain

ROOT = re.compile(r"<(?:[^\s<>:/]+:)?urlset(?![\w.-])", re.IGNORECASE)
"""What a sitemap begins with."""
INDEX_ROOT = re.compile(r"<(?:[^\s<>:/]+:)?sitemapindex(?![\w.-])", re.IGNORECASE)
"""What an index of sitemaps begins with."""
MOST_CHILDREN = 12
"""Sitemaps of one index that are read in one poll."""
_MOST_LISTED = 50_000
"""Addresses in one file, by the protocol of sitemaps."""
_HEAD = 20_000
_MOST_BETWEEN = 100_000
"""Elements up to the end of the next address: more are no sitemap but an attack on memory."""
_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_./]?(0[1-9]|1[0-2])(?:[-_./]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index lists; ``lastmod`` in UTC, None where the index does not say."""

    url: str
    lastmod: datetime | None = None


def read_sitemap(text: str, url: str) -> tuple[Entry, ...]:
    """The entries of a sitemap, in its order; of more than can be read, the last changed ones."""
    entries = [entry for facts in _listed(text, "url") if (entry := _entry(facts, url)).url]
    if len(entries) > MOST_ENTRIES:
        newest = sorted(range(len(entries)), key=lambda at: (entries[at].published or _NEVER, -at))[-MOST_ENTRIES:]
        entries = [entries[at] for at in sorted(newest)]
    return tuple(entries)


def is_index(body: bytes) -> bool:
    """Whether the body is an index of sitemaps. Raises FeedError (``too large``)."""
    return bool(INDEX_ROOT.search(text_of(unpacked(body)[:_HEAD])))


def read_index(body: bytes, url: str) -> tuple[Child, ...]:
    """The sitemaps that the index lists, in its order; none where it is no index. Raises FeedError (``too large``)."""
    children = (
        Child(absolute(facts.get("loc", ""), url), read_time(facts.get("lastmod", "")))
        for facts in _listed(text_of(body), "sitemap")
    )
    return tuple({child.url: child for child in children if child.url}.values())


def children_to_read(children: Sequence[Child], seen: Mapping[str, datetime | None], today: date) -> tuple[Child, ...]:
    """The sitemaps worth reading now, newest first, at most ``MOST_CHILDREN``.

    Worth it are those whose ``lastmod`` is not the one in ``seen``, those never seen, those with today's day (or the
    days beside it: outlets live in other zones) in their names, and those that neither a ``lastmod`` nor a day in the
    name tells anything about. After a poll ``seen`` should hold every child of the index, also those not chosen, so
    that an archive of years is not read bit by bit.
    """
    wanted = [
        child
        for child in children
        if child.url not in seen
        or (child.lastmod is not None and child.lastmod != seen[child.url])
        or _may_be_today(child, today)
    ]
    order = {child.url: at for at, child in enumerate(children)}
    wanted.sort(key=lambda child: (_newness(child, today), -order[child.url]), reverse=True)
    return tuple(wanted[:MOST_CHILDREN])


def _entry(facts: Mapping[str, str], url: str) -> Entry:
    printed = one_line(facts.get("publication_date", "") or facts.get("lastmod", ""))
    return Entry(
        url=absolute(facts.get("loc", ""), url),
        title=plain(facts.get("title", "")),
        published=read_time(printed),
        published_text=printed,
        language=one_line(facts.get("language", "")),
    )


def _listed(text: str, name: str) -> Iterator[dict[str, str]]:
    """What each element ``name`` says, by local names: prefixes and namespaces are wrong in too many sitemaps."""
    # Without what stands before the root there is no declaration left to believe, and no entity to expand.
    start = next((found.start() for root in (ROOT, INDEX_ROOT) if (found := root.search(text))), 0)
    source = io.BytesIO(text[start:].encode("utf-8", "replace"))
    elements = etree.iterparse(
        source, events=("end",), encoding="utf-8", recover=True, huge_tree=False, resolve_entities=False,
        no_network=True, load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    listed = between = 0
    try:
        for _, element in elements:
            between += 1
            if listed == _MOST_LISTED or between == _MOST_BETWEEN:
                return
            if _local(element) == name:
                yield _facts(element)
                listed, between = listed + 1, 0
                _forget(element)
    except etree.XMLSyntaxError:
        return  # what came before the damage has been listed


def _forget(element: etree._Element) -> None:
    """Free what has been read: the whole of a large sitemap does not fit."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


def _facts(element: etree._Element) -> dict[str, str]:
    """The texts of the element's own children, and of its news extension; images and videos have other ones."""
    facts: dict[str, str] = {}
    for child in element:
        inside = child.iter() if _local(child) == "news" else (child,)
        for fact in (fact for fact in inside if isinstance(fact.tag, str)):  # an entity has no text of its own
            facts.setdefault(_local(fact), "".join(str(text) for text in fact.itertext()).strip())
    return facts


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2].rpartition(":")[2].lower()


def _may_be_today(child: Child, today: date) -> bool:
    days = [_as_day(found, today) for found in _DAY.finditer(child.url)]
    if not days:
        return child.lastmod is None
    return any(day is not None and abs(day - today) <= timedelta(days=1) for day in days)


def _newness(child: Child, today: date) -> date:
    """How new a sitemap may be: by ``lastmod`` and the day in its name; one that tells nothing as of yesterday."""
    days = [day for found in _DAY.finditer(child.url) if (day := _as_day(found, today))]
    days += [child.lastmod.date()] if child.lastmod else []
    return max(days, default=today - timedelta(days=1))


def _as_day(found: re.Match[str], today: date) -> date | None:
    """The day in a sitemap's name; of a month or a year its last day, or today while it lasts."""
    year, month, day = int(found[1]), int(found[2] or 12), int(found[3] or 28)
    if (year, month if found[2] else today.month) == (today.year, today.month) and not found[3]:
        return today
    try:
        return date(year, month, day)
    except ValueError:
        return None
