"""Rows and JSON to the domain's objects and back; what goes in comes out equal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Row

from monitor.domain.article import Entry, Version
from monitor.domain.match import Hit, Match, Rule
from monitor.domain.notification import Brief, Delivery, Notification, Piece, RuleNote, Snippet, State
from monitor.domain.textformat import parse
from monitor.domain.verdict import Kind, Verdict

Facts = Mapping[str, Any]


def _text(time: datetime | None) -> str | None:
    return None if time is None else time.isoformat()


def _time(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text)


def _fields(one: RuleNote | Piece | Brief | Notification) -> dict[str, Any]:
    """The fields with their values as they are: ``asdict`` copies all that is in them, down to the last."""
    return {name: getattr(one, name) for name in one.__slots__}


def entry_to_dict(entry: Entry) -> dict[str, Any]:
    """An entry as JSON can hold it."""
    return asdict(entry) | {"published": _text(entry.published)}


def entry_from_dict(facts: Facts) -> Entry:
    """The entry that was written."""
    return Entry(**{**facts, "published": _time(facts["published"])})


def notification_to_dict(notification: Notification) -> dict[str, Any]:
    """A notification as JSON can hold it."""
    snippets = [
        {"field": snippet.field, "pieces": [_fields(piece) for piece in snippet.pieces]}
        for snippet in notification.snippets
    ]
    return _fields(notification) | {
        "published": _text(notification.published),
        "first_seen": _text(notification.first_seen),
        "rules": [_fields(rule) for rule in notification.rules],
        "snippets": snippets,
        "briefs": [_fields(brief) | {"published": _text(brief.published)} for brief in notification.briefs],
    }


def notification_from_dict(facts: Facts) -> Notification:
    """The notification that was written, also by a version of the program that knew fewer fields."""
    rules = tuple(RuleNote(**{**rule, "words": tuple(rule["words"])}) for rule in facts["rules"])
    snippets = tuple(
        Snippet(snippet["field"], tuple(Piece(**piece) for piece in snippet["pieces"])) for snippet in facts["snippets"]
    )
    times = {"published": _time(facts["published"]), "first_seen": _time(facts["first_seen"])}
    briefs = tuple(
        Brief(**{**brief, "rules": tuple(brief["rules"]), "published": _time(brief["published"])})
        for brief in facts.get("briefs", ())
    )
    parts = {"rules": rules, "snippets": snippets, "doubts": tuple(facts.get("doubts", ())), "briefs": briefs}
    return Notification(**{**facts, **times, **parts})


def hits_to_list(hits: tuple[Hit, ...]) -> list[dict[str, Any]]:
    """Hits as JSON can hold them."""
    return [asdict(hit) for hit in hits]


def hits_from_list(facts: list[Facts]) -> tuple[Hit, ...]:
    """The hits that were written."""
    return tuple(Hit(**hit) for hit in facts)


def match_from_row(row: Row[Any]) -> Match:
    """A row of ``rule_match``."""
    return Match(Rule(row.rule, row.query, row.labels, row.description), hits_from_list(row.hits))


def version_from_row(row: Row[Any]) -> Version:
    """A row of ``version`` with its article's ``source_id`` and ``day``."""
    return Version(
        article_id=row.article_id,
        source_id=row.source_id,
        url=row.url,
        number=row.number,
        text=parse(row.text, row.file_name),
        language=row.language,
        first_seen=row.seen_at,
        published=row.published,
        day=row.day,
        file_name=row.file_name,
        verdict=Verdict(Kind(row.verdict), tuple(row.causes)),
        authors=tuple(row.authors),
        section=row.section,
        tags=tuple(row.tags),
        image=row.image,
        date_origin=row.date_origin,
        date_precision=row.date_precision,
    )


def delivery_from_row(row: Row[Any]) -> Delivery:
    """A row of ``delivery`` with its notification's ``facts``."""
    return Delivery(
        id=row.id,
        key=row.key,
        receiver=row.receiver,
        channel=row.channel,
        target=row.target,
        state=State(row.state),
        attempts=row.attempts,
        created_at=row.created_at,
        next_attempt_at=row.next_attempt_at,
        notification=notification_from_dict(row.facts),
        lease_token=row.lease_token,
        sent_at=row.sent_at,
        last_error=row.last_error,
        receipt=row.receipt,
    )
