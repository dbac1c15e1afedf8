"""Which of a page's lines are the article's body.

trafilatura says which text is the body; its output is found again among the page's own lines, because it drops
characters (all of category Cf, as the zero-width non-joiner) and line ends. What it left out between and beside the
lines it chose is taken in where the markup holds it in the same place; furniture is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from lxml.html import HtmlElement

from monitor.domain.header import is_imprint, is_update
from monitor.extract import words
from monitor.extract.above import Above
from monitor.extract.endings import is_label, without_ending
from monitor.extract.furniture import Furniture, is_link, is_notice
from monitor.extract.homes import Cards, Homes
from monitor.extract.lines import MAIN_SHARE, Line, bare, held, most_of

MIN_BODY = 60
"""Less than this many letters and digits (an East Asian character counts three) is no article."""
_SENTENCE = 25
"""A line lighter than this is hardly a paragraph; a heavier one is found again anywhere in trafilatura's text."""
_LINKED = 0.5
_WHOLE_TEXT = 300
_NEARLY_ALL = 0.9
_CORE_SHARE = 0.5
"""The innermost element with this much of the body is its core."""
_ITEMS = frozenset(("li", "tr"))
_DEFINITIONS = frozenset(("dd", "dt"))
_DATELINES = 3
"""So many lines may be numbers and dates before a text starts."""
_DATED = 70
_CARD = 3
"""The card of another story within a text has at most so many lines."""
_LISTED = 0.4
"""A list whose items are links by more than this leads elsewhere."""


def find_body(lines: Sequence[Line], furniture: Furniture, engine: Callable[[], str]) -> list[Line]:
    """Those of ``lines`` (the ones below the headline) that are the body, in page order; may be empty.

    ``engine`` says what trafilatura takes for the body; it is asked only where the markup leaves a doubt.
    """
    lines = furniture.seen(lines)
    chosen = _chosen(lines, furniture, engine)
    place_of = _Place(chosen, lines, furniture)
    kept = [line for at, line in enumerate(lines) if place_of.is_text(at, line)]
    return without_ending(kept)


def _chosen(lines: Sequence[Line], furniture: Furniture, engine: Callable[[], str]) -> list[Line]:
    """The lines of which the body is surely made: by the markup where it names an element that holds nearly all text of
    the page, else by trafilatura unless most of what it takes stands outside of the element that the markup names."""
    marked = _marked(lines, furniture)
    weight = body_weight(line for line in marked if line.size >= _SENTENCE)
    readable = body_weight(line for line in lines if _reads_as_text(line, furniture))
    if weight >= max(_WHOLE_TEXT, _NEARLY_ALL * readable):
        return marked
    chosen, inside = _aligned(engine(), lines), frozenset(marked)
    if weight >= MIN_BODY and body_weight(line for line in chosen if line in inside) < 0.5 * weight:
        return marked
    return chosen if body_weight(chosen) >= MIN_BODY else _densest(lines, furniture) or chosen


class _Place:
    """Judges the lines of a page by where they stand to those that trafilatura chose."""

    def __init__(self, chosen: Sequence[Line], lines: Sequence[Line], furniture: Furniture) -> None:
        amounts = held(chosen)
        core = sorted(most_of(amounts, _CORE_SHARE), key=lambda element: -sum(1 for _ in element.iterancestors()))
        self._lines = lines
        self._furniture = furniture
        self._main = most_of(amounts, MAIN_SHARE)
        self._picked = frozenset(chosen)
        self._homes = Homes(lines)
        main = self._homes.main(line for line in chosen if line.size >= _SENTENCE and not _is_dateline(line))
        self._cards = Cards(core, main)
        self._at_home = main | self._homes.twins(main, lines)
        self._in_core = Above(lambda element: element in core[:1])
        self._quotes = Above(lambda element: _is_quote(element, furniture))
        places = [at for at, line in enumerate(lines) if line in self._picked and line.size >= _SENTENCE]
        self._first, self._last = (places[0], places[-1]) if places else (0, -1)
        self._pointers = _pointers(lines)

    def is_text(self, at: int, line: Line) -> bool:
        """Whether the line, at place ``at`` of the lines, is the body's."""
        if line in self._pointers or is_notice(line) or self._heads_pointers(at, line):
            return False
        if not (line in self._picked or self._belongs(at, line)) or self._cards.hold(line):
            return False
        if self._furniture.holds(line, self._main) and not self._is_quoted(line):
            return False
        return at > self._first + _DATELINES or not _is_dateline(line)

    def _belongs(self, at: int, line: Line) -> bool:
        within = self._first < at < self._last
        if self._homes.of(line) in self._at_home:
            return within or _is_paragraph(line) or _is_subhead(self._lines, at)
        return within and (self._is_quoted(line) or self._is_listed(line))

    def _heads_pointers(self, at: int, line: Line) -> bool:
        """Whether the line is the heading of links to other stories."""
        following = self._lines[at + 1 : at + 3]
        return (
            is_label(line)
            and len(following) == 2
            and all(one in self._pointers and self._homes.of(one) is self._homes.of(line) for one in following)
        )

    def _is_quoted(self, line: Line) -> bool:
        return bool(self._quotes(line.element) and self._in_core(line.element))

    def _is_listed(self, line: Line) -> bool:
        tag = line.element.tag
        is_item = tag in _ITEMS or (tag in _DEFINITIONS and line.size >= _SENTENCE)
        return is_item and line.links < _LISTED and bool(self._in_core(line.element))


