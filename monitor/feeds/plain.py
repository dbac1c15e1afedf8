"""What every kind of feed needs: text of a title or summary on one line, and an address made absolute."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urljoin

from monitor.domain.textformat import clean_line

MOST_ENTRIES = 10_000
"""Entries that are read of one feed."""
_MOST_CHARACTERS = 10_000
_MOST_IN_ADDRESS = 8_000
_TAG = re.compile(r"</?[a-zA-Z!][^<>]{0,2000}>")
_SPACES = re.compile(r"[ \t\r\n]+")


def one_line(text: object) -> str:
    """``text`` as one line without runs of spaces; what is no text is none."""
    return clean_line(_SPACES.sub(" ", text)[:_MOST_CHARACTERS]) if isinstance(text, str) else ""


def plain(text: object) -> str:
    """The words of a title or summary: tags out, character references resolved, one line."""
    if not isinstance(text, str):
        return ""
    return one_line(unescape(_TAG.sub(" ", _SPACES.sub(" ", text)[: 4 * _MOST_CHARACTERS])))


def absolute(link: object, base: str) -> str:
    """The http(s) address that ``link`` means on the page ``base``; empty where it means none.

    Line breaks go and spaces are escaped, much as browsers do; an ampersand that was escaped twice is one.
    """
    if not isinstance(link, str):
        return ""
    link = _SPACES.sub(lambda run: "" if run[0].strip(" ") else "%20", link.strip()).replace("&amp;", "&")
    if not link or len(link) > _MOST_IN_ADDRESS:
        return ""
    try:
        url = urljoin(base, link)
    except ValueError:
        return ""
    scheme, _, rest = url.partition("://")
    return url if scheme.lower() in ("http", "https") and rest.strip("/") else ""
