"""What a message says about a notification, in order and within bounds, before any medium's own form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from alerts.render.lines import cut_pieces, one_line, safe_link, shorten
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Notification, Piece, Snippet

MAX_HEADLINE, MAX_LEAD, MAX_SNIPPET, MAX_NAME = 500, 600, 400, 120
"""Characters of the headline, the lead, one text around hits, and one name (of a source or a rule)."""
MAX_SNIPPETS, MAX_RULES = 6, 10
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_FIELDS = {"title": "headline", "lead": "lead", "body": "text", "header": "header"}


@dataclass(frozen=True, slots=True)
class Facts:
    """A notification as lines and pieces that are harmless and bounded, but not escaped for any medium."""

    severity: str
    """``High``; ``Test`` for a trial message."""
    headline: str
    headline_pieces: tuple[Piece, ...]
    lead: tuple[Piece, ...]
    snippets: tuple[Snippet, ...]
    """Texts around hits that neither the headline nor the lead shows; ``field`` is a word for people."""
    source: str
    published: str
    """Empty for what is told about a source and not about an article."""
    first_seen: str
    rules: tuple[str, ...]
    link: str
    """The article's address where it is safe to follow, else empty."""
    address: str
    """The article's address as text."""
    language: str
    """A BCP 47 tag, or empty."""
    article_id: str
    invitation: str
    """The words of the link."""
    doubts: str
    """Why the text is not to be trusted whole; empty where it is."""
    test: bool


def facts_of(notification: Notification) -> Facts:
    """What is said about ``notification``, the same in every medium."""
    headline = one_line(notification.headline) or "(no headline)"
    lead = one_line(notification.lead)
    title_hits, lead_hits = _whole(notification.snippets, headline), _whole(notification.snippets, lead)
    shown = (title_hits, lead_hits)
    rest = [snippet for snippet in notification.snippets if not any(snippet is one for one in shown)]
    test, about_source = notification.kind == "test", notification.kind == "health"
    return Facts(
        severity="Test" if test else notification.severity.capitalize(),
        headline=shorten(headline, MAX_HEADLINE),
        headline_pieces=cut_pieces(title_hits.pieces if title_hits else (Piece(headline),), MAX_HEADLINE),
        lead=cut_pieces(lead_hits.pieces if lead_hits else (Piece(lead),), MAX_LEAD),
        snippets=tuple(_bounded(snippet) for snippet in rest[:MAX_SNIPPETS]),
        source=" · ".join(_names((notification.source_name, notification.country, notification.language))),
        published="" if about_source else _time(notification.published),
        first_seen=_time(notification.first_seen),
        rules=_rules(notification),
        link=safe_link(notification.url),
        address=shorten(one_line(notification.url), MAX_HEADLINE),
        language=notification.language if _LANGUAGE.fullmatch(notification.language) else "",
        article_id=one_line(notification.article_id)[:64],
        invitation="Open the source" if about_source else "Read the article",
        doubts=", ".join(notification.doubts),
        test=test,
    )


def _whole(snippets: Iterable[Snippet], line: str) -> Snippet | None:
    """The snippet that says all of ``line``: it is shown in the line's place, with its hits marked."""
    found = (one for one in snippets if one_line("".join(piece.text for piece in one.pieces)) == line)
    return next(found, None)


def _bounded(snippet: Snippet) -> Snippet:
    return Snippet(_FIELDS.get(snippet.field, "text"), cut_pieces(snippet.pieces, MAX_SNIPPET))


def _names(names: Iterable[str]) -> list[str]:
    return [shorten(line, MAX_NAME) for name in names if (line := one_line(name))]


def _rules(notification: Notification) -> tuple[str, ...]:
    """The rules' names with their severities, the most severe first, and how many more there are."""
    ranked = sorted(notification.rules, key=lambda rule: -SEVERITIES.index(rule.severity))
    named = [f"{shorten(one_line(rule.name), MAX_NAME)} ({rule.severity})" for rule in ranked[:MAX_RULES]]
    return (*named, f"and {len(ranked) - MAX_RULES} more") if len(ranked) > MAX_RULES else tuple(named)


def _time(at: datetime | None) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else "unknown"
