"""The words around hits, for people: cut from the original text at word limits, the hits marked.

A headline with hits is shown whole. Elsewhere neighbouring hits share a window of about ``width`` characters that
never leaves its line; a cut end shows an ellipsis.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from monitor.domain.match import Document, Hit
from monitor.domain.notification import Piece, Snippet
from monitor.domain.text import joined
from monitor.rules.text.offsets import FIELDS

ELLIPSIS = "…"
_SPACE_WITHIN = 24
"""How far, in characters, a cut looks for white space before it settles for the next limit of a token."""

Span = tuple[int, int]


def snippets(document: Document, hits: tuple[Hit, ...], width: int = 160, most: int = 3) -> tuple[Snippet, ...]:
    """At most ``most`` snippets of about ``width`` characters, in the order of fields and places."""
    found: list[Snippet] = []
    for field, of_field in groupby(sorted(hits, key=lambda hit: (FIELDS.index(hit.field), hit)), lambda hit: hit.field):
        text: str = getattr(document, field)
        spans = _merged((hit.start, hit.end) for hit in of_field)
        if field == "title":
            windows = [(0, len(text))]
        else:
            windows = _merged(_window(text, group, width) for group in _groups(text, spans, width)[:most])
        found += [Snippet(field, _pieces(text, window, spans)) for window in windows]
    return tuple(found[:most])


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            start, end = merged[-1][0], max(end, merged.pop()[1])
        merged.append((start, end))
    return merged


def _groups(text: str, spans: list[Span], width: int) -> list[Span]:
    """From the first to the last of hits that fit in one window of one line."""
    groups: list[Span] = []
    for start, end in spans:
        if groups and end - groups[-1][0] <= width // 2 and "\n" not in text[groups[-1][1] : start]:
            start = groups.pop()[0]
        groups.append((start, end))
    return groups


def _window(text: str, group: Span, width: int) -> Span:
    """The group with what fits of its line around it."""
    margin = max(0, (width - (group[1] - group[0])) // 2)
    line_start = text.rfind("\n", 0, group[0]) + 1
    line_end = text.find("\n", group[1])
    line_end = len(text) if line_end < 0 else line_end
    start, end = group[0] - margin, group[1] + margin
    return (
        line_start if start <= line_start else _cut_start(text, start, group[0]),
        line_end if end >= line_end else _cut_end(text, group[1], end),
    )


def _cut_start(text: str, wanted: int, latest: int) -> int:
    for at in range(wanted, min(latest, wanted + _SPACE_WITHIN)):
        if text[at - 1].isspace() and not text[at].isspace():
            return at
    # The first token may be cut itself, so it is not trusted to begin a word.
    starts = [wanted + token.start for token in joined(text[wanted:latest])[1:]]
    return starts[0] if starts else latest


def _cut_end(text: str, earliest: int, wanted: int) -> int:
    for at in range(wanted, max(earliest, wanted - _SPACE_WITHIN), -1):
        if text[at].isspace() and not text[at - 1].isspace():
            return at
    ends = [earliest + token.end for token in joined(text[earliest:wanted])[:-1]]
    return ends[-1] if ends else earliest


def _pieces(text: str, window: Span, spans: list[Span]) -> tuple[Piece, ...]:
    """The window's text with its hits marked, an ellipsis where it was cut."""
    pieces = [Piece(ELLIPSIS)] if text[: window[0]].rpartition("\n")[2] else []
    at = window[0]
    for start, end in spans:
        if start < window[0] or end > window[1]:
            continue
        if at < start:
            pieces.append(Piece(text[at:start]))
        pieces.append(Piece(text[start:end], hit=True))
        at = end
    if at < window[1]:
        pieces.append(Piece(text[at : window[1]]))
    if text[window[1] :].partition("\n")[0]:
        pieces.append(Piece(ELLIPSIS))
    return tuple(pieces)
