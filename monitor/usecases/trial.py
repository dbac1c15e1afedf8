"""A trial message to each target of a receiver, made as real ones are made."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime

from monitor.domain.notification import Delivery, Notification, Piece, RuleNote, Snippet, State, Target


def trial_deliveries(targets: Sequence[Target], now: datetime) -> list[tuple[Target, Delivery]]:
    """One delivery per target that is in no outbox; its key differs at every call."""
    return [(target, _delivery(number, target, now)) for number, target in enumerate(targets)]


def _delivery(number: int, target: Target, now: datetime) -> Delivery:
    name = f"{now.isoformat()}|{target.receiver}|{target.channel}|{target.target}"
    return Delivery(
        id=-1 - number,
        key=hashlib.sha256(name.encode()).hexdigest()[:32],
        receiver=target.receiver,
        channel=target.channel,
        target=target.target,
        state=State.PENDING,
        attempts=0,
        created_at=now,
        next_attempt_at=now,
        notification=_notification(now),
    )


def _notification(now: datetime) -> Notification:
    return Notification(
        story="0" * 16,
        article_id="0" * 16,
        version=1,
        headline="Trial message: this receiver works",
        lead="Somebody asked for this message to see whether alerts arrive. No article is behind it.",
        url="",
        source_id="trial",
        source_name="wirewatch",
        country="",
        language="en",
        published=None,
        first_seen=now,
        rules=(RuleNote("trial", "info", {"severity": "info"}, ("alerts",)),),
        snippets=(Snippet("lead", (Piece("to see whether "), Piece("alerts", hit=True), Piece(" arrive"))),),
        kind="test",
    )