def _is_dateline(line: Line) -> bool:
    return is_imprint(line.text) or (line.size < _DATED and is_update(line.text))


def _is_quote(element: HtmlElement, furniture: Furniture) -> bool:
    """Whether the element quotes a post of a social network; what holds such a quotation is often named after it."""
    return element.tag == "blockquote" and bool(furniture.names(element) & words.POSTED)


def _pointers(lines: Sequence[Line]) -> set[Line]:
    """The lines that are nothing but a link and share their group with no text, as those to related stories, and the
    labels (a section, a day) that share an element with such a link and with no text."""
    texts = {line.group for line in lines if not is_link(line)}
    links = {line for line in lines if is_link(line) and line.group not in texts}
    return links | {label for at, line in enumerate(lines) if line in links for label in _beside(at, lines)}


def _beside(at: int, lines: Sequence[Line]) -> list[Line]:
    """The lines that share the element of the link at place ``at``, where they are few and all of them labels."""
    element = lines[at].element
    around = [
        one
        for one in lines[max(0, at - _CARD) : at + _CARD + 1]
        if element in (one.element, *one.element.iterancestors())
    ]
    return around if len(around) <= _CARD and all(is_link(one) or is_label(one) for one in around) else []


def body_weight(lines: Iterable[Line]) -> int:
    """How much the lines say together."""
    return sum(line.size for line in lines)


def _aligned(selected: str, lines: Sequence[Line]) -> list[Line]:
    """The lines whose text is in ``selected``."""
    found = [bare(line) for line in selected.split("\n")]
    whole, each = "".join(found), set(found)
    return [line for line in lines if line.key and (line.key in each or (line.size >= _SENTENCE and line.key in whole))]


def _marked(lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """The text of the heaviest element that the markup names as an article's body."""
    found: dict[HtmlElement, list[Line]] = {}
    marks = Above(lambda element: _is_marked(element, furniture))
    for line in lines:
        marked = marks(line.element)
        if marked and line.links < _LINKED and not furniture.holds(line, _with_above(marked[0])):
            for element in marked:
                found.setdefault(element, []).append(line)
    return max(found.values(), key=body_weight, default=[])


def _with_above(element: HtmlElement) -> frozenset[HtmlElement]:
    return frozenset((element, *element.iterancestors()))


def _reads_as_text(line: Line, furniture: Furniture) -> bool:
    return line.size >= _SENTENCE and line.links < _LINKED and not furniture.holds(line, frozenset())


def _is_marked(element: HtmlElement, furniture: Furniture) -> bool:
    return "articleBody" in (element.get("itemprop") or "") or bool(furniture.names(element) & words.BODY)


def _densest(lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """The paragraphs of the element that directly holds the most text outside furniture."""
    homes = Homes(lines)
    found: dict[HtmlElement, list[Line]] = {}
    for line in lines:
        if _reads_as_text(line, furniture):
            found.setdefault(homes.of(line), []).append(line)
    return max(found.values(), key=body_weight, default=[])


def _is_paragraph(line: Line) -> bool:
    return line.element.tag in ("p", "div") and line.size >= _SENTENCE


def _is_subhead(lines: Sequence[Line], place: int) -> bool:
    return lines[place].heading and place + 1 < len(lines) and _is_paragraph(lines[place + 1])
