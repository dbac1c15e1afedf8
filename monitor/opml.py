"""Lists of feeds as OPML 2.0, the form in which feed readers exchange them: read with suspicion, written complete.

An outline with ``xmlUrl`` is a feed; the outlines around it are its group (the label ``group``, names joined by
" / "). What OPML has no word for is written in attributes of our own namespace, so that our own files come back as they
were; several outlines with one ``w:id`` are one source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from monitor.domain.source import FeedKind, Source
from monitor.errors import ConfigError
from monitor.intake import Draft, Imported, take_in

MOST_BYTES = 10_000_000
GROUP = "group"
"""The label that holds the names of the outlines around a feed."""
_BETWEEN = " / "
_OURS = "urn:wirewatch:source"
_FACTS = ("country", "ownership", "article_url_pattern")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})[\"']", re.DOTALL)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LISTS = {FeedKind.FEED: "feeds", FeedKind.SITEMAP: "sitemaps", FeedKind.SECTION: "sections"}


def read_opml(data: bytes, taken: Iterable[str] = ()) -> Imported:
    """The sources in an OPML file; ids differ from those ``taken``.

    Raises ConfigError where it is no OPML at all, is too large, or declares entities or a document type.
    """
    outlines = [element for element in _root(data).iter("outline") if _plain(element.get("xmlUrl"))]
    drafts: dict[str, Draft] = {}
    for number, element in enumerate(outlines):
        draft = _draft(element)
        own = draft.values["id"] or f" {number}"
        drafts[own] = _merged(drafts[own], draft) if own in drafts else draft
    return take_in(drafts.values(), taken)


def write_opml(sources: Iterable[Source], title: str = "Sources") -> bytes:
    """The sources as OPML. Interval, hosts, weight and labels other than ``group`` have no place in it."""
    root = etree.Element("opml", {"version": "2.0"}, {"w": _OURS})
    etree.SubElement(etree.SubElement(root, "head"), "title").text = title
    body = etree.SubElement(root, "body")
    groups: dict[str, etree._Element] = {"": body}
    for source in sources:
        home = _group(groups, source.labels.get(GROUP, ""))
        for feed in source.watched:
            kind = {} if feed.kind is FeedKind.FEED else {f"{{{_OURS}}}kind": feed.kind.value}
            facts = {f"{{{_OURS}}}{name}": getattr(source, name) for name in _FACTS if getattr(source, name)}
            known = {"text": source.name, "title": source.name, "type": "rss", "xmlUrl": feed.url,
                     "htmlUrl": source.homepage, "language": source.language}  # fmt: skip
            attributes = {name: value for name, value in known.items() if value} | {f"{{{_OURS}}}id": source.id}
            etree.SubElement(home, "outline", {n: _writable(v) for n, v in (attributes | facts | kind).items()})
    written: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return written


def _root(data: bytes) -> etree._Element:
    """The root element. The text that is looked through for declarations is the very text that is parsed."""
    if len(data) > MOST_BYTES:
        raise ConfigError((f"found {len(data)} bytes, expected an OPML file of at most {MOST_BYTES}",))
    text = _decoded(data)
    if re.search(r"<!(?:DOCTYPE|ENTITY)", text, re.IGNORECASE):
        raise ConfigError(("found a document type or entities, expected OPML without them",))
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, encoding="utf-8")
    try:
        root = etree.fromstring(_XML_DECLARATION.sub("", text).lstrip().encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ConfigError((f"found no well-formed XML ({error}), expected OPML",)) from error
    if root.tag != "opml":
        raise ConfigError((f"found the root element <{_plain(str(root.tag))[:40]}>, expected <opml>",))
    return root


def _decoded(data: bytes) -> str:
    named = _DECLARED.match(data[:200].decode("latin-1"))
    marked = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb": "utf-8-sig"}.get(data[:2])
    try:
        return data.decode(marked or (named[1] if named else "utf-8"))
    except (LookupError, UnicodeError) as error:
        raise ConfigError((f"found bytes that cannot be read as text ({error}), expected OPML in UTF-8",)) from error


def _draft(element: etree._Element) -> Draft:
    kind = FeedKind(ours) if (ours := element.get(f"{{{_OURS}}}kind", "feed")) in set(FeedKind) else FeedKind.FEED
    known = {
        "id": element.get(f"{{{_OURS}}}id"), "name": element.get("title") or element.get("text"),
        "homepage": element.get("htmlUrl"), "language": (element.get("language") or "").replace("_", "-"),
        **{name: element.get(f"{{{_OURS}}}{name}") for name in _FACTS},
    }  # fmt: skip
    group = _BETWEEN.join(reversed([name for name in _around(element) if name]))
    return Draft(
        int(element.sourceline),  # type: ignore[call-overload]  # lxml's stubs do not know it
        {name: _plain(value) for name, value in known.items()},
        {_LISTS[kind]: (_plain(element.get("xmlUrl")),)},
        {GROUP: group} if group else {},
    )


def _around(element: etree._Element) -> Iterator[str]:
    """Names of the outlines around ``element``, the nearest first; feeds are no groups."""
    for outer in element.iterancestors("outline"):
        if not outer.get("xmlUrl"):
            yield _plain(outer.get("title") or outer.get("text"))


def _merged(one: Draft, other: Draft) -> Draft:
    lists = {name: (*one.lists.get(name, ()), *other.lists.get(name, ())) for name in _LISTS.values()}
    return Draft(one.line, one.values, lists, one.labels)


def _group(groups: dict[str, etree._Element], label: str) -> etree._Element:
    """The outline for the group, made where it is not there yet."""
    if label not in groups:
        outer, _, name = label.rpartition(_BETWEEN)
        groups[label] = etree.SubElement(_group(groups, outer), "outline", {"text": _writable(name)})
    return groups[label]


def _plain(text: str | bytes | None) -> str:
    """An attribute as one line."""
    return " ".join(str(text or "").split())


def _writable(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
