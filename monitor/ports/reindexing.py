"""The archive: which versions are indexed as an earlier program did it, and how they are indexed anew."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from monitor.domain.article import Version


class Reindexing(Protocol):
    """The full-text index beside the generation (``domain.search.GENERATION``) of each version's text in it."""

    def outdated(self) -> int:
        """How many versions are of an older generation: searches and backtests read them without preselection."""
        ...

    def oldest(self, limit: int) -> list[tuple[int, Version]]:
        """The first of them in order of arrival, with their numbers."""
        ...

    def renew(self, texts: Sequence[tuple[int, str]]) -> None:
        """Index versions anew, given their numbers and their texts for search, all in one transaction."""
        ...
