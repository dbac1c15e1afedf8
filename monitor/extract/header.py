"""The lines above a headline: breadcrumb, standfirst, news id, printed date.

They are looked for between the start of the page and the headline, never in the frame around articles: the clock at
the top of a site is no date of publication. Of several of a kind the nearest to the headline counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from lxml.html import HtmlElement

from monitor.domain.header import (
    DATE_LABEL,
    LABEL,
    SEPARATORS,
    SHORTEST_STANDFIRST,
    Kind,
    ends_sentence,
    has_figures,
    has_label,
    is_bare_date,
    is_breadcrumb,
    is_imprint,
    is_labelled_by,
    is_labelled_date,
    is_news_id,
    is_publish_date,
    is_step,
    is_update,
    labelled_pieces,
    unquoted,
)
from monitor.domain.months import printed_dates
from monitor.extract import words
from monitor.extract.above import Above
from monitor.extract.furniture import Furniture, is_notice
from monitor.extract.lines import Line, bare, is_block, lines_of, text_of, weight

_STANDFIRST_LEVELS = 3
_SENTENCE = 40
_MOST_STEPS = 6
_LONGEST_LABELLED = 300
"""A line of labels and values is no longer."""
_CELL_BORDER = re.compile(r"(?<=[:：]) \| ")
_STRONG_SEPARATORS = "»›>→«‹/"

Found = tuple[Kind, str]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is known of a page when its header is looked for.

    ``article`` holds both headline and body; ``frame`` are the elements that hold the headline or most of the body,
    which are no furniture, whatever they are called.
    """

    headline: str
    article: HtmlElement
    descriptions: tuple[str, ...]
    furniture: Furniture
    frame: frozenset[HtmlElement]
    parent: HtmlElement | None = None
    """The element that holds the headline."""

    @property
    def is_apart(self) -> bool:
        """Whether the article has an element of its own, apart from the frame of the page."""
        return self.article.tag not in ("html", "body")


def header_lines(lines: Sequence[Line], page: Surroundings) -> list[Found]:
    """The header's lines above the headline in page order; ``lines`` are the ones that stand above it."""
    nearest: dict[Kind, tuple[int, int, str]] = {}
    standfirst: list[tuple[int, int, str]] = []
    marked = Above(lambda element: _is_crumbs(element, page))
    for place, line in enumerate(_with_labels(lines)):
        crumbs = list(_breadcrumb(line, page, marked(line.element)))
        labelled = crumbs or dates_and_ids(line, page)
        for part, (kind, text) in enumerate(labelled):
            if kind in nearest and nearest[kind][2] == text:
                continue
            nearest[kind] = (place, part, text)
        if not labelled and is_standfirst(line, page):
            standfirst.append((place, 0, line.text))
    found = [(place, part, kind, text) for kind, (place, part, text) in nearest.items()]
    found += [(place, part, Kind.STANDFIRST, text) for place, part, text in standfirst]
    return [(kind, text) for _, _, kind, text in sorted(found)]


def _with_labels(lines: Sequence[Line]) -> Iterator[Line]:
    """``lines``, with a label that stands alone before the line that holds its value, and in one cell with it."""
    label: Line | None = None
    for line in lines:
        if label is not None and is_labelled_by(label.text, line.text):
            yield replace(line, text=_CELL_BORDER.sub(" ", f"{label.text} {line.text}"))
            label = None
            continue
        if label is not None:
            yield replace(label, text=_CELL_BORDER.sub(" ", label.text))
        label = line
    if label is not None:
        yield replace(label, text=_CELL_BORDER.sub(" ", label.text))


def without_imprint(lines: Sequence[Line], furniture: Furniture) -> list[Line]:
    """``lines`` without kickers, and without the labels that stand alone and the numbers and dates below them."""
    labels = [(label, value) for label, value in pairwise(lines) if is_labelled_by(label.text, value.text)]
    imprint = frozenset(line for pair in labels for line in pair)
    return [line for line in lines if line not in imprint and not is_kicker(line, furniture)]


def is_kicker(line: Line, furniture: Furniture) -> bool:
    """Whether the markup calls the line one that stands above headlines."""
    parent = line.element.getparent()
    return any(furniture.names(one) & words.KICKER for one in (line.element, parent) if one is not None)


def is_standfirst(line: Line, page: Surroundings) -> bool:
    """Whether the line introduces the article: so says its markup, the page's description, or its place."""
    text = line.text
    if line.size < SHORTEST_STANDFIRST:
        return False
    if is_imprint(text) or is_notice(line) or line.key == bare(page.headline):
        return False
    if page.furniture.holds(line, page.frame) or line.links > 0.5:
        return False
    if is_kicker(line, page.furniture):
        return False
    if _is_named(line, page) or _is_described(line, page.descriptions):
        return True
    beside = page.is_apart and page.article in line.element.iterancestors()
    is_sentence = line.size >= _SENTENCE or ends_sentence(text)
    return beside and is_sentence and not is_breadcrumb(text) and not line.links


