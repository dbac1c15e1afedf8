"""Lengths of time in words."""

from __future__ import annotations

from datetime import timedelta


def span(length: timedelta) -> str:
    """A length of time as people say it, rounded down: ``3 d``, ``5 h``, ``20 min``."""
    minutes = int(length.total_seconds() // 60)
    if minutes >= 2 * 24 * 60:
        return f"{minutes // (24 * 60)} d"
    return f"{minutes // 60} h" if minutes >= 120 else f"{minutes} min"


def short(length: timedelta) -> str:
    """A length of time as the configuration writes it, exactly: ``90s``, ``5m``, ``72h``, ``7d``."""
    seconds = int(length.total_seconds())
    for unit, size in (("d", 86_400), ("h", 3_600), ("m", 60)):
        if seconds and seconds % size == 0 and seconds >= 2 * size:
            return f"{seconds // size}{unit}"
        if seconds == size:
            return f"1{unit}"
    return f"{seconds}s"
