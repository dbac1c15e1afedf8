"""An extracted article to the archive: its version, its matches and what becomes of them, in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, time, timedelta
from typing import Protocol

from alerts.policy.decide import Decided, decided
from alerts.policy.routes import Route, labels_for
from alerts.policy.terms import Policy
from monitor.domain.article import Extraction, Version
from monitor.domain.flood import Why
from monitor.domain.judgement import RECENT
from monitor.domain.match import Document, Match, Rule
from monitor.domain.notification import AtOnce, Disposition, Target
from monitor.domain.source import Source
from monitor.domain.url import article_id
from monitor.domain.volume.rule import VolumeRule
from monitor.ports import Announcement, Articles, Clock, Consequences, Kept, NewVersion
from monitor.rules.engine import Examined
from monitor.rules.text.document import document_for, document_of
from monitor.usecases.volume_count import sightings_of


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
    """Who is told what: the routing tree, how each is told, the receivers' targets, and what is held back."""

    route: Route | None = None
    terms: Policy = field(default_factory=Policy)
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
                 clock: Clock, sources: Mapping[str, Source] | None = None,
                 volumes: Mapping[str, VolumeRule] | None = None) -> None:  # fmt: skip
        self._articles, self._file, self._clock = articles, file, clock
        self._in_force = rules, policy, sources or {}, volumes or {}

    def swap(
        self, rules: Rules, policy: AlertPolicy, sources: Mapping[str, Source], volumes: Mapping[str, VolumeRule]
    ) -> None:
        """Go by these from the next article on; one that is being kept now is kept by what was before."""
        self._in_force = rules, policy, sources, volumes

    def __call__(self, arrival: Arrival) -> Ingested:
        """Keep the version with all that follows from it, then write its text file. Raises ArchiveError."""
        now = self._clock()
        rules, policy, sources, volumes = self._in_force
        new = _new_version(arrival, now, rules.searchable)
        examined = Examined(())

        def consequences(version: Version) -> Consequences:
            nonlocal examined
            # An edit may be announced by another source than the one that the article belongs to.
            source = sources.get(version.source_id, arrival.source)
            document = document_for(version, source)
            examined, counted = _apart(rules.examine(document), volumes)
            raises = raises_alarms(version, policy, baseline=arrival.baseline, held=arrival.announcement.held)
            sightings = sightings_of(volumes, counted, version, source, document, raises=raises)
            return replace(_consequences(arrival, source, version, examined, policy), sightings=sightings)

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
        baseline=arrival.baseline,
        held=arrival.announcement.held,
        provisional=arrival.provisional,
    )  # fmt: skip


def raises_alarms(version: Version, policy: AlertPolicy, *, baseline: bool, held: str) -> bool:
    """Whether a version may raise an alarm of a volume rule: what alerts nobody by itself only counts."""
    old = version.published is not None and version.first_seen - version.published > policy.max_age
    return not (policy.off or (baseline and not policy.alert_baseline) or old or _held(held, version, policy))


def _apart(examined: Examined, volumes: Mapping[str, VolumeRule]) -> tuple[Examined, list[Match]]:
    """What ordinary rules found, and what is only counted."""
    if not volumes:
        return examined, []
    counted = [match for match in examined.matches if match.rule.name in volumes]
    found = tuple(match for match in examined.matches if match.rule.name not in volumes)
    return replace(examined, matches=found), counted


def decided_of(
    matches: Sequence[Match], source: Source, version: Version, policy: AlertPolicy, *, baseline: bool, held: str
) -> Decided:
    """What becomes at once of a version's matches when it is first seen, and what is owed, live and in a backtest.

    ``baseline`` and ``held`` (why the flood guard holds it) are as it was announced.
    """
    return decided(
        matches,
        [labels_for(match.rule, source, version.article_id) for match in matches],
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
    arrival: Arrival, source: Source, version: Version, examined: Examined, policy: AlertPolicy
) -> Consequences:
    matches, announced = examined.matches, arrival.announcement
    found = decided_of(matches, source, version, policy, baseline=arrival.baseline, held=announced.held)
    return Consequences(matches, (*found.dispositions, *map(_overrun, examined.overruns)), found.owed)


def _overrun(rule: Rule) -> Disposition:
    """Recorded, so that an article which a rule could not decide about is not taken for one it is not true of."""
    return Disposition(rule.name, "", AtOnce.OVERRUN, "the rule costs too much on this article and was not decided")


def _held(held: str, version: Version, policy: AlertPolicy) -> str:
    """Why the flood guard holds the article; the page's own recent date ends a hold for want of a date."""
    seen, day = version.first_seen, version.text.date
    recent = day is not None and seen.date() - policy.max_age <= day <= seen.date() + timedelta(days=1)
    return "" if held.startswith(Why.UNDATED.value) and recent else held
