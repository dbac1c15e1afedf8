"""Stretches of a query as messages show them: short, on one line, without what moves or hides other letters.

A query may be a million characters long and hold anything, a message is read by people.
"""

from __future__ import annotations

LONGEST = 60
"""Characters of a query that a message repeats at most."""
_KEPT = "\u200c\u200d"
"""Without width, but words of many scripts are spelled with them."""


def shown(text: str) -> str:
    """At most ``LONGEST`` characters of the text; what cannot be seen is a blank, several blanks are one."""
    seen = "".join(ch if ch.isprintable() or ch in _KEPT else " " for ch in text[: 2 * LONGEST])
    line = " ".join(seen.split()) or text[:1]
    return line if len(line) <= LONGEST and len(text) <= 2 * LONGEST else f"{line[: LONGEST - 3]}..."
