"""Short lists of words and endings, written as text."""

from __future__ import annotations


def listed(*lines: str) -> tuple[str, ...]:
    """The words of some lines, in their order."""
    return tuple(word for line in lines for word in line.split())
