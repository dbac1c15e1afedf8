"""Deliveries for people and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from monitor.archive.records import Sending
from monitor.archive.rows import notification_to_dict
from monitor.domain.notification import Delivery, State


def sending_facts(sending: Sending) -> Iterator[tuple[str, object]]:
    """A delivery with all that is known of it, as names and values; what is not known is empty or None."""
    delivery, told = sending.delivery, sending.delivery.notification
    yield "id", delivery.id
    yield "state", delivery.state.value
    yield "to", f"{delivery.receiver} by {delivery.channel}: {delivery.target}"
    yield "key", delivery.key
    yield "purpose", told.purpose
    yield "headline", told.headline
    yield "note", told.note
    yield "severity", told.severity
    yield "rules", ", ".join(rule.name for rule in told.rules)
    yield "address", told.url
    yield "articles", "\n".join(f"{brief.headline} ({brief.url})" for brief in told.briefs)
    yield "story", sending.story
    yield "thread", f"{sending.group}: {told.topic}" if sending.group else ""
    yield "in reply to", delivery.thread.key if delivery.thread else ""
    yield "made", delivery.created_at
    yield "next try", None if delivery.state in (State.SENT, State.DEAD) else delivery.next_attempt_at
    yield "expires", sending.expires_at
    yield "sent", delivery.sent_at
    yield "receipt", delivery.receipt
    yield "last error", delivery.last_error
    yield "target parked", f"since {sending.parked_at}: {sending.parked_why}" if sending.parked_at else ""
    yield "target asked for time", sending.not_before
    yield "told in catch-up", sending.catch_up


def sending_value(sending: Sending) -> dict[str, Any]:
    """The same as JSON."""
    thread = sending.delivery.thread
    return delivery_value(sending.delivery) | {
        "notification": notification_to_dict(sending.delivery.notification),
        "message": sending.message,
        "story": sending.story,
        "group": sending.group or None,
        "in_reply_to": asdict(thread) if thread else None,
        "expires_at": sending.expires_at.isoformat(),
        "target": {
            "name": sending.delivery.target,
            "parked_at": _iso(sending.parked_at),
            "parked_why": sending.parked_why,
            "not_before": _iso(sending.not_before),
        },
        "catch_up": sending.catch_up,
        "tries": [
            asdict(one) | {"ended_at": one.ended_at.isoformat(), "retry_at": _iso(one.retry_at)}
            for one in sending.attempts
        ],
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None


def delivery_value(delivery: Delivery) -> dict[str, Any]:
    """A delivery as JSON."""
    return {
        "id": delivery.id,
        "key": delivery.key,
        "state": delivery.state.value,
        "receiver": delivery.receiver,
        "channel": delivery.channel,
        "target": delivery.target,
        "purpose": delivery.notification.purpose,
        "attempts": delivery.attempts,
        "article": delivery.notification.article_id,
        "headline": delivery.notification.headline,
        "rules": [rule.name for rule in delivery.notification.rules],
        "created_at": delivery.created_at.isoformat(),
        "next_attempt_at": delivery.next_attempt_at.isoformat(),
        "sent_at": _iso(delivery.sent_at),
        "last_error": delivery.last_error,
        "receipt": delivery.receipt,
    }
