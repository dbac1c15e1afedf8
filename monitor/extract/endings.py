"""What stands at the end of a body and is no text of it: headings of nothing, lists of links, who wrote it, how to
subscribe. Looked for from the end upwards, and only as far as lines are such."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.domain.header import is_imprint
from monitor.extract import words
from monitor.extract.lines import Line

_MOST_LINES = 12
_LONGEST = 330
_LINKED = 0.45
"""An item of a list with at least this share of links leads elsewhere."""
_LABEL = 45
_ENDS = ".!?…。！？؟।\"'”»)"


def without_ending(lines: Sequence[Line]) -> list[Line]:
    """``lines`` of a body without such lines at its end; the first line always stays."""
    kept = list(lines)
    has_pointers = False
    while len(kept) > 1 and len(lines) - len(kept) < _MOST_LINES:
        last = kept[-1]
        is_pointer = last.element.tag == "li" and last.links >= _LINKED
        if not (is_pointer or last.heading or _is_closing(last) or (has_pointers and is_label(last))):
            break
        has_pointers |= is_pointer
        kept.pop()
    return kept


def _is_closing(line: Line) -> bool:
    return len(line.text) <= _LONGEST and (bool(words.CLOSING.search(line.text)) or is_imprint(line.text))


def is_label(line: Line) -> bool:
    """Whether the line may be the heading of links that follow: short, and no sentence."""
    return line.size <= _LABEL and not line.text.rstrip().endswith(tuple(_ENDS))
