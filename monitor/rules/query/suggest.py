"""A suggestion for a mistyped name, for the end of an error message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

_ALIKE = 0.6
_LONGEST = 100
"""Nobody mistypes a longer name; a hostile one would be compared for long."""


def nearest(name: str, known: Iterable[str], before: str = "", after: str = "") -> str:
    """``; did you mean NAME?`` for the known name most like ``name``, empty where none is like it."""
    likely = closest(name, known)
    return f"; did you mean {before}{likely}{after}?" if likely else ""


def closest(name: str, known: Iterable[str], least: float = _ALIKE) -> str:
    """The known name most like ``name``, in any letter case; empty where none is like it (``least``: 0 to 1)."""
    by_folded = {one.casefold(): one for one in known}
    likely = get_close_matches(name[:_LONGEST].casefold(), list(by_folded), n=1, cutoff=least)
    return by_folded[likely[0]] if likely else ""
