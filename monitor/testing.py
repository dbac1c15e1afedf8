"""For tests: a clock that stands still, work done on the spot, and small invented articles.

Nothing here is a stand-in for the archive: tests use a real one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from alerts.policy.ledger import Owed
from alerts.policy.routes import ROOT, Resolved, Route
from alerts.policy.terms import Policy, Terms
from monitor.archive import Archive
from monitor.domain.article import Extraction, Version
from monitor.domain.match import Hit, Match, Rule
from monitor.domain.notification import Disposition, Notification, Piece, RuleNote, Snippet, Target
from monitor.domain.source import Source
from monitor.domain.textformat import ArticleText, parse
from monitor.ports import Consequences, NewVersion
from monitor.usecases.dispatch import Dispatch
from monitor.usecases.ingest import AlertPolicy

T = TypeVar("T")

START = datetime(2025, 11, 24, 8, 30, tzinfo=UTC)
"""When the time of tests begins."""


@dataclass(slots=True)
class FixedClock:
    """A clock (the port ``Clock``) that goes on only when it is told to."""

    now: datetime = START

    def __call__(self) -> datetime:
        """The time now."""
        return self.now

    def advance(self, seconds: float) -> datetime:
        """Go on by so many seconds; the new time."""
        self.now += timedelta(seconds=seconds)
        return self.now


async def inline(function: Callable[..., T], /, *args: Any) -> T:
    """The port ``Offload`` without a thread: call ``function`` here and now."""
    return function(*args)


def a_text(headline: str = "Harbour opens", body: str = "The new harbour took its first ship.") -> ArticleText:
    """A text of a headline and one paragraph."""
    return parse(f"{headline}\n\n{body}")


def a_version(
    key: str = "1", *, source: str = "coast-news", text: ArticleText | None = None, seen_at: datetime = START,
    waiting_id: int | None = None,
) -> NewVersion:  # fmt: skip
    """A version about to be kept, of the source's article ``key``; its id follows from its address."""
    text = text or a_text()
    url = f"https://{source}.example/{key}"
    return NewVersion(
        source=Source(source, source.title(), language="en"),
        key=key,
        article_id=hashlib.sha256(url.encode()).hexdigest()[:16],
        url=url,
        extraction=Extraction(text, canonical_url=url),
        day=seen_at.date(),
        published=seen_at,
        seen_at=seen_at,
        folded=f"{text.headline} {text.body}".casefold().replace(".", ""),
        waiting_id=waiting_id,
    )


def a_notification(version: Version) -> Notification:
    """What a receiver is told of the version, by one rule of severity ``high``."""
    return Notification(
        story=version.article_id,
        article_id=version.article_id,
        version=version.number,
        headline=version.text.headline,
        lead=version.text.lead,
        url=version.url,
        source_id=version.source_id,
        source_name=version.source_id.title(),
        country="",
        language=version.language,
        published=version.published,
        first_seen=version.first_seen,
        rules=(RuleNote("ports", "high", {"severity": "high"}, ("harbour",)),),
        snippets=(Snippet("body", (Piece("The new "), Piece("harbour", hit=True))),),
    )


def telling(*targets: Target) -> Callable[[Version], Consequences]:
    """A ``decide`` for ``keep``: the rule ``ports`` matches every version, and these targets' receivers are owed it."""

    def decide(version: Version) -> Consequences:
        match = Match(Rule("ports", "harbour", {"severity": "high"}), (Hit("body", 8, 15, "harbour", "harbour"),))
        labels = {"rule": "ports", "severity": "high", "story": version.article_id, "kind": "match"}
        receivers = dict.fromkeys(target.receiver for target in targets)
        owed = tuple(Owed("ports", receiver, ROOT, labels) for receiver in receivers)
        return Consequences((match,), () if owed else (Disposition("ports", "", "no route"),), owed)

    return decide


def dispatcher(archive: Archive, *targets: Target, **route: Any) -> Dispatch:
    """Turns of the policy over one route, which has these settings; receivers are those of the targets."""
    receivers: dict[str, tuple[Target, ...]] = {}
    for target in targets:
        receivers[target.receiver] = (*receivers.get(target.receiver, ()), target)
    terms = Policy({ROOT: Resolved(ROOT, **route)}, dict.fromkeys(receivers, Terms()))
    policy = AlertPolicy(Route(next(iter(receivers), "")), terms, receivers)
    return Dispatch(archive.alerts, archive.silences, archive.outbox, policy, {})
