"""When a delivery is tried again, and when it is too late for it.

Full jitter (a delay drawn evenly between nothing and a bound that doubles) keeps deliveries that failed together from
coming back together. A target that refuses everything is asked again every 10 to 30 minutes, because what is wrong
there (an address, a token) is mended by people.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from monitor.domain.notification import Notification, Outcome, Result

BASE = 2.0
"""Seconds: the bound of the first delay."""
CAP = 120.0
"""Seconds: the bound no delay goes beyond, unless the target asks for more."""
REFUSED_MIN, REFUSED_MAX = 600.0, 1800.0
"""Seconds between two questions to a target that refuses everything."""
LIFE, LIFE_CRITICAL = timedelta(hours=24), timedelta(hours=72)
"""After this long an alert is no news: it ends as a line of a catch-up message."""
CATCH_UP_LIFE = timedelta(days=14)
"""After this long nobody reads what a target missed."""


def life(notification: Notification) -> timedelta:
    """How long there is to deliver it."""
    if notification.purpose == "catch-up":
        return CATCH_UP_LIFE
    return LIFE_CRITICAL if notification.severity == "critical" else LIFE


def retry_at(outcome: Outcome, failed_before: int, now: datetime, chance: float) -> datetime | None:
    """When to try again after ``failed_before`` failures and this outcome; None where that is no use.

    ``chance`` is a random number from 0 to 1.
    """
    if outcome.result in (Result.ACCEPTED, Result.REFUSED_MESSAGE):
        return None
    return now + timedelta(seconds=delay(outcome, failed_before, chance))


def delay(outcome: Outcome, failed_before: int, chance: float) -> float:
    """Seconds until the next attempt, after ``failed_before`` failures and this one; at least what the target asks."""
    if outcome.result is Result.REFUSED_TARGET:
        wait = REFUSED_MIN + chance * (REFUSED_MAX - REFUSED_MIN)
    else:
        # The exponent is bounded only so that a number of attempts no float can hold does no harm.
        wait = chance * min(CAP, BASE * 2 ** min(failed_before, 20))
    return max(wait, outcome.retry_after or 0.0)
