"""What stands on a page and is not the article: navigation, related stories, comments, share buttons, notices.

Judged by what the markup calls itself (tags, roles, the words in class and id names) and by how a line begins. Words
are compared whole: ``share`` is a word of ``share-box``, not of ``shareholders``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from lxml.html import HtmlElement

from monitor.extract import words
from monitor.extract.above import Above
from monitor.extract.lines import Line

_SITE_TAGS = frozenset(("nav", "aside", "footer", "menu", "dialog"))
_SITE_ROLES = frozenset(
    ("navigation", "complementary", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar", "toolbar")
)
_TRIMMING_TAGS = frozenset(("form", "figcaption", "address", "label"))
_TRIMMING_RELS = frozenset(("author", "tag"))
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_TAXONOMY = ("tag-", "category-", "author-", "keyword-")
"""On the element of an article itself, WordPress names what the article is about, not what the element is."""
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+")
_LONGEST_NOTICE = 160


class Furniture:
    """Judges the elements of one page; each element once."""

    def __init__(self) -> None:
        self._names: dict[HtmlElement, frozenset[str]] = {}
        self._site = Above(self.is_site)
        self._page = Above(self.is_page)
        self._elsewhere = Above(self._is_others)
        self._hidden = Above(self.is_hidden)

    def names(self, element: HtmlElement) -> frozenset[str]:
        """The words, and pairs of neighbouring words, in the element's class and id names."""
        known = self._names.get(element)
        if known is None:
            known = self._names[element] = _words_of(element)
        return known

    def is_hidden(self, element: HtmlElement) -> bool:
        """Whether readers of the page cannot see the element."""
        return (
            element.get("hidden") is not None
            or ((style := element.get("style")) is not None and bool(_HIDDEN_STYLE.search(style)))
            or bool(self.names(element) & words.HIDDEN)
        )

    def is_site(self, element: HtmlElement) -> bool:
        """Whether the element is part of the frame around articles, or hidden."""
        return (
            element.tag in _SITE_TAGS
            or element.get("role") in _SITE_ROLES
            or bool(self.names(element) & words.SITE)
            or self.is_hidden(element)
        )

    def is_page(self, element: HtmlElement) -> bool:
        """Whether the element is no text of the article: part of the frame, or one of the article's trimmings."""
        return (
            self.is_site(element)
            or element.tag in _TRIMMING_TAGS
            or element.get("rel") in _TRIMMING_RELS
            or bool(self.names(element) & words.TRIMMINGS)
        )

    def seen(self, lines: Sequence[Line]) -> list[Line]:
        """Those of ``lines`` that readers of the page can see; all of them where a script has yet to show the text."""
        shown = [line for line in lines if not self._hidden(line.element)]
        return shown if 2 * sum(line.size for line in shown) >= sum(line.size for line in lines) else list(lines)

    def is_elsewhere(self, line: Line, outside: frozenset[HtmlElement]) -> bool:
        """Whether the line stands where not even a label makes it this article's: hidden, or with other stories."""
        return any(element not in outside for element in self._elsewhere(line.element))

    def holds(self, line: Line, outside: frozenset[HtmlElement], *, site_only: bool = False) -> bool:
        """Whether the line stands in furniture; the elements in ``outside`` are not asked."""
        above = (self._site if site_only else self._page)(line.element)
        return any(element not in outside for element in above)

    def _is_others(self, element: HtmlElement) -> bool:
        return (
            element.tag in ("aside", "footer")
            or bool(self.names(element) & words.OTHER_STORIES)
            or self.is_hidden(element)
        )


def is_notice(line: Line) -> bool:
    """Whether the line's words say that it is no text of the article, whatever the markup says."""
    text = line.text.strip()
    if len(text) > _LONGEST_NOTICE:
        return False
    return bool(words.NOTICE.match(text) or words.BYLINE.fullmatch(text) or words.BUTTON.fullmatch(text))


def is_link(line: Line) -> bool:
    """Whether the line is nothing but a link, as to a related story."""
    return line.links > 0.9 and line.size > 0


def _words_of(element: HtmlElement) -> frozenset[str]:
    classes, name = element.get("class"), element.get("id")
    return _words_in(f"{classes or ''} {name or ''}") if classes or name else frozenset()


@lru_cache(maxsize=10_000)
def _words_in(named: str) -> frozenset[str]:
    found: set[str] = set()
    names = named.split()
    if words.POST & set(names):
        names = [name for name in names if not name.startswith(_TAXONOMY)]
    for name in names:
        single = [word.lower() for word in _WORD.findall(name)]
        found.update(single)
        found.update(f"{one} {two}" for one, two in pairwise(single))
    return frozenset(found)
