"""The text that a page states in its structured data: all there is where a script has yet to build the page, and the
whole of what a page shows the beginning of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from monitor.extract.body import MIN_BODY, body_weight
from monitor.extract.lines import Line, lines_of
from monitor.extract.tree import parse_text

_SHOWN = 0.5
"""A page that shows less than this share of the stated text does not show the article."""
_BLOCK = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_LONGEST = 500_000


def stated_body(root: HtmlElement, stated: str, shown: Sequence[Line]) -> list[Line]:
    """The lines of the ``stated`` text, set into the page at its end, where the page shows little of it (``shown`` is
    what was found); else none."""
    if not MIN_BODY <= len(stated) <= _LONGEST or body_weight(shown) >= _SHOWN * len(stated):
        return []
    element = _as_element(stated)
    lines = lines_of(element)
    whole = "".join(line.key for line in lines)
    alike = body_weight(line for line in shown if line.key in whole)
    if body_weight(lines) < MIN_BODY or alike < _SHOWN * body_weight(shown):
        return []
    (root.find("body") if root.find("body") is not None else root).append(element)
    return lines


def _as_element(stated: str) -> HtmlElement:
    """The text as an element of paragraphs; what is markup in it is read as such."""
    markup = stated if _BLOCK.search(stated) else "".join(f"<p>{line}</p>" for line in stated.splitlines())
    element = parse_text(f"<body>{markup}</body>").find("body")
    element.tag = "section"
    return element
