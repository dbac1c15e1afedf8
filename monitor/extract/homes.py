"""Where the lines of a body are at home: the elements whose content their paragraphs, lists and tables are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from lxml.html import HtmlElement

from monitor.extract.above import Above
from monitor.extract.lines import Line

_HOME_SHARE = 0.2
"""Lines that trafilatura left out are taken in where at least this much of the body stands."""
_PARAGRAPHS = frozenset(("p", "h2", "h3", "h4", "h5", "h6", "pre"))
_WRAPPERS = frozenset(("ul", "ol", "dl", "li", "dd", "dt", "tr", "tbody", "thead", "table", "blockquote"))

Sort = tuple[str, str]


class Homes:
    """Knows for each line the element whose content its paragraph, list or table is."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._lines = Counter(line.element for line in lines)
        self._known: dict[HtmlElement, HtmlElement] = {}

    def of(self, line: Line) -> HtmlElement:
        """The line's home: a text with line breaks is at home in its own element, a paragraph in the one above."""
        known = self._known.get(line.element)
        if known is None:
            known = self._known[line.element] = self._found(line.element)
        return known

    def main(self, lines: Iterable[Line]) -> frozenset[HtmlElement]:
        """The homes of a good part of ``lines``."""
        held: Counter[HtmlElement] = Counter()
        for line in lines:
            held[self.of(line)] += line.size
        return frozenset(element for element, amount in held.items() if amount >= _HOME_SHARE * held.total())

    def twins(self, main: frozenset[HtmlElement], lines: Iterable[Line]) -> frozenset[HtmlElement]:
        """Homes named exactly as one in ``main``: the other containers of a body that stands in several."""
        sorts = {sort for element in main if (sort := _sort(element))}
        return frozenset(home for home in {self.of(line) for line in lines} if _sort(home) in sorts)

    def _found(self, element: HtmlElement) -> HtmlElement:
        if element.tag in _PARAGRAPHS or self._lines[element] == 1:
            element = _above(element)
        while element.tag in _WRAPPERS:
            element = _above(element)
        return element


class Cards:
    """The article elements beside the one that is read, as the cards of other stories are.

    ``core`` is innermost first.
    """

    def __init__(self, core: Sequence[HtmlElement]) -> None:
        self._beside = Above(lambda element: element.tag == "article" and element not in core)
        self._inside = Above(lambda element: element in core[:1])

    def hold(self, line: Line) -> bool:
        """Whether the line stands in one."""
        return bool(self._beside(line.element)) and not self._inside(line.element)


def _sort(element: HtmlElement) -> Sort | None:
    name = " ".join(sorted(element.get("class", "").split()))
    return (str(element.tag), name) if name else None


def _above(element: HtmlElement) -> HtmlElement:
    parent = element.getparent()
    return element if parent is None else parent
