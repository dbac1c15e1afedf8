"""Names that a hyphen makes longer: "Ana Vidal" is not named where a text has "Ana Vidal-Ruiz"."""

from __future__ import annotations

import re

from monitor.domain.text import tokens
from monitor.rules.names.prices import Manner
from monitor.rules.names.resemblance import goes_on, manner_of

_HYPHENS = "-‐‑"
_BEFORE = re.compile(rf"([^\W\d_]+)[{_HYPHENS}]$")
_BEHIND = re.compile(rf"[{_HYPHENS}]([^\W\d_]+)")
_LONGEST = 40
"""Letters that are looked at before a name."""


def is_longer(text: str, start: int, end: int) -> bool:
    """Whether a hyphen joins more to the name that stands from ``start`` to before ``end`` (code points).

    What is in small letters does only behind a Chinese or Korean name (Ma Ying-jeou; but "the Putin-led party").
    """
    before, behind = _BEFORE.search(text[max(0, start - _LONGEST) : start]), _BEHIND.match(text, end)
    name = tuple(word.folded for word in tokens(text[start:end]))
    if before and manner_of((*(word.folded for word in tokens(before[1])), *name)) is Manner.EUROPEAN:
        return True
    return behind is not None and goes_on(behind[1], name)
