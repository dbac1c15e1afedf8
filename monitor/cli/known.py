"""What a command's ID names: an article by its address, its id or the beginning of one; an event by its number."""

from __future__ import annotations

import re

from monitor.archive import Archive
from monitor.domain.url import canonical_url
from monitor.errors import NotFound

_ID = re.compile(r"[0-9a-f]{4,16}")
_EVENT = re.compile(r"event:([0-9]{1,18})")


def canonical(address: str) -> str:
    """The canonical form of a URL; anything else as it is."""
    try:
        return canonical_url(address)
    except ValueError:
        return address


def article_ids(archive: Archive, text: str) -> list[str]:
    """The articles that were first seen at this URL or have this key, and the one whose id ``text`` is, or begins."""
    known = canonical(text)
    return [*archive.articles.ids_of(known), *_by_id(archive, known)]


def event_number(text: str) -> int | None:
    """The number of the event that ``event:12`` names; None for anything else."""
    found = _EVENT.fullmatch(text)
    return int(found[1]) if found else None


def _by_id(archive: Archive, text: str) -> list[str]:
    if not _ID.fullmatch(text):
        return []
    try:
        return [archive.articles.article(text)[0].version.article_id]
    except NotFound:
        return []
