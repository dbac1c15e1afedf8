"""A hash of a feed's body that stays the same when only the feed's own clock moved.

Servers write the time of the answer, a generator's version or comment counters into feeds whose entries did not
change. Those are left out before hashing, and only where no entry can be made of them: two feeds whose entries differ
never have the same hash.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator

from monitor.errors import FeedError
from monitor.feeds.body import unpacked

_ENTRY = re.compile(rb"<(?:[^\s<>:/]+:)?(?:item|entry)(?![\w.-])", re.IGNORECASE)
_ENTRY_END = re.compile(rb"</(?:[^\s<>:/]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_SAFE = rb"[ !#-%'-;?-~\s]"
"""Characters that cannot change how a parser takes the rest: ASCII without ``"``, ``&``, ``<``, ``=`` and ``>``."""
_CLOCK = re.compile(
    rb"(<((?:atom:)?(?:lastBuildDate|pubDate|updated|modified|generator)|dc:date|dcterms:modified|ttl|sy:updateBase)"
    rb"(?:\s[^<>]*)?>)" + _SAFE + rb"*(</\2\s*>)|(<!--)(?:(?!--)" + _SAFE + rb")*(?<!-)(-->)",
    re.IGNORECASE,
)
_SPACES = re.compile(rb"[ \t\r\n]+")
"""Within an address a line break means nothing and a space something: runs of the two kinds stay apart."""
_WORD_BEGINS = re.compile(rb"(?<=[ \t\r\n])(?=[^ \t\r\n])")
_PART = 65_536
_LISTED = re.compile(rb"<(?:[^\s<>:/]+:)?url(?![\w.-])", re.IGNORECASE)
_LISTED_END = re.compile(rb"</(?:[^\s<>:/]+:)?url\s*>", re.IGNORECASE)
_COUNTERS = re.compile(rb"(<(slash:comments|thr:total)>)\s*\d+\s*(</\2>)|<(?:atom:)?link\s[^<>]*>")
_COUNTED = re.compile(rb"(\sthr:(?:count|updated)=[\"'])[\w:.+-]*(?=[\"'])")
_ASCII_BASED = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?!\0)")


def content_hash(body: bytes) -> str:
    """SHA-256, in hex, of the body without volatile fields of the channel, comment counters and runs of spaces.

    What is not XML in a charset based on ASCII is hashed as it stands.
    """
    try:
        body = unpacked(body)
    except FeedError:
        return hashlib.sha256(body).hexdigest()  # too large to be read, but it may still be the same as before
    digest = hashlib.sha256()
    for part in _settled(body):
        digest.update(part)
    return digest.hexdigest()


def _settled(body: bytes) -> Iterable[bytes]:
    if not _ASCII_BASED.match(body) or b"\0" in body[:1000]:
        return (body,)
    begin, end = (_ENTRY, _ENTRY_END) if _ENTRY.search(body) else (_LISTED, _LISTED_END)
    first = begin.search(body)
    if not first:
        return (body,)
    last = max((found.end() for found in end.finditer(body, first.start())), default=len(body))
    if begin.search(body, last):
        last = len(body)  # an entry that was cut off is one too
    head, entries, tail = body[: first.start()], body[first.start() : last], body[last:]
    return _without_runs(_without_clock(head) + _without_counters(entries) + _without_clock(tail))


def _without_runs(text: bytes) -> Iterator[bytes]:
    """The text with each run of spaces as one, in parts: a list of all its words takes forty times its memory."""
    start = 0
    while start < len(text):
        found = _WORD_BEGINS.search(text, start + _PART)
        end = found.start() if found else len(text)
        yield _SPACES.sub(lambda run: b"\n" if run[0].strip(b" ") else b" ", text[start:end])
        start = end


def _without_clock(part: bytes) -> bytes:
    """A part without entries, without its times. An entity's declaration in it may hold anything: it stays whole."""
    return part if b"<!ENTITY" in part else _CLOCK.sub(_emptied, part)


def _without_counters(part: bytes) -> bytes:
    """Entries without how often they were commented on; what stands in CDATA is text and stays."""
    text, *sections = part.split(b"<![CDATA[")
    settled = [_COUNTERS.sub(_without_counter, text)]
    for section in sections:
        inside, end, outside = section.partition(b"]]>")
        settled += b"<![CDATA[", inside, end, _COUNTERS.sub(_without_counter, outside)
    return b"".join(settled)


def _emptied(found: re.Match[bytes]) -> bytes:
    """An element or comment with nothing in it: it stays where it is, so that nothing is joined across it."""
    return (found[1] or found[4]) + (found[3] or found[5])


def _without_counter(found: re.Match[bytes]) -> bytes:
    return found[1] + found[3] if found[1] else _COUNTED.sub(rb"\1", found[0])
