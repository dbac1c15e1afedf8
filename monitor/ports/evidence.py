"""Pages as they were fetched, kept as evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request and its answer, as the bytes that were sent and received.

    ``url`` is what was asked for, ``at`` when, ``address`` the server's IP address where it is known. ``received``
    begins with the status line; its body is as it came: compressed, and in chunks where the server sent chunks.
    """

    url: str
    at: datetime
    address: str
    sent: bytes
    received: bytes


class Evidence(Protocol):
    """Keeps what was fetched. May be called from any thread."""

    def keep(self, url: str, exchanges: Sequence[Exchange]) -> int | None:
        """Keep the exchanges that led to the page announced as ``url`` (canonical), the last one being its answer.

        The number under which they are found again; None where they could not be kept. Raises nothing but programming
        errors: a full disk is recorded and logged, and costs no article.
        """
        ...
