"""What a message says about a notification, in order and within bounds, before any medium's own form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from alerts.render.lines import cut_pieces, one_line, safe_link, shorten
from alerts.render.purpose import EVENTS, heading_of, is_list, severity_of, status_of
from monitor.domain.match import SEVERITIES
from monitor.domain.notification import Brief, Notification, Piece, Snippet

MAX_HEADLINE, MAX_LEAD, MAX_SNIPPET, MAX_NAME, MAX_LINE = 500, 600, 400, 120, 250
"""Characters of the headline, the lead, one text around hits, one name (of a source or a rule), and the headline of
one of several articles."""
MAX_SNIPPETS, MAX_RULES, MAX_BRIEFS = 6, 10, 200
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_INVITATIONS = {"health": "Open the source", "volume": "Open the newest article"}
_FIELDS = {"title": "headline", "lead": "lead", "body": "text", "header": "header"}


@dataclass(frozen=True, slots=True)
class Line:
    """One of several articles; every text is harmless and bounded."""

    severity: str
    headline: str
    about: str
    """Time of publication, source, rules, and what else is said, in one line."""
    link: str
    """Its address where it is safe to follow, else empty."""
    address: str
    language: str


@dataclass(frozen=True, slots=True)
class Facts:
    """A notification as lines and pieces that are harmless and bounded, but not escaped for any medium."""

    severity: str
    """``High``; ``Test`` for a trial message."""
    status: str
    """Why the message came, where it is not the first of its thread."""
    headline: str
    """The article's, or the heading of a list of articles."""
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
    listing: bool
    """Whether it is about several articles and none of them is told of in full."""
    lines: tuple[Line, ...]
    """The articles, without the one that is told of in full."""
    lines_heading: str
    more: int
    """How many articles there are besides."""
    desk: str
    """The address of the article, or of everything, at the desk; empty where there is none."""


def facts_of(notification: Notification, desk: str = "") -> Facts:
    """What is said about ``notification``, the same in every medium; ``desk`` is the address of the web desk."""
    listing, event = is_list(notification), notification.kind in EVENTS
    headline = heading_of(notification)
    lead = "" if listing else one_line(notification.lead)
    texts = () if listing else notification.snippets
    title_hits, lead_hits = _whole(texts, headline), _whole(texts, lead)
    rest = [snippet for snippet in texts if not any(snippet is one for one in (title_hits, lead_hits))]
    briefs = _others(notification)
    return Facts(
        severity=severity_of(notification),
        status=status_of(notification),
        headline=shorten(headline, MAX_HEADLINE),
        headline_pieces=cut_pieces(title_hits.pieces if title_hits else (Piece(headline),), MAX_HEADLINE),
        lead=cut_pieces(lead_hits.pieces if lead_hits else (Piece(lead),), MAX_LEAD),
        snippets=tuple(_bounded(snippet) for snippet in rest[:MAX_SNIPPETS]),
        source="" if listing else _source(notification),
        published="" if event or listing else time_text(notification.published),
        first_seen="" if listing else time_text(notification.first_seen),
        rules=() if listing else _rules(notification),
        link="" if listing else safe_link(notification.url),
        address="" if listing else shorten(one_line(notification.url), MAX_HEADLINE),
        language="" if listing else language_tag(notification.language),
        article_id="" if listing else one_line(notification.article_id)[:64],
        invitation=_INVITATIONS.get(notification.kind, "Read the article"),
        doubts=", ".join(notification.doubts),
        test=notification.kind == "test",
        listing=listing,
        lines_heading="Articles" if event or listing else "Also",
        lines=tuple(_line(brief) for brief in briefs[:MAX_BRIEFS]),
        more=max(len(briefs) - MAX_BRIEFS, 0),
        desk=desk_link("" if listing else notification.article_id, desk),
    )


def desk_link(article_id: str, desk: str) -> str:
    """The article's page at the web desk, or the desk itself where no article is named; empty without a desk."""
    if desk and article_id.isalnum() and article_id.isascii():
        return f"{desk.rstrip('/')}/articles/{article_id}"
    return desk


def language_tag(text: str) -> str:
    """``text`` where it is a BCP 47 tag, else nothing."""
    return text if _LANGUAGE.fullmatch(text) else ""


def time_text(at: datetime | None) -> str:
    """A time as people read it: ``2026-03-04 09:20 UTC``."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M} UTC" if at else "unknown"


def _others(notification: Notification) -> tuple[Brief, ...]:
    """The articles but for the one that is told of in full."""
    if is_list(notification):
        return notification.briefs
    told = (notification.article_id, notification.version, notification.url)
    return tuple(one for one in notification.briefs if (one.article_id, one.version, one.url) != told)


def _line(brief: Brief) -> Line:
    published = time_text(brief.published) if brief.published else ""
    rules = ", ".join(_names(brief.rules[:MAX_RULES]))
    # The time first: behind a word that is written from the right, its parts would change places.
    about = (published, shorten(one_line(brief.source), MAX_NAME), rules, shorten(one_line(brief.reason), MAX_NAME))
    return Line(
        severity=brief.severity.capitalize() if brief.severity in SEVERITIES else "",
        headline=shorten(one_line(brief.headline) or "(no headline)", MAX_LINE),
        about=shorten(" · ".join(filter(None, about)), MAX_HEADLINE),
        link=safe_link(brief.url),
        address=shorten(one_line(brief.url), MAX_LINE),
        language=language_tag(brief.language),
    )


def _source(notification: Notification) -> str:
    return " · ".join(_names((notification.source_name, notification.country, notification.language)))


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
