"""From spans of positions to hits: places in the original text, each once, in the order of fields and places."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.domain.match import Hit
from monitor.rules.found import Found, Mark, Span


def hits_of(spans: Iterable[Span], found: Found) -> tuple[Hit, ...]:
    """The places of all terms in the spans."""
    known = found.hits
    hits = [known.get(mark) or _hit(mark, found) for mark in sorted({mark for span in spans for mark in span.marks})]
    # Words that one sign stands for (a fraction) have the same place.
    return tuple(dict.fromkeys(hits)) if len(hits) > 1 else tuple(hits)


def _hit(mark: Mark, found: Found) -> Hit:
    field, start, end = found.reading.offsets.span(mark.start, mark.end)
    text: str = getattr(found.reading.document, field)
    hit = found.hits[mark] = Hit(field, start, end, text[start:end], mark.term, mark.label)
    return hit
