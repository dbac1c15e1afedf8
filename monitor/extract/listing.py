"""Whether a page lists articles instead of being one: home pages, sections, tags, search results.

In a list the text is in cards: a title that is a link, with a few lines below it. An article has running text; links to
other stories stand beside it, or here and there within.
"""

from __future__ import annotations

from collections.abc import Sequence

from lxml.html import HtmlElement

from monitor.extract.lines import Line, holders, weight

_TITLE = 12
"""A link of at least this weight may be another article's title."""
_SECTION = 24
"""A headline of at most this weight may be the name of a section."""
_LINES_OF_A_CARD = 3
_CARDS, _SHARE, _SHARE_OF_ARTICLE = 4, 0.6, 0.85
"""So many cards make a list where they hold this share of the text; more where the page calls itself an article."""


def is_listing(lines: Sequence[Line], body: Sequence[Line], headline: str, is_titled: bool, is_article: bool) -> bool:
    """Whether the text of the page is in cards.

    ``is_titled``: the headline stands on the page; ``is_article``: the metadata says that it is an article.
    """
    total = sum(line.size for line in body)
    if not total:
        return False
    titles, carded = _cards(lines, body, is_article)
    least = _SHARE_OF_ARTICLE if is_article else _SHARE
    if titles >= _CARDS and carded >= least * total:
        return True
    links = sum(1 for line in lines if _is_title(line))
    doubted = not is_article and (not is_titled or _is_section(lines, headline))
    return doubted and links >= 2 * _CARDS and carded >= 0.4 * total


def _cards(lines: Sequence[Line], body: Sequence[Line], is_article: bool) -> tuple[int, int]:
    """How many titles of cards stand at the body's lines, and how much of the body is in cards."""
    places = {line: place for place, line in enumerate(lines)}
    homes = holders(body)
    found: set[Line] = set()
    carded = 0
    for line in body:
        if _starts_with_title(line) or (_is_title(line) and not is_article):
            found.add(line)
            carded += line.size
            continue
        place = places[line]
        above = [one for one in lines[max(0, place - _LINES_OF_A_CARD) : place] if _is_title(one)]
        if above and not (is_article and _share_home(line, above[-1], homes)):
            found.add(above[-1])
            carded += line.size
    return len(found), carded


def _share_home(line: Line, title: Line, homes: frozenset[HtmlElement]) -> bool:
    """Whether the innermost element that holds both holds most of the text too: then they are not a card of it."""
    above = frozenset((title.element, *title.element.iterancestors()))
    common = next(one for one in (line.element, *line.element.iterancestors()) if one in above)
    return common in homes


def _is_title(line: Line) -> bool:
    links = _linked_in_row(line) if line.element.tag == "tr" else line.links
    return links > 0.7 and line.size >= _TITLE


def _linked_in_row(line: Line) -> float:
    """The share of links in a row of a table."""
    return sum(weight("".join(link.itertext())) for link in line.element.iter("a")) / max(1, line.size)


def _starts_with_title(line: Line) -> bool:
    """Whether the line is a title that is a link, and then text."""
    first = next(iter(line.element), None)
    begins = not (line.element.text or "").strip() and first is not None and first.tag == "a"
    return begins and 0.15 < line.links <= 0.8 and line.size * line.links >= _TITLE


def _is_section(lines: Sequence[Line], headline: str) -> bool:
    """Whether the headline is short and stands in a menu too."""
    own = "".join(headline.split()).casefold()
    same = (line for line in lines if line.links > 0.9 and line.size <= _SECTION)
    return any("".join(line.text.split()).casefold() == own for line in same)
