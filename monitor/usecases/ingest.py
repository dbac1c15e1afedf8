"""An extracted article to the archive: its version, its matches and what becomes of them, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from alerts.policy.decide import decide
from alerts.policy.routes import Route, labels_for
from monitor.domain.article import Extraction, Version
from monitor.domain.flood import Why
from monitor.domain.judgement import RECENT
from monitor.domain.match import Document, Match, Rule
from monitor.domain.notification import Disposition, Notification, RuleNote, Target
from monitor.domain.source import Source
from monitor.domain.url import article_id
from monitor.ports import Announcement, Articles, Clock, Consequences, Kept, NewVersion
from monitor.rules.document import document_for, document_of
from monitor.rules.engine import Examined
from monitor.rules.snippet import snippets


class Rules(Protocol):
    """Compiled rules."""

    def examine(self, document: Document) -> Examined:
        """Every rule that is true of the document, and every rule that cost too much to be decided."""
        ...

    def searchable(self, document: Document) -> str:
        """What the full-text index holds of the document, for queries of the same language to preselect by."""
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
    overruns: tuple[Rule, ...] = ()


class Ingest:
    """Keeps arrivals. Thread-safe as far as ``articles`` and ``rules`` are."""

    def __init__(self, articles: Articles, rules: Rules, policy: AlertPolicy, file: Callable[[Version], object],
                 clock: Clock, sources: Mapping[str, Source] | None = None) -> None:  # fmt: skip
        self._articles, self._rules, self._policy, self._file, self._clock = articles, rules, policy, file, clock
        self._sources = sources or {}

    def __call__(self, arrival: Arrival) -> Ingested:
        """Keep the version with all that follows from it, then write its text file. Raises ArchiveError."""
        now = self._clock()
        new = _new_version(arrival, now, self._rules.searchable)
        examined = Examined(())

        def consequences(version: Version) -> Consequences:
            nonlocal examined
            # An edit may be announced by another source than the one that the article belongs to.
            source = self._sources.get(version.source_id, arrival.source)
            document = document_for(version, source)
            examined = self._rules.examine(document)
            return _consequences(arrival, source, version, document, examined, self._policy)

        kept = self._articles.keep(new, consequences)
        if kept.status != "unchanged":
            self._file(kept.version)
            self._articles.filed(kept.version.article_id, kept.version.number)
        return Ingested(kept, examined.matches, examined.overruns)

    def recent(self, source_id: str) -> list[Version]:
        """What the source published last, newest first: what its next articles are judged by. Raises ArchiveError."""
        return self._articles.recent(source_id, RECENT)


def _new_version(arrival: Arrival, now: datetime, searchable: Callable[[Document], str]) -> NewVersion:
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
        folded=searchable(document_of(text, language=arrival.source.language or arrival.extraction.language)),
        waiting_id=arrival.waiting_id,
        page_id=arrival.page_id,
        provisional=arrival.provisional,
    )  # fmt: skip


def dispositions(
    matches: Sequence[Match], source: Source, version: Version, policy: AlertPolicy, *, baseline: bool, held: str
) -> tuple[Disposition, ...]:
    """What becomes of a version's matches when it is first seen, the same live and in a backtest.

    ``baseline`` and ``held`` (why the flood guard holds it) are as it was announced.
    """
    return decide(
        matches,
        [labels_for(match.rule, source) for match in matches],
        route=policy.route,
        baseline=baseline,
        alert_baseline=policy.alert_baseline,
        alerts_off=policy.off,
        flood=_held(held, version, policy),
        published=version.published,
        now=version.first_seen,
        max_age=policy.max_age,
    )


def _consequences(
    arrival: Arrival, source: Source, version: Version, document: Document, examined: Examined, policy: AlertPolicy
) -> Consequences:
    matches = examined.matches
    decided = dispositions(matches, source, version, policy, baseline=arrival.baseline, held=arrival.announcement.held)
    told: dict[str, list[Match]] = {}
    for disposition in decided:
        if disposition.kind == "notified":
            rule = next(match for match in matches if match.rule.name == disposition.rule)
            told.setdefault(disposition.receiver, []).append(rule)
    notifications = tuple(
        (_notification(source, version, document, tuple(found)), tuple(policy.targets.get(receiver, ())))
        for receiver, found in told.items()
    )
    return Consequences(matches, (*decided, *map(_overrun, examined.overruns)), notifications)


def _overrun(rule: Rule) -> Disposition:
    """Recorded, so that an article which a rule could not decide about is not taken for one it is not true of."""
    return Disposition(rule.name, "", "overrun", "the rule costs too much on this article and was not decided")


def _held(held: str, version: Version, policy: AlertPolicy) -> str:
    """Why the flood guard holds the article; the page's own recent date ends a hold for want of a date."""
    seen, day = version.first_seen, version.text.date
    recent = day is not None and seen.date() - policy.max_age <= day <= seen.date() + timedelta(days=1)
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
