"""Where a feed's older entries are: the address of the page behind this one.

Feeds say it themselves: a link ``prev-archive`` (archived feeds) or ``next`` (paged feeds) of RFC 5005 in RSS and Atom,
``next_url`` in JSON Feed. WordPress does not say it, but gives any of its feeds in pages numbered by ``paged``.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

from monitor.errors import FeedError
from monitor.feeds import xml_feed
from monitor.feeds.body import text_of
from monitor.feeds.json_feed import next_url
from monitor.feeds.plain import absolute
from monitor.feeds.reader import JSON

_RELATIONS = ("prev-archive", "next")
"""Archives first: they never change, while pages move on with every new entry."""
_REGISTRY = "http://www.iana.org/assignments/relation/"
"""RFC 4287, 4.2.7.2: a relation's name stands for this address with the name behind it."""
_WORDPRESS = re.compile("wordpress", re.IGNORECASE)
_PAGE = "paged"


def older_page(body: bytes, url: str, content_type: str = "") -> str:
    """The address of the next older page of the feed that ``url`` gave; empty where it has none that is known.

    That of WordPress is a guess: the page may be the same one again, or missing.
    """
    try:
        text = text_of(body, content_type)
        if JSON.match(text):
            return next_url(text, url)
        channel = xml_feed.channel_of(text)
    except FeedError:
        return ""
    named = {_plain(relation): link for relation, href in channel.links if (link := absolute(href, url))}
    if found := next((named[relation] for relation in _RELATIONS if relation in named), ""):
        return found
    if _WORDPRESS.search(channel.generator) or urlsplit(url).path.endswith("/feed/"):
        return _next_number(url)
    return ""


def _plain(relation: str) -> str:
    return relation.strip().lower().removeprefix(_REGISTRY)


def _next_number(url: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    number = query.get(_PAGE, "")
    query[_PAGE] = str(int(number) + 1) if re.fullmatch("[0-9]{1,6}", number) else "2"
    return parts._replace(query=urlencode(query), fragment="").geturl()
