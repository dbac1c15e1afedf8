"""A second look at a page in which the first found no text: another mode of trafilatura, then what stands below the
headline, with captions, which are all the text that a photo story has."""

from __future__ import annotations

from collections.abc import Sequence

import trafilatura
from lxml.html import HtmlElement

from monitor.extract.body import MIN_BODY, body_weight, find_body
from monitor.extract.furniture import Furniture, is_notice
from monitor.extract.lines import Line

_SENTENCE = 25
"""A lighter line is a label."""
_LINKED = 0.5


def second_body(
    root: HtmlElement, below: Sequence[Line], headline: HtmlElement | None, furniture: Furniture
) -> list[Line]:
    """Body lines among those ``below`` the headline (its element is ``headline``); may be empty."""
    found = find_body(below, furniture, lambda: _recalled(root))
    if body_weight(found) >= MIN_BODY or headline is None:
        return found
    text = [line for line in below if _reads_as_text(line, furniture)]
    for element in headline.iterancestors():
        inside = [line for line in text if element in (line.element, *line.element.iterancestors())]
        if body_weight(inside) >= MIN_BODY:
            return inside
    return found


def _recalled(root: HtmlElement) -> str:
    """What trafilatura takes for the body when it rather takes too much."""
    document = trafilatura.bare_extraction(root, include_comments=False, with_metadata=False, favor_recall=True)
    return getattr(document, "text", None) or ""


def _reads_as_text(line: Line, furniture: Furniture) -> bool:
    return (
        line.size >= _SENTENCE
        and line.links < _LINKED
        and not is_notice(line)
        and not furniture.holds(line, frozenset(), site_only=True)
    )
