"""The order of severities."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.domain.match import SEVERITIES


def rank(severity: str) -> int:
    """The place of a severity, -1 for one that is none (nothing was told yet)."""
    return SEVERITIES.index(severity) if severity in SEVERITIES else -1


def highest(severities: Iterable[str]) -> str:
    """The highest of these; empty where there is none."""
    return max(severities, key=rank, default="")
