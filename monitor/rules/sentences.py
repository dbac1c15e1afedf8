"""Where sentences end: at ``. ! ? …`` and their kin before white space or a quote, and at the end of a line.

A full stop behind a single letter (U.S. forces, J. Smith), a figure (3.5) or before a small letter ends no sentence.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…؟۔।᙮︒]+[\"'”’»)\]]*(?=\s|$)|[。！？｡]+[」』”’）]*|\n")
_LETTER = re.compile(r"(?:^|[^\w])\w\.$")


def sentence_ends(text: str) -> list[int]:
    """The places (code points) behind each sentence of a text, in order."""
    return [found.end() for found in _END.finditer(text) if not _is_abbreviation(text, found)]


def _is_abbreviation(text: str, found: re.Match[str]) -> bool:
    if not found[0].startswith(".") or len(found[0]) > 1:
        return False
    after = text[found.end() :].lstrip(" \u00a0")[:1]
    return after.islower() or bool(_LETTER.search(text[max(0, found.start() - 2) : found.end()]))
