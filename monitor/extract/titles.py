"""The titles that a page's metadata gives, without the name of the site.

``<title>`` and ``og:title`` often end with the name of the site or of a section, or begin with it. What is a name is
known from the metadata and from the host, or seen from its place: a short part behind a separator.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from monitor.domain.textformat import clean_line
from monitor.extract.lines import bare

_EAST_ASIAN = "\u3040-\ud7ff"
_EAST_ASIAN_NAME = "网|網|报|報|社|台|局|院|部|新闻|新聞|频道|頻道|在线|ニュース|通信|통신|뉴스|신문|방송|일보"
"""How names of East Asian sites and sections end, which may follow a hyphen without a space."""
_SEPARATOR = re.compile(
    rf"\s+[|–—\-:·•»«/_]+\s+|\s*[|｜]\s*|(?<=[{_EAST_ASIAN}”』」）！？])_+|_+(?=[{_EAST_ASIAN}])"
    rf"|(?<=[{_EAST_ASIAN}”』」）！？])[-–—]+(?=\S*(?:{_EAST_ASIAN_NAME})$)"
)
_PATH_MARKS = "|｜_"
"""What separates the parts of a path (headline, section, site) rather than parts of a sentence."""
_LONGEST_NAME = 40
_TELLING = 6
"""A name of so many letters is no everyday word."""
_WORDS = 3
"""A title holds so many words; what follows behind the same mark as the site's name is a section's."""


def plain_titles(titles: Sequence[str], site_names: Sequence[str]) -> tuple[str, ...]:
    """The titles in their order, each without the site's name; none twice."""
    cleaned = [line for title in titles if (line := clean_line(title))]
    plain = (title if _is_whole(title, cleaned) else without_site(title, site_names) for title in cleaned)
    return tuple(dict.fromkeys(title for title in plain if title))


def commonest(titles: Sequence[str]) -> str:
    """The title that most of ``titles`` say in the same words; of several the first. Empty where there is none."""
    counts = Counter(bare(title) for title in titles)
    return max(titles, key=lambda title: counts[bare(title)], default="")


def without_site(title: str, site_names: Sequence[str] = ()) -> str:
    """``title`` without the name of the site, or of its section and site, at its end or start."""
    known = {bare(name) for name in site_names}
    before, colon, after = title.partition(": ")
    if colon and bare(before) in known and after.strip():
        return after.strip()
    places = list(_SEPARATOR.finditer(title))
    if not places:
        return title
    first, last = places[0], places[-1]
    if _is_known(title[: first.start()], known) and not _is_known(title[last.end() :], known):
        return title[first.end() :]
    head, tail = title[: last.start()], title[last.end() :]
    if not (_is_known(tail, known) or _is_name(head, tail)):
        return title
    mark = last[0].strip()
    for place in reversed(places[:-1]):
        outer, section = title[: place.start()], title[place.end() : len(head)]
        if place[0].strip() != mark or not _is_section(outer, section, mark):
            break
        head = outer
    return head


def _is_known(part: str, known: set[str]) -> bool:
    """Whether the part is one of the names, or begins with one: ``Harbour`` of ``harbournews.example``."""
    name = bare(part)
    return name in known or any(len(one) >= _TELLING and name.startswith(one) for one in known)


def _is_section(head: str, tail: str, mark: str) -> bool:
    return _is_name(head, tail) and (mark in _PATH_MARKS or len(head.split()) >= _WORDS)


def _is_name(head: str, tail: str) -> bool:
    """Whether ``tail``, behind a separator, looks like a name and not like a part of the title."""
    return len(tail) <= _LONGEST_NAME and len(tail) < len(head) and not tail[:1].islower()


def _is_whole(title: str, titles: Sequence[str]) -> bool:
    """Whether another of the page's titles is this one and a name behind it; then this one has none."""
    return any(other.startswith(title) and _SEPARATOR.match(other, len(title)) for other in titles if other != title)
