"""When a delivery is tried again, and when it is given up.

Full jitter (a delay drawn evenly between nothing and a bound that doubles) keeps deliveries that failed together from
coming back together. A target that refuses everything is asked again every 10 to 30 minutes, because what is wrong
there (an address, a token) is mended by people. Nothing but a refused message is given up before the horizon.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from monitor.domain.notification import Delivery, Outcome, Result

BASE = 2.0
"""Seconds: the bound of the first delay."""
CAP = 120.0
"""Seconds: the bound no delay goes beyond, unless the target asks for more."""
REFUSED_MIN, REFUSED_MAX = 600.0, 1800.0
"""Seconds between two questions to a target that refuses everything."""
HORIZON = timedelta(hours=72)
"""After this long a delivery that still fails is dead."""


def settle(delivery: Delivery, outcome: Outcome, now: datetime, chance: float) -> tuple[Outcome, datetime | None]:
    """The outcome to record, and when to try again; None for a delivery that is over, sent or dead.

    ``chance`` is a random number from 0 to 1. A delivery that is given up for its age says so in the outcome's detail.
    """
    if outcome.result in (Result.ACCEPTED, Result.REFUSED_MESSAGE):
        return outcome, None
    if now - delivery.created_at >= HORIZON:
        reason = f"{outcome.detail}; given up after {HORIZON // timedelta(hours=1)} h"
        return replace(outcome, detail=reason), None
    return outcome, now + timedelta(seconds=delay(outcome, delivery.attempts, chance))


def delay(outcome: Outcome, failed_before: int, chance: float) -> float:
    """Seconds until the next attempt, after ``failed_before`` failures and this one; at least what the target asks."""
    if outcome.result is Result.REFUSED_TARGET:
        wait = REFUSED_MIN + chance * (REFUSED_MAX - REFUSED_MIN)
    else:
        # The exponent is bounded only so that a number of attempts no float can hold does no harm.
        wait = chance * min(CAP, BASE * 2 ** min(failed_before, 20))
    return max(wait, outcome.retry_after or 0.0)
