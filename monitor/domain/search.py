"""What full-text search may preselect by: a necessary condition in folded tokens. It never decides; a rule does."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Folded tokens that stand next to each other; with ``prefix`` the last one is only how a token begins."""

    tokens: tuple[str, ...]
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Preselect, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Preselect, ...]


GENERATION = 3
"""Of the text for search: one higher whenever the same text gives more to be found by than it did before."""

Preselect = Phrase | AllOf | AnyOf
