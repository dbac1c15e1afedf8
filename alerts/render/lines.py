"""Text from the web, made harmless and legible: one line, no control characters, a length that can be read.

Letters of every script stay as they are, with the joiners (ZWNJ, ZWJ) and direction marks (LRM, RLM) that Persian,
Arabic and Indic spelling needs. What goes are the characters that end a line in some program, the ones that turn the
direction of what follows (so that a text cannot show itself as another), and what no encoding can hold.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from urllib.parse import urlsplit

from monitor.domain.notification import Piece

ELLIPSIS = "…"
MAX_LINK = 2000
"""Longest address, in characters, that is made a link: Slack takes 3,000, browsers and mail clients about this."""
_LINE_ENDS = re.compile(r"[\t\n\v\f\r\x1c-\x1f\x85\u2028\u2029]")
_TURNERS = re.compile(r"[\u202a-\u202e\u2066-\u2069]")
"""Bidirectional embeddings, overrides and isolates (Unicode Standard Annex 9)."""
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_UNENCODABLE = re.compile(r"[\ud800-\udfff]")
_SPACES = re.compile(r" {2,}")
_NOT_IN_LINKS = re.compile(r"[\s\\<>\"|^`{}]")
_JOINERS = "\u200c\u200d"


def harmless(text: str) -> str:
    """``text`` with line ends as spaces, and without control characters, direction turners and lone surrogates."""
    text = _LINE_ENDS.sub(" ", text)
    return _UNENCODABLE.sub("\ufffd", _TURNERS.sub("", _CONTROLS.sub("", text)))


def one_line(text: str) -> str:
    """``text`` harmless, on one line, with single spaces and none at its ends."""
    return _SPACES.sub(" ", harmless(text)).strip(" ")


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` (>= 1) characters of ``text``, cut at a word and marked with an ellipsis where it was cut.

    A text without spaces near the end, as Chinese has none, is cut between two characters, not before an accent.
    """
    if len(text) <= limit:
        return text
    cut = limit - len(ELLIPSIS)
    space = text.rfind(" ", max(cut - max(cut // 4, 12), 0), cut + 1)
    if space > 0:
        return text[:space].rstrip(" ") + ELLIPSIS
    for at in range(cut, max(cut - 16, 0), -1):
        if text[at] not in _JOINERS and not unicodedata.combining(text[at]):
            return text[:at] + ELLIPSIS
    return text[:cut] + ELLIPSIS


def cut_pieces(pieces: Iterable[Piece], limit: int, most: int = 40) -> tuple[Piece, ...]:
    """``pieces`` made harmless, of at most ``limit`` characters and ``most`` pieces in sum, none of them empty."""
    kept: list[Piece] = []
    room = limit
    for piece in pieces:
        text = harmless(piece.text)
        if not text:
            continue
        if room <= 0 or len(kept) == most:
            return (*kept[:-1], Piece(shorten(kept[-1].text, max(len(kept[-1].text) - 1, 1)), kept[-1].hit))
        kept.append(Piece(shorten(text, room), piece.hit))
        room -= len(text)
    return tuple(kept)


def safe_link(url: str) -> str:
    """``url`` where it may be made a link, else nothing: http or https, a host, no name and password, nothing odd."""
    if len(url) > MAX_LINK or _NOT_IN_LINKS.search(url) or harmless(url) != url:
        return ""
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else ""
