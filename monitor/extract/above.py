"""What stands above an element of a page, each question asked of each element once.

A page has thousands of lines and most of them stand in the same few elements: walking up from every line was half of
the cost of an extraction.
"""

from __future__ import annotations

from collections.abc import Callable

from lxml.html import HtmlElement

Elements = tuple[HtmlElement, ...]


class Above:
    """For an element of one page: of itself and the elements above it those that ``judge`` says yes to, nearest first.

    The elements are kept, so that lxml need not make their Python side again. The depth of a page is limited (see
    ``tree``), and with it the depth of the recursion.
    """

    def __init__(self, judge: Callable[[HtmlElement], bool]) -> None:
        self._judge = judge
        self._known: dict[HtmlElement, Elements] = {}

    def __call__(self, element: HtmlElement) -> Elements:
        """Those of ``element`` and the elements above it."""
        known = self._known.get(element)
        if known is None:
            parent = element.getparent()
            outer = () if parent is None else self(parent)
            known = self._known[element] = (element, *outer) if self._judge(element) else outer
        return known
