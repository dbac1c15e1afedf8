"""The archive: every version that was ever kept, read again in bulk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from monitor.domain.article import Version
from monitor.domain.search import Preselect


@dataclass(frozen=True, slots=True)
class Replayed:
    """A version and how it was announced: in a ``baseline``, and why the flood guard ``held`` it."""

    version: Version
    baseline: bool
    held: str


class Replay(Protocol):
    """Versions by their numbers in the archive, which follow the order of arrival."""

    def numbers(self, since: datetime, until: datetime) -> range:
        """Within which the numbers of the versions that arrived from ``since`` to before ``until`` lie.

        It may hold those of a minute before and after, too.
        """
        ...

    def count(self, numbers: range, wanted: Preselect | None) -> int:
        """How many versions with these numbers may fit; ``None`` means all."""
        ...

    def versions(
        self, numbers: range, wanted: Preselect | None, since: datetime, until: datetime,
        sources: Collection[str] = (), holds: Callable[[str], bool] | None = None,
    ) -> Iterator[Replayed]:  # fmt: skip
        """Those that may fit and arrived in that time, newest first, of these ``sources`` or of all.

        What ``holds`` says no to, asked about a version's text as it is stored, is left out.
        May give more than fit (an index preselects, the caller decides), never fewer.
        """
        ...
