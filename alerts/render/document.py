"""A notification as data: what a webhook is sent, and the fields that templates of users have. One and the same.

The shape is that of ``webhook-1.json`` beside this file, a JSON Schema with a sentence on every field. Within a version
fields are added, never removed or given another meaning. Text is harmless (no control characters) and bounded; it is
not escaped.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from alerts.render.facts import MAX_BRIEFS, MAX_HEADLINE, MAX_LINE, MAX_NAME, Facts, desk_link, facts_of, language_tag
from alerts.render.form import Form
from alerts.render.lines import one_line, safe_link, shorten
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Brief, Delivery, Notification, Piece, RuleNote

VERSION = 1
MAX_RULES, MAX_WORDS = 50, 50
"""Rules of an article, and words of a rule, that are listed."""

Fields = dict[str, Any]


def document_of(delivery: Delivery, form: Form) -> Fields:
    """What a webhook is sent for ``delivery``; the same at every attempt."""
    notification = delivery.notification
    return {
        "type": f"alert.{one_line(notification.purpose)}",
        "timestamp": _time(delivery.created_at),
        "version": VERSION,
        "key": delivery.key,
        "reply_to": delivery.thread.key if delivery.thread else None,
        "data": fields_of(notification, form),
    }


def document_text(delivery: Delivery, form: Form) -> str:
    """The document as JSON in ASCII."""
    return json.dumps(document_of(delivery, form), ensure_ascii=True, separators=(",", ":"))


def fields_of(notification: Notification, form: Form) -> Fields:
    """The fields of ``notification``."""
    facts = facts_of(notification, form.desk)
    return {
        "receiver": _name(form.receiver),
        "purpose": _name(notification.purpose),
        "kind": _name(notification.kind),
        "severity": notification.severity,
        "status": facts.status,
        "note": shorten(one_line(notification.note), MAX_HEADLINE),
        "topic": shorten(one_line(notification.topic), MAX_HEADLINE),
        "story": _name(notification.story),
        "desk_link": facts.desk,
        **_article(notification, facts),
        "articles": [_brief(brief, form.desk) for brief in notification.briefs[:MAX_BRIEFS]],
        "articles_total": len(notification.briefs),
    }


def _article(notification: Notification, facts: Facts) -> Fields:
    """The article that is told of in full; empty fields where the message is a list."""
    shown = not facts.listing
    return {
        "headline": facts.headline,
        "headline_pieces": _pieces(facts.headline_pieces),
        "lead": "".join(piece.text for piece in facts.lead),
        "lead_pieces": _pieces(facts.lead),
        "snippets": [{"field": one.field, "pieces": _pieces(one.pieces)} for one in facts.snippets],
        "article_id": facts.article_id,
        "article_version": notification.version if shown else 0,
        "link": facts.link,
        "address": facts.address,
        "published": _time(notification.published) if shown and facts.published else None,
        "first_seen": _time(notification.first_seen),
        "language": facts.language,
        "source": _source(notification) if shown else {"id": "", "name": "", "country": ""},
        "rules": [_rule(rule) for rule in notification.rules[:MAX_RULES]] if shown else [],
        "doubts": _names(notification.doubts),
    }


def _source(notification: Notification) -> Fields:
    return {
        "id": _name(notification.source_id),
        "name": _name(notification.source_name),
        "country": _name(notification.country),
    }


def _rule(rule: RuleNote) -> Fields:
    return {
        "name": _name(rule.name),
        "severity": _severity(rule.severity),
        "labels": _labels(rule.labels),
        "words": _names(rule.words[:MAX_WORDS]),
    }


def _brief(brief: Brief, desk: str) -> Fields:
    return {
        "headline": shorten(one_line(brief.headline) or "(no headline)", MAX_LINE),
        "link": safe_link(brief.url),
        "address": shorten(one_line(brief.url), MAX_LINE),
        "source": _name(brief.source),
        "severity": _severity(brief.severity),
        "rules": _names(brief.rules[:MAX_RULES]),
        "published": _time(brief.published),
        "reason": _name(brief.reason),
        "language": language_tag(brief.language),
        "article_id": _name(brief.article_id)[:64],
        "article_version": brief.version,
        "desk_link": desk_link(brief.article_id, desk),
    }


def _pieces(pieces: Iterable[Piece]) -> list[Fields]:
    return [{"text": piece.text, "hit": piece.hit} for piece in pieces]


def _labels(labels: Mapping[str, str]) -> dict[str, str]:
    return {_name(name): _name(value) for name, value in list(labels.items())[:MAX_RULES]}


def _names(names: Iterable[str]) -> list[str]:
    return [_name(name) for name in names]


def _name(text: str) -> str:
    return shorten(one_line(text), MAX_NAME)


def _severity(text: str) -> str:
    return text if text in SEVERITIES else "info"


def _time(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
