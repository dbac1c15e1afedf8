"""A suggestion for a mistyped name, for the end of an error message."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def nearest(name: str, known: Iterable[str], before: str = "", after: str = "") -> str:
    """``; did you mean NAME?`` for the known name most like ``name``, empty where none is like it."""
    likely = get_close_matches(name.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {before}{likely[0]}{after}?" if likely else ""
