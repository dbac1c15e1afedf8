"""What an HTTP answer asks for in its header ``Retry-After``: seconds, or a date (RFC 9110, 10.2.3)."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LEAST, MOST = 1.0, 6 * 3600.0
"""Seconds: what is believed. Less would be a hot loop, more a source or an alert that is lost."""


def retry_after_seconds(value: str, now: datetime, most: float = MOST) -> float | None:
    """The header's value as seconds from ``now``, between ``LEAST`` and ``most``; None where it says nothing."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return _bounded(float(value[:12]), most)
    try:
        at = parsedate_to_datetime(value)
    except ValueError:
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return _bounded((at - now).total_seconds(), most)


def asked_wait(headers: Mapping[str, str], now: datetime) -> float | None:
    """Seconds to wait as an answer asks (headers by lower-case name); None where it does not.

    A date is measured by the answer's own clock where it shows one, else from ``now``.
    """
    value = headers.get("retry-after")
    if value is None:
        return None
    with suppress(ValueError):
        now = parsedate_to_datetime(headers.get("date", ""))
    return retry_after_seconds(value, now if now.tzinfo else now.replace(tzinfo=UTC))


def _bounded(seconds: float, most: float) -> float:
    return min(max(seconds, LEAST), most)