def dates_and_ids(line: Line, page: Surroundings) -> list[Found]:
    """The news ids and dates of publication that the line prints, each apart."""
    text = line.text
    if not has_figures(text) or len(text) > _LONGEST_LABELLED:
        return []
    is_any = is_news_id(text) or has_label(text) or any(printed_dates(text))
    if not is_any or page.furniture.is_elsewhere(line, page.frame):
        return []
    ways = (
        [line.text],
        list(_inline_texts(line.element)),
        labelled_pieces(_unlinked(line)),
        labelled_pieces(line.text),
    )
    return max(([piece for text in way if (piece := _piece(text, line, page))] for way in ways), key=len)


def _piece(text: str, line: Line, page: Surroundings) -> Found | None:
    if len(LABEL.findall(text)) > 1:
        return None
    if is_news_id(text):
        return Kind.NEWS_ID, text
    if is_update(text) or not is_publish_date(text):
        return None
    if is_labelled_date(text):
        # What stands behind the date, as a print button's word, is not the date's.
        value = DATE_LABEL.sub("", text, count=1)
        return (Kind.PUBLISH_DATE, text) if is_bare_date(value) or not any(printed_dates(value)) else None
    # A date without a label may be a clock: it counts only beside the headline.
    above = [line.element, *line.element.iterancestors()]
    beside = page.article in above if page.is_apart else line.element.getparent() is page.parent
    return (
        (Kind.PUBLISH_DATE, text) if beside and not any(element.tag in ("nav", "menu") for element in above) else None
    )


def _inline_texts(element: HtmlElement) -> Iterator[str]:
    """Texts of the inline elements in ``element``; of nested ones, the outer as far as it is one date or id."""
    for child in element:
        if is_block(child):
            continue
        text = text_of(child)
        if len(LABEL.findall(text)) <= 1 and (is_news_id(text) or is_publish_date(text)):
            yield text
        else:
            yield from _inline_texts(child)


def _unlinked(line: Line) -> str:
    text = line.text
    for link in line.element.iter("a"):
        if linked := text_of(link):
            text = text.replace(linked, " ", 1)
    return text.strip(" ")


def _breadcrumb(line: Line, page: Surroundings, crumbs: Sequence[HtmlElement]) -> Iterator[Found]:
    """The path in ``line``; ``crumbs`` are the elements above it that the markup calls a path."""
    marked = [element for element in crumbs if element not in page.frame]
    if marked:
        if page.furniture.is_elsewhere(line, page.frame | frozenset(marked)):
            return
        text = _without_headline(_path(marked[-1]), page.headline)
        if is_breadcrumb(text) or is_step(text):
            yield Kind.BREADCRUMB, text
    elif (
        line.links > 0.3
        and is_breadcrumb(line.text)
        and sum(unquoted(line.text).count(mark) for mark in _STRONG_SEPARATORS) in range(1, _MOST_STEPS)
        and not page.furniture.holds(line, page.frame, site_only=True)
    ):
        yield Kind.BREADCRUMB, _without_headline(line.text, page.headline)


def _is_crumbs(element: HtmlElement, page: Surroundings) -> bool:
    return (
        bool(page.furniture.names(element) & words.CRUMBS)
        or "BreadcrumbList" in (element.get("itemtype") or element.get("typeof") or "")
        or "breadcrumb" in (element.get("aria-label") or "").lower()
    )


def _path(element: HtmlElement) -> str:
    """The breadcrumb's steps in one line; where the page draws what stands between them, a ``»``."""
    lines = [line.text for line in lines_of(element)]
    if len(lines) == 1 and not any(mark in lines[0] for mark in SEPARATORS):
        lines = [text for link in element.iter("a", "span") if not len(link) and (text := text_of(link))] or lines
    path = ""
    for text in lines:
        drawn = not path or path[-1] in SEPARATORS or text[0] in SEPARATORS
        path += (" " if path else "") + text if drawn else f" » {text}"
    return path


def _without_headline(path: str, headline: str) -> str:
    """A path often ends with the article itself."""
    if headline and path.endswith(headline):
        return path.removesuffix(headline).rstrip(f" {SEPARATORS}")
    return path


def _is_named(line: Line, page: Surroundings) -> bool:
    above = [line.element, *line.element.iterancestors()][:_STANDFIRST_LEVELS]
    return any(page.furniture.names(element) & words.STANDFIRST for element in above if element not in page.frame)


def _is_described(line: Line, descriptions: Sequence[str]) -> bool:
    """Whether the page's description is this line, or either is a part of the other, as when one was cut short."""
    keys = [bare(description) for description in descriptions if weight(description) >= SHORTEST_STANDFIRST]
    return any(line.key in key or key in line.key for key in keys)
