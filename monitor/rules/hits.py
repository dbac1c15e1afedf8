"""From spans of positions to hits: places in the original text, each once, in the order of fields and places."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.domain.match import Hit
from monitor.rules.found import Found, Span


def hits_of(spans: Iterable[Span], found: Found) -> tuple[Hit, ...]:
    """The places of all terms in the spans."""
    place, document = found.reading.offsets.span, found.reading.document
    hits = []
    for first, behind, term, label in sorted({mark for span in spans for mark in span.marks}):
        field, start, end = place(first, behind)
        hits.append(Hit(field, start, end, getattr(document, field)[start:end], term, label))
    # Words that one sign stands for (a fraction) have the same place.
    return tuple(dict.fromkeys(hits)) if len(hits) > 1 else tuple(hits)
