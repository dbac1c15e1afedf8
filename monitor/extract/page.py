"""A page's bytes to an article: the way through the parts of this package.

tree ─▶ what the page says of itself ─▶ lines ─▶ headline ─▶ body ─▶ header, day ─▶ blocks of the text format
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from lxml.html import HtmlElement

from monitor.domain.article import Entry, Extraction
from monitor.domain.header import Kind, is_update
from monitor.domain.textformat import ArticleText
from monitor.errors import ExtractionError
from monitor.extract.blocks import blocks_of, lead_blocks
from monitor.extract.body import MIN_BODY, body_weight, find_body
from monitor.extract.engine import selected_text
from monitor.extract.fallback import second_body
from monitor.extract.furniture import Furniture
from monitor.extract.gate import Page, cause_of_nothing, judge
from monitor.extract.header import Found, Surroundings, dates_and_ids, header_lines, is_standfirst, without_imprint
from monitor.extract.headline import Headline, find_headline
from monitor.extract.language import language_of
from monitor.extract.lines import Line, bare, holders, lines_of
from monitor.extract.meta import Meta, read_meta
from monitor.extract.own import own_elements
from monitor.extract.people import authors_of, bylines
from monitor.extract.published import PLACES, Claims, marked_stamps, marked_texts, published
from monitor.extract.sections import own_lines
from monitor.extract.topics import section_in, tags_on
from monitor.extract.tree import parse_page

_NEAR = 8
_LONGEST_MENTION = 150
"""A line of names and dates beside the headline is no longer than this."""


def extract(body: bytes, url: str, content_type: str = "", entry: Entry | None = None) -> Extraction:
    """The article on the page that was fetched from ``url``; ``entry`` is what a feed said about it.

    Text that is no article, or not a whole one, comes back too: its verdict says so. Raises ExtractionError where there
    is nothing: ``too large``, ``not html``, ``no text``, ``no headline``, or what the page says that it is instead.
    """
    root = parse_page(body, content_type)
    meta = read_meta(root, url)
    parts = _parts(body, root, meta, entry.title if entry else "")
    page = _surroundings(parts, meta)
    header = header_lines(parts.above, page)
    when = published(_claims(parts, page, header, meta, url, entry))
    standfirst, rest = _introduced(parts, page)
    lead = lead_blocks(standfirst)
    text = ArticleText(((*(text for _, text in header), page.headline), *lead, *blocks_of(rest)), when.day)
    return Extraction(
        text=text,
        introduced=len(lead),
        canonical_url=meta.canonical_url,
        language=language_of(text.body or text.headline, meta.language),
        authors=meta.authors or authors_of(bylines(page.article, page.furniture, page.frame), meta.site_names),
        date_origin=when.origin,
        date_precision=when.precision,
        published=when.moment,
        section=meta.section or section_in(header),
        tags=meta.tags or tags_on(root, page.furniture),
        image=meta.image,
        verdict=judge(parts.seen),
    )


@dataclass(frozen=True, slots=True)
class _Parts:
    """The lines of a page: above the headline, between it and the body, the body's, all others below the headline."""

    headline: Headline
    above: list[Line]
    between: list[Line]
    body: list[Line]
    around: list[Line]
    furniture: Furniture
    seen: Page


def _parts(raw: bytes, root: HtmlElement, meta: Meta, entry_title: str) -> _Parts:
    lines = lines_of(root)
    furniture = Furniture()
    headline = find_headline(lines, meta, entry_title, furniture)
    if headline is None:
        raise ExtractionError(cause_of_nothing(Page(raw, root, lines)) or ("no headline" if lines else "no text"))
    engine = cache(lambda: selected_text(root, is_article=bool(meta.published)))
    title = bare(headline.text)
    below = without_imprint(own_lines(lines[headline.last + 1 :], headline.element), furniture)
    body = [line for line in find_body(below, furniture, engine) if line.key != title]
    if body_weight(body) < MIN_BODY and headline.element is not None:
        # What looks like the headline may stand below the body; then what is above it says nothing.
        others = lines[: headline.first] + lines[headline.last + 1 :]
        if body_weight(found := find_body(others, furniture, engine)) >= MIN_BODY:
            headline, body = Headline(headline.text), found
    if body_weight(body) < MIN_BODY:
        body = second_body(root, below, headline.element, furniture)
    seen = Page(raw, root, lines, meta.descriptions, headline.text, headline.element is not None, body)
    if body_weight(body) < MIN_BODY:
        weight = f"{body_weight(body)} letters of text, at least {MIN_BODY} make an article"
        raise ExtractionError(cause_of_nothing(seen) or "no text", weight)
    first, inside = lines.index(body[0]), frozenset(body)
    return _Parts(
        headline=headline,
        above=lines[: max(0, headline.first)],
        between=lines[headline.last + 1 : first] if headline.element is not None else [],
        body=body,
        around=[] if headline.element is None else [one for one in lines[headline.last + 1 :] if one not in inside],
        furniture=furniture,
        seen=seen,
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


def _claims(
    parts: _Parts, page: Surroundings, header: Sequence[Found], meta: Meta, url: str, entry: Entry | None
) -> Claims:
    """What may tell when the article was published."""
    beside = [line for line in (*parts.around[:_NEAR], *parts.body[:2]) if len(line.text) <= _LONGEST_MENTION]
    own = [line.text for line in beside if not page.furniture.is_elsewhere(line, page.frame)]
    places = list(own_elements(page.article, PLACES, page.furniture, page.frame))
    found = [*header, *(one for line in parts.around for one in dates_and_ids(line, page))]
    return Claims(
        stated=(*meta.published, *marked_stamps(places)),
        printed=[text for kind, text in found if kind is Kind.PUBLISH_DATE],
        mentioning=[*marked_texts(places, page.furniture), *(text for text in own if not is_update(text))],
        weak=meta.weak,
        modified=meta.modified,
        url=url,
        entry=entry,
        locale=meta.locale,
    )


def _introduced(parts: _Parts, page: Surroundings) -> tuple[list[Line], list[Line]]:
    """The standfirst's lines below the headline, and the body's other lines."""
    found = {line.key: line for line in parts.between if is_standfirst(line, page)}
    rest = list(parts.body)
    while len(rest) > 1 and rest[0].heading and is_standfirst(rest[0], page):
        found.setdefault(rest[0].key, rest[0])
        rest.pop(0)
    return list(found.values()), rest
