"""From spans of positions to hits: places in the original text, each once, in the order of fields and places."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.domain.match import Hit
from monitor.rules.found import FIELDS, Found, Span


def hits_of(spans: Iterable[Span], found: Found) -> tuple[Hit, ...]:
    """The places of all terms in the spans."""
    distinct: set[Hit] = set()
    for mark in {mark for span in spans for mark in span.marks}:
        field, start, end = found.reading.offsets.span(mark.start, mark.end)
        text: str = getattr(found.reading.document, field)
        distinct.add(Hit(field, start, end, text[start:end], mark.term, mark.label))
    return tuple(sorted(distinct, key=lambda hit: (FIELDS.index(hit.field), hit.start, hit.end, hit.term)))
