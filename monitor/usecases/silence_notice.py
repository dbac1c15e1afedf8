"""What is told when a silence was made, and when it has ended: an event that takes the same routes as others. Pure."""

from __future__ import annotations

from datetime import datetime

from alerts.policy.silences import KIND, Silence
from monitor.domain.notification import RuleNote
from monitor.ports import Report, SourceEvent
from monitor.usecases.ingest import AlertPolicy
from monitor.usecases.report import event_notification, report_of

SEVERITY = "info"


def notice(policy: AlertPolicy, now: datetime, silence: Silence, event: str, muted: int) -> Report:
    """The event of a silence that was ``made``, or has ``ended`` and had muted so many matches by then."""
    labels = {"event": event, "severity": SEVERITY, "rule": KIND, "author": silence.author, KIND: str(silence.id)}
    headline, lead = _made(silence) if event == "made" else _ended(silence, muted)
    record = SourceEvent(KIND, "", event, SEVERITY, lead, silence.starts, now)
    note, story = RuleNote(KIND, SEVERITY, labels, ()), f"{KIND}-{silence.id}"
    told = event_notification(KIND, note, now, story=story, headline=headline, lead=lead, source_id=KIND)
    return report_of(policy, record, told, labels)


def _made(silence: Silence) -> tuple[str, str]:
    headline = f"{silence.author} has silenced {_matchers(silence)} until {_time(silence.ends)}"
    return headline, f"Silence {silence.id}, from {_time(silence.starts)} on: {silence.reason}"


def _ended(silence: Silence, muted: int) -> tuple[str, str]:
    headline = f"The silence of {_matchers(silence)} by {silence.author} has ended"
    number = f"{muted} alert{'s' * (muted != 1)}" if muted else "nothing"
    return headline, f"Silence {silence.id} muted {number}, until {_time(silence.ends)}: {silence.reason}"


def _matchers(silence: Silence) -> str:
    return ", ".join(map(str, silence.matchers)) or "everything"


def _time(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"
