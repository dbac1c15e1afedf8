"""A page's bytes to an article: the way through the parts of this package.

tree ─▶ what the page says of itself ─▶ lines ─▶ headline ─▶ body ─▶ header, day ─▶ blocks of the text format
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml.html import HtmlElement

from monitor.domain.article import Entry, Extraction
from monitor.domain.header import Kind
from monitor.domain.textformat import ArticleText
from monitor.errors import ExtractionError
from monitor.extract.blocks import blocks_of
from monitor.extract.body import MIN_BODY, body_weight, find_body, selected_text
from monitor.extract.dates import publication_day
from monitor.extract.furniture import Furniture
from monitor.extract.header import Surroundings, dates_and_ids, header_lines, is_standfirst
from monitor.extract.headline import Headline, find_headline
from monitor.extract.lines import Line, bare, holders, lines_of
from monitor.extract.meta import Meta, read_meta
from monitor.extract.sections import own_lines
from monitor.extract.tree import parse_page


def extract(body: bytes, url: str, content_type: str = "", entry: Entry | None = None) -> Extraction:
    """The article on the page that was fetched from ``url``; ``entry`` is what a feed said about it.

    Raises ExtractionError: ``too large``, ``not html``, ``no text``, ``no headline``.
    """
    root = parse_page(body, content_type)
    meta = read_meta(root, url)
    parts = _parts(root, url, meta, entry.title if entry else "")
    page = _surroundings(parts, meta)
    header = header_lines(parts.above, page)
    printed = [text for kind, text in header if kind is Kind.PUBLISH_DATE]
    printed += [text for line in parts.around for kind, text in dates_and_ids(line, page) if kind is Kind.PUBLISH_DATE]
    stated = (*meta.published, *(("time element", text) for text in _times(page)))
    day, origin = publication_day(printed, stated, url, entry, meta.locale)
    standfirst, rest = _introduced(parts, page)
    return Extraction(
        text=ArticleText(((*(text for _, text in header), page.headline), *blocks_of(standfirst, rest)), day),
        canonical_url=meta.canonical_url,
        language=meta.language,
        authors=meta.authors,
        date_origin=origin,
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a page: above the headline, between it and the body, the body's, and all below that are not body."""

    headline: Headline
    above: list[Line]
    between: list[Line]
    body: list[Line]
    around: list[Line]
    furniture: Furniture


def _parts(root: HtmlElement, url: str, meta: Meta, entry_title: str) -> _Parts:
    lines = lines_of(root)
    furniture = Furniture()
    headline = find_headline(lines, meta, entry_title, furniture)
    if headline is None:
        raise ExtractionError("no headline" if lines else "no text")
    selected = selected_text(root, url)
    title = bare(headline.text)
    below = own_lines(lines[headline.last + 1 :], headline.element)
    body = [line for line in find_body(selected, below, furniture) if line.key != title]
    if body_weight(body) < MIN_BODY and headline.element is not None:
        # What looks like the headline may stand below the body; then what is above it says nothing.
        others = lines[: headline.first] + lines[headline.last + 1 :]
        if body_weight(found := find_body(selected, others, furniture)) >= MIN_BODY:
            headline, body = Headline(headline.text), found
    if body_weight(body) < MIN_BODY:
        raise ExtractionError("no text", f"{body_weight(body)} letters of text, at least {MIN_BODY} make an article")
    first, last = lines.index(body[0]), lines.index(body[-1])
    return _Parts(
        headline=headline,
        above=lines[: max(0, headline.first)],
        between=lines[headline.last + 1 : first] if headline.element is not None else [],
        body=body,
        around=[*lines[headline.last + 1 : first], *lines[last + 1 :]] if headline.element is not None else [],
        furniture=furniture,
    )


def _surroundings(parts: _Parts, meta: Meta) -> Surroundings:
    """What the header is looked for with: the innermost element that holds headline and body, and what frames them."""
    framed = holders(parts.body)
    first = parts.body[0].element
    above = (first, *first.iterancestors())
    if (element := parts.headline.element) is not None:
        around_headline = frozenset((element, *element.iterancestors()))
        framed |= around_headline
        article = next(one for one in above if one in around_headline)
    else:
        article = next(one for one in above if one in holders(parts.body, 1.0))
    parent = element.getparent() if element is not None else None
    return Surroundings(parts.headline.text, article, meta.descriptions, parts.furniture, framed, parent)


def _introduced(parts: _Parts, page: Surroundings) -> tuple[list[Line], list[Line]]:
    """The standfirst's lines below the headline, and the body's other lines."""
    found = {line.key: line for line in parts.between if is_standfirst(line, page)}
    rest = list(parts.body)
    while len(rest) > 1 and rest[0].heading and is_standfirst(rest[0], page):
        found.setdefault(rest[0].key, rest[0])
        rest.pop(0)
    return list(found.values()), rest


def _times(page: Surroundings) -> Iterator[str]:
    """Timestamps of the article's own time elements."""
    for element in page.article.iter("time"):
        above = (element, *element.iterancestors())
        if (stamp := element.get("datetime")) and not any(
            page.furniture.is_site(one) for one in above if one not in page.frame
        ):
            yield stamp
