"""The headline: the line of the page that says what the page's metadata says, and where it stands.

Order of trust: a heading that resembles a title in the metadata or in the feed; any line equal to one; the only h1
of the page; the metadata's title without the site's name; the feed's title.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.domain.textformat import clean_line
from monitor.extract import words
from monitor.extract.furniture import Furniture
from monitor.extract.lines import HEADINGS, Line, bare, holders
from monitor.extract.meta import Meta

_ALIKE = 0.35
_WITHIN = 0.6
_EQUAL = 0.85
"""How alike a line that is no heading must be to a title."""
_BONUS = {"h1": 0.3, "h2": 0.1}
_NAMED_BONUS = 0.2
_SITE_SEPARATOR = re.compile(r"\s+[|–—\-:·•»«/]+\s+|\s*[|｜_]\s*|(?<=[\u3040-\ud7ff])-(?=[\u3040-\ud7ff])")
_LONGEST_SITE_NAME = 40
_LONGEST = 400


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline; where it is on the page, the places of its first and last line, and the element that holds it."""

    text: str
    first: int = -1
    last: int = -1
    element: HtmlElement | None = None


def find_headline(lines: Sequence[Line], meta: Meta, entry_title: str, furniture: Furniture) -> Headline | None:
    """The page's headline; None where nothing on the page, in its metadata or in the feed is one."""
    titles = [clean_line(title) for title in (*meta.titles, entry_title) if title.strip()]
    wanted = {key: _grams(key) for title in titles if (key := bare(without_site(title, meta.site_names)))}
    frame = holders(lines)
    sites = {bare(name) for name in meta.site_names}
    best, best_score = None, 0.0
    sole: list[Headline] = []
    for candidate in _candidates(lines):
        score = _score(candidate, wanted, furniture)
        is_h1 = candidate.element is not None and candidate.element.tag == "h1"
        if score <= best_score and not is_h1:
            continue
        if bare(candidate.text) in sites or furniture.holds(lines[candidate.first], frame):
            continue
        if score > best_score:
            best, best_score = candidate, score
        if is_h1:
            sole.append(candidate)
    if best:
        return best
    if len(sole) == 1:
        return sole[0]
    text = next((text for title in titles if (text := without_site(title, meta.site_names))), "")
    return Headline(text[:_LONGEST]) if text else None


def without_site(title: str, site_names: Sequence[str] = ()) -> str:
    """``title`` without the name of the site at its end or start."""
    places = list(_SITE_SEPARATOR.finditer(title))
    if not places:
        return title
    known = {bare(name) for name in site_names}
    head, tail = title[: places[-1].start()], title[places[-1].end() :]
    start, rest = title[: places[0].start()], title[places[0].end() :]
    if bare(tail) in known:
        return head
    if bare(start) in known:
        return rest
    if len(tail) <= _LONGEST_SITE_NAME and len(tail) < len(head):
        return head
    return title


def _candidates(lines: Sequence[Line]) -> Iterator[Headline]:
    place = 0
    while place < len(lines):
        heading = _heading_of(lines[place])
        element = lines[place].element if heading is None else heading
        last = place
        while heading is not None and last + 1 < len(lines) and _inside(lines[last + 1], heading):
            last += 1
        text = " ".join(line.text.strip() for line in lines[place : last + 1])
        if len(text) <= _LONGEST:
            yield Headline(text, place, last, element)
        place = last + 1


def _heading_of(line: Line) -> HtmlElement | None:
    above = (line.element, *line.element.iterancestors())
    return next((element for element in above if element.tag in HEADINGS), None)


def _inside(line: Line, element: HtmlElement) -> bool:
    return line.element is element or any(above is element for above in line.element.iterancestors())


def _score(candidate: Headline, wanted: Mapping[str, frozenset[str]], furniture: Furniture) -> float:
    """How much the candidate looks like the headline; 0 where it is none."""
    element = candidate.element
    if element is None:
        return 0.0
    least = _ALIKE if element.tag in HEADINGS else _EQUAL
    text = bare(candidate.text)
    alike = max((_likeness(text, title, grams, least) for title, grams in wanted.items()), default=0.0)
    if alike <= least:
        return 0.0
    named = bool(furniture.names(element) & words.HEADLINE) or "headline" in (element.get("itemprop") or "")
    return alike + _BONUS.get(str(element.tag), 0.0) + _NAMED_BONUS * named


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
