"""The clock of the product. A module of its own, so that a command that needs no more does not import the rest."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """The time, in UTC."""
    return datetime.now(UTC)
