"""Parts of a page that tell of other stories, or are readers' own, although no name in the markup says so.

A heading with the words for it ("Related news", "Comments") makes what it heads such a part; so does a heading that is
a link, where little text follows it: the card of another story.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from monitor.extract.above import Above
from monitor.extract.furniture import is_link, is_notice
from monitor.extract.lines import Line, holders

_LINES_OF_A_CARD = 4
_HEADED = frozenset(("ul", "ol", "div"))


def own_lines(lines: Sequence[Line], headline: HtmlElement | None) -> list[Line]:
    """``lines`` (the ones below the headline) without those of such parts."""
    frame = frozenset(headline.iterancestors()) if headline is not None else holders(lines)
    others = frozenset(_others(lines, frame))
    if not others:
        return list(lines)
    in_others = Above(others.__contains__)
    return [line for line in lines if not in_others(line.element)]


def _others(lines: Sequence[Line], frame: frozenset[HtmlElement]) -> Iterator[HtmlElement]:
    for place, line in enumerate(lines):
        parent = line.element.getparent()
        if not line.heading or parent is None:
            continue
        is_first = parent not in frame and (place == 0 or not _inside(lines[place - 1], parent))
        following = line.element.getnext()
        if is_first and (is_notice(line) or (is_link(line) and _is_small(parent, lines[place:]))):
            yield parent
        elif is_notice(line) and following is not None and following.tag in _HEADED and following not in frame:
            yield following


def _is_small(element: HtmlElement, lines: Sequence[Line]) -> bool:
    """Whether at most a few lines, from the first of ``lines``, stand in the element."""
    return len(lines) <= _LINES_OF_A_CARD or not _inside(lines[_LINES_OF_A_CARD], element)


def _inside(line: Line, element: HtmlElement) -> bool:
    return line.element is element or any(above is element for above in line.element.iterancestors())
