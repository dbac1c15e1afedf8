"""Which of a page's lines are the article's body.

trafilatura says which text is the body; its output is found again among the page's own lines, because it drops
characters (all of category Cf, as the zero-width non-joiner) and line ends. What it left out between and beside the
lines it chose is taken in where the markup holds it in the same place; furniture is left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import trafilatura
from lxml.html import HtmlElement

from monitor.domain.header import is_news_id, is_publish_date
from monitor.extract import words
from monitor.extract.furniture import Furniture, is_link, is_notice
from monitor.extract.lines import Line, bare, holders

MIN_BODY = 60
"""Less than this many letters and digits (an East Asian character counts three) is no article."""
_SENTENCE = 25
"""A line lighter than this is hardly a paragraph; a heavier one is found again anywhere in trafilatura's text."""
_CORE_SHARE = 0.5
"""The innermost element with this much of the body is its core."""
_HOME_SHARE = 0.2
"""Lines that trafilatura left out are taken in where at least this much of the body stands."""
_PARAGRAPHS = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "pre"))
_WRAPPERS = frozenset(("ul", "ol", "dl", "li", "dd", "dt", "tr", "tbody", "thead", "table", "blockquote"))


def selected_text(root: HtmlElement, url: str) -> str:
    """What trafilatura takes for the body. Never with ``deduplicate``: that empties pages it has seen before."""
    document = trafilatura.bare_extraction(
        root, url=url or None, include_comments=False, with_metadata=False, fast=True
    )
    return getattr(document, "text", None) or ""


def find_body(selected: str, lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """Those of ``lines`` (the ones below the headline) that are the body, in page order; may be empty.

    ``selected`` is what trafilatura takes for the body.
    """
    chosen = _agreed(_aligned(selected, lines), lines, furniture)
    main = holders(chosen)
    core = sorted(holders(chosen, _CORE_SHARE), key=lambda element: -sum(1 for _ in element.iterancestors()))
    homes = _Homes(lines)
    at_home = homes.main(chosen)
    picked = set(chosen)
    places = [place for place, line in enumerate(lines) if line in picked and line.size >= _SENTENCE]
    first, last = (places[0], places[-1]) if places else (0, -1)
    pointers = _pointers(lines)
    kept = [
        line
        for place, line in enumerate(lines)
        if (
            line in picked
            or (
                homes.of(line) in at_home and (first < place < last or _is_paragraph(line) or _is_subhead(lines, place))
            )
        )
        and not (is_notice(line) or line in pointers or _is_other_story(line, core) or furniture.holds(line, main))
        and not (place < first and (is_news_id(line.text) or is_publish_date(line.text)))
    ]
    while kept and kept[-1].heading:
        kept.pop()
    return kept


def _is_other_story(line: Line, core: Sequence[HtmlElement]) -> bool:
    """Whether the line is in an article element beside the one that is read, as the card of another story is."""
    above = [line.element, *line.element.iterancestors()]
    is_inside = bool(core) and core[0] in above
    return not is_inside and any(element.tag == "article" and element not in core for element in above)


def _pointers(lines: Sequence[Line]) -> set[Line]:
    """The lines that are nothing but a link and share their group with no text, as those to related stories."""
    texts = {line.group for line in lines if not is_link(line)}
    return {line for line in lines if is_link(line) and line.group not in texts}


def body_weight(lines: Iterable[Line]) -> int:
    """How much the lines say together."""
    return sum(line.size for line in lines)


class _Homes:
    """Knows for each line the element whose content its paragraph, list or table is."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = Counter(line.element for line in lines)

    def of(self, line: Line) -> HtmlElement:
        """The line's home: a text with line breaks is at home in its own element, a paragraph in the one above."""
        element = line.element
        if element.tag in _PARAGRAPHS or self._lines[element] == 1:
            element = _above(element)
        while element.tag in _WRAPPERS:
            element = _above(element)
        return element

    def main(self, lines: Iterable[Line]) -> frozenset[HtmlElement]:
        """The homes of a good part of ``lines``."""
        held: Counter[HtmlElement] = Counter()
        for line in lines:
            held[self.of(line)] += line.size
        return frozenset(element for element, amount in held.items() if amount >= _HOME_SHARE * held.total())


def _above(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent


def _aligned(selected: str, lines: Sequence[Line]) -> list[Line]:
    """The lines whose text is in ``selected``."""
    found = {bare(line) for line in selected.split("\n")}
    whole = "".join(bare(line) for line in selected.split("\n"))
    return [
        line for line in lines if line.key and (line.key in found or (line.size >= _SENTENCE and line.key in whole))
    ]


def _agreed(chosen: list[Line], lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """``chosen``, or the lines of the element that the markup calls the body where most of them stand elsewhere."""
    marked = _marked(lines, furniture)
    inside = set(marked)
    common = sum(line.size for line in chosen if line in inside)
    if body_weight(marked) >= MIN_BODY and common < 0.5 * body_weight(marked):
        return marked
    return chosen if body_weight(chosen) >= MIN_BODY else _densest(lines, furniture) or chosen


def _marked(lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """The paragraphs of the heaviest element that the markup names as an article's body."""
    held: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        above = [line.element, *line.element.iterancestors()]
        marked = [element for element in above if _is_marked(element, furniture)]
        if marked and _reads_as_text(line, furniture, frozenset(above[above.index(marked[0]) :])):
            for element in marked:
                held.setdefault(element, []).append(line)
    return max(held.values(), key=body_weight, default=[])


def _reads_as_text(line: Line, furniture: Furniture, outside: frozenset[HtmlElement] = frozenset()) -> bool:
    return line.size >= _SENTENCE and line.links < 0.5 and not furniture.holds(line, outside)


def _is_marked(element: HtmlElement, furniture: Furniture) -> bool:
    return "articleBody" in (element.get("itemprop") or "") or bool(furniture.names(element) & words.BODY)


def _densest(lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """The paragraphs of the element that directly holds the most text outside furniture."""
    homes = _Homes(lines)
    held: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        if _reads_as_text(line, furniture):
            held.setdefault(homes.of(line), []).append(line)
    return max(held.values(), key=body_weight, default=[])


def _is_paragraph(line: Line) -> bool:
    return line.element.tag in ("p", "div") and line.size >= _SENTENCE


def _is_subhead(lines: Sequence[Line], place: int) -> bool:
    return lines[place].heading and place + 1 < len(lines) and _is_paragraph(lines[place + 1])
