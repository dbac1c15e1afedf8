"""A page's tree as the lines a reader sees, in page order.

A block element and a line break end a line; a block element and two line breaks end a group. The lines of a group
stand below each other without a gap: those of one paragraph, the items of one list, the rows of one table.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lxml import etree
from lxml.html import HtmlElement

from monitor.domain.textformat import clean_line

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_LISTS = frozenset(("ul", "ol", "dl"))
_BLOCKS = HEADINGS | _LISTS | frozenset(
    (
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog",
        "dir", "div", "dt", "fieldset", "figcaption", "figure", "footer", "form", "header", "hgroup", "hr",
        "html", "legend", "li", "main", "menu", "nav", "p", "pre", "section", "summary", "table", "tbody",
        "td", "tfoot", "th", "thead", "tr",
    )
)  # fmt: skip
_UNSEEN = frozenset(
    (
        "applet", "area", "audio", "base", "button", "canvas", "datalist", "embed", "frame", "frameset",
        "head", "iframe", "input", "link", "map", "meta", "noscript", "object", "option", "param", "progress",
        "rp", "rt", "script", "select", "source", "style", "svg", "template", "textarea", "title", "track",
        "video",
    )
)  # fmt: skip
_NO_CELLS = etree.XPath(".//p | .//div | .//table | .//ul | .//ol | .//h1 | .//h2 | .//h3 | .//img")
_SOURCE_BREAK = re.compile(r"[ \t]*[\n\r\f][ \t\n\r\f]*")
_NOT_SAYING = re.compile(r"[\W_]+")
_ASCII_NOT_SAYING = {code: None for code in range(128) if not chr(code).isalnum()}
_EAST_ASIAN = re.compile(r"[\u2e80-\u2fdf\u3005-\ud7ff\U00020000-\U0003ffff]")
_LONGEST_CELL = 200
MAIN_SHARE = 0.4
"""An element that holds this much of the text is no furniture, whatever it is called."""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """One line of a page.

    ``element`` is the innermost block that holds it, ``size`` its text's weight, ``key`` its text reduced by ``bare``,
    ``links`` the share of it that is links.
    """

    text: str
    element: HtmlElement
    group: int
    size: int
    key: str
    links: float
    heading: bool = False


def weight(text: str) -> int:
    """How much ``text`` says, in letters and digits; an East Asian character counts three."""
    return _weight_of(bare(text))


def bare(text: str) -> str:
    """``text`` reduced to its letters and digits, to compare texts whose spaces and marks were changed."""
    if text.isascii():
        return text.lower().translate(_ASCII_NOT_SAYING)
    return _NOT_SAYING.sub("", unicodedata.normalize("NFKC", text).casefold())


def _is_seen(text: str) -> bool:
    """Whether the text is more than a spacer of no-break or invisible characters."""
    return any(not ch.isspace() and unicodedata.category(ch) != "Cf" for ch in text)


def _weight_of(key: str) -> int:
    return len(key) if key.isascii() else len(key) + 2 * len(_EAST_ASIAN.findall(key))


def is_block(element: HtmlElement) -> bool:
    """Whether the element starts and ends lines."""
    return element.tag in _BLOCKS


def text_of(element: HtmlElement) -> str:
    """All text that a reader sees in the element, as one line."""
    return " ".join(line.text for line in lines_of(element))


def holders(lines: Iterable[Line], share: float = MAIN_SHARE) -> frozenset[HtmlElement]:
    """The elements that hold at least ``share`` of what the lines say."""
    return most_of(held(lines), share)


def held(lines: Iterable[Line]) -> Mapping[HtmlElement, int]:
    """How much each element holds of what the lines say."""
    amounts: dict[HtmlElement, int] = {}
    for line in lines:
        size = line.size
        amounts[line.element] = amounts.get(line.element, 0) + size
        for element in line.element.iterancestors():
            amounts[element] = amounts.get(element, 0) + size
    return amounts


def most_of(amounts: Mapping[HtmlElement, int], share: float) -> frozenset[HtmlElement]:
    """The elements that hold at least ``share`` of all; the root holds all."""
    least = share * max(amounts.values(), default=0)
    return frozenset(element for element, amount in amounts.items() if amount >= least)


def lines_of(root: HtmlElement) -> list[Line]:
    """The lines below ``root`` in page order, none of them empty."""
    writer = _Writer(root)
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "end":
            writer.leave(element, is_root=element is root)
        elif element.tag in _UNSEEN:
            walk.skip_subtree()
        elif element.tag == "tr" and _holds_data(element):
            writer.row(element)
            walk.skip_subtree()
        else:
            writer.enter(element)
    writer.end_line()
    return writer.lines


def _holds_data(row: HtmlElement) -> bool:
    """Whether a table row holds data; many an old page lays out its article in a table."""
    cells = row.findall("td") + row.findall("th")
    return (
        len(cells) > 1 and not _NO_CELLS(row) and all(len("".join(cell.itertext())) <= _LONGEST_CELL for cell in cells)
    )


class _Writer:
    """Collects pieces of text into lines, and lines into groups."""

    def __init__(self, root: HtmlElement) -> None:
        self.lines: list[Line] = []
        self._blocks = [root]
        self._pieces: list[str] = []
        self._linked = 0
        self._links = 0
        self._headings = 0
        self._lists = 0
        self._pre = 0
        self._group = 0
        self._empty_breaks = 0
        self._tables: dict[HtmlElement, int] = {}

    def enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self.end_line()
            self._end_group()
            self._lists += tag in _LISTS
            self._pre += tag == "pre"
            self._headings += tag in HEADINGS
            self._blocks.append(element)
        elif tag == "br":
            self._line_break()
        self._links += tag == "a"
        self._text(element.text)

    def leave(self, element: HtmlElement, *, is_root: bool) -> None:
        tag = element.tag
        if tag in _BLOCKS and self._blocks[-1] is element:
            self.end_line()
            self._blocks.pop()
            self._lists -= tag in _LISTS
            self._pre -= tag == "pre"
            self._headings -= tag in HEADINGS
            self._end_group()
        self._links -= tag == "a"
        if not is_root:
            self._text(element.tail)

    def row(self, row: HtmlElement) -> None:
        """One line of a table: its cells' texts between bars."""
        self.end_line()
        cells = (text_of(cell) for cell in row if cell.tag in ("td", "th"))
        self._text(" | ".join(cell for cell in cells if cell))
        self._blocks.append(row)
        table = next(row.iterancestors("table"), row)
        self.end_line(self._tables.setdefault(table, self._group))

    def end_line(self, group: int | None = None) -> None:
        if not self._pieces:
            return
        text = "".join(self._pieces)
        text = text.strip(" ") if text.isascii() and text.isprintable() else clean_line(text)
        key = bare(text)
        if key or _is_seen(text):
            element = self._blocks[-1] if self._blocks else self.lines[-1].element
            size = _weight_of(key)
            links = min(1.0, self._linked / max(1, size))
            group = self._group if group is None else group
            self.lines.append(Line(text, element, group, size, key, links, self._headings > 0))
            self._empty_breaks = 0
        self._pieces.clear()
        self._linked = 0

    def _line_break(self) -> None:
        before = len(self.lines)
        self.end_line()
        self._empty_breaks += 1
        if len(self.lines) == before and self._empty_breaks > 1:
            self._end_group()

    def _end_group(self) -> None:
        if not self._lists:
            self._group += 1

    def _text(self, text: str | None) -> None:
        if not text:
            return
        if self._pre and "\n" in text:
            first, *others = text.split("\n")
            self._text(first)
            for part in others:
                self._line_break()
                self._text(part)
            return
        if "\n" in text or "\r" in text or "\f" in text:
            text = _SOURCE_BREAK.sub(" ", text)
        if not self._pieces or self._pieces[-1].endswith(" "):
            text = text.lstrip(" ")
        if text:
            self._pieces.append(text)
            self._linked += weight(text) if self._links else 0
