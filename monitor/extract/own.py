"""The elements of an article that are its own, whatever they are called: not those of other stories within it."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.html import HtmlElement

from monitor.extract import words
from monitor.extract.above import Above
from monitor.extract.furniture import Furniture

_OTHER_TAGS = frozenset(("nav", "aside", "footer"))
_OTHERS = words.OTHER_STORIES - {"hidden"}
"""What is hidden on small screens alone is called so too."""


def own_elements(
    article: HtmlElement, tags: tuple[str, ...], furniture: Furniture, frame: frozenset[HtmlElement]
) -> Iterator[HtmlElement]:
    """The elements with one of ``tags`` in ``article`` that stand in no part of the page for other stories or readers;
    the elements in ``frame`` are not asked."""
    others = Above(lambda one: one not in frame and (one.tag in _OTHER_TAGS or bool(furniture.names(one) & _OTHERS)))
    return (element for element in article.iter(*tags) if not others(element))
