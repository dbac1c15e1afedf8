"""An extracted article to the archive: its version, its matches and what becomes of them, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from alerts.policy.decide import decide
from alerts.policy.routes import Route, labels_for
from monitor.domain.article import Extraction, Version
from monitor.domain.flood import Why
from monitor.domain.judgement import RECENT
from monitor.domain.match import Document, Match
from monitor.domain.notification import Notification, RuleNote, Target
from monitor.domain.source import Source
from monitor.domain.text import folded
from monitor.domain.url import article_id
from monitor.ports import Announcement, Articles, Clock, Consequences, Kept, NewVersion
from monitor.rules.document import document_of
from monitor.rules.snippet import snippets


class Rules(Protocol):
    """Compiled rules."""

    def match(self, document: Document) -> tuple[Match, ...]:
        """Every rule that is true of the document."""
        ...


@dataclass(frozen=True, slots=True)
class AlertPolicy:
    """Who is told what: the routing tree, the receivers' targets, and what is held back."""

    route: Route | None = None
    targets: Mapping[str, tuple[Target, ...]] = field(default_factory=dict)
    max_age: timedelta = timedelta(days=7)
    alert_baseline: bool = False
    off: bool = False


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that has just been extracted, and how it was announced."""

    source: Source
    announcement: Announcement
    extraction: Extraction
    baseline: bool
    waiting_id: int | None = None
    page_id: int | None = None
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class Ingested:
    """What became of an arrival."""

    kept: Kept
    matches: tuple[Match, ...] = ()


class Ingest:
    """Keeps arrivals. Thread-safe as far as ``articles`` and ``rules`` are."""

    def __init__(self, articles: Articles, rules: Rules, policy: AlertPolicy, file: Callable[[Version], object],
                 clock: Clock) -> None:  # fmt: skip
        self._articles, self._rules, self._policy, self._file, self._clock = articles, rules, policy, file, clock

    def __call__(self, arrival: Arrival) -> Ingested:
        """Keep the version with all that follows from it, then write its text file. Raises ArchiveError."""
        now = self._clock()
        new = _new_version(arrival, now)
        matches: list[Match] = []

        def consequences(version: Version) -> Consequences:
            document = document_for(arrival.source, version)
            matches[:] = self._rules.match(document)
            return _consequences(arrival, version, document, tuple(matches), self._policy, now)

        kept = self._articles.keep(new, consequences)
        if kept.status != "unchanged":
            self._file(kept.version)
            self._articles.filed(kept.version.article_id, kept.version.number)
        return Ingested(kept, tuple(matches))

    def recent(self, source_id: str) -> list[Version]:
        """What the source published last, newest first: what its next articles are judged by. Raises ArchiveError."""
        return self._articles.recent(source_id, RECENT)


def document_for(source: Source, version: Version) -> Document:
    """What rules are asked about: the version's text and its source."""
    return document_of(
        version.text, source=source.id, language=source.language or version.language, country=source.country
    )


def _new_version(arrival: Arrival, now: datetime) -> NewVersion:
    text = arrival.extraction.text
    published = arrival.announcement.entry.published or arrival.extraction.published
    return NewVersion(
        source=arrival.source,
        key=arrival.announcement.key,
        article_id=article_id(arrival.announcement.url),
        url=arrival.announcement.url,
        extraction=arrival.extraction,
        day=text.date or (published or now).astimezone(UTC).date(),
        published=published or (datetime.combine(text.date, time(), UTC) if text.date else None),
        seen_at=now,
        folded=folded("\n".join((*text.blocks[0], text.body))),
        waiting_id=arrival.waiting_id,
        page_id=arrival.page_id,
        provisional=arrival.provisional,
    )  # fmt: skip


def _consequences(
    arrival: Arrival, version: Version, document: Document, matches: tuple[Match, ...],
    policy: AlertPolicy, now: datetime,
) -> Consequences:  # fmt: skip
    dispositions = decide(
        matches,
        [labels_for(match.rule, arrival.source) for match in matches],
        route=policy.route,
        baseline=arrival.baseline,
        alert_baseline=policy.alert_baseline,
        alerts_off=policy.off,
        flood=_held(arrival, version, policy, now),
        published=version.published,
        now=now,
        max_age=policy.max_age,
    )
    told: dict[str, list[Match]] = {}
    for disposition in dispositions:
        if disposition.kind == "notified":
            rule = next(match for match in matches if match.rule.name == disposition.rule)
            told.setdefault(disposition.receiver, []).append(rule)
    notifications = tuple(
        (_notification(arrival.source, version, document, tuple(found)), tuple(policy.targets.get(receiver, ())))
        for receiver, found in told.items()
    )
    return Consequences(matches, dispositions, notifications)


def _held(arrival: Arrival, version: Version, policy: AlertPolicy, now: datetime) -> str:
    """Why the flood guard holds the article; the page's own recent date ends a hold for want of a date."""
    held, day = arrival.announcement.held, version.text.date
    recent = day is not None and now.date() - policy.max_age <= day <= now.date() + timedelta(days=1)
    return "" if held.startswith(Why.UNDATED.value) and recent else held


def _notification(source: Source, version: Version, document: Document, matches: tuple[Match, ...]) -> Notification:
    hits = tuple(sorted({hit for match in matches for hit in match.hits}))
    return Notification(
        story=version.article_id,
        article_id=version.article_id,
        version=version.number,
        headline=version.text.headline,
        lead=version.text.lead,
        url=version.url,
        source_id=source.id,
        source_name=source.name,
        country=source.country,
        language=source.language or version.language,
        published=version.published,
        first_seen=version.first_seen,
        rules=tuple(
            RuleNote(
                match.rule.name,
                match.rule.severity,
                dict(match.rule.labels),
                tuple(dict.fromkeys(hit.words for hit in match.hits)),
            )
            for match in matches
        ),
        snippets=snippets(document, hits),
        doubts=version.verdict.causes,
    )
