"""The headline: the line of the page that says what the page's metadata says, and where it stands.

Order of trust: a heading that resembles a title in the metadata or in the feed; any line equal to one; an h1 that no
title resembles, where it stands as headlines do; the metadata's title without the site's name; the feed's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from monitor.extract import words
from monitor.extract.furniture import Furniture
from monitor.extract.lines import HEADINGS, Line, bare, holders, is_block, text_of
from monitor.extract.meta import Meta
from monitor.extract.titles import commonest, plain_titles

_ALIKE = 0.35
_WITHIN = 0.6
_EQUAL = 0.85
"""How alike a line that is no heading must be to a title."""
_BONUS = {"h1": 0.55, "h2": 0.1}
_NAMED_BONUS = 0.2
_HOMES = frozenset(("article", "main"))
_PERMALINK = re.compile(r"\s*[#¶§🔗]+\s*$")
_PUNCTUATION = re.compile(r"[^\w\u200b-\u200f\u2060]")
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline; where it is on the page, the places of its first and last line, and the element that holds it."""

    text: str
    first: int = -1
    last: int = -1
    element: HtmlElement | None = None


@dataclass(frozen=True, slots=True)
class _Title:
    text: str
    grams: frozenset[str]


def find_headline(lines: Sequence[Line], meta: Meta, entry_title: str, furniture: Furniture) -> Headline | None:
    """The page's headline; None where nothing on the page, in its metadata or in the feed is one."""
    titles = plain_titles((*meta.titles, entry_title), meta.site_names)
    wanted = {key: _Title(title, _grams(key)) for title in reversed(titles) if (key := bare(title))}
    judge = _Judge(meta, wanted, furniture, holders(lines))
    best, best_score = None, 0.0
    unlike: list[Headline] = []
    for found in _candidates(lines, _lengths(wanted)):
        candidate = _as_titled(found, wanted, furniture)
        score = judge.score(candidate)
        if (score > best_score or _is_h1(candidate)) and judge.may_be(candidate, lines):
            if score > best_score:
                best, best_score = candidate, score
            if _is_h1(candidate):
                unlike.append(candidate)
    if best is None and unlike:
        best = judge.best_placed(unlike, is_titled=bool(meta.article_titles))
    if best:
        return best
    text = commonest(titles)
    return Headline(text[:_LONGEST]) if text else None


class _Judge:
    """Judges candidates for the headline of one page."""

    def __init__(
        self, meta: Meta, wanted: Mapping[str, _Title], furniture: Furniture, frame: frozenset[HtmlElement]
    ) -> None:
        self._wanted = wanted
        self._furniture = furniture
        self._frame = frame
        self._sites = {bare(name) for name in meta.site_names} - set(wanted)

    def score(self, candidate: Headline) -> float:
        """How much the candidate looks like the headline; 0 where it is none."""
        element = candidate.element
        if element is None:
            return 0.0
        least = _ALIKE if element.tag in HEADINGS else _EQUAL
        text = bare(candidate.text)
        alike = max((_likeness(text, key, title.grams, least) for key, title in self._wanted.items()), default=0.0)
        if alike <= least:
            return 0.0
        return alike + _BONUS.get(str(element.tag), 0.0) + _NAMED_BONUS * self._is_named(element)

    def may_be(self, candidate: Headline, lines: Sequence[Line]) -> bool:
        """Whether the candidate is no name of the site and stands in no furniture. A first heading may stand in parts
        with other names than an article's text: beside the byline, in a banner, in a widget."""
        line = lines[candidate.first]
        if bare(candidate.text) in self._sites or (_is_h1(candidate) and _leads_home(candidate.element)):
            return False
        holds = self._furniture.is_elsewhere if _is_h1(candidate) else self._furniture.holds
        return not holds(line, self._frame)

    def best_placed(self, found: Sequence[Headline], *, is_titled: bool) -> Headline | None:
        """Of first headings that resemble no title the one in an article, or named as a headline, or the only one of a
        page whose metadata names no article."""
        placed = [one for one in found if one.element is not None and self._is_placed(one.element)]
        return placed[0] if placed else found[0] if len(found) == 1 and not is_titled else None

    def _is_placed(self, element: HtmlElement) -> bool:
        return self._is_named(element) or any(above.tag in _HOMES for above in element.iterancestors())

    def _is_named(self, element: HtmlElement) -> bool:
        return bool(self._furniture.names(element) & words.HEADLINE) or "headline" in (element.get("itemprop") or "")


