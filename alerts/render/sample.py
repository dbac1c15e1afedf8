"""Invented notifications, one for each reason to tell something: what templates are tried on before they are used."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from monitor.domain.notification import Brief, Notification, Piece, RuleNote, Snippet

_AT = datetime(2026, 3, 4, 9, 20, tzinfo=UTC)
_LISTS = ("digest", "summary", "overflow", "catch-up")
_REPLIES = ("update", "edit", "withdrawal", "rise", "escalation")


def sample(purpose: str = "root") -> Notification:
    """A notification of this purpose."""
    first = Notification(
        story="0123456789abcdef",
        article_id="0123456789abcdef",
        version=1,
        headline="Harbour council votes on the new pier",
        lead="The vote ends a dispute of nine years.",
        url="https://tidewater.example/news/4711",
        source_id="tidewater",
        source_name="Tidewater Courier",
        country="GB",
        language="en",
        published=_AT,
        first_seen=_AT,
        rules=(RuleNote("harbours", "high", {"desk": "coast"}, ("pier",)),),
        snippets=(Snippet("body", (Piece("the "), Piece("pier", hit=True), Piece(" will be built"))),),
        purpose=purpose,
        topic="High: Harbour council votes on the new pier",
    )
    if purpose in _REPLIES:
        return replace(first, note="said besides", briefs=(_brief(1),), doubts=("teaser",))
    return _list(first) if purpose in _LISTS else first


def samples() -> tuple[Notification, ...]:
    """One of every purpose, of every kind of event, an empty digest, and one whose facts are all missing."""
    purposes = ("root", *_REPLIES, *_LISTS)
    events = tuple(
        replace(sample(), kind=kind, article_id="", published=None, snippets=(), lead="")
        for kind in ("health", "volume", "silence", "test")
    )
    bare = replace(
        sample(), headline="", lead="", url="", source_name="", country="", language="", published=None, rules=(),
        snippets=(), topic="",
    )  # fmt: skip
    return (*map(sample, purposes), *events, replace(sample("digest"), briefs=()), bare)


def _list(first: Notification) -> Notification:
    return replace(
        first, headline="", lead="", url="", article_id="", version=0, rules=(), snippets=(), published=None, topic="",
        note="said besides", briefs=tuple(map(_brief, range(3))),
    )  # fmt: skip


def _brief(number: int) -> Brief:
    return Brief(
        headline=f"Pier number {number} is planned",
        url=f"https://tidewater.example/news/{number}",
        source="Tidewater Courier",
        severity=("medium", "high", "low")[number % 3],
        rules=("harbours",),
        published=_AT if number else None,
        reason="" if number else "edited",
        language="en",
        article_id=f"{number:016x}",
        version=1,
    )
