"""The part of ``monitor why`` behind a match: what became of it, what was told of it, and whether that arrived."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from alerts.policy.ledger import Group
from monitor.archive import Archive
from monitor.archive.records import Message, Sending, Step
from monitor.archive.ways import Subject
from monitor.domain.notification import State

Told = tuple[datetime, str, str]
"""When, what happened, and the particulars."""

_NEXT = (State.PENDING, State.SENDING, State.PARKED)


def told(archive: Archive, subject: Subject, stories: Sequence[str]) -> Iterator[Told]:
    """Everything behind the match of an article (its id) or an event (its number), whose ``stories`` these are."""
    for step in archive.ways.steps(subject):
        yield step.at, step.kind, _became(step)
    for message in archive.ways.messages(subject):
        yield message.at, f"told: {message.purpose}", _message(message)
        for delivery in message.deliveries:
            yield from _sent(archive.ways.delivery(delivery.id))
    for one in archive.alerts.acknowledgements(stories):
        yield one.at, "acknowledged", f"by {one.by}{f': {one.note}' if one.note else ''}"


def _became(step: Step) -> str:
    version = f", version {step.version}" if step.version > 1 else ""
    to = f" to {step.receiver}" if step.receiver else ""
    by = f" by {step.route}" if step.route else ""
    until = f" (until {step.until:%Y-%m-%d %H:%M:%S})" if step.until else ""
    return f"{step.rule}{version}{to}{by}{f': {step.reason}' if step.reason else ''}{until}"


def _message(message: Message) -> str:
    """Who was told, in which thread, what is said besides, and how far the thread's escalation has come."""
    group = message.group
    thread = f'in thread {group.id}, "{message.topic}"' if group else "in no thread"
    return f"{message.receiver}, {thread}{f': {message.note}' if message.note else ''}{_escalation(group)}"


def _escalation(group: Group | None) -> str:
    if group is None or not (group.escalation or group.over):
        return ""
    if group.escalate_at is not None:
        return f"; escalation {group.escalation}: the next step follows at {group.escalate_at:%Y-%m-%d %H:%M:%S}"
    return f"; escalation ended: {group.over}"


def _sent(sending: Sending) -> Iterator[Told]:
    delivery = sending.delivery
    where = f"{delivery.receiver} by {delivery.channel} to {delivery.target}"
    for attempt in sending.attempts:
        reply = " as a reply" if delivery.thread else ""
        detail = attempt.receipt or attempt.detail
        yield attempt.ended_at, f"sending: {attempt.result}", f"{where}{reply}{f': {detail}' if detail else ''}"
    last = max([delivery.created_at, *(attempt.ended_at for attempt in sending.attempts)])
    name = f"delivery {delivery.state}"
    if delivery.state in _NEXT:
        held = f"; the target refuses everything: {sending.parked_why}" if sending.parked_at else ""
        yield delivery.next_attempt_at, name, f"{where}, delivery {delivery.id}, next attempt{held}"
    elif delivery.state is State.EXPIRED:
        caught_up = f"; message {sending.catch_up} tells of it" if sending.catch_up else ""
        yield max(last, sending.expires_at), name, f"{where}, delivery {delivery.id}{caught_up}"
    elif delivery.state is not State.SENT:
        yield last, name, f"{where}, delivery {delivery.id}: {delivery.last_error}"