def _is_h1(candidate: Headline) -> bool:
    return candidate.element is not None and candidate.element.tag == "h1"


def _leads_home(heading: HtmlElement | None) -> bool:
    """Whether the heading is a link to the site's start page, as its name or logo is."""
    link = heading.find(".//a") if heading is not None else None
    return (
        link is not None and link.get("href") is not None and urlsplit(link.get("href", "").strip()).path in ("", "/")
    )


def _lengths(wanted: Mapping[str, _Title]) -> range:
    """How long a line that is no heading can be to be alike enough to a title."""
    sizes = [len(key) for key in wanted]
    return range(int(_EQUAL * min(sizes, default=0)), int(max(sizes, default=-1) / _EQUAL) + 1)


def _candidates(lines: Sequence[Line], lengths: range) -> Iterator[Headline]:
    """Headings, and lines that are as long as a title."""
    place = 0
    while place < len(lines):
        heading = _heading_of(lines[place])
        if heading is None and len(lines[place].key) not in lengths:
            place += 1
            continue
        element = lines[place].element if heading is None else heading
        last = place
        while heading is not None and last + 1 < len(lines) and _inside(lines[last + 1], heading):
            last += 1
        text = " ".join(line.text.strip() for line in lines[place : last + 1])
        if len(text) <= _LONGEST:
            yield Headline(text, place, last, element)
        place = last + 1


def _heading_of(line: Line) -> HtmlElement | None:
    if not line.heading and line.element.tag not in HEADINGS:
        return None
    above = (line.element, *line.element.iterancestors())
    return next((element for element in above if element.tag in HEADINGS), None)


def _inside(line: Line, element: HtmlElement) -> bool:
    return line.element is element or any(above is element for above in line.element.iterancestors())


def _as_titled(candidate: Headline, titles: Mapping[str, _Title], furniture: Furniture) -> Headline:
    """The candidate with its text as the headline alone: without a kicker, a badge or a mark that leads to itself.

    A heading that holds elements may hold more than the headline; which of its parts are, the titles tell.
    """
    element = candidate.element
    if element is None or element.tag not in HEADINGS or not len(element):
        return candidate
    text = _PERMALINK.sub("", candidate.text) or candidate.text
    if title := titles.get(bare(text)):
        # What the page draws between the parts of its heading (a colon, a space) is not in its text.
        drawn = len(_PUNCTUATION.findall(title.text)) > len(_PUNCTUATION.findall(text))
        return replace(candidate, text=title.text if drawn and _glues(element) else text)
    parts = [part for child in element.iter() if child is not element and (part := text_of(child))]
    others = [rest for part in parts if (rest := _apart(text, part))]
    for option in (*parts, *others):
        if bare(option) in titles:
            return replace(candidate, text=option)
    for child in element:
        if furniture.names(child) & (words.KICKER | words.BADGES) or furniture.is_hidden(child):
            text = _apart(text, text_of(child)) or text
    return replace(candidate, text=text)


def _glues(heading: HtmlElement) -> bool:
    """Whether the heading holds parts that only the page's style sets apart."""
    return any(child.tag == "span" or is_block(child) for child in heading)


def _apart(text: str, part: str) -> str:
    """``text`` without the ``part`` at its start or end; empty where it is not there."""
    if not part or part == text:
        return ""
    if text.startswith(part):
        return text[len(part) :].lstrip(" :|–—-\u00a0")
    return text[: -len(part)].rstrip(" :|–—-\u00a0") if text.endswith(part) else ""


def _likeness(text: str, title: str, grams: frozenset[str], least: float) -> float:
    """Share of common character sequences, from 0 to 1; a text within a longer title counts as alike."""
    if len(text) >= 0.4 * len(title) and text in title:
        return max(_WITHIN, len(text) / len(title))
    # Texts of so different length cannot have enough in common.
    if not least * len(title) <= len(text) <= len(title) / least:
        return 0.0
    own = _grams(text)
    return len(own & grams) / len(own | grams)


def _grams(text: str) -> frozenset[str]:
    size = 2 if any(ch >= "\u2e80" for ch in text) else 3
    return frozenset(text[at : at + size] for at in range(max(1, len(text) - size + 1)))
