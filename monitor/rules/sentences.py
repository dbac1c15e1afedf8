"""Where sentences and paragraphs end.

A sentence ends at ``. ! ? …`` and their kin before white space or a quote, and at the end of a line. A full stop behind
a single letter (U.S. forces, J. Smith), a figure (3.5) or before a small letter ends no sentence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from monitor.rules.offsets import FIELDS

if TYPE_CHECKING:
    from monitor.rules.reading import Reading

_END = re.compile(r"[.!?…؟۔।᙮︒]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*|\n")
_LETTER = re.compile(r"(?:^|[^\w])\w\.$")


def sentence_ends(text: str) -> list[int]:
    """The places (code points) behind each sentence of a text, in order."""
    return [found.end() for found in _END.finditer(text) if not _is_abbreviation(text, found)]


def sentences(reading: Reading) -> list[int]:
    """The positions behind each sentence of a document, in order; a field ends its last one."""
    found: list[int] = []
    for number, name in enumerate(FIELDS):
        text: str = getattr(reading.document, name)
        ends = iter((*sentence_ends(text), len(text)))
        end = next(ends)
        first = reading.line(reading.starts[number])
        for line in range(first, first + text.count("\n") + 1):
            for at, start, _ in reading.offsets.line(line):
                if start >= end:
                    found.append(at)
                    end = next(one for one in ends if one > start)
        found.append(reading.behind(number))
    return found


def paragraphs(reading: Reading) -> list[int]:
    """The positions behind each paragraph: a line without words ends one, and every line of headline and lead."""
    starts, ends, ordinals = reading.starts, reading.ends(), reading.ordinals
    body, last = starts[FIELDS.index("body")], reading.end - 1
    return [
        at
        for at, after in zip(ends, [*ends[1:], last], strict=True)
        if at < body or at + 1 in starts or at == last or ordinals[after] == ordinals[at]
    ]


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    if not found[0].startswith(".") or len(found[0]) > 1:
        return False
    after = text[found.end() :].lstrip(" \u00a0")[:1]
    return after.islower() or bool(_LETTER.search(text[max(0, found.start() - 2) : found.end()]))
