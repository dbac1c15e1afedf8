"""Whether a regular expression may run for ever.

Python's engine tries every way to match; a group that is repeated and holds a repetition itself, as ``(a+)+``, can have
exponentially many. Addresses come from the web, so such a pattern is refused. The one common form that is safe is let
through: path segments, ``(?:[a-z-]+/)*``, where a slash that nothing else in the group matches separates the rounds.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

_ATOM = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|[*+?]|\{\d*,?\d*\}|.", re.DOTALL)
_REPETITION = re.compile(r"[*+]|\{\d*,\d*\}")
_QUANTIFIER = re.compile(r"[*+?]|\{\d*,?\d*\}")
_SLASHES = ("/", r"\/")


@dataclass(slots=True)
class _Group:
    """What was seen in an open group: a repetition, a slash of its own, something else that matches a slash."""

    repeats: bool = False
    slash: bool = False
    swallows: bool = False

    def endless(self) -> bool:
        return self.repeats and not (self.slash and not self.swallows)


def repeats_without_end(pattern: str) -> bool:
    """Whether a repeated group of the pattern holds a repetition that nothing separates from the next round."""
    atoms = _ATOM.findall(pattern)
    groups = [_Group()]
    for atom, after in pairwise([*atoms, ""]):
        if atom == "(":
            groups.append(_Group())
        elif atom == ")" and len(groups) > 1:
            inner = groups.pop()
            if inner.endless() and _REPETITION.fullmatch(after):
                return True
            groups[-1].repeats |= inner.repeats
            groups[-1].swallows |= inner.swallows or inner.slash
        else:
            _note(groups[-1], atom, after)
    return False


def _note(group: _Group, atom: str, after: str) -> None:
    if _REPETITION.fullmatch(atom):
        group.repeats = True
    elif atom in _SLASHES and not _QUANTIFIER.fullmatch(after):
        group.slash = True
    elif atom == "|" or atom in _SLASHES or _matches_slash(atom):
        group.swallows = True


def _matches_slash(atom: str) -> bool:
    try:
        return re.fullmatch(atom, "/", re.DOTALL) is not None
    except re.error:  # a back-reference, a bracket or a quantifier by itself
        return atom.startswith("\\")
